import type { AppError } from '../../../shared/app-error.ts'
import type { Mode } from '../../../shared/mode.ts'
import type { GatewayFailure } from '../gateway.ts'
import { printable } from '../http/body.ts'
import type { Reply } from './client.ts'
import { type Refusal, readRefusal } from './wire.ts'

export { printable } from '../http/body.ts'

/** What the request was about: needed to say what is wrong with it. */
export type RequestContext = {
  readonly mode: Mode
  /** Currency of the price in the request, '' when there was none. */
  readonly currency: string
  /** Only `create` changes something, and may have done so whatever became of the answer. */
  readonly purpose: 'create' | 'estimate' | 'look'
}

const NO_ESTIMATE = /can ?not get estimate from/i
const BELOW_MINIMUM = /less than minimal|too small/i

/**
 * An answer that is no success, in our words (NOWPayments API, errors).
 *
 * `maybe` after a 5xx that is not the gateway's own body: the proxy in front of it gave up, the gateway may not have.
 */
export function refusalFailure(reply: Reply, context: RequestContext): GatewayFailure {
  const refusal = readRefusal(reply.raw)
  return {
    error: refusalError(reply, refusal, context),
    maybe: context.purpose === 'create' && reply.status >= 500 && refusal === undefined,
    raw: reply.raw,
    retryAfterMs: reply.retryAfterMs,
  }
}

function refusalError(reply: Reply, refusal: Refusal | undefined, context: RequestContext): AppError {
  const { status } = reply
  if (status === 429) return { code: 'rateLimited' }
  if (refusal && NO_ESTIMATE.test(refusal.message)) {
    return { code: 'noEstimate', detail: printable(refusal.message) }
  }
  // A currency the gateway cannot price gets its plain internal error, word for word like a passing one.
  if (status >= 500 && refusal && context.purpose === 'estimate') {
    return { code: 'noRate', currency: context.currency }
  }
  if (status >= 500) return { code: 'gatewayDown', httpStatus: status }
  // A redirect is never the API's: a hotel's or a café's sign-in page stands in between.
  if (status < 400) return { code: 'badReply', detail: `HTTP ${status}` }
  if (status === 403 && isAboutKey(reply, refusal)) return { code: 'wrongKey', mode: context.mode }
  if (refusal && isBelowMinimum(refusal)) {
    return { code: 'amountTooSmall', minimumUsdt: null, minimumPrice: null, currency: context.currency }
  }
  if (refusal?.code === 'CURRENCY_UNAVAILABLE') return { code: 'coinNotEnabled' }
  return { code: 'gatewayRefused', detail: printable(refusal?.message || `HTTP ${status}`) }
}

/** The gateway's 403 is about the key; a web page with 403 is a firewall that refuses this network, whatever the key. */
function isAboutKey(reply: Reply, refusal: Refusal | undefined): boolean {
  return refusal !== undefined || reply.raw.trim() === ''
}

function isBelowMinimum(refusal: Refusal): boolean {
  return refusal.code === 'AMOUNT_MINIMAL_ERROR' || BELOW_MINIMUM.test(refusal.message)
}
