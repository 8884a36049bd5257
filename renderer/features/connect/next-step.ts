import type { AppError } from '../../../shared/app-error.ts'

/** A page outside the till, by the name main knows it under. */
export type HelpLink = 'dashboardKeys' | 'dashboardCoins' | 'gatewayStatus'

/** Where to go after a failed connection test: a sentence of the catalogue, and a page when there is one. */
export type NextStep = {
  readonly text:
    | 'connect.whereKeys'
    | 'connect.whereKeysSandbox'
    | 'connect.whereCoins'
    | 'connect.whereClock'
    | 'connect.whereNetwork'
    | 'connect.whereGateway'
    | 'connect.whereTimeout'
    | 'connect.whereLimit'
    | 'connect.whereKeychain'
  readonly link: HelpLink | null
}

/** Null when the error's own words say all there is to say. */
export function nextStepFor(error: AppError, mode: 'sandbox' | 'live'): NextStep | null {
  switch (error.code) {
    case 'wrongKey':
      return mode === 'sandbox'
        ? { text: 'connect.whereKeysSandbox', link: null }
        : { text: 'connect.whereKeys', link: 'dashboardKeys' }
    case 'coinNotEnabled':
      return { text: 'connect.whereCoins', link: mode === 'sandbox' ? null : 'dashboardCoins' }
    case 'clockWrong':
      return { text: 'connect.whereClock', link: null }
    case 'noNetwork':
      return { text: 'connect.whereNetwork', link: null }
    case 'gatewayDown':
      return { text: 'connect.whereGateway', link: 'gatewayStatus' }
    case 'gatewayTimeout':
    case 'badReply':
      return { text: 'connect.whereTimeout', link: 'gatewayStatus' }
    case 'rateLimited':
      return { text: 'connect.whereLimit', link: null }
    case 'keychainUnavailable':
      return { text: 'connect.whereKeychain', link: null }
    default:
      return null
  }
}
