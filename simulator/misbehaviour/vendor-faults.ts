import type { FailureKind, Mutation } from '../faults.ts'

// The part of misbehaving that each vendor does in its own words.

export type Fields = Record<string, unknown>

export type Refusal = { status: 200 | 400 | 401 | 403 | 404 | 405 | 409 | 413 | 500; body: object }

/** Failures a vendor words itself; the others are pages or damaged replies. */
export type RefusalKind = Extract<FailureKind, '400' | '401' | '403' | '500' | '500-estimate'>

export type VendorFaults = {
  readonly refusals: Readonly<Record<RefusalKind, () => Refusal>>
  /** The key a reply carries its payment under; null when the payment's fields stand at the top. */
  readonly envelope: string | null
  /** What a till misses most: the first of these is dropped or mistyped when no field is named. */
  readonly telling: readonly string[]
  readonly mutations: Readonly<Record<Mutation, (fields: Fields, foreignAddress: string) => Fields>>
}

export const usdtContract = 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'
export const burnAddress = 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb'
export const bitcoinAddress = '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'

/** An address whose checksum does not fit. */
export const lastLetterChanged = (address: unknown): string => {
  const text = String(address)
  return `${text.slice(0, -1)}${text.endsWith('a') ? 'b' : 'a'}`
}

const isNumeric = (value: unknown): value is string =>
  typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)

const mapValues = (fields: Fields, change: (value: unknown) => unknown): Fields =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, change(value)]))

export const numbersAsStrings = (fields: Fields): Fields =>
  mapValues(fields, (value) => (typeof value === 'number' ? String(value) : value))

export const stringsAsNumbers = (fields: Fields): Fields =>
  mapValues(fields, (value) => (isNumeric(value) ? Number(value) : value))
