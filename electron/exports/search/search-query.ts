import { CURRENCY_CODES, type CurrencyCode, decimalsOf } from '../../../shared/money/currency.ts'
import { formatUsdt, parseUsdt } from '../../../shared/money/usdt.ts'
import type { Payment } from '../../../shared/payment/payment.ts'

/** What a term of the search table is. **Stored.** */
export type TermKind = 'price' | 'usdt' | 'address' | 'transaction' | 'reference' | 'order'

/** One thing the typed text may mean: terms of a kind that are it, or begin with it. */
export type Meant =
  | { readonly kind: Exclude<TermKind, 'price'>; readonly match: 'is' | 'beginsWith'; readonly term: string }
  /** Minor units, of the currencies that have so many decimals. */
  | { readonly kind: 'price'; readonly match: 'is'; readonly term: string; readonly decimals: number }
  | { readonly kind: 'number'; readonly number: number }

/** Shorter than this, the beginning of an address or of a transaction finds half the shop. */
const LEAST_CHARACTERS = 4
const AMOUNT = /^\d{1,12}(?:[.,]\d{1,6})?$/
const HEX = /^[0-9a-f]{1,64}$/i
const BASE58 = /^T[1-9A-HJ-NP-Za-km-z]{0,33}$/

/** How many minor units each number of decimals has that a currency of the till may have: 0, 2 or 3. */
const DECIMALS: readonly number[] = [...new Set(CURRENCY_CODES.map((code: CurrencyCode) => decimalsOf(code)))]

/**
 * What a person may mean by what they typed or pasted: a payment's number, an amount (in the shop's currency or in USDT), an
 * address, a transaction id, an order reference, the order id at the gateway. The likeliest first.
 */
export function meantBy(typed: string): readonly Meant[] {
  const text = typed.trim()
  if (text === '') return []
  const lower = asciiLower(text)
  return [
    ...numberMeant(text),
    ...amountMeant(text.replace(',', '.')),
    ...(BASE58.test(text) && text.length >= LEAST_CHARACTERS
      ? [{ kind: 'address', match: 'beginsWith', term: text } as const]
      : []),
    ...(HEX.test(text) && text.length >= LEAST_CHARACTERS
      ? [{ kind: 'transaction', match: 'beginsWith', term: lower } as const]
      : []),
    { kind: 'reference', match: 'beginsWith', term: lower },
    { kind: 'order', match: 'beginsWith', term: lower },
  ]
}

function numberMeant(text: string): Meant[] {
  const digits = /^#?0*(\d{1,9})$/.exec(text)?.[1]
  return digits === undefined ? [] : [{ kind: 'number', number: Number(digits) }]
}

function amountMeant(text: string): Meant[] {
  if (!AMOUNT.test(text)) return []
  const micro = parseUsdt(text, 'exact')
  if (micro === undefined || micro === 0n) return []
  const prices = DECIMALS.flatMap((decimals) => {
    const unit = 10n ** BigInt(6 - decimals)
    const term = String(micro / unit)
    return micro % unit === 0n ? [{ kind: 'price', match: 'is', term, decimals } as const] : []
  })
  return [...prices, { kind: 'usdt', match: 'is', term: formatUsdt(micro) }]
}

/** As SQLite's `lower()`: of ASCII alone. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

/** Of what was found by a term: an amount of minor units is another price in another currency. */
export function isMeant({ price }: Payment, meant: Meant): boolean {
  return meant.kind !== 'price' || decimalsOf(price.currency) === meant.decimals
}
