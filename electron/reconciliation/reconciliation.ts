import type {
  DecidedDifference,
  LookedAgain,
  ReconciledDays,
  ReconciliationProgress,
  ReconciliationReport,
} from '../../shared/contract/reconciliation.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Mode } from '../../shared/mode.ts'
import type { ByWhom } from '../../shared/people/caller.ts'
import type { Period } from '../../shared/reconciliation/books.ts'
import { LISTING_GATEWAY } from '../../shared/reconciliation/limits.ts'
import type { BooksDecided, KeptDifference } from '../../shared/reconciliation/record.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { accountError } from '../account/account-error.ts'
import type { NowPaymentsAccount } from '../gateways/nowpayments/account/account.ts'
import type { OpenTill } from '../open-till.ts'
import { callbackLogFileOf } from '../relay/till-relay.ts'
import type { AskWhere } from '../reports/ask-where.ts'
import { type Disk, realDisk, writeFileWhole } from '../reports/write-file.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import { decidedView } from './books-record.ts'
import { type ComparingThread, startComparing } from './comparing-thread.ts'
import { periodOf } from './days.ts'
import type { Comparison } from './messages.ts'

const DAY_MS = 24 * 3_600_000

/** Journal, gateway's list and relay's log, compared while the till goes on selling. One thing at a time. */
export type Reconciliation = {
  run(days: ReconciledDays, by?: ByWhom): Promise<Result<ReconciliationReport>>
  lookAtOpen(): Promise<Result<LookedAgain>>
  /** Ends what is under way, which then is `notNow`. */
  cancel(): void
  /** Errors: `notNow` without a list of this mode, those of `askWhere` and of writing. */
  exportCsv(askWhere: AskWhere): Promise<Result<{ file: string | null; rows: number }>>
  /** About a line of the last list. */
  decide(of: Pick<BooksDecided, 'key' | 'decision' | 'reason'>, by?: ByWhom): Result<DecidedDifference>
}

export type ReconciliationDependencies = {
  readonly folder: string
  readonly till: () => OpenTill
  readonly settings: () => Settings
  readonly clock: Clock
  readonly workerUrl: URL
  readonly onProgress: (progress: ReconciliationProgress) => void
  /** A thread that died, under the reference the windows are given. */
  readonly onCrash: (reference: string, error: unknown) => void
  readonly disk?: Disk
}

/** The last list of differences, all of it; the journal keeps only what is unmatched. */
type Last = {
  readonly mode: Mode
  readonly days: ReconciledDays
  readonly csv: string
  readonly rows: number
  readonly kept: readonly KeptDifference[]
}

