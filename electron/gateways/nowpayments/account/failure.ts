import type { AppError } from '../../../../shared/app-error.ts'
import type { Result } from '../../../../shared/result.ts'
import type { Answer, GatewayFailure } from '../../gateway.ts'
import type { Reply } from '../client.ts'
import { printable, type RequestContext, refusalFailure } from '../refusal.ts'
import { type Refusal, readRefusal } from '../wire.ts'

/** In the words of a charge, as the vendor's other half says them: `accountError` makes them the account's. */
export type AccountError = AppError

/** As `GatewayFailure`: `maybe` means that what was asked for may have been done, and must not be asked for again. */
export type AccountFailure = Omit<GatewayFailure, 'error'> & { readonly error: AccountError }

export type AccountResult<T> = Result<Answer<T>, AccountFailure>

/** A failure before anything was sent. */
export function notSent(error: AccountError): AccountFailure {
  return { error, maybe: false, raw: null, retryAfterMs: null }
}

/**
 * An answer that is no success. Stricter than a charge's: a charge nobody was shown costs nothing, a payout sent twice
 * is money lost, so after *any* answer of a failing server (5xx, 408) it may have been done.
 */
export function accountRefusal(reply: Reply, context: RequestContext): AccountFailure {
  const failure = refusalFailure(reply, context)
  const mayBeDone = reply.status >= 500 || reply.status === 408
  return {
    ...failure,
    error: refusalError(reply, failure.error),
    maybe: context.purpose === 'create' && mayBeDone,
  }
}

function refusalError(reply: Reply, error: AppError): AccountError {
  const refusal = readRefusal(reply.raw)
  if (reply.status === 401) return { code: 'signInAgain' }
  // Payouts and balances are refused with 403 for other reasons as well (an address or a computer not on the list).
  const isOther = refusal !== undefined && !isAboutKey(refusal)
  return error.code === 'wrongKey' && isOther ? refusedWith(refusal) : error
}

export function isAboutKey(refusal: Refusal): boolean {
  return refusal.code === 'INVALID_API_KEY' || /api key/i.test(refusal.message)
}

export function refusedWith(refusal: Refusal): AppError {
  return { code: 'gatewayRefused', detail: printable(refusal.message || refusal.code || 'HTTP 403') }
}
