import { CURRENCY_CODES, type CurrencyCode, decimalsOf } from '../../../shared/money/currency.ts'
import { formatUsdt, parseUsdt } from '../../../shared/money/usdt.ts'
import type { NamedPerson } from '../../../shared/people/named.ts'

/** What a term of the search table is. **Stored.** */
export type TermKind = 'price' | 'usdt' | 'address' | 'transaction' | 'reference' | 'order'

/** One thing the typed text may mean. */
export type Meant =
  /** Nothing in particular. */
  | { readonly kind: 'newest' }
  | { readonly kind: 'number'; readonly number: number }
  /** Minor units, of these currencies alone: the same units are another price in another one. */
  | { readonly kind: 'price'; readonly term: string; readonly currencies: readonly CurrencyCode[] }
  | { readonly kind: 'usdt'; readonly term: string }
  | { readonly kind: Exclude<TermKind, 'price' | 'usdt'>; readonly beginning: string }
  /** Ids. */
  | { readonly kind: 'cashier'; readonly people: readonly string[] }
  | { readonly kind: 'whole'; readonly of: 'order' | 'transaction'; readonly term: string }

/** Shorter than this, the beginning of an address or a transaction finds half the shop; that of a name half the staff. */
const LEAST_CHARACTERS = 4
const LEAST_OF_NAME = 2
/** "T02-Till2-0118-k3m9xq2p" (`makeOrderId`): what stands before the payment's number is that of all. */
const ORDER = /-\d/
const AMOUNT = /^\d{1,12}(?:[.,٫]\d{1,6})?$/
/** Thousands, with the decimals apart. */
const GROUPED = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*((?!\1)[.,]\d{1,6})?$/
const HEX = /^[0-9a-f]{1,64}$/i
const BASE58 = /^T[1-9A-HJ-NP-Za-km-z]{0,33}$/
/** Invisible direction marks that come along with copied Arabic text. */
const DIRECTION_MARKS = /[\u200e\u200f\u061c\ufeff]/g

/**
 * What a person may mean by what they typed or pasted: a payment's number, an amount (in the shop's currency or in USDT), an
 * address, a transaction id, an order reference, the order id at the gateway, one of these people. The likeliest first. Whoever typed
 * nothing means no one payment.
 */
export function meantBy(typed: string, people: readonly NamedPerson[] = []): readonly Meant[] {
  const text = typed.replace(DIRECTION_MARKS, '').trim()
  if (text === '') return [{ kind: 'newest' }]
  const lower = asciiLower(text)
  const isLong = text.length >= LEAST_CHARACTERS
  return [
    ...numberMeant(asciiDigits(text)),
    ...amountMeant(asciiDigits(text)),
    ...(BASE58.test(text) && isLong ? [{ kind: 'address', beginning: text } as const] : []),
    ...(HEX.test(text) && isLong ? [{ kind: 'transaction', beginning: lower } as const] : []),
    { kind: 'reference', beginning: lower },
    ...(ORDER.test(text) ? [{ kind: 'order', beginning: lower } as const] : []),
    ...cashierMeant(text, people),
  ]
}

/** What the holder of a receipt has: with eight random characters, or with all of a transaction. Never the beginning of one. */
const WHOLE_ORDER = /^(?:t\d{2}-)?[a-z0-9]{1,12}-\d{4,}-[a-z0-9]{8}$/
const WHOLE_TRANSACTION = /^[0-9a-f]{64}$/

/** The payment that somebody names in full, as its receipt does: by its order id or its transaction id, in any case. Null for anything else. */
export function receiptMeant(typed: string): Extract<Meant, { kind: 'whole' }> | null {
  const term = asciiLower(typed.replace(DIRECTION_MARKS, '').trim())
  if (WHOLE_ORDER.test(term)) return { kind: 'whole', of: 'order', term }
  return WHOLE_TRANSACTION.test(term) ? { kind: 'whole', of: 'transaction', term } : null
}

function numberMeant(text: string): Meant[] {
  const digits = /^#?0*(\d{1,9})$/.exec(text)?.[1]
  return digits === undefined ? [] : [{ kind: 'number', number: Number(digits) }]
}

/** What an amount may be in: what stands beside it says so, else anything. */
type Unit = {
  readonly amount: string
  readonly isUsdt: boolean
  readonly currencies: readonly CurrencyCode[]
}

function amountMeant(text: string): Meant[] {
  const unit = unitOf(text)
  return readings(unit.amount).flatMap((amount) => inUnit({ ...unit, amount }))
}

/** "1,250" is 1.25, and it is 1250 where thousands are grouped so. */
function readings(amount: string): readonly string[] {
  const grouped = GROUPED.exec(amount)
  const whole = grouped ? [amount.slice(0, grouped[2]?.length ? -grouped[2].length : undefined)] : []
  return [
    ...(AMOUNT.test(amount) ? [amount] : []),
    ...whole.map((digits) => digits.replace(/[.,]/g, '') + (grouped?.[2] ?? '')),
  ]
}

function inUnit({ amount, isUsdt, currencies }: Unit): Meant[] {
  const micro = parseUsdt(amount.replace(/[,٫]/, '.'), 'exact')
  if (micro === undefined || micro === 0n) return []
  return [
    ...[0, 2, 3].flatMap((decimals) => {
      const unit = 10n ** BigInt(6 - decimals)
      const fitting = currencies.filter((code) => decimalsOf(code) === decimals)
      if (micro % unit !== 0n || fitting.length === 0) return []
      return [{ kind: 'price', term: String(micro / unit), currencies: fitting } as const]
    }),
    ...(isUsdt ? [{ kind: 'usdt', term: formatUsdt(micro) } as const] : []),
  ]
}

/** "20 USDT", "EUR 18.25", "18.25€": a sign alone says that it is a price, of whichever currency. */
function unitOf(text: string): Unit {
  const parts = /^([a-z]{3,4}|\p{Sc})?\s*([\d.,٫]+)\s*([a-z]{3,4}|\p{Sc})?$/iu.exec(text)
  const [amount, unit] = [parts?.[2] ?? '', (parts?.[1] ?? parts?.[3])?.toUpperCase()]
  if (unit === undefined) return { amount, isUsdt: true, currencies: CURRENCY_CODES }
  if (unit === 'USDT') return { amount, isUsdt: true, currencies: [] }
  const isSign = !/[A-Z]/.test(unit)
  return { amount, isUsdt: false, currencies: CURRENCY_CODES.filter((code) => isSign || code === unit) }
}

/** By the beginning of any of their names, in any case and script. */
function cashierMeant(text: string, people: readonly NamedPerson[]): Meant[] {
  if (text.length < LEAST_OF_NAME) return []
  const beginning = text.toLocaleLowerCase()
  const isMeant = ({ name }: NamedPerson) => ` ${name.toLocaleLowerCase()}`.includes(` ${beginning}`)
  const ids = [...new Set(people.filter(isMeant).map(({ id }) => id))]
  return ids.length === 0 ? [] : [{ kind: 'cashier', people: ids }]
}

/** As SQLite's `lower()`: of ASCII alone. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function asciiDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
}
