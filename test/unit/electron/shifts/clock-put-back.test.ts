import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Report } from '../../../../shared/contract/shifts.ts'
import { anId, observed } from '../../../support/builders.ts'
import { must } from '../../../support/paying.ts'
import { aCaller, type KeptTill, openKeptTill } from './kept-till.ts'

const ANA = aCaller('ana')
const BEN = aCaller('ben')
const MARA = aCaller('mara', 'manager')
const OWNER = aCaller('olga', 'owner')
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

let till: KeptTill
beforeEach(() => {
  till = openKeptTill()
})
afterEach(() => till.close())

const shifts = () => till.shifts()
const numbers = (report: Report) => report.shifts.map(({ number }) => number)
const closeDay = (press: number) => must(shifts().closeDay(anId(press), OWNER))

/** The computer's clock ran a day ahead when the Z was taken; somebody saw it, and put it right. */
function putBack(): void {
  till.clock.shift(-DAY_MS)
}

it('the shifts after a Z are those that were opened after it, though the clock says they were before', () => {
  must(shifts().open('Drawer: 200.00', ANA))
  till.clock.advance(HOUR_MS)
  const first = closeDay(1)
  putBack()
  must(shifts().open('Drawer: 210.00', ANA))
  till.clock.advance(60_000)
  const second = must(shifts().close({ number: 2, note: 'Drawer: 150.00' }, ANA))
  expect(second.until ?? '').not.toBe('')
  expect((second.until ?? '') < first.at).toBe(true)
  must(shifts().open(null, BEN))
  till.clock.advance(60_000)

  expect(numbers(shifts().x(OWNER))).toEqual([2, 3])
  // Neither began on this day: only their place tells that they are of now.
  till.clock.advance(2 * DAY_MS)
  expect([1, 2, 3].map((number) => shifts().isShiftOfNow(number))).toEqual([false, true, true])
  const z = closeDay(2)
  expect(numbers(z)).toEqual([2, 3])
  expect(numbers(shifts().x(OWNER))).toEqual([])
  till.restart()
  expect([must(shifts().z(1, OWNER)), must(shifts().z(2, OWNER))]).toEqual([first, z])
})

it('who sees no history sees the shifts that ended in the last Z, and none of earlier ones', () => {
  must(shifts().open(null, ANA))
  till.clock.advance(HOUR_MS)
  closeDay(1)
  putBack()
  must(shifts().open(null, BEN))
  till.clock.advance(60_000)
  closeDay(2)
  must(shifts().open(null, ANA))
  const seen = () => [1, 2, 3].map((number) => shifts().report(number, MARA).ok)
  expect(seen()).toEqual([false, true, true])
  till.restart()
  expect(seen()).toEqual([false, true, true])
})

it('a payment that was dealt with after a Z is of now, though the clock says it was before', () => {
  const short = till.pay(1, ANA, observed({ status: 'partiallyPaid', received: '5.000000' }))
  till.clock.advance(3 * DAY_MS)
  closeDay(1)
  putBack()
  const event = { kind: 'decided', decision: 'closed', by: 'owner', reason: 'so' } as const
  must(till.payments.record(short, { ...event, at: new Date(till.clock.now()).toISOString() }))
  expect(shifts().isPaymentOfNow(short)).toBe(true)
  closeDay(2)
  expect(shifts().isPaymentOfNow(short)).toBe(false)
})

it('a Z in which nobody opened a shift ends none', () => {
  must(shifts().open(null, ANA))
  closeDay(1)
  closeDay(2)
  expect(numbers(shifts().x(OWNER))).toEqual([])
  must(shifts().open(null, ANA))
  expect(numbers(shifts().x(OWNER))).toEqual([2])
})
