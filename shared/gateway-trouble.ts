import type { AppError, AppErrorCode } from './app-error.ts'

/**
 * What keeps the till from working with the gateway. An outage ends by itself: the till asks on until it does. A
 * set-up fault is an answer, and stays until somebody changes something.
 */
export type GatewayTrouble = 'outage' | 'setUp'

const TROUBLES: Partial<Record<AppErrorCode, GatewayTrouble>> = {
  noNetwork: 'outage',
  gatewayDown: 'outage',
  gatewayTimeout: 'outage',
  rateLimited: 'outage',
  badReply: 'outage',
  notSetUp: 'setUp',
  wrongKey: 'setUp',
  coinNotEnabled: 'setUp',
  methodNotOffered: 'setUp',
  apiNotEnabled: 'setUp',
}

/** Null for a refusal of one request: that is an answer of a gateway that works. */
export function gatewayTrouble(error: AppError): GatewayTrouble | null {
  return TROUBLES[error.code] ?? null
}
