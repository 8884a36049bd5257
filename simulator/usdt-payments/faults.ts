import { microText, parseMicro } from '../amounts.ts'
import {
  bitcoinAddress,
  burnAddress,
  type Fields,
  lastLetterChanged,
  numbersAsStrings,
  type Refusal,
  stringsAsNumbers,
  usdtContract,
  type VendorFaults,
} from '../misbehaviour/vendor-faults.ts'
import { amountNotPositive, internalError, invalidApiKey, invalidSignature } from './errors.ts'

// How this vendor's replies look when they are wrong in one place.

const shiftedId = (id: unknown): unknown => (typeof id === 'number' ? id + 1 : String(Number(id) + 1))

const payMicro = (fields: Fields): bigint => parseMicro(String(fields['pay_amount'])) ?? 0n

/** `worded` gives a refusal the HTTP status that the settings ask for. */
export const createFaults = (worded: (refusal: Refusal) => Refusal): VendorFaults => ({
  refusals: {
    '400': () => worded(amountNotPositive()),
    '401': () => worded(invalidApiKey()),
    '403': () => worded(invalidSignature()),
    '500': () => worded(internalError()),
    '500-estimate': () => worded(internalError()),
  },
  envelope: 'payment',
  telling: ['address', 'status', 'error'],
  mutations: {
    'other-order-id': () => ({ order_id: 'SOMEBODY-ELSES-ORDER' }),
    'other-payment-id': (fields) => ({ payment_id: shiftedId(fields['payment_id']) }),
    'foreign-address': (_fields, foreignAddress) => ({ address: foreignAddress }),
    'contract-address': () => ({ address: usdtContract }),
    'burn-address': () => ({ address: burnAddress }),
    'bad-checksum-address': (fields) => ({ address: lastLetterChanged(fields['address']) }),
    'not-tron-address': () => ({ address: bitcoinAddress }),
    'wrong-coin': () => ({ network: 'ERC20' }),
    'amount-far-off': (fields) => ({ pay_amount: microText(payMicro(fields) * 10n) }),
    'amount-extra-decimals': (fields) => ({ pay_amount: `${microText(payMicro(fields))}21` }),
    'amount-zero': () => ({ pay_amount: microText(0n) }),
    'numbers-as-strings': numbersAsStrings,
    'strings-as-numbers': stringsAsNumbers,
    'unknown-status': () => ({ status: 'reviewing' }),
    'names-parent': () => ({ parent_payment_id: 5592161 }),
  },
})