export function createReconciliation(dependencies: ReconciliationDependencies): Reconciliation {
  const { folder, till, settings, clock, onProgress, disk = realDisk } = dependencies
  let underWay: AbortController | null = null
  let last: Last | null = null

  /** What ends is forgotten, unless another has taken its place. */
  async function alone<T>(work: (signal: AbortSignal) => Promise<Result<T>>): Promise<Result<T>> {
    underWay?.abort()
    const mine = new AbortController()
    underWay = mine
    const told = await work(mine.signal)
    if (underWay === mine) underWay = null
    return mine.signal.aborted ? err({ code: 'notNow' }) : told
  }

  type Asked = { readonly days: ReconciledDays; readonly by: ByWhom }

  async function run({ days, by }: Asked, signal: AbortSignal): Promise<Result<ReconciliationReport>> {
    const open = till()
    const { account, mode, journalFile } = open
    if (account === null) return err({ code: 'notSetUp' })
    if (account.signedInUntil() === null) return err({ code: 'signInAgain' })
    const { tillName, tillNumber, timeZone } = settings()
    const period = periodOf(days, timeZone)
    const asOf = isoNow(clock)
    const callbackFile = callbackLogFileOf(folder, mode)
    const request = {
      journalFile,
      callbackFile,
      mode,
      till: tillName,
      tillNumber,
      days,
      timeZone,
      period,
      asOf,
      gateway: LISTING_GATEWAY,
    }
    const thread = startComparing(request, dependencies)
    const end = () => thread.end()
    signal.addEventListener('abort', end)
    try {
      const compared = await listAndCompare(account, thread, period, signal)
      if (!compared.ok) return compared
      // Another mode was opened meanwhile: what was found is about the one before.
      if (signal.aborted || till() !== open) return err({ code: 'notNow' })
      const { csv, found: rows, kept } = compared.value
      last = { mode, days, csv, rows, kept: kept.lines }
      const recorded = open.books?.compared({ gateway: LISTING_GATEWAY, days, asOf, ...kept, ...by })
      return ok({ ...reportOf(days, asOf, compared.value), isKept: recorded?.ok === true })
    } finally {
      signal.removeEventListener('abort', end)
      thread.end()
    }
  }

  async function listAndCompare(
    account: NowPaymentsAccount,
    thread: ComparingThread,
    period: Period,
    signal: AbortSignal,
  ): Promise<Result<Listed>> {
    onProgress({ step: 'reading', rows: 0, of: null })
    await thread.isOpen
    const covers = widenedByADay(period)
    const onRead = (rows: number, of: number | null) => {
      if (!signal.aborted) onProgress({ step: 'reading', rows, of })
    }
    const listed = await account.payments(covers, { signal, onRead })
    if (!listed.ok) return err(accountError(listed.error.error))
    if (signal.aborted) return err({ code: 'notNow' })
    onProgress({ step: 'comparing' })
    const { rows, complete } = listed.value
    const malformed = listed.value.malformed.map(({ id, detail }) => ({ id, detail }))
    const compared = await thread.compare({ rows, malformed, complete, covers })
    return compared.ok ? ok({ ...compared.value, isWhole: complete && malformed.length === 0 }) : compared
  }

  return {
    run: (days, by = {}) => alone((signal) => run({ days, by }, signal)),
    lookAtOpen: () =>
      alone(async (signal) => {
        const { payments, journalProblem } = till()
        if (!payments) return err(journalProblem() ?? { code: 'journalUnavailable', reason: 'other' })
        const onLooked = (looked: number, of: number) => onProgress({ step: 'looking', looked, of })
        return ok(
          await payments.lookAgain({ isMeant: (gateway) => gateway !== LISTING_GATEWAY, onLooked, signal }),
        )
      }),
    cancel() {
      underWay?.abort()
    },
    async exportCsv(askWhere) {
      const { mode } = till()
      if (last === null || last.mode !== mode) return err({ code: 'notNow' })
      const { days, csv, rows } = last
      const asked = await askWhere(`usdtill-${mode}-differences-${days.from}-${days.to}.csv`)
      if (!asked.ok) return asked
      const file = asked.value
      if (file === null) return ok({ file, rows: 0 })
      const written = await writeFileWhole(file, csv, disk)
      return written.ok ? ok({ file, rows }) : written
    },
    decide({ key, decision, reason }, by = {}) {
      const { mode, books, journalProblem } = till()
      if (last === null || last.mode !== mode) return err({ code: 'notNow' })
      const line = last.kept.find((kept) => kept.key === key && kept.action !== 'nothing')
      if (line === undefined) return err({ code: 'notFound' })
      if (books === null) return err(journalProblem() ?? { code: 'journalUnavailable', reason: 'other' })
      const { theirs } = line
      const decided = books.decided({ gateway: LISTING_GATEWAY, key, theirs, decision, reason, ...by })
      return decided.ok ? ok(decidedView(decided.value)) : decided
    },
  }
}

type Listed = Comparison & { readonly isWhole: boolean }

function reportOf(
  days: ReconciledDays,
  asOf: string,
  compared: Listed,
): Omit<ReconciliationReport, 'isKept'> {
  const { differences, found, payments, listed, log, elsewhere, isWhole } = compared
  return {
    ...{ days, asOf, found },
    complete: isWhole,
    differences: [...differences],
    compared: { payments, listed, log },
    elsewhere: [...elsewhere],
  }
}

/** Two clocks may have a charge on different days. */
function widenedByADay({ from, to }: Period): Period {
  const moved = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString()
  return { from: moved(from, -DAY_MS), to: moved(to, DAY_MS) }
}
