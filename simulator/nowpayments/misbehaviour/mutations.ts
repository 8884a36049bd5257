import type { FailureKind, Mutation } from '../../faults.ts'

// Replies that look like the vendor's but are wrong in one place: what a till must notice before it shows anything.

type Fields = Record<string, unknown>

const usdtContract = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'
const burnAddress = 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb'
const bitcoinAddress = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'

const numberField = (fields: Fields, key: string): number => Number(fields[key] ?? 0)

const lastLetterChanged = (address: unknown): string => {
  const text = String(address)
  return `${text.slice(0, -1)}${text.endsWith('a') ? 'b' : 'a'}`
}

const isNumeric = (value: unknown): value is string =>
  typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)

const mapValues = (fields: Fields, change: (value: unknown) => unknown): Fields =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, change(value)]))

const patches: Readonly<Record<Mutation, (fields: Fields, foreignAddress: string) => Fields>> = {
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
  'numbers-as-strings': (fields) =>
    mapValues(fields, (value) => (typeof value === 'number' ? String(value) : value)),
  'strings-as-numbers': (fields) => mapValues(fields, (value) => (isNumeric(value) ? Number(value) : value)),
  'unknown-status': () => ({ payment_status: 'reviewing' }),
  'names-parent': () => ({ parent_payment_id: 5592161154 }),
}

const shiftedId = (id: unknown): unknown => (typeof id === 'number' ? id + 1 : String(Number(id) + 1))

export const mutated = (fields: Fields, mutation: Mutation, foreignAddress: string): Fields => ({
  ...fields,
  ...patches[mutation](fields, foreignAddress),
})

const wrongTypeOf = (value: unknown): unknown => {
  if (typeof value === 'number') return { value }
  if (typeof value === 'string') return [value]
  return value === null ? {} : 'null'
}

const tenMegabytes = 10 * 1024 * 1024

const firstTelling = [
  'pay_address',
  'selectedCurrencies',
  'currencies',
  'estimated_amount',
  'min_amount',
  'message',
]

const fieldOf = (fields: Fields, wanted: string | undefined): string =>
  wanted ?? firstTelling.find((key) => key in fields) ?? Object.keys(fields)[0] ?? ''

/** The damaged text of a reply that was otherwise good. */
export const damagedText = (text: string, kind: FailureKind, field: string | undefined): string => {
  if (kind === 'malformed-json') return text.slice(0, Math.max(1, Math.floor(text.length / 2)))
  if (kind === 'empty-body') return ''
  const fields: Fields = JSON.parse(text)
  if (kind === 'huge-body') return JSON.stringify({ ...fields, padding: 'x'.repeat(tenMegabytes) })
  const key = fieldOf(fields, field)
  const { [key]: value, ...others } = fields
  return JSON.stringify(kind === 'wrong-types' ? { ...others, [key]: wrongTypeOf(value) } : others)
}
