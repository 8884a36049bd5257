import type { AppError } from '../../shared/app-error.ts'
import type { ConnectionStep } from '../../shared/contract/gateways.ts'
import type { Money } from '../../shared/money/money.ts'
import type { MicroUsdt } from '../../shared/money/usdt.ts'
import type { Charge, Observation } from '../../shared/payment/payment.ts'
import type { Result } from '../../shared/result.ts'

/**
 * What the till asks a gateway for. `price` in the shop's currency, and `usdt` what it came to in the quote: a gateway
 * asks for the one or the other, whichever it prices in. `orderId` and `description` printable ASCII; `callbackUrl` is
 * where to report what happens to it, null: nowhere.
 */
export type ChargeRequest = {
  readonly orderId: string
  readonly description: string
  readonly price: Money
  readonly usdt: MicroUsdt
  readonly callbackUrl: string | null
}

/** An answer of a gateway with its text as it came, so that it can be journaled before it is acted on. */
export type Answer<T> = { readonly value: T; readonly raw: string }

/**
 * Why a call failed. `maybe` is true when the request may have been carried out although no answer came (time-out
 * or a cut connection after sending): after *create* nobody knows, and the till must not show anything.
 * `raw` is what did come, cut to 64 KiB, for the journal. `retryAfterMs` when the gateway named it.
 */
export type GatewayFailure = {
  readonly error: AppError
  readonly maybe: boolean
  readonly raw: string | null
  readonly retryAfterMs: number | null
}

export type GatewayResult<T> = Result<Answer<T>, GatewayFailure>

/**
 * Who is waiting for the answer, most urgent first: decides the order in the till's one request queue. `spare` is made when nothing
 * else was for a while, so that it is never in the way of what comes next.
 */
export type CallPriority = 'person' | 'live' | 'estimate' | 'background' | 'spare'

/**
 * How a call is made. `signal` gives it up: while the call waits in the queue, nothing is sent at all (`notNow`).
 * Each call has a sensible priority of its own; only `readCharge` is worth choosing for. `timeoutMs` is for one
 * exchange, from its first byte sent to its last byte read; the adapter has a limit of its own where it is left out.
 */
export type CallOptions = {
  readonly signal?: AbortSignal | undefined
  readonly priority?: CallPriority | undefined
  readonly timeoutMs?: number | undefined
}

/**
 * One payment gateway. Adapters speak our vocabulary only; they do not retry, wait, store, or know about sales.
 * Nothing unparsed leaves an adapter's folder; an unknown status becomes `unknown`. What a vendor cannot do is a method
 * that its adapter does not have.
 */
export interface Gateway {
  readonly id: string
  /** Whether the gateway is there at all: one light request that says nothing about the key. */
  reach(options?: CallOptions): Promise<GatewayResult<null>>
  /** Estimate of a price in USDT, rounded up to six decimals. Absent where the vendor has no rates. */
  estimate?(price: Money, options?: CallOptions): Promise<GatewayResult<MicroUsdt>>
  /** The least amount of USDT the gateway takes for one charge. Absent where it cannot be asked for. */
  minimum?(options?: CallOptions): Promise<GatewayResult<MicroUsdt>>
  /** Not idempotent: NOWPayments has no idempotency keys, calling it twice makes two charges. */
  createCharge(request: ChargeRequest, options?: CallOptions): Promise<GatewayResult<Charge>>
  /**
   * The same with a page of the gateway's own for the customer (`charge.invoice`). Absent where the vendor has none. Two
   * requests, neither idempotent: after a failure with `maybe` as after one of `createCharge`.
   */
  createHostedCharge?(request: ChargeRequest, options?: CallOptions): Promise<GatewayResult<Charge>>
  /** Background priority unless told otherwise. */
  readCharge(chargeId: string, options?: CallOptions): Promise<GatewayResult<Observation>>
  /**
   * Runs the connection test and reports each step as it ends (the last one carries the error); never throws.
   * Order: status, clock (the `Date` header), key, coin, minimum; a step that cannot be taken is left out.
   */
  testConnection(
    options?: CallOptions,
  ): Promise<{ readonly steps: readonly ConnectionStep[]; readonly minimum: MicroUsdt | null }>
}
