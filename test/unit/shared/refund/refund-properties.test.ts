import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { RefundEvent } from '../../../../shared/refund/event.ts'
import { refundable } from '../../../../shared/refund/intend.ts'
import { type PayoutObservation, PayoutStatus } from '../../../../shared/refund/payout.ts'
import { Refund } from '../../../../shared/refund/refund.ts'
import { isFree, nextRefundStatuses, transition } from '../../../../shared/refund/transition.ts'
import { ADDRESS, OTHER_ADDRESS } from '../../../support/builders.ts'
import {
  abandoned,
  asked,
  codeAccepted,
  codeFailed,
  intended,
  recorded,
  refundAfter,
  refused,
  searched,
  seen,
  unsure,
} from './refund-builders.ts'
import { type Command, createRefundWorld, FATES, type Fate } from './refund-world.ts'

// Thousands of histories a property: about a second each alone, several beside other work.
vi.setConfig({ testTimeout: 30_000 })
const RUNS = { numRuns: 2000 }

/** Mostly fitting, now and then not: both have to be met often. */
function mostly<T>(usual: T, ...odd: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, ...odd.map((value) => fc.constant(value)))
}

const anyPayout: fc.Arbitrary<Partial<PayoutObservation>> = fc.record({
  payoutId: mostly('5000000000', '5000000001'),
  externalId: mostly<string | null>('T1-R0007', null, 'T1-R0008'),
  status: fc.constantFrom(...PayoutStatus.options),
  address: mostly(ADDRESS, OTHER_ADDRESS),
  amount: mostly('12.500000', '12.500001'),
})

const anyEvent: fc.Arbitrary<RefundEvent> = fc.oneof(
  { weight: 3, arbitrary: anyPayout.map(seen) },
  anyPayout.map(asked),
  fc.constantFrom(unsure, refused, searched, codeAccepted, codeFailed, recorded, abandoned),
)
const anyWay = fc.constantFrom('payout' as const, 'byHand' as const)

const WORTH = 20_000_000n
const which = fc.nat(4)
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      micro: fc.constantFrom(1, 5_000_000, 7_500_000, 12_500_000, 20_000_000),
      way: mostly<'payout' | 'byHand'>('payout', 'byHand'),
      fate: mostly<Fate>('answered', ...FATES),
    }),
  },
  fc.record({ do: fc.constantFrom('arrive' as const, 'restart' as const, 'expire' as const) }),
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('search', 'look', 'oldLook', 'sendByHand', 'giveUp'),
      which,
    }) as fc.Arbitrary<Command>,
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('code' as const),
      which,
      passes: mostly(true, false),
      replyLost: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      which,
      steps: fc.integer({ min: 1, max: 4 }),
      fails: mostly(false, true, true),
    }),
  },
)

describe('whatever happens to a refund', () => {
  it('it moves forward only, and what was remarked stays', () => {
    fc.assert(
      fc.property(anyWay, fc.array(anyEvent, { maxLength: 30, size: 'max' }), (way, events) => {
        let refund = transition(undefined, intended({ way }))
        for (const event of events) {
          const next = transition(refund, event)
          if (next.status !== refund.status) {
            expect(nextRefundStatuses[refund.status]).toContain(next.status)
          }
          expect(next.remarks.slice(0, refund.remarks.length)).toEqual(refund.remarks)
          expect(next.codesTried).toBeGreaterThanOrEqual(refund.codesTried)
          if (refund.payout) expect(next.payout).toEqual(refund.payout)
          if (refund.transactionId) expect(next.transactionId).toBe(refund.transactionId)
          expect(Refund.parse(next)).toEqual(next)
          refund = next
        }
      }),
      RUNS,
    )
  })

  it('hearing it twice is hearing it once', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 15, size: 'max' }), anyEvent, (events, event) => {
        fc.pre(event.kind !== 'codeFailed')
        const once = transition(refundAfter(...events), event)
        expect(transition(once, event)).toBe(once)
      }),
      RUNS,
    )
  })

  it('what is in doubt or has moved is never to be spent again', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 15, size: 'max' }), (events) => {
        const refund = refundAfter(...events)
        const left = refundable({ received: WORTH, refunds: [refund] })
        const isNotSent = isFree(refund.status) && refund.remarks.length === 0
        expect(left).toBe(isNotSent ? WORTH : WORTH - 12_500_000n)
      }),
      RUNS,
    )
  })
})

describe('in a world that loses replies', () => {
  it('no refund is sent twice, and never more than came', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 60, size: 'max' }), (commands) => {
        const world = createRefundWorld(WORTH)
        for (const command of commands) {
          world.run(command)
          const { times, total } = world.sent()
          expect(Math.max(0, ...times)).toBeLessThanOrEqual(1)
          expect(total).toBeLessThanOrEqual(WORTH)
        }
        const byPayout = world.refunds().filter(({ way }) => way === 'payout')
        expect(world.asks()).toBe(byPayout.length)
        world.refunds().forEach((refund, number) => {
          expect(world.payoutsOf(number).length).toBeLessThanOrEqual(1)
          expect(refund.remarks).toEqual([])
        })
      }),
      { numRuns: 2000 },
    )
  })

  it('the world is one in which much happens', () => {
    const met = new Set<string>()
    let sentInAll = 0
    const sampled = fc.sample(fc.array(anyCommand, { minLength: 30, maxLength: 60, size: 'max' }), {
      numRuns: 400,
      seed: 7,
    })
    for (const commands of sampled) {
      const world = createRefundWorld(WORTH)
      for (const command of commands) {
        world.run(command)
        for (const { status, way } of world.refunds()) met.add(`${way} ${status}`)
      }
      sentInAll += world.sent().times.filter((times) => times === 1).length
    }
    const ofPayouts = [
      'intended',
      'unsure',
      'asked',
      'confirmed',
      'sending',
      'failed',
      'finished',
      'refused',
      'rejected',
    ]
    for (const status of [...ofPayouts, 'abandoned']) expect(met).toContain(`payout ${status}`)
    for (const status of ['intended', 'finished', 'abandoned']) expect(met).toContain(`byHand ${status}`)
    expect(sentInAll).toBeGreaterThan(50)
  })
})
