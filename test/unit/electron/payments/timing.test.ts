import { expect, it } from 'vitest'
import { createCurrentPayment } from '../../../../electron/payments/current-payment.ts'
import { startExpiryTimer } from '../../../../electron/payments/expiry-timer.ts'
import { businessDay } from '../../../../electron/payments/intent.ts'
import { delayAfter } from '../../../../electron/payments/watch-schedule.ts'
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

it('ends by the clock, not by the length of a wait', () => {
  const clock = createFakeClock(Date.parse('2026-11-21T14:00:00.000Z'))
  const payment = charged({ status: 'awaiting', expiresAt: '2026-11-21T14:20:00.000Z' })
  let ended = 0
  startExpiryTimer(payment, clock, () => {
    ended += 1
  })
  clock.jump(-3_600_000)
  clock.advance(20 * 60_000)
  expect(ended).toBe(0)
  clock.jump(8 * 3_600_000)
  clock.advance(60_000)
  expect(ended).toBe(1)
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
  ['2026-03-29T00:59:59.000Z', 'Europe/Madrid', '2026-03-29'],
  ['2026-11-21T10:00:00.000Z', 'Pacific/Auckland', '2026-11-21'],
  ['2026-11-21T11:00:00.000Z', 'Pacific/Auckland', '2026-11-22'],
])('%s in %s is the business day %s', (instant, zone, day) => {
  expect(businessDay(Date.parse(instant), zone)).toBe(day)
})
