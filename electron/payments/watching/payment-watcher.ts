import type { ChargedPayment, Payment } from '../../../shared/payment/payment.ts'
import { isAwaited, isInProgress } from '../../../shared/payment/questions.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { CallPriority } from '../../gateways/gateway.ts'
import { type Clock, isoNow } from '../../time/clock.ts'
import type { Lineup } from '../lineup.ts'
import type { PaymentRepository } from '../payment-repository.ts'
import { startExpiryTimer } from './expiry-timer.ts'
import { type CheckRecord, type CheckSource, type CheckState, createPaymentCheck } from './payment-check.ts'
import { createWatchBudget } from './watch-budget.ts'
import { delayAfter, needOf, type WatchNeed, type WatchPace } from './watch-schedule.ts'

export type PaymentWatcher = {
  /** Puts a payment under watch. Signals only say *which* payment: the gateway's answer is the evidence. */
  watch(id: string): void
  /** One look that begins now or after the one under way; resolves when its answer is recorded. */
  check(id: string, source?: CheckSource): Promise<void>
  checkState(id: string): CheckState
  /** Every payment that may still change, newest first. */
  open(): readonly ChargedPayment[]
  /**
   * Puts every payment that may still change back under watch and looks at each whose turn has come: at once where
   * somebody waits, the others one after the other, the newest first.
   */
  resume(): void
  /** Resolves when the looks under way now have ended, well or badly. */
  settled(): Promise<void>
  stop(): Promise<void>
}

type Dependencies = {
  readonly repository: PaymentRepository
  readonly lineup: Pick<Lineup, 'of'>
  readonly clock: Clock
  readonly pace: WatchPace
  /** The payment both screens are about: it is looked at first, whatever else is watched. */
  readonly onScreen: () => string | null
  /** 0..1, for the jitter. */
  readonly random: () => number
  readonly onChange: (id: string) => void
}

type Watched = {
  record: CheckRecord
  running: Promise<void> | undefined
  next: Promise<void> | undefined
  /** When the timer set last is due by the clock, and how long it was set for. */
  dueAt: number
  waitMs: number
  cancelTimer: () => void
  cancelExpiry: () => void
  /** Its time ran out while nobody could look (asleep, closed): it ends only after the gateway has answered. */
  endsAfterLook: boolean
}

/** No gateway tracks a charge longer: NOWPayments stops seven days after creation; a day for clocks and zones. */
const TRACKED_MS = 8 * 24 * 3_600_000

/** So many are read at once when watching is taken up again: a large shop's week must not hold up its start. */
const PAGE = 20

const IN_PROGRESS = ['awaiting', 'seen', 'confirmed', 'sending'] as const

const nothing = () => undefined

