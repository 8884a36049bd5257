import type { ChargedPayment } from '../../shared/payment/payment.ts'
import { isLive, isWatched } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { type Clock, isoNow } from '../clock.ts'
import type { Gateway } from '../gateways/gateway.ts'
import { startExpiryTimer } from './expiry-timer.ts'
import { type CheckRecord, type CheckSource, type CheckState, createPaymentCheck } from './payment-check.ts'
import type { PaymentRepository } from './payment-repository.ts'
import { baseDelay, delayAfter, type WatchPace } from './watch-schedule.ts'

export type PaymentWatcher = {
  /** Puts a payment under watch. Signals only say *which* payment: the gateway's answer is the evidence. */
  watch(id: string): void
  /** One look that begins now or after the one under way; resolves when its answer is recorded. */
  check(id: string, source?: CheckSource): Promise<void>
  checkState(id: string): CheckState
  /** Puts every payment that may still change back under watch and looks at each. */
  resume(): void
  stop(): Promise<void>
}

type Dependencies = {
  readonly repository: PaymentRepository
  readonly gateway: Gateway
  readonly clock: Clock
  readonly pace: WatchPace
  /** 0..1, for the jitter. */
  readonly random: () => number
  readonly onChange: (id: string) => void
}

type Watched = {
  record: CheckRecord
  running: Promise<void> | undefined
  next: Promise<void> | undefined
  cancelTimer: () => void
  cancelExpiry: () => void
}

/** No gateway tracks a charge longer: NOWPayments stops seven days after creation; a day for clocks and zones. */
const TRACKED_MS = 8 * 24 * 3_600_000

const nothing = () => undefined

/** Keeps the status true: looks at each open payment, one look at a time per payment. */
export function createPaymentWatcher(dependencies: Dependencies): PaymentWatcher {
  const { repository, clock, pace, random, onChange } = dependencies
  const look = createPaymentCheck(dependencies)
  const watched = new Map<string, Watched>()
  const stopping = new AbortController()

  function entryOf(id: string): Watched {
    const known = watched.get(id)
    if (known) return known
    const state: CheckState = { checkedAt: null, error: null }
    const record = { state, failures: 0, lastRaw: repository.lastRaw(id), retryAfterMs: null }
    const fresh: Watched = {
      record,
      running: undefined,
      next: undefined,
      cancelTimer: nothing,
      cancelExpiry: nothing,
    }
    watched.set(id, fresh)
    return fresh
  }

  function chargedOf(id: string): ChargedPayment | undefined {
    const payment = stopping.signal.aborted ? undefined : repository.find(id)
    return payment && isCharged(payment) ? payment : undefined
  }

  async function lookOnce(id: string, entry: Watched, source: CheckSource): Promise<void> {
    entry.cancelTimer()
    const payment = chargedOf(id)
    if (!payment) return
    entry.record = await look(payment, entry.record, source, stopping.signal)
    if (stopping.signal.aborted) return
    schedule(id, entry)
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
    const base = payment && isWatched(payment) ? baseDelay(payment, clock.now(), pace) : undefined
    if (base === undefined) return
    const delay = delayAfter(base, entry.record.failures, random(), entry.record.retryAfterMs)
    entry.cancelTimer = clock.after(delay, () => void check(id))
  }

  /** The till's own time: the QR goes at once, the payment stays watched and is looked at right away. */
  function scheduleExpiry(payment: ChargedPayment, entry: Watched): void {
    entry.cancelExpiry()
    if (!isLive(payment)) return
    entry.cancelExpiry = startExpiryTimer(payment, clock, () => {
      repository.record(payment.id, { kind: 'expired', at: isoNow(clock) })
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
    if (Date.parse(payment.expiresAt) > clock.now()) watch(payment.id)
    await check(payment.id, 'start')
    watch(payment.id)
  }

  return {
    watch,
    check,
    checkState: (id) => watched.get(id)?.record.state ?? { checkedAt: null, error: null },
    resume() {
      for (const payment of repository.since(clock.now() - TRACKED_MS)) {
        if (!isCharged(payment) || baseDelay(payment, clock.now(), pace) === undefined) continue
        void resumeOne(payment)
      }
    },
    async stop() {
      stopping.abort()
      for (const entry of watched.values()) {
        entry.cancelTimer()
        entry.cancelExpiry()
      }
      await Promise.allSettled([...watched.values()].map((entry) => entry.next ?? entry.running))
    },
  }
}
