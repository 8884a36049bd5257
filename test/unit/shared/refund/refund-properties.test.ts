import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { RefundEvent } from '../../../../shared/refund/event.ts'
import { refundable } from '../../../../shared/refund/intend.ts'
import { type PayoutObservation, PayoutStatus } from '../../../../shared/refund/payout.ts'
import { Refund, type RefundRemark } from '../../../../shared/refund/refund.ts'
import { isFree, nextRefundStatuses, transition } from '../../../../shared/refund/transition.ts'
import { ADDRESS, at, OTHER_ADDRESS } from '../../../support/builders.ts'
import {
  abandoned,
  asked,
  codeAccepted,
  codeFailed,
  dealtWith,
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
  fc.constantFrom(unsure, refused, searched, codeAccepted, codeFailed, recorded, abandoned, dealtWith),
  // A day after it was asked for, when a person may end what is in order as well.
  fc.constantFrom({ ...recorded, at: at(100_000) }, { ...abandoned, at: at(100_000) }),
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
  fc.record({
    do: fc.constantFrom('arrive' as const, 'restart' as const, 'expire' as const, 'dayPasses' as const),
  }),
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
        const counts = (remark: RefundRemark) => remark !== 'mismatch' || !refund.dealtWith.includes(remark)
        const isNotSent = isFree(refund.status) && !refund.remarks.some(counts)
        expect(left).toBe(isNotSent ? WORTH : WORTH - 12_500_000n)
      }),
      RUNS,
    )
  })
})

describe('money of a refund', () => {
  const isFreeMoney = (refund: Refund) => refundable({ received: WORTH, refunds: [refund] }) === WORTH
  const isNo = (status: PayoutStatus) => status === 'rejected' || status === 'cancelled'
  const isMove = (status: PayoutStatus) =>
    status === 'processing' || status === 'sending' || status === 'finished'

  /** Who says so: the gateway about a payout, its refusal, or a person. */
  function canFree(event: RefundEvent): boolean {
    if (event.kind === 'asked' || event.kind === 'observed') return isNo(event.payout.status)
    return event.kind === 'refused' || event.kind === 'abandoned' || event.kind === 'dealtWith'
  }

  /** The gateway's word that this very refund is on its way. */
  function tellsOfMove(event: RefundEvent): boolean {
    if (event.kind !== 'asked' && event.kind !== 'observed') return false
    const { externalId, address, amount, status } = event.payout
    const isOurs = externalId === 'T1-R0007' && address === ADDRESS && amount === '12.500000'
    return isOurs && isMove(status)
  }

  const histories = fc
    .array(anyEvent, { maxLength: 30, size: 'max' })
    .map((events) =>
      events.map((event, index) => ({ event, before: refundAfter(...events.slice(0, index)) })),
    )

  it('is free by a no or a person’s word alone', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        for (const { event, before } of steps) {
          const becomesFree = !isFreeMoney(before) && isFreeMoney(transition(before, event))
          if (becomesFree) expect(canFree(event)).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it('is never both free and possibly sent: what moves after all is remarked on, and gone for good', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const moved = steps.findIndex(({ event, before }) => isFree(before.status) && tellsOfMove(event))
        if (moved < 0) return
        for (const { event, before } of steps.slice(moved)) {
          const { remarks, ...after } = transition(before, event)
          expect(remarks.includes('contradicted') || remarks.includes('doubled')).toBe(true)
          expect(isFreeMoney({ ...after, remarks })).toBe(false)
        }
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
          expect(refund.remarks).toEqual(world.isContradicted(number) ? ['contradicted'] : [])
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
