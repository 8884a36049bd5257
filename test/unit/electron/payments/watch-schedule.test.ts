import fc from 'fast-check'
import { expect, it } from 'vitest'
import { needOf, REAL_PACE, type WatchNeed } from '../../../../electron/payments/watching/watch-schedule.ts'
import { CHARGED_STATUSES, type ChargedPayment } from '../../../../shared/payment/payment.ts'
import { isInProgress } from '../../../../shared/payment/questions.ts'
import { aChargedPayment, at, START } from '../../../support/builders.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const start = Date.parse(START)

type Given = Parameters<typeof aChargedPayment>[0]

function needAfter(seconds: number, given: Given, isOnScreen = false): WatchNeed | undefined {
  return needOf(aChargedPayment(given), start + seconds * SECOND, REAL_PACE, isOnScreen)
}

it('looks every four seconds while an answer is waited for at the counter', () => {
  expect(needAfter(60, { status: 'awaiting' }, true)).toEqual({ tier: 'screen', everyMs: 4 * SECOND })
  const parked = { tier: 'counter', everyMs: 4 * SECOND }
  expect(needAfter(60, { status: 'awaiting' })).toEqual(parked)
  expect(needAfter(100 * 60, { status: 'awaiting', expiresAt: at(120 * 60) })).toEqual(parked)
  expect(needAfter(180, { status: 'seen' })).toEqual(parked)
  expect(needAfter(19 * 60, { status: 'cancelled' })).toEqual(parked)
  expect(needAfter(19 * 60, { status: 'short' })).toEqual(parked)
  expect(needAfter(24 * 60, { status: 'expired' })).toEqual(parked)
})

it('lets a deposit that stays on its way rest, unless it is on the screens', () => {
  const seen: Given = { status: 'sending', seenAt: at(60) }
  expect(needAfter(60 + 2 * 3600, seen)).toEqual({ tier: 'background', everyMs: 6 * MINUTE })
  expect(needAfter(60 + 2 * 3600, seen, true)).toEqual({ tier: 'screen', everyMs: 4 * SECOND })
})

/** All ended twenty minutes after the start. */
it.each<[ChargedPayment['status'], number, number]>([
  ['expired', 5, 30],
  ['expired', 40, 120],
  ['cancelled', 40, 120],
  ['short', 40, 120],
  ['failed', 24 * 60, 3600],
  ['paid', 1, 60],
  ['paid', 40, 120],
  ['paid', 24 * 60, 3600],
])('looks at one that is %s for %i minutes every %i seconds', (status, minutes, seconds) => {
  const need = needAfter((20 + minutes) * 60, { status, endedAt: at(20 * 60) })
  expect(need).toEqual({ tier: 'background', everyMs: seconds * SECOND })
})

const anyPayment = fc
  .record({
    status: fc.constantFrom(...CHARGED_STATUSES),
    ended: fc.integer({ min: 0, max: 3 * 3600 }),
    now: fc.integer({ min: -3600, max: 9 * 24 * 3600 }),
    isOnScreen: fc.boolean(),
  })
  .map(({ status, ended, now, isOnScreen }) => {
    const isOver = !isInProgress(aChargedPayment({ status }))
    const payment = aChargedPayment({ status, endedAt: isOver ? at(ended) : null })
    return { payment, now: start + now * SECOND, isOnScreen }
  })

it('never leaves its bounds, and stops an hour after the gateway does', () => {
  fc.assert(
    fc.property(anyPayment, ({ payment, now, isOnScreen }) => {
      const need = needOf(payment, now, REAL_PACE, isOnScreen)
      const isOver = now > Date.parse(payment.charge.gatewayExpiresAt) + HOUR
      if (isOver || payment.status === 'refunded') {
        expect(need).toBeUndefined()
        return
      }
      expect(need?.everyMs).toBeGreaterThanOrEqual(4 * SECOND)
      expect(need?.everyMs).toBeLessThanOrEqual(HOUR)
      if (isOnScreen && isInProgress(payment)) expect(need).toEqual({ tier: 'screen', everyMs: 4 * SECOND })
      else expect(need?.tier).not.toBe('screen')
      if (payment.status === 'paid') expect(need?.everyMs).toBeGreaterThanOrEqual(MINUTE)
    }),
  )
})
