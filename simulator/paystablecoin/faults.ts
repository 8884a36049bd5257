import { parseMicro } from '../amounts.ts'
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
import {
  amountOutOfRange,
  type ErrorReply,
  internalError,
  invalidSignature,
  permissionDisabled,
} from './errors.ts'
import { amountText } from './wire.ts'

// How this vendor's replies look when they are wrong in one place.

type Amount = { value: string; currency: string }

const isAmount = (value: unknown): value is Amount =>
  value !== null && typeof value === 'object' && 'value' in value && 'currency' in value

/** Changes what the payer is asked for; a reply that asks for nothing stays as it is. */
const asking = (change: (value: string) => unknown) => (fields: Fields) => {
  const asked = fields['cryptoPaymentAmount']
  return isAmount(asked) ? { cryptoPaymentAmount: { ...asked, value: change(asked.value) } } : {}
}

const tenfold = (value: string): string => amountText((parseMicro(value) ?? 0n) * 10n)

const withSixDecimals = (value: string): string => {
  const [whole, fraction = ''] = value.split('.')
  return `${whole}.${fraction.padEnd(6, '0')}`
}

/** `worded` puts an error into the body and the HTTP status that the settings ask for. */
export const createFaults = (worded: (error: ErrorReply) => Refusal): VendorFaults => ({
  refusals: {
    '400': () => worded(amountOutOfRange()),
    '401': () => worded(invalidSignature()),
    '403': () => worded(permissionDisabled()),
    '500': () => worded(internalError()),
    '500-estimate': () => worded(internalError()),
  },
  envelope: 'data',
  telling: ['depositAddress', 'cryptoCurrency', 'status', 'code'],
  mutations: {
    'other-order-id': () => ({ merchantOrderId: 'SOMEBODY-ELSES-ORDER' }),
    'other-payment-id': (fields) => ({ acquiringOrderId: `${String(fields['acquiringOrderId'])}0` }),
    'foreign-address': (_fields, foreignAddress) => ({ depositAddress: foreignAddress }),
    'contract-address': () => ({ depositAddress: usdtContract }),
    'burn-address': () => ({ depositAddress: burnAddress }),
    'bad-checksum-address': (fields) => ({ depositAddress: lastLetterChanged(fields['depositAddress']) }),
    'not-tron-address': () => ({ depositAddress: bitcoinAddress }),
    'wrong-coin': () => ({ network: 'ethereum', networkDisplayName: 'Ethereum' }),
    'amount-far-off': asking(tenfold),
    'amount-extra-decimals': asking((value) => `${withSixDecimals(value)}21`),
    'amount-zero': asking(() => '0'),
    'numbers-as-strings': (fields) => ({
      ...numbersAsStrings(fields),
      ...('finalStatus' in fields && { finalStatus: String(fields['finalStatus']) }),
    }),
    'strings-as-numbers': (fields) => ({ ...stringsAsNumbers(fields), ...asking(Number)(fields) }),
    'unknown-status': () => ({ status: 'REVIEWING' }),
    'names-parent': () => ({ parentOrderId: 'ORD_20240101_1234567890ABCDEF' }),
  },
})
