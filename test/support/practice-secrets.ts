import type { Gateway } from '../../shared/relay-protocol.ts'
import { practiceApiKey } from '../../simulator/nowpayments/settings.ts'
import {
  practiceApiSecret as payStablecoinSecret,
  practiceMerchantId,
} from '../../simulator/paystablecoin/settings.ts'
import {
  practiceApiKey as usdtPaymentsKey,
  practiceApiSecret as usdtPaymentsSecret,
} from '../../simulator/usdt-payments/settings.ts'

/** What each gateway is set up with at the practice gateway. */
export const PRACTICE_SECRETS: Readonly<Record<Gateway, Readonly<Record<string, string>>>> = {
  nowpayments: { 'api-key': practiceApiKey },
  'usdt-payments': { 'api-key': usdtPaymentsKey, 'api-secret': usdtPaymentsSecret },
  paystablecoin: { 'merchant-id': practiceMerchantId, 'api-secret': payStablecoinSecret },
}
