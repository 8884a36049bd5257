import type { AppError } from '../../shared/app-error.ts'

/**
 * Why the chain could not be asked. Nothing follows from it for a payment: the gateway settles it either way, so
 * none of these is ever an `AppError` that a cashier meets.
 */
export type ChainFailure =
  /** This computer reaches no network at all. */
  | { readonly code: 'noNetwork' }
  /** No whole answer within the limit. */
  | { readonly code: 'noAnswer' }
  /** Refused, cut off, or 5xx. */
  | { readonly code: 'unreachable'; readonly httpStatus: number | null }
  /** It asks us to slow down, or we keep still since it did. `retryAfterMs`: nothing is sent before that. */
  | { readonly code: 'slowDown'; readonly retryAfterMs: number | null }
  /** It does not know the key, or the key may not ask this: a person has to put it right. */
  | { readonly code: 'wrongKey' }
  /** Not what it promises. `detail` in a few words, without anything it sent. */
  | { readonly code: 'badReply'; readonly detail: string }
  /** Given up by whoever asked. */
  | { readonly code: 'stopped' }

/** A failure of transport, which is told in the words of a gateway, in those of the chain. */
export function fromTransport(error: AppError): ChainFailure {
  switch (error.code) {
    case 'noNetwork':
      return { code: 'noNetwork' }
    case 'gatewayTimeout':
      return { code: 'noAnswer' }
    case 'notNow':
      return { code: 'stopped' }
    case 'badReply':
      return { code: 'badReply', detail: error.detail }
    case 'invalidInput':
      // A key with characters that no header can carry.
      return { code: 'wrongKey' }
    default:
      return { code: 'unreachable', httpStatus: null }
  }
}
