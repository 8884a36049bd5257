import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import {
  canCancel,
  canRetry,
  isLive,
  isPaid,
  isReleased,
  isSeenOnChain,
  isSold,
  isUntold,
  needsAttention,
} from '../../../../shared/payment/questions.ts'
import { stepsDone } from '../../../../shared/payment/steps.ts'
import { isCharged, transition } from '../../../../shared/payment/transition.ts'
import { anyAmount, anyHistory, anyInstant, anyStart } from './any-history.ts'

// Thousands of histories a property: a second each alone, several beside other work.
vi.setConfig({ testTimeout: 30_000 })

const anySighting: fc.Arbitrary<PaymentEvent> = fc
  .record({ amount: anyAmount, when: anyInstant, blockAt: anyInstant, id: fc.constantFrom('a', 'b') })
  .map(({ amount, when, blockAt, id }) => ({
    ...{ kind: 'seenOnChain', at: when, transactionId: id.repeat(64), amount, blockAt },
  }))

/** As if nobody had looked at the chain; what was decided about the sighting goes with it. */
function withoutSighting(payment: Payment): Payment {
  if (!isCharged(payment)) return payment
  return { ...payment, onChain: null, closed: payment.closed.filter((key) => key !== 'untold') }
}

function isDenied(payment: Payment): boolean {
  return (
    isUntold(payment) &&
    isCharged(payment) &&
    payment.status === 'expired' &&
    payment.lastObserved === 'expired'
  )
}

describe('what the chain shows', () => {
  const anySightings = fc.array(fc.tuple(anySighting, fc.nat({ max: 30 })), { minLength: 1, maxLength: 3 })

  test('changes nothing about a payment but that it was seen: the end is the same with it and without', () => {
    fc.assert(
      fc.property(anyStart, anyHistory, anySightings, (start, events, sightings) => {
        const withThem = [...events]
        for (const [sighting, place] of sightings) withThem.splice(place, 0, sighting)
        const fold = (all: readonly PaymentEvent[]) => all.reduce<Payment>(transition, start)
        const plain = fold(events)
        const seen = fold(withThem)
        expect(withoutSighting(seen)).toEqual(plain)
        expect([isPaid(seen), isSold(seen), isReleased(seen)]).toEqual([
          ...[isPaid(plain), isSold(plain), isReleased(plain)],
        ])
        // A person is asked beyond that for one reason alone: the gateway says that nothing came.
        expect(needsAttention(seen)).toBe(needsAttention(plain) || isDenied(seen))
        expect(stepsDone(seen)).toBe(stepsDone(plain))
      }),
    )
  })

  test('is the first it showed, and never sold, paid or to be asked for again', () => {
    fc.assert(
      fc.property(anyStart, anyHistory, anySighting, anySighting, (start, events, first, second) => {
        const seen = [first, ...events, second].reduce<Payment>(transition, start)
        if (!isCharged(seen) || first.kind !== 'seenOnChain') return
        if (start.status !== 'created') expect(seen.onChain?.transactionId).toBe(first.transactionId)
        if (!isSeenOnChain(seen)) return
        expect([isLive(seen), canCancel(seen), canRetry(seen), isSold(seen)]).toEqual([
          ...[false, false, false, false],
        ])
        expect(seen.received).toBe('0.000000')
      }),
    )
  })
})
