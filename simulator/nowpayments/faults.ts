import {
  bitcoinAddress,
  burnAddress,
  type Fields,
  lastLetterChanged,
  numbersAsStrings,
  stringsAsNumbers,
  usdtContract,
  type VendorFaults,
} from '../misbehaviour/vendor-faults.ts'
import { amountTooSmall, authRequired, internalError, invalidApiKey, noEstimate } from './errors.ts'

// Replies that look like the vendor's but are wrong in one place: what a till must notice before it shows anything.

const numberField = (fields: Fields, key: string): number => Number(fields[key] ?? 0)

const shiftedId = (id: unknown): unknown => (typeof id === 'number' ? id + 1 : String(Number(id) + 1))

export const nowpaymentsFaults: VendorFaults = {
  refusals: {
    '400': () => amountTooSmall('10.485047'),
    '401': authRequired,
    '403': invalidApiKey,
    '500': internalError,
    '500-estimate': () => noEstimate('usd', 'usdt'),
  },
  envelope: null,
  telling: ['pay_address', 'selectedCurrencies', 'currencies', 'estimated_amount', 'min_amount', 'message'],
  mutations: {
    'other-order-id': () => ({ order_id: 'SOMEBODY-ELSES-ORDER' }),
    'other-payment-id': (fields) => ({ payment_id: shiftedId(fields['payment_id']) }),
    'foreign-address': (_fields, foreignAddress) => ({ pay_address: foreignAddress }),
    'contract-address': () => ({ pay_address: usdtContract }),
    'burn-address': () => ({ pay_address: burnAddress }),
    'bad-checksum-address': (fields) => ({ pay_address: lastLetterChanged(fields['pay_address']) }),
    'not-tron-address': () => ({ pay_address: bitcoinAddress }),
    'wrong-coin': () => ({ pay_currency: 'usdterc20', network: 'eth' }),
    'amount-far-off': (fields) => ({ pay_amount: numberField(fields, 'pay_amount') * 10 }),
    'amount-extra-decimals': (fields) => ({
      pay_amount: Number(`${numberField(fields, 'pay_amount').toFixed(6)}21`),
    }),
    'amount-zero': () => ({ pay_amount: 0 }),
    'numbers-as-strings': numbersAsStrings,
    'strings-as-numbers': stringsAsNumbers,
    'unknown-status': () => ({ payment_status: 'reviewing' }),
    'names-parent': () => ({ parent_payment_id: 5592161154 }),
  },
}
