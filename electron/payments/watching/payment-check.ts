import type { AppError } from '../../../shared/app-error.ts'
import type { ChargedPayment, Observation } from '../../../shared/payment/payment.ts'
import type { Answer, CallPriority, GatewayFailure } from '../../gateways/gateway.ts'
import { type Clock, isoNow } from '../../time/clock.ts'
import type { Lineup } from '../lineup.ts'
import type { PaymentRepository } from '../payment-repository.ts'
import { createChildCheck } from './child-check.ts'

export type CheckSource = 'poll' | 'start' | 'person' | 'callback'

/** What is known of the looking itself, beside the payment. */
export type CheckState = { readonly checkedAt: string | null; readonly error: AppError | null }

/** Everything one look leaves behind for the next. */
export type CheckRecord = {
  readonly state: CheckState
  /** Failures in a row. */
  readonly failures: number
  /** The last recorded text: the same bytes are the same news. */
  readonly lastRaw: string | undefined
  /** A wait the gateway asked for. */
  readonly retryAfterMs: number | null
}

/** A look changes nothing and can be had again: one that hangs makes room for the next, and for a person's. */
const LOOK_TIMEOUT_MS = 8_000

export type PaymentCheck = (
  payment: ChargedPayment,
  before: CheckRecord,
  look: { readonly source: CheckSource; readonly priority: CallPriority },
  signal: AbortSignal,
) => Promise<CheckRecord>

type Dependencies = {
  readonly repository: PaymentRepository
  readonly lineup: Pick<Lineup, 'of'>
  readonly clock: Clock
}

/**
 * One look at one payment: read the gateway, record what it said (event and state in one transaction), say how it went.
 * An answer identical to the last is not recorded again: only the moment it was asked changes.
 */
export function createPaymentCheck(dependencies: Dependencies): PaymentCheck {
  const { repository, lineup, clock } = dependencies
  const lookAtChildren = createChildCheck(dependencies)

  function news(
    id: string,
    before: CheckRecord,
    source: CheckSource,
    answer: Answer<Observation>,
  ): CheckRecord {
    const seen = { checkedAt: isoNow(clock), error: null }
    const done = { failures: 0, retryAfterMs: null }
    if (answer.raw === before.lastRaw) return { ...done, state: seen, lastRaw: before.lastRaw }
    const recorded = repository.record(id, {
      kind: 'observed',
      at: seen.checkedAt,
      source,
      observation: answer.value,
      raw: answer.raw,
    })
    if (recorded.ok) return { ...done, state: seen, lastRaw: answer.raw }
    return { ...done, state: { ...before.state, error: recorded.error }, lastRaw: before.lastRaw }
  }

  function failed(id: string, before: CheckRecord, failure: GatewayFailure): CheckRecord {
    const unreadable =
      failure.error.code === 'badReply' && failure.raw !== null && failure.raw !== before.lastRaw
    if (unreadable && failure.error.code === 'badReply') {
      const { detail } = failure.error
      repository.record(id, { kind: 'unreadable', at: isoNow(clock), detail, raw: failure.raw ?? '' })
    }
    return {
      state: { ...before.state, error: failure.error },
      failures: before.failures + 1,
      lastRaw: unreadable ? (failure.raw ?? undefined) : before.lastRaw,
      retryAfterMs: failure.retryAfterMs,
    }
  }

  return async (payment, before, { source, priority }, signal) => {
    const options = { signal, priority, timeoutMs: LOOK_TIMEOUT_MS }
    const { gateway, chargeId } = payment.charge
    const answer = await lineup.of(gateway).readCharge(chargeId, options)
    if (signal.aborted) return before
    if (!answer.ok) return failed(payment.id, before, answer.error)
    const noted = news(payment.id, before, source, answer.value)
    await lookAtChildren(payment.id, priority, signal)
    return noted
  }
}
