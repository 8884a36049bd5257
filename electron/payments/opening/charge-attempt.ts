import type { AppError } from '../../../shared/app-error.ts'
import { type MicroUsdt, microUsdt } from '../../../shared/money/usdt.ts'
import type { Charge, Payment, PaymentBase } from '../../../shared/payment/payment.ts'
import type { Approval } from '../../../shared/people/approval.ts'
import { err, type Result } from '../../../shared/result.ts'
import type { Gateway, GatewayFailure } from '../../gateways/gateway.ts'
import { type Clock, isoNow } from '../../time/clock.ts'
import type { PaymentRepository } from '../payment-repository.ts'

/** The gateway's amount may differ from the quote by this much (rate moved between two calls): 2 %, in basis points. */
const QUOTE_DRIFT_BASIS_POINTS = 200n
/**
 * A gateway that prices in USDT is asked in hundredths, rounded up, and may add a mark to know the payment by: up to a tenth
 * and a hundredth of a USDT, which is more than 2 % of a coffee. Its adapter has compared the amount with what it asked for.
 */
const MOST_MARKED: MicroUsdt = 110_000n

type Dependencies = {
  readonly repository: PaymentRepository
  readonly gateway: Gateway
  readonly clock: Clock
  readonly expiryMinutes: number
  readonly callbackUrl: string | null
  /** The customer is offered the gateway's own page, where it has one. */
  readonly isHosted: boolean
  /** Who let its cashier charge so; null, or absent, where nobody had to. */
  readonly approval?: Approval | null
  /** Called when the intent is on disk, before the gateway is asked. */
  readonly onIntent: (payment: Payment) => void
}

/**
 * One attempt to get a charge: intent saved → gateway asked → answer checked → charge saved. Only then is there
 * anything to show. A lost reply means "maybe": the attempt is abandoned, its address (if there is one) is never
 * shown, and a new attempt has a new order id.
 *
 * Errors: the gateway's, `chargeUnknown`, `unsafeCharge`, `journalUnavailable`.
 */
export async function attemptCharge(
  intent: PaymentBase,
  dependencies: Dependencies,
): Promise<Result<Payment>> {
  const { repository, gateway, clock, approval } = dependencies
  const intended = repository.record(intent.id, {
    kind: 'intended',
    at: isoNow(clock),
    payment: intent,
    gateway: gateway.id,
    ...(approval && { approval }),
  })
  if (!intended.ok) return intended
  dependencies.onIntent(intended.value)

  const { orderId, price, quote } = intent
  const { callbackUrl } = dependencies
  const usdt = microUsdt(quote.usdt)
  const request = { orderId, description: descriptionOf(intent), price, usdt, callbackUrl }
  const create = (dependencies.isHosted && gateway.createHostedCharge) || gateway.createCharge
  const answer = await create(request, { priority: 'person' })
  if (!answer.ok) return abandon(intent.id, answer.error, dependencies)
  const { value: charge, raw } = answer.value
  const pricesInUsdt = gateway.estimate === undefined
  const unsafe = checkAgainstQuote(intent, charge, pricesInUsdt ? MOST_MARKED : 0n)
  if (unsafe) return abandon(intent.id, { error: unsafe, maybe: true, raw, retryAfterMs: null }, dependencies)

  const expiresAt = expiryOf(charge, clock.now(), dependencies.expiryMinutes)
  const charged = repository.record(intent.id, { kind: 'charged', at: isoNow(clock), charge, expiresAt, raw })
  if (charged.ok) return charged
  // Not recorded means not shown. Recording the end most likely fails as well; at start-up the intent is closed.
  repository.record(intent.id, {
    kind: 'abandoned',
    at: isoNow(clock),
    reason: 'journalUnavailable',
    maybe: true,
    raw,
  })
  return charged
}

function abandon(id: string, failure: GatewayFailure, { repository, clock }: Dependencies): Result<Payment> {
  const lost = failure.maybe && failure.error.code !== 'unsafeCharge' && failure.error.code !== 'badReply'
  const error: AppError = lost ? { code: 'chargeUnknown' } : failure.error
  const recorded = repository.record(id, {
    kind: 'abandoned',
    at: isoNow(clock),
    reason: error.code,
    maybe: failure.maybe,
    raw: failure.raw,
  })
  return recorded.ok ? err(error) : recorded
}

/** An amount far from what was quoted is a mistake somewhere: refused before anyone sees it. */
function checkAgainstQuote(intent: PaymentBase, charge: Charge, mark: MicroUsdt): AppError | undefined {
  if (charge.orderId !== intent.orderId) return { code: 'unsafeCharge', reason: 'orderId' }
  const asked = microUsdt(charge.asked)
  const quoted = microUsdt(intent.quote.usdt)
  const apart = asked > quoted ? asked - quoted : quoted - asked
  const isMarked = asked > quoted && apart <= mark
  if (asked <= 0n || (!isMarked && apart * 10_000n > quoted * QUOTE_DRIFT_BASIS_POINTS)) {
    return { code: 'unsafeCharge', reason: 'amount' }
  }
  return undefined
}

/** The till's own limit, never beyond the gateway's. */
function expiryOf(charge: Charge, now: number, minutes: number): string {
  const own = now + minutes * 60_000
  return new Date(Math.min(own, Date.parse(charge.gatewayExpiresAt))).toISOString()
}

/** Printable ASCII, short: what the owner reads in the gateway's dashboard. */
function descriptionOf(intent: PaymentBase): string {
  const number = String(intent.number).padStart(4, '0')
  return intent.reference ? `Sale ${number}, ${intent.reference}` : `Sale ${number}`
}
