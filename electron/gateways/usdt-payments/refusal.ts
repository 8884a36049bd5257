import type { AppError } from '../../../shared/app-error.ts'
import type { Mode } from '../../../shared/mode.ts'
import type { GatewayFailure } from '../gateway.ts'
import { printable } from '../http/body.ts'
import { isSuccess } from '../http/call.ts'
import type { Reply } from '../http/client.ts'
import { readRefusal } from './wire.ts'

export type RequestContext = {
  readonly mode: Mode
  /** Currency of the price in a create, '' otherwise. */
  readonly currency: string
  readonly creates: boolean
}

const ABOUT_KEY = /api key|signature/i
const TOO_SMALL = /amount.*(greater|at least|minimum|too small)/i

/**
 * What an answer refuses with, or undefined for one that does not. `ok` in the body decides; the vendor does not say which
 * HTTP status goes with which refusal (USDT Payments API, errors).
 *
 * `maybe` after a 5xx that is not the API's own body: what stands before it gave up, the API may not have.
 */
export function refusalOf(reply: Reply, context: RequestContext): GatewayFailure | undefined {
  const message = readRefusal(reply.raw)
  if (message === undefined && isSuccess(reply)) return undefined
  return {
    error: refusalError(reply, message, context),
    maybe: context.creates && reply.status >= 500 && message === undefined,
    raw: reply.raw,
    retryAfterMs: reply.retryAfterMs,
  }
}

/** The same for a question that is only about whether somebody answers: a refusal is an answer too. */
export function silenceOf(reply: Reply, context: RequestContext): GatewayFailure | undefined {
  const isHeard = readRefusal(reply.raw) !== undefined && reply.status < 500 && reply.status !== 429
  return isHeard ? undefined : refusalOf(reply, context)
}

function refusalError(
  { status, raw }: Reply,
  message: string | undefined,
  context: RequestContext,
): AppError {
  if (status === 429) return { code: 'rateLimited' }
  if (message !== undefined && ABOUT_KEY.test(message)) return { code: 'wrongKey', mode: context.mode }
  if (message !== undefined && TOO_SMALL.test(message)) {
    return { code: 'amountTooSmall', minimumUsdt: null, minimumPrice: null, currency: context.currency }
  }
  if (status >= 500) return { code: 'gatewayDown', httpStatus: status }
  if (message === undefined) return statusError(status, raw, context)
  return { code: 'gatewayRefused', detail: printable(message || `HTTP ${status}`) }
}

/** An answer without the API's own words: a sign-in page in between, a firewall, a server that is something else. */
function statusError(status: number, raw: string, { mode }: RequestContext): AppError {
  if ((status === 401 || status === 403) && raw.trim() === '') return { code: 'wrongKey', mode }
  return { code: 'badReply', detail: `HTTP ${status}` }
}
