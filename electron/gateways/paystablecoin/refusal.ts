import type { AppError } from '../../../shared/app-error.ts'
import type { Mode } from '../../../shared/mode.ts'
import type { GatewayFailure } from '../gateway.ts'
import { printable } from '../http/body.ts'
import { isSuccess } from '../http/call.ts'
import type { Reply } from '../http/client.ts'
import { clockError } from '../http/connection-steps.ts'
import { type Refusal, readRefusal } from './wire.ts'

export type RequestContext = {
  readonly mode: Mode
  /** Currency of the price in a create, '' otherwise. */
  readonly currency: string
  readonly creates: boolean
}

/** API Checkout is a product of its own: the vendor's support opens it for an account. */
const NOT_ENABLED = '50010'
const INTERNAL = '99999'

/** By the vendor's list: 50xxx is about who asks, 10007 an account that there is not. Where a text is plainer, by that. */
const ABOUT_KEY = /^(50\d{3}|10007)$/
const KEY_WORDS = /signature|unauthori[sz]ed|merchant.?not.?found|invalid merchant/i
const TIME_WORDS = /timestamp/i
const METHOD_CODES = new Set(['10006', '10010'])
const METHOD_WORDS = /(payment.?method|currency|network).*(support|valid|available)/i
const TOO_SMALL = /^10004$/

/**
 * What an answer refuses with, or undefined for one that does not. The code in the body decides: the vendor says that
 * every answer comes with HTTP 200 (PayStablecoin API, errors). A page with another status is not the API's.
 *
 * `maybe` after a 5xx that is not the API's own body: what stands before it gave up, the API may not have.
 */
export function refusalOf(reply: Reply, context: RequestContext): GatewayFailure | undefined {
  const refusal = readRefusal(reply.raw)
  if (refusal === undefined && isSuccess(reply)) return undefined
  return {
    error: refusalError(reply, refusal, context),
    maybe: context.creates && reply.status >= 500 && refusal === undefined,
    raw: reply.raw,
    retryAfterMs: reply.retryAfterMs,
  }
}

/** The same for a question that is only about whether somebody answers: a refusal is an answer too. */
export function silenceOf(reply: Reply, context: RequestContext): GatewayFailure | undefined {
  const refusal = readRefusal(reply.raw)
  const isDown = reply.status >= 500 || reply.status === 429 || refusal?.code === INTERNAL
  return refusal !== undefined && !isDown ? undefined : refusalOf(reply, context)
}

function refusalError(reply: Reply, refusal: Refusal | undefined, context: RequestContext): AppError {
  const { status, raw } = reply
  if (status === 429) return { code: 'rateLimited' }
  if (refusal?.code === NOT_ENABLED) return { code: 'apiNotEnabled' }
  if (status >= 500 || refusal?.code === INTERNAL) return { code: 'gatewayDown', httpStatus: status }
  if (refusal !== undefined) return saidError(reply, refusal, context)
  if ((status === 401 || status === 403) && raw.trim() === '') return { code: 'wrongKey', mode: context.mode }
  return { code: 'badReply', detail: `HTTP ${status}` }
}

function saidError(reply: Reply, refusal: Refusal, { mode, currency }: RequestContext): AppError {
  const { code, message } = refusal
  // A signature is good for five minutes of the vendor's time.
  if (TIME_WORDS.test(message)) return clockError(reply) ?? { code: 'wrongKey', mode }
  if (ABOUT_KEY.test(code) || KEY_WORDS.test(message)) return { code: 'wrongKey', mode }
  if (METHOD_CODES.has(code) || METHOD_WORDS.test(message.replaceAll('_', ' '))) {
    return { code: 'methodNotOffered' }
  }
  if (TOO_SMALL.test(code)) {
    return { code: 'amountTooSmall', minimumUsdt: null, minimumPrice: null, currency }
  }
  return { code: 'gatewayRefused', detail: printable(message || code) }
}
