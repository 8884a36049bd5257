import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Decision } from '../../../../shared/payment/payment.ts'
import { NO_PEOPLE } from '../../../../shared/people/caller.ts'
import { ASKED, aCharge, anId, aPaymentBase, at, EXPIRES_AT, observed } from '../../../support/builders.ts'
import { must } from '../../../support/paying.ts'
import { aCaller, type KeptTill, openKeptTill } from './kept-till.ts'

const ANA = aCaller('ana')
const OWNER = aCaller('olga', 'owner')
const PAID = observed({ status: 'finished', received: ASKED, outcome: '19.774210', outcomeCoin: 'usdttrc20' })
const SHORT = observed({ status: 'partiallyPaid', received: '5.000000' })
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let till: KeptTill
beforeEach(() => {
  till = openKeptTill()
})
afterEach(() => till.close())

const isOfNow = (id: string) => till.shifts().isPaymentOfNow(id)

/** The shop closes on the day after the payments of these tests were begun. */
function closeDay(): void {
  till.clock.advance(DAY_MS)
  must(till.shifts().closeDay(crypto.randomUUID(), OWNER))
}

function decide(id: string, decision: Decision): void {
  const instant = new Date(till.clock.now()).toISOString()
  const event = { kind: 'decided', at: instant, decision, by: 'owner', reason: 'so' } as const
  must(till.payments.record(id, event))
}

it('a payment is of now on its own day, and until a Z it is in', () => {
  const id = till.pay(1, ANA, PAID)
  expect(isOfNow(id)).toBe(true)
  till.clock.advance(HOUR_MS)
  must(till.shifts().closeDay(anId(1), OWNER))
  expect(isOfNow(id)).toBe(true)
  till.clock.advance(DAY_MS)
  expect(isOfNow(id)).toBe(false)
  // Begun on that same day, and ended after its Z.
  const later = till.pay(2, NO_PEOPLE, PAID)
  till.clock.advance(DAY_MS)
  expect([isOfNow(later), isOfNow(anId(3))]).toEqual([true, false])
  closeDay()
  expect(isOfNow(later)).toBe(false)
})

it('before the first Z it is of now on its own day alone, or in a shift that is open still', () => {
  const nobodys = till.pay(1, NO_PEOPLE, PAID)
  const anas = till.pay(2, ANA, PAID)
  till.clock.advance(DAY_MS)
  expect([isOfNow(nobodys), isOfNow(anas)]).toEqual([false, true])
  must(till.shifts().close({ number: 1, note: null }, ANA))
  expect(isOfNow(anas)).toBe(false)
})

it('one that is open, or that somebody has to deal with, is of now however old it is', () => {
  const open = till.pay(1, ANA)
  const short = till.pay(2, ANA, SHORT)
  closeDay()
  till.clock.advance(30 * DAY_MS)
  expect([isOfNow(open), isOfNow(short)]).toEqual([true, true])
  till.restart()
  expect([isOfNow(open), isOfNow(short)]).toEqual([true, true])
})

it('one that was dealt with stays until the next Z, which names it', () => {
  const short = till.pay(1, ANA, SHORT)
  closeDay()
  till.clock.advance(DAY_MS)
  decide(short, 'accepted')
  expect(isOfNow(short)).toBe(true)
  closeDay()
  expect(isOfNow(short)).toBe(false)
})

it('before the first Z one that was dealt with stays for that day', () => {
  const short = till.pay(1, NO_PEOPLE, SHORT)
  till.clock.advance(DAY_MS)
  decide(short, 'accepted')
  expect(isOfNow(short)).toBe(true)
  till.clock.advance(DAY_MS)
  expect(isOfNow(short)).toBe(false)
})

it('of a sale of which one payment is of now, all are', () => {
  const first = till.pay(1, ANA, observed({ status: 'expired' }))
  closeDay()
  till.clock.advance(DAY_MS)
  expect(isOfNow(first)).toBe(false)
  const { saleId } = till.payments.find(first) ?? {}
  if (saleId === undefined) throw new Error('no sale')
  const payment = aPaymentBase({ number: 2, saleId })
  must(till.payments.record(payment.id, { kind: 'intended', at: at(2), payment, gateway: 'nowpayments' }))
  const charge = aCharge({ chargeId: '2' })
  must(
    till.payments.record(payment.id, {
      kind: 'charged',
      at: at(3),
      charge,
      expiresAt: EXPIRES_AT,
      raw: '{}',
    }),
  )
  expect([isOfNow(first), isOfNow(payment.id)]).toEqual([true, true])
})

it('a shift is of now while it is open, on the day on which it began, and until the Z that ends it', () => {
  const isShiftOfNow = (number: number) => till.shifts().isShiftOfNow(number)
  must(till.shifts().open(null, ANA))
  expect([isShiftOfNow(1), isShiftOfNow(2)]).toEqual([true, false])
  closeDay()
  // It began on the day before that Z.
  expect(isShiftOfNow(1)).toBe(false)
  must(till.shifts().open(null, ANA))
  till.clock.advance(HOUR_MS)
  must(till.shifts().close({ number: 2, note: null }, ANA))
  till.clock.advance(DAY_MS)
  expect(isShiftOfNow(2)).toBe(true)
  must(till.shifts().open(null, ANA))
  till.clock.advance(HOUR_MS)
  must(till.shifts().closeDay(anId(4), OWNER))
  expect([isShiftOfNow(2), isShiftOfNow(3)]).toEqual([false, true])
  till.clock.advance(DAY_MS)
  expect(isShiftOfNow(3)).toBe(false)
})

it('before the first Z a shift that is over is of now on the day on which it began', () => {
  must(till.shifts().open(null, ANA))
  till.clock.advance(HOUR_MS)
  must(till.shifts().close({ number: 1, note: null }, ANA))
  expect(till.shifts().isShiftOfNow(1)).toBe(true)
  till.clock.advance(DAY_MS)
  expect(till.shifts().isShiftOfNow(1)).toBe(false)
})

it('of a shift of now every payment is', () => {
  const ids = [till.pay(1, ANA, PAID), till.pay(2, ANA)]
  closeDay()
  till.clock.advance(HOUR_MS)
  ids.push(till.pay(3, ANA, PAID))
  const before = [1, 2].map((number) => till.shifts().isShiftOfNow(number))
  expect([before, ids.map(isOfNow)]).toEqual([
    [false, true],
    [false, true, true],
  ])
})
