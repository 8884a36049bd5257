import { expect, it } from 'vitest'
import { createCurrentPayment } from '../../../../electron/payments/desk/current-payment.ts'
import { businessDay } from '../../../../electron/payments/opening/intent.ts'
import { startExpiryTimer } from '../../../../electron/payments/watching/expiry-timer.ts'
import { delayAfter } from '../../../../electron/payments/watching/watch-schedule.ts'
import { isCharged } from '../../../../shared/payment/transition.ts'
import { aPayment } from '../../../support/builders.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

function charged(...given: Parameters<typeof aPayment>) {
  const payment = aPayment(...given)
  if (!isCharged(payment)) throw new Error('no charge')
  return payment
}

it('backs off with each failure in a row up to five minutes, spread, and keeps a wait the gateway named', () => {
  expect([0, 1, 2, 3].map((failures) => delayAfter(5_000, failures, 0.5))).toEqual([
    5_000, 10_000, 20_000, 40_000,
  ])
  expect(delayAfter(5_000, 50, 0.5)).toBe(300_000)
  expect(delayAfter(5_000, 0, 0)).toBe(4_000)
  expect(delayAfter(5_000, 0, 1)).toBe(6_000)
  expect(delayAfter(5_000, 0, 0.5, 90_000)).toBe(90_000)
  expect(delayAfter(3_600_000, 3, 0.5)).toBe(3_600_000)
})

it('ends by the till’s time, whatever the computer’s clock is set to', () => {
  const clock = createFakeClock(Date.parse('2026-11-21T14:00:00.000Z'))
  const payment = charged({ status: 'awaiting', expiresAt: '2026-11-21T14:20:00.000Z' })
  const ends: boolean[] = []
  startExpiryTimer(payment, clock, (isLate) => ends.push(isLate))
  clock.setWall(8 * 3_600_000)
  clock.advance(19 * 60_000)
  clock.setWall(-16 * 3_600_000)
  expect(ends).toEqual([])
  clock.advance(60_000)
  expect(ends).toEqual([false])
})

it('says when the time was over before anybody could tell', () => {
  const clock = createFakeClock(Date.parse('2026-11-21T14:00:00.000Z'))
  const payment = charged({ status: 'awaiting', expiresAt: '2026-11-21T14:20:00.000Z' })
  const ends: boolean[] = []
  startExpiryTimer(payment, clock, (isLate) => ends.push(isLate))
  clock.jump(8 * 3_600_000)
  clock.advance(1)
  expect(ends).toEqual([true])
})

it('takes a paid payment off the screens after a while, and leaves one that needs a person', () => {
  const clock = createFakeClock()
  const changes: (string | null)[] = []
  const current = createCurrentPayment(clock, () => changes.push(current.id()))
  const paid = charged({ status: 'paid' })
  current.show(paid.id)
  current.update(paid)
  clock.advance(7_000)
  expect(current.id()).toBe(paid.id)
  clock.advance(1_000)
  expect(changes).toEqual([null])
  const short = charged({ status: 'short', remarks: ['underpaid'] })
  current.show(short.id)
  current.update(short)
  clock.advance(3_600_000)
  expect(current.id()).toBe(short.id)
})

it('does not take the next payment off when the time of the one before it is over', () => {
  const clock = createFakeClock()
  const current = createCurrentPayment(clock, () => undefined)
  const paid = charged({ status: 'paid' })
  current.show(paid.id)
  current.update(paid)
  current.show('next')
  clock.advance(60_000)
  expect(current.id()).toBe('next')
})

it.each([
  ['2026-11-21T22:59:59.000Z', 'Europe/Madrid', '2026-11-21'],
  ['2026-11-21T23:00:00.000Z', 'Europe/Madrid', '2026-11-22'],
  // 23 hours long: 2026-03-29 begins in winter time and ends in summer time.
  ['2026-03-28T22:59:59.999Z', 'Europe/Madrid', '2026-03-28'],
  ['2026-03-28T23:00:00.000Z', 'Europe/Madrid', '2026-03-29'],
  ['2026-03-29T00:59:59.000Z', 'Europe/Madrid', '2026-03-29'],
  ['2026-03-29T01:00:00.000Z', 'Europe/Madrid', '2026-03-29'],
  ['2026-03-29T21:59:59.999Z', 'Europe/Madrid', '2026-03-29'],
  ['2026-03-29T22:00:00.000Z', 'Europe/Madrid', '2026-03-30'],
  // 25 hours long: the hour from two to three comes twice.
  ['2026-10-24T21:59:59.999Z', 'Europe/Madrid', '2026-10-24'],
  ['2026-10-24T22:00:00.000Z', 'Europe/Madrid', '2026-10-25'],
  ['2026-10-25T00:30:00.000Z', 'Europe/Madrid', '2026-10-25'],
  ['2026-10-25T01:30:00.000Z', 'Europe/Madrid', '2026-10-25'],
  ['2026-10-25T22:59:59.999Z', 'Europe/Madrid', '2026-10-25'],
  ['2026-10-25T23:00:00.000Z', 'Europe/Madrid', '2026-10-26'],
  // Midnight itself is skipped: the day begins at one o'clock.
  ['2026-09-06T03:59:59.999Z', 'America/Santiago', '2026-09-05'],
  ['2026-09-06T04:00:00.000Z', 'America/Santiago', '2026-09-06'],
  ['2026-09-07T02:59:59.999Z', 'America/Santiago', '2026-09-06'],
  ['2026-09-07T03:00:00.000Z', 'America/Santiago', '2026-09-07'],
  // The hour before midnight comes twice.
  ['2026-04-05T02:30:00.000Z', 'America/Santiago', '2026-04-04'],
  ['2026-04-05T03:30:00.000Z', 'America/Santiago', '2026-04-04'],
  ['2026-04-05T04:00:00.000Z', 'America/Santiago', '2026-04-05'],
  ['2026-04-23T21:59:59.999Z', 'Africa/Cairo', '2026-04-23'],
  ['2026-04-23T22:00:00.000Z', 'Africa/Cairo', '2026-04-24'],
  ['2026-11-21T10:00:00.000Z', 'Pacific/Auckland', '2026-11-21'],
  ['2026-11-21T11:00:00.000Z', 'Pacific/Auckland', '2026-11-22'],
])('%s in %s is the business day %s', (instant, zone, day) => {
  expect(businessDay(Date.parse(instant), zone)).toBe(day)
})

it.each([
  ['Europe/Madrid', '2026-03-29', 23],
  ['Europe/Madrid', '2026-10-25', 25],
  ['Europe/Madrid', '2026-11-21', 24],
  ['America/Santiago', '2026-09-06', 23],
  ['America/Santiago', '2026-04-04', 25],
  ['Africa/Cairo', '2026-04-24', 23],
])('in %s the business day %s has %d hours, in one piece', (zone, day, hours) => {
  const start = Date.parse(`${day}T00:00:00.000Z`) - 24 * 3_600_000
  const quarters = Array.from({ length: 72 * 4 }, (_, index) => businessDay(start + index * 900_000, zone))
  expect(quarters.filter((each) => each === day)).toHaveLength(hours * 4)
  expect(quarters.toSorted()).toEqual(quarters)
})
