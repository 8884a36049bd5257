import fc from 'fast-check'
import type { Payment, PaymentStatus, Settlement } from '../../../../shared/payment/payment.ts'
import { ASKED, anId, aPayment, at } from '../../../support/builders.ts'

/** A sale as the till makes one: every payment it took, and what the day is to count of it. */
export type MadeSale = {
  readonly payments: readonly Payment[]
  readonly priceMinor: number
  readonly isSold: boolean
}

type Part = Parameters<typeof aPayment>[0]

const settled = (how: Settlement['how']): Settlement => ({
  how,
  at: at(300),
  by: how === 'toppedUp' ? 'till' : how === 'delivered' ? 'cashier' : 'owner',
  reason: how === 'accepted' || how === 'byHand' ? 'A regular customer' : null,
})

/** How a payment lets the goods go. */
const SOLD: readonly Part[] = [
  { status: 'paid' },
  { status: 'short', settlement: settled('accepted') },
  { status: 'failed', settlement: settled('byHand') },
  { status: 'expired', remarks: ['late'], received: ASKED, settlement: settled('delivered') },
  { status: 'sending', releaseAt: 'confirmed', releasedAt: at(70) },
]
const UNSOLD: readonly Part[] = [
  { status: 'short' },
  { status: 'awaiting' },
  { status: 'seen', releaseAt: 'confirmed' },
  { status: 'expired', remarks: ['late'], received: ASKED },
  { status: 'failed' },
  { status: 'refunded', settlement: settled('byHand') },
]
const NOTHING_CAME: readonly PaymentStatus[] = ['abandoned', 'expired', 'cancelled']

const attempts = fc.array(fc.constantFrom(...NOTHING_CAME), { maxLength: 2 })

/** Retries, then one payment that sells or does not; or a short one and its rest, asked for more than once. */
const anySale = fc
  .record({
    priceMinor: fc.integer({ min: 100, max: 100_000 }),
    retries: attempts,
    last: fc.constantFrom(...SOLD, ...UNSOLD),
    isInParts: fc.boolean(),
    restRetries: attempts,
  })
  .map(({ priceMinor, retries, last, isInParts, restRetries }) => {
    const isSold = SOLD.includes(last)
    const price = { minor: priceMinor, currency: 'EUR' as const }
    const whole: Part[] = retries.map((status) => ({ status, price }))
    if (!isInParts) return { priceMinor, isSold, parts: [...whole, { ...last, price }], restOf: -1 }
    const rest = { minor: Math.ceil(priceMinor / 20), currency: 'EUR' as const }
    const short: Part = { status: 'short', price, settlement: isSold ? settled('toppedUp') : null }
    const rests: Part[] = [...restRetries.map((status) => ({ status })), last].map((part) => ({
      ...part,
      price: rest,
    }))
    return { priceMinor, isSold, parts: [...whole, short, ...rests], restOf: whole.length }
  })

/** Several sales, their payments numbered as they came. */
export const anySales: fc.Arbitrary<readonly MadeSale[]> = fc
  .array(anySale, { maxLength: 8 })
  .map((sales) => {
    let number = 0
    return sales.map(({ parts, restOf, priceMinor, isSold }, index) => {
      const first = number + 1
      const payments = parts.map((part, place) => {
        number += 1
        const topUpOf = restOf >= 0 && place > restOf ? anId(first + restOf) : null
        return aPayment({ ...part, number, id: anId(number), saleId: anId(900_000 + index), topUpOf })
      })
      return { payments, priceMinor, isSold }
    })
  })
