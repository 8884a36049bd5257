import type { AppError } from '../../shared/app-error.ts'
import type { ChargedPayment, Payment } from '../../shared/payment/payment.ts'
import { isLive, isWatched } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { type Clock, isoNow } from '../clock.ts'
import type { Gateway, GatewayFailure } from '../gateways/gateway.ts'
import type { PaymentRepository } from './payment-repository.ts'
import { baseDelay, delayAfter, type WatchPace } from './watch-schedule.ts'

type Source = 'poll' | 'start' | 'person'

/** What is known of the looking itself, beside the payment. */
export type CheckState = { readonly checkedAt: string | null; readonly error: AppError | null }

export type PaymentWatcher = {
  /** Looks at it now and then by schedule. Signals only say *which* payment: the gateway's answer is the evidence. */
  watch(id: string, source?: Source): void
  /** One look now; resolves when its answer is recorded. A look already under way is joined. */
  check(id: string, source?: Source): Promise<void>
  checkState(id: string): CheckState
  /** Puts every payment that may still change back under watch. */
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
  cancelTimer: () => void
  cancelExpiry: () => void
  running: Promise<void> | undefined
  failures: number
  lastRaw: string | undefined
  state: CheckState
}

/**
 * Keeps the status true: one look at a time per payment, by timer, at start-up, or when a person asks.
 * load → read gateway → record (event and state in one transaction) → tell.
 */
export function createPaymentWatcher(dependencies: Dependencies): PaymentWatcher {
  const { repository, gateway, clock, pace, onChange } = dependencies
  const watched = new Map<string, Watched>()
  const stopping = new AbortController()

  function entryOf(id: string): Watched {
    const known = watched.get(id)
    if (known) return known
    const fresh: Watched = {
      cancelTimer: () => undefined,
      cancelExpiry: () => undefined,
      running: undefined,
      failures: 0,
      lastRaw: repository.lastRaw(id),
      state: { checkedAt: null, error: null },
    }
    watched.set(id, fresh)
    return fresh
  }

  function check(id: string, source: Source = 'poll'): Promise<void> {
    const entry = entryOf(id)
    entry.running ??= look(id, entry, source).finally(() => {
      entry.running = undefined
    })
    return entry.running
  }

  async function look(id: string, entry: Watched, source: Source): Promise<void> {
    entry.cancelTimer()
    const payment = repository.find(id)
    if (!payment || !isCharged(payment) || stopping.signal.aborted) return
    const priority = source === 'person' ? 'person' : isLive(payment) ? 'live' : 'background'
    const answer = await gateway.readCharge(payment.charge.chargeId, { signal: stopping.signal, priority })
    if (stopping.signal.aborted) return
    if (answer.ok) {
      entry.failures = 0
      if (answer.value.raw === entry.lastRaw) {
        // The same bytes are the same news: nothing to record, only that the gateway was asked.
        entry.state = { checkedAt: isoNow(clock), error: null }
      } else {
        const { value: observation, raw } = answer.value
        const recorded = repository.record(id, {
          kind: 'observed',
          at: isoNow(clock),
          source,
          observation,
          raw,
        })
        if (recorded.ok) entry.lastRaw = raw
        entry.state = recorded.ok
          ? { checkedAt: isoNow(clock), error: null }
          : { ...entry.state, error: recorded.error }
      }
    } else {
      noteFailure(id, entry, answer.error)
    }
    schedule(id, entry, answer.ok ? null : answer.error.retryAfterMs)
    onChange(id)
  }

  function noteFailure(id: string, entry: Watched, failure: GatewayFailure): void {
    entry.failures += 1
    entry.state = { ...entry.state, error: failure.error }
    if (failure.error.code !== 'badReply' || failure.raw === null || failure.raw === entry.lastRaw) return
    entry.lastRaw = failure.raw
    repository.record(id, {
      kind: 'unreadable',
      at: isoNow(clock),
      detail: failure.error.detail,
      raw: failure.raw,
    })
  }

  function schedule(id: string, entry: Watched, retryAfterMs: number | null): void {
    entry.cancelTimer()
    const payment = repository.find(id)
    if (!payment || !isCharged(payment) || !isWatched(payment) || stopping.signal.aborted) return
    const base = baseDelay(payment, clock.now(), pace)
    if (base === undefined) return
    const delay = delayAfter(base, entry.failures, dependencies.random(), retryAfterMs)
    entry.cancelTimer = clock.after(delay, () => void check(id))
  }

  /** The till's own time: the QR goes at once, the payment stays watched. */
  function scheduleExpiry(payment: ChargedPayment, entry: Watched): void {
    entry.cancelExpiry()
    if (!isLive(payment)) return
    const left = Math.max(0, Date.parse(payment.expiresAt) - clock.now())
    entry.cancelExpiry = clock.after(left, () => {
      if (clock.now() < Date.parse(payment.expiresAt)) {
        // The clock was set back meanwhile: not over yet.
        scheduleExpiry(payment, entry)
        return
      }
      repository.record(payment.id, { kind: 'expired', at: isoNow(clock) })
      onChange(payment.id)
      void check(payment.id)
    })
  }

  function watch(id: string, source: Source = 'poll'): void {
    const payment = repository.find(id)
    if (!payment || !isCharged(payment)) return
    const entry = entryOf(id)
    scheduleExpiry(payment, entry)
    if (source === 'poll') schedule(id, entry, null)
    else void check(id, source)
  }

  /** A QR whose time ran out while the till was off is looked at before it expires: the money may have come in time. */
  async function resumeOverdue(payment: ChargedPayment): Promise<void> {
    await check(payment.id, 'start')
    const now = repository.find(payment.id)
    if (now && isCharged(now) && !stopping.signal.aborted) scheduleExpiry(now, entryOf(payment.id))
  }

  function resume(): void {
    for (const payment of repository.withStatus(WATCHED_STATUSES)) {
      if (!isCharged(payment) || baseDelay(payment, clock.now(), pace) === undefined) continue
      const overdue = isLive(payment) && Date.parse(payment.expiresAt) <= clock.now()
      if (overdue) void resumeOverdue(payment)
      else watch(payment.id, 'start')
    }
  }

  return {
    watch,
    check,
    checkState: (id) => watched.get(id)?.state ?? { checkedAt: null, error: null },
    resume,
    async stop() {
      stopping.abort()
      for (const entry of watched.values()) {
        entry.cancelTimer()
        entry.cancelExpiry()
      }
      await Promise.allSettled([...watched.values()].map((entry) => entry.running))
    },
  }
}

const WATCHED_STATUSES: readonly Payment['status'][] = [
  'awaiting',
  'seen',
  'confirmed',
  'sending',
  'short',
  'paid',
  'expired',
  'cancelled',
  'failed',
]
