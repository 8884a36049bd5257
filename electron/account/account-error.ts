import type { AppError } from '../../shared/app-error.ts'
import type { AccountError } from '../gateways/nowpayments/account/failure.ts'

/**
 * What a person is told when a call of the gateway's account failed. The adapter has one word for every refusal, whose
 * sentence is about a price that was not charged; here nobody charged anything.
 */
export function accountError(error: AccountError): AppError {
  switch (error.code) {
    case 'gatewayRefused':
    case 'noEstimate':
      return { code: 'accountRefused', detail: error.detail }
    default:
      return error
  }
}
