import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PaymentsState, PaymentView } from '../../../shared/contract/payments.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { TillApp } from '../app-driver.ts'
import { seedSettings } from '../app-driver.ts'
import { ask } from '../till-hands.ts'
import { compare, notWhatItReplaysTo } from './compare.ts'
import type { Evidence, Violation } from './evidence.ts'
import { settled, shownIn, whileAway } from './gateway-book.ts'
import { type JournalReading, readJournal } from './journal-copy.ts'
import { planLives } from './plan.ts'
import { liveOnce, openTillAgain } from './till-life.ts'

export type TillOutcome = {
  readonly seed: number
  readonly kills: number
  readonly restarts: number
  readonly sales: number
  readonly payments: number
  readonly charges: number
  readonly deposits: number
  readonly events: number
  readonly violations: readonly Violation[]
  /** Why the till could not be tortured to the end; its counts are then what there was. */
  readonly failure: string | null
  /** Kept when anything was wrong; null when all was well. */
  readonly folder: string | null
}

type Progress = {
  kills: number
  violations: Violation[]
  deposited: string[]
  journal: JournalReading | null
}

/**
 * Sells on one till and kills it again and again, on one data folder; then looks at everything once more and
 * compares. Never rejects: what went wrong is in the outcome.
 */
export async function tortureTill(seed: number, kills: number, onKill: () => void): Promise<TillOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-torture-'))
  const progress: Progress = { kills: 0, violations: [], deposited: [], journal: null }
  let evidence: Evidence | undefined
  let failure: string | null = null
  try {
    seedSettings(folder, { currency: 'EUR' })
    for (const life of planLives(seed, kills)) {
      await liveOnce(folder, life, (charge) => progress.deposited.push(charge))
      progress.kills += 1
      checkJournal(folder, progress)
      progress.deposited.push(...(await whileAway(folder, life.away)))
      onKill()
    }
    evidence = await gather(folder, progress)
    progress.violations.push(...compare(evidence))
  } catch (error) {
    failure = `kill ${progress.kills + 1}: ${error instanceof Error ? error.message : String(error)}`
  }
  const isWell = failure === null && progress.violations.length === 0
  if (isWell) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  return outcomeOf(seed, progress, evidence, failure, isWell ? null : folder)
}

function outcomeOf(
  seed: number,
  { kills, violations, journal }: Progress,
  evidence: Evidence | undefined,
  failure: string | null,
  folder: string | null,
): TillOutcome {
  const payments = evidence?.journal.payments ?? journal?.payments ?? []
  const charges = evidence?.charges ?? []
  return {
    seed,
    kills,
    restarts: kills - 1 + (evidence ? 1 : 0),
    sales: new Set(payments.map(({ saleId }) => saleId)).size,
    payments: payments.length,
    charges: charges.filter(({ parentPaymentId }) => parentPaymentId === null).length,
    deposits: charges.filter(({ actuallyPaid }) => /[1-9]/.test(actuallyPaid)).length,
    events: evidence?.journal.events.length ?? journal?.events.length ?? 0,
    violations,
    failure,
    folder,
  }
}

/** Whole after every kill, nothing gone that the kill before had left, and the table is what the events say. */
function checkJournal(folder: string, progress: Progress): void {
  const before = progress.journal
  const journal = readJournal(folder)
  if (!journal) return
  const broken = (expected: string, found: string) =>
    progress.violations.push({ kind: 'journalBroken', payment: null, charge: null, expected, found })
  if (journal.fault !== null) broken(`whole after kill ${progress.kills}`, journal.fault)
  const gone = before?.hashes.findIndex((hash, index) => journal.hashes[index] !== hash) ?? -1
  if (gone >= 0) broken(`event ${gone + 1} still there after kill ${progress.kills}`, 'gone or another')
  progress.violations.push(...notWhatItReplaysTo({ journal }))
  progress.journal = journal
}

/** The gateway comes to rest, the till is opened a last time and looks at every payment. */
async function gather(folder: string, progress: Progress): Promise<Evidence> {
  const charges = await settled(folder)
  const till = await openTillAgain(folder)
  const told = await lookAtAll(till, readJournal(folder))
  await till.close()
  checkJournal(folder, progress)
  if (!progress.journal) throw new Error('there is no journal')
  return { journal: progress.journal, charges, shown: shownIn(folder), deposited: progress.deposited, told }
}

async function lookAtAll({ cashier }: TillApp, journal: JournalReading | null): Promise<Evidence['told']> {
  const payments = []
  for (const { id } of journal?.payments ?? []) {
    const looked = await ask<PaymentView>(cashier, 'payments.check', { id })
    if (!looked.ok || looked.value.checkError) {
      throw new Error(`the last look at ${id} failed: ${JSON.stringify(looked)}`)
    }
    if (isCharged(looked.value.payment) && looked.value.checkedAt === null) {
      throw new Error(`the gateway was not asked about ${id}`)
    }
  }
  for (const { id } of journal?.payments ?? []) {
    const shown = await ask<{ view: PaymentView }>(cashier, 'payments.history', { id })
    if (shown.ok) payments.push(shown.value.view.payment)
  }
  const state = await ask<PaymentsState>(cashier, 'payments.state')
  if (!state.ok) throw new Error(`the last state failed: ${state.error.code}`)
  return { payments, today: state.value.today }
}
