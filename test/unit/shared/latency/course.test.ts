import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Course, courseAfter } from '../../../../shared/latency/course.ts'
import { INTERVALS, latencyOf } from '../../../../shared/latency/interval.ts'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import { ObservedStatus } from '../../../../shared/payment/payment.ts'
import {
  aCharge,
  anObservation,
  aPaymentBase,
  aQuote,
  at,
  EXPIRES_AT,
  observed,
} from '../../../support/builders.ts'

const INTENDED: PaymentEvent = {
  kind: 'intended',
  at: at(0),
  payment: aPaymentBase(),
  gateway: 'nowpayments',
}
const CHARGED: PaymentEvent = {
  kind: 'charged',
  at: at(2),
  charge: aCharge(),
  expiresAt: EXPIRES_AT,
  raw: '{}',
}

function courseOf(...events: readonly PaymentEvent[]): Course {
  const course = events.reduce<Course | undefined>(courseAfter, undefined)
  if (!course) throw new Error('no course')
  return course
}

const seconds = (...events: readonly PaymentEvent[]) =>
  Object.fromEntries(
    Object.entries(latencyOf(courseOf(INTENDED, CHARGED, ...events))).map(([interval, ms]) => [
      interval,
      ms === null ? null : ms / 1000,
    ]),
  )

/** What the till finds when it comes back. */
function found(status: ObservedStatus, when: number): PaymentEvent {
  return {
    kind: 'observed',
    at: at(when),
    source: 'start',
    observation: anObservation({ status }),
    raw: '{}',
  }
}

describe('the intervals of a payment', () => {
  test('run from the QR to the deposit, and from the deposit on', () => {
    const course = [
      observed({ status: 'waiting' }, 6),
      observed({ status: 'confirming' }, 40),
      observed({ status: 'confirmed' }, 55),
      observed({ status: 'sending' }, 58),
      observed({ status: 'finished' }, 70),
    ]
    expect(seconds(...course)).toEqual({ create: 2, seen: 38, confirmed: 15, finished: 30, whole: 68 })
  })

  test('of a step that was skipped between two looks are none, not nought', () => {
    expect(seconds(observed({ status: 'confirming' }, 40), observed({ status: 'finished' }, 70))).toEqual({
      ...{ create: 2, seen: 38, confirmed: null, finished: 30, whole: 68 },
    })
    expect(seconds(observed({ status: 'finished' }, 70))).toEqual({
      ...{ create: 2, seen: null, confirmed: null, finished: null, whole: 68 },
    })
  })

  test('begin with an amount that came without a word for it', () => {
    const course = [observed({ received: '3.000000' }, 30), observed({ status: 'confirming' }, 44)]
    expect(seconds(...course)).toMatchObject({ seen: 28 })
  })

  test('are not measured by what the till finds when it comes back: it may be hours old', () => {
    expect(seconds(found('confirming', 9_000), observed({ status: 'confirmed' }, 9_010))).toMatchObject({
      ...{ seen: null, confirmed: null },
    })
    expect(seconds(observed({ status: 'confirming' }, 40), found('finished', 9_000))).toMatchObject({
      ...{ seen: 38, finished: null, whole: null },
    })
  })

  test('count the first look that told of a step, whatever comes later or again', () => {
    const course = [
      observed({ status: 'confirming' }, 40),
      observed({ status: 'finished' }, 70),
      observed({ status: 'confirming' }, 80),
      observed({ status: 'finished' }, 90),
    ]
    expect(seconds(...course)).toMatchObject({ seen: 38, finished: 30, whole: 68 })
  })

  test.each(['partiallyPaid', 'failed', 'refunded'] as const)(
    'end without a measure where the gateway says %s',
    (status) => {
      const course = [observed({ status: 'confirming' }, 40), observed({ status }, 60)]
      expect(seconds(...course, observed({ status: 'finished' }, 900))).toMatchObject({
        ...{ seen: 38, finished: null, whole: null },
      })
    },
  )

  test.each([
    ['another charge', { chargeId: '77' }],
    ['another coin', { coin: 'trx' }],
    ['a further deposit', { parentChargeId: aCharge().chargeId }],
  ])('say nothing of %s', (_what, over) => {
    expect(seconds(observed({ status: 'finished', ...over }, 70))).toMatchObject({ seen: null, whole: null })
  })

  test('are none where the clock was set back', () => {
    expect(seconds(observed({ status: 'confirming' }, 1))).toMatchObject({ seen: null })
  })
})

describe('a failed create', () => {
  test('belongs to the gateway that was asked, with its reason', () => {
    const abandoned: PaymentEvent = {
      ...{ kind: 'abandoned', at: at(15), reason: 'gatewayTimeout', maybe: true, raw: null },
    }
    const course = courseOf({ ...INTENDED, gateway: 'usdt-payments' }, abandoned)
    expect(course).toMatchObject({ gateway: 'usdt-payments', failed: 'gatewayTimeout', chargedAt: null })
    expect(Object.values(latencyOf(course))).toEqual(INTERVALS.map(() => null))
  })

  test('of an older journal belongs to whoever gave the quote', () => {
    const intended: PaymentEvent = {
      ...{ kind: 'intended', at: at(0), payment: aPaymentBase({ quote: aQuote() }) },
    }
    expect(courseOf(intended).gateway).toBe('nowpayments')
  })
})

test('whatever the gateway says in whatever order, no interval is negative and the whole is its parts', () => {
  const look = fc.record({
    status: fc.constantFrom(...ObservedStatus.options),
    when: fc.integer({ min: -100, max: 10_000 }),
    source: fc.constantFrom('poll', 'start', 'person', 'callback'),
  })
  fc.assert(
    fc.property(fc.array(look, { maxLength: 12 }), (looks) => {
      const events = looks.map(
        ({ status, when, source }): PaymentEvent => ({
          ...{ kind: 'observed', at: at(when), source, observation: anObservation({ status }), raw: '{}' },
        }),
      )
      const { create, seen, confirmed, finished, whole } = latencyOf(courseOf(INTENDED, CHARGED, ...events))
      expect(create).toBe(2_000)
      for (const ms of [seen, confirmed, finished, whole]) {
        if (ms !== null) expect(ms).toBeGreaterThanOrEqual(0)
      }
      if (seen !== null && finished !== null) expect(seen + finished).toBe(whole)
      const isWitnessed = looks.some(({ status, source }) => status === 'finished' && source !== 'start')
      if (whole !== null) expect(isWitnessed).toBe(true)
    }),
  )
})