/** Keeps the status true: looks at each open payment, one look at a time per payment. */
export function createPaymentWatcher(dependencies: Dependencies): PaymentWatcher {
  const { repository, clock, pace, random, onScreen, onChange } = dependencies
  const look = createPaymentCheck(dependencies)
  const budget = createWatchBudget(pace)
  const watched = new Map<string, Watched>()
  const stopping = new AbortController()
  let cancelNextPage: () => void = nothing

  function entryOf(id: string): Watched {
    const known = watched.get(id)
    if (known) return known
    const state: CheckState = { checkedAt: null, error: null }
    const record = { state, failures: 0, lastRaw: repository.lastRaw(id), retryAfterMs: null }
    const fresh: Watched = {
      record,
      running: undefined,
      next: undefined,
      dueAt: 0,
      waitMs: 0,
      cancelTimer: nothing,
      cancelExpiry: nothing,
      endsAfterLook: false,
    }
    watched.set(id, fresh)
    return fresh
  }

  function chargedOf(id: string): ChargedPayment | undefined {
    const payment = stopping.signal.aborted ? undefined : repository.find(id)
    return payment && isCharged(payment) ? payment : undefined
  }

  function need(payment: ChargedPayment): WatchNeed | undefined {
    return needOf(payment, clock.now(), pace, onScreen() === payment.id)
  }

  /** At start-up everything is asked at once: only what is on the screens goes before what people do meanwhile. */
  function priorityOf(payment: ChargedPayment, source: CheckSource): CallPriority {
    if (source === 'person') return 'person'
    const tier = need(payment)?.tier ?? 'background'
    if (tier === 'background') return 'spare'
    return tier === 'screen' || source !== 'start' ? 'live' : 'background'
  }

  async function lookOnce(id: string, entry: Watched, source: CheckSource): Promise<void> {
    entry.cancelTimer()
    const payment = chargedOf(id)
    if (!payment) return
    const { endsAfterLook } = entry
    const priority = priorityOf(payment, source)
    entry.record = await look(payment, entry.record, { source, priority }, stopping.signal)
    if (stopping.signal.aborted) return
    if (endsAfterLook && entry.record.state.error === null) {
      entry.endsAfterLook = false
      watch(id)
    } else schedule(id, entry)
    onChange(id)
  }

  function run(id: string, entry: Watched, source: CheckSource): Promise<void> {
    const running = lookOnce(id, entry, source).finally(() => {
      entry.running = undefined
    })
    entry.running = running
    return running
  }

  /** A look under way began before the signal and may miss what it is about: another follows it. */
  function check(id: string, source: CheckSource = 'poll'): Promise<void> {
    const entry = entryOf(id)
    if (!entry.running) return run(id, entry, source)
    const over = entry.running.catch(() => undefined)
    entry.next ??= over.then(() => {
      entry.next = undefined
      return run(id, entry, source)
    })
    return entry.next
  }

  function schedule(id: string, entry: Watched): void {
    entry.cancelTimer()
    const payment = chargedOf(id)
    const base = budget.interval(id, payment && need(payment))
    if (base === undefined) return
    lookAfter(delayAfter(base, entry.record.failures, random(), entry.record.retryAfterMs), id, entry)
  }

  function lookAfter(delay: number, id: string, entry: Watched, source?: CheckSource): void {
    entry.cancelTimer()
    entry.waitMs = delay
    entry.dueAt = clock.now() + delay
    entry.cancelTimer = clock.after(delay, () => void check(id, source))
  }

  /**
   * The till's own time: the QR goes at once, the payment stays watched and is looked at right away. A timer that comes
   * late means that the computer slept: somebody may have paid in time, so the look comes first.
   */
  function scheduleExpiry(payment: ChargedPayment, entry: Watched): void {
    entry.cancelExpiry()
    if (!isAwaited(payment) || entry.endsAfterLook) return
    entry.cancelExpiry = startExpiryTimer(payment, clock, (isLate) => {
      if (isLate) entry.endsAfterLook = true
      else repository.record(payment.id, { kind: 'expired', at: isoNow(clock) })
      onChange(payment.id)
      void check(payment.id)
    })
  }

  function watch(id: string): void {
    const payment = chargedOf(id)
    if (!payment) return
    const entry = entryOf(id)
    scheduleExpiry(payment, entry)
    schedule(id, entry)
  }

  /** A look first, then the timers: a QR whose time ran out while the till was off may have been paid in time. */
  async function resumeOne(payment: ChargedPayment): Promise<void> {
    if (Date.parse(payment.expiresAt) <= clock.now()) entryOf(payment.id).endsAfterLook = true
    watch(payment.id)
    await check(payment.id, 'start')
  }

  /**
   * Milliseconds until its turn by the clock, or undefined when that has come. Timers stand still while the computer
   * sleeps, so the clock decides; after a failure, or when the clock was set back, nothing is waited for.
   */
  function leftOf({ record, dueAt, waitMs }: Watched): number | undefined {
    const left = dueAt - clock.now()
    return record.failures === 0 && left > 0 && left <= waitMs ? left : undefined
  }

  function open(): readonly ChargedPayment[] {
    const recent = repository.since(clock.now() - TRACKED_MS).toReversed()
    return recent.filter(isCharged).filter((payment) => need(payment) !== undefined)
  }

  /** What nobody waits for has its turns one after the other, a page of them at a time: the next when these have had theirs. */
  function resumePage(before: Payment | null): void {
    cancelNextPage()
    const page = repository.pageSince(clock.now() - TRACKED_MS, before, PAGE)
    let place = 0
    for (const payment of page) {
      if (!isCharged(payment) || isInProgress(payment) || need(payment) === undefined) continue
      const entry = entryOf(payment.id)
      if (entry.running === undefined) {
        lookAfter(leftOf(entry) ?? pace.startGapMs * place++, payment.id, entry, 'start')
      }
    }
    const last = page.at(-1)
    if (last && page.length === PAGE) {
      cancelNextPage = clock.after(pace.startGapMs * place, () => resumePage(last))
    }
  }

  async function settled(): Promise<void> {
    await Promise.allSettled([...watched.values()].map((entry) => entry.next ?? entry.running))
  }

  return {
    watch,
    check,
    open,
    settled,
    checkState: (id) => watched.get(id)?.record.state ?? { checkedAt: null, error: null },
    resume() {
      const inProgress = repository.withStatus(IN_PROGRESS).filter(isCharged)
      for (const payment of inProgress.toReversed()) if (need(payment)) void resumeOne(payment)
      resumePage(null)
    },
    async stop() {
      stopping.abort()
      cancelNextPage()
      for (const entry of watched.values()) {
        entry.cancelTimer()
        entry.cancelExpiry()
      }
      await settled()
    },
  }
}
