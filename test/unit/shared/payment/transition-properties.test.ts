import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import {
  type Observation,
  ObservedStatus,
  Payment,
  type PaymentStatus,
} from '../../../../shared/payment/payment.ts'
import {
  canCancel,
  canRetry,
  isConfirming,
  isInProgress,
  isPaid,
  needsAttention,
} from '../../../../shared/payment/questions.ts'
import { stepsDone } from '../../../../shared/payment/steps.ts'
import { isCharged, nextStatuses, transition } from '../../../../shared/payment/transition.ts'
import {
  ADDRESS,
  ASKED,
  aCharge,
  anObservation,
  aPayment,
  aPaymentBase,
  at,
  EXPIRES_AT,
  OTHER_ADDRESS,
  observed,
} from '../../../support/builders.ts'

/** Mostly fitting, now and then not: both have to be met often. */
function mostly<T>(usual: T, ...odd: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, ...odd.map((value) => fc.constant(value)))
}

const anyInstant = fc.integer({ min: 0, max: 3600 }).map(at)
const anyAmount = fc.constantFrom('0.000000', '0.000001', '18.874210', ASKED, '19.900000', '500.000000')

const anyObservation: fc.Arbitrary<Observation> = fc.record({
  chargeId: mostly(aCharge().chargeId, '42'),
  status: fc.constantFrom(...ObservedStatus.options),
  vendorStatus: fc.constantFrom('waiting', 'finished', 'on_hold'),
  parentChargeId: mostly<string | null>(null, '7'),
  childChargeIds: mostly<string[]>([], ['77'], ['77', '78']),
  orderId: mostly<string | null>(aCharge().orderId, null, 'other'),
  coin: mostly('usdttrc20', 'trx'),
  address: mostly(ADDRESS, OTHER_ADDRESS),
  asked: anyAmount,
  received: fc.oneof(fc.constant(null), anyAmount),
  outcome: fc.constantFrom(null, '19.7'),
  outcomeCoin: fc.constantFrom(null, 'usdttrc20'),
  transactionId: fc.constantFrom(null, 'f0', 'f1'),
  gatewayUpdatedAt: fc.oneof(fc.constant(null), anyInstant),
})

const anyObserved: fc.Arbitrary<PaymentEvent> = fc
  .tuple(anyObservation, anyInstant)
  .map(([observation, when]) => ({ kind: 'observed', at: when, source: 'poll', observation, raw: '{}' }))

const anyTillEvent: fc.Arbitrary<PaymentEvent> = anyInstant.chain((when) =>
  fc.constantFrom<PaymentEvent>(
    { kind: 'charged', at: when, charge: aCharge(), expiresAt: EXPIRES_AT, raw: '{}' },
    { kind: 'abandoned', at: when, reason: 'gatewayTimeout', maybe: true, raw: null },
    { kind: 'unreadable', at: when, detail: 'html', raw: '<html>' },
    { kind: 'expired', at: when },
    { kind: 'cancelled', at: when },
  ),
)

const anyEvent = fc.oneof({ weight: 4, arbitrary: anyObserved }, { weight: 1, arbitrary: anyTillEvent })

/** Random events with duplicates and reordering: some of them again, anywhere. */
const anyHistory = fc
  .array(anyEvent, { maxLength: 15 })
  .chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events)))
  .map(([events, again]) => [...events, ...again])

const anyStart: fc.Arbitrary<Payment> = fc
  .record({
    status: mostly<'awaiting' | 'created'>('awaiting', 'created'),
    toleranceBasisPoints: fc.constantFrom(0, 100, 500),
    receivedIsReported: mostly(true, false),
  })
  .map(aPayment)

type Step = { readonly before: Payment; readonly event: PaymentEvent; readonly after: Payment }

function play(start: Payment, events: readonly PaymentEvent[]): Step[] {
  const steps: Step[] = []
  let payment = start
  for (const event of events) {
    const after = transition(payment, event)
    steps.push({ before: payment, event, after })
    payment = after
  }
  return steps
}

function always(holds: (step: Step, steps: readonly Step[]) => void): void {
  fc.assert(
    fc.property(anyStart, anyHistory, (start, events) => {
      const steps = play(start, events)
      for (const step of steps) holds(step, steps)
    }),
    { numRuns: 1500 },
  )
}

const RANK: Partial<Record<PaymentStatus, number>> = {
  awaiting: 0,
  seen: 1,
  confirmed: 2,
  sending: 3,
  short: 4,
  paid: 5,
}

/** The rule for paid in other words than the machine's, so that both would have to be wrong. */
function provesPaid(payment: Payment, event: PaymentEvent, known: readonly string[]): boolean {
  if (event.kind !== 'observed' || !isCharged(payment)) return false
  const { observation: o } = event
  const { charge } = payment
  const same = o.chargeId === charge.chargeId && o.coin === 'usdttrc20' && o.address === charge.address
  if (!same || o.parentChargeId !== null || o.orderId !== payment.orderId || o.status !== 'finished')
    return false
  const amounts = o.received === null ? known : [o.received]
  const most = amounts.map((text) => BigInt(text.replace('.', ''))).reduce((a, b) => (a > b ? a : b), 0n)
  if (most === 0n) return !payment.receivedIsReported
  const asked = BigInt(charge.asked.replace('.', ''))
  return most * 10_000n >= asked * BigInt(10_000 - payment.toleranceBasisPoints)
}

describe('whatever happens, in whatever order, however often', () => {
  test('every move is in the table of legal moves', () => {
    always(({ before, after }) => {
      if (before.status !== after.status) expect(nextStatuses[before.status]).toContain(after.status)
    })
  })

  test('what is stored is a valid payment, and nothing given was changed', () => {
    always(({ before, event, after }) => {
      const [payment, happened] = [structuredClone(before), structuredClone(event)]
      expect(Payment.parse(after)).toEqual(after)
      transition(before, event)
      expect(before).toEqual(payment)
      expect(event).toEqual(happened)
    })
  })

  test('the same event again changes nothing and gives the same object', () => {
    always(({ event, after }) => {
      expect(transition(after, event)).toBe(after)
    })
  })

  test('a payment with the same content is the same object', () => {
    always(({ before, after }) => {
      if (JSON.stringify(before) === JSON.stringify(after)) expect(after).toBe(before)
    })
  })

  test('the rank never goes back, nor the steps both screens show before the end', () => {
    fc.assert(
      fc.property(anyStart, anyHistory, (start, events) => {
        let highest = 0
        for (const { after } of play(start, events)) {
          const rank = RANK[after.status]
          if (rank === undefined) continue
          expect(rank).toBeGreaterThanOrEqual(highest)
          highest = rank
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('paid stays paid, or is refunded; it never looks short', () => {
    always(({ before, after }) => {
      if (!isPaid(before) || !isCharged(after)) return
      expect(['paid', 'refunded']).toContain(after.status)
      expect(after.remarks).not.toContain('underpaid')
      expect(after.paidAt).toBe(isCharged(before) ? before.paidAt : null)
      if (isPaid(after)) expect(stepsDone(after)).toBe(4)
    })
  })

  test('it becomes paid only by a look that proves it', () => {
    always((step, steps) => {
      if (isPaid(step.before) || !isPaid(step.after)) return
      const earlier = steps.slice(0, steps.indexOf(step)).flatMap(({ event }) => {
        if (event.kind !== 'observed' || event.observation.received === null) return []
        const { received, coin, address, parentChargeId, chargeId } = event.observation
        const fits = coin === 'usdttrc20' && address === ADDRESS && parentChargeId === null
        return fits && chargeId === aCharge().chargeId ? [received] : []
      })
      expect(provesPaid(step.after, step.event, earlier)).toBe(true)
    })
  })

  test('money that came is never forgotten: paid, on its way, or a person is told', () => {
    always(({ after }) => {
      if (!isCharged(after) || after.received === '0.000000') return
      expect(isPaid(after) || isInProgress(after) || needsAttention(after)).toBe(true)
      if (!isInProgress(after)) expect(canRetry(after)).toBe(false)
    })
  })

  test('what a wrong observation says is never silent', () => {
    always(({ event, after }) => {
      if (event.kind !== 'observed' || event.observation.status !== 'finished' || !isCharged(after)) return
      expect(isPaid(after) || needsAttention(after)).toBe(true)
    })
  })

  test('amounts and remarks only grow, but for the underpaid one that a full payment clears', () => {
    always(({ before, after }) => {
      if (!isCharged(before) || !isCharged(after)) return
      expect(BigInt(after.received.replace('.', ''))).toBeGreaterThanOrEqual(
        BigInt(before.received.replace('.', '')),
      )
      const lost = before.remarks.filter((remark) => !after.remarks.includes(remark))
      expect(lost).toEqual(lost.length > 0 && isPaid(after) ? ['underpaid'] : [])
    })
  })

  test('nothing can be cancelled once a deposit is seen', () => {
    always(({ after }) => {
      if (isConfirming(after) || isPaid(after)) expect(canCancel(after)).toBe(false)
    })
  })

  test('a payment cancelled or abandoned before its charge is never live again', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const ended = transition(aPayment({ status: 'created' }), { kind: 'cancelled', at: at(1) })
        for (const { after } of play(ended, events)) expect(after).toBe(ended)
      }),
    )
  })
})

describe('a customer who pays in time', () => {
  const stages = ['waiting', 'confirming', 'confirmed', 'sending', 'finished'] as const

  test('is paid without a remark, whatever stages are skipped, repeated or come in another order', () => {
    const looks = stages.map((status) => anObservation({ status }))
    const finished = anObservation({ status: 'finished' })
    const anyOrder = fc
      .array(fc.constantFrom(...looks), { maxLength: 20 })
      .chain((some) => fc.shuffledSubarray([...some, finished], { minLength: some.length + 1 }))
    fc.assert(
      fc.property(anyOrder, (order) => {
        const events = order.map((look, index) => observed(look, 60 + index))
        const last = play(aPayment({ status: 'awaiting' }), events).at(-1)?.after
        expect(last).toMatchObject({ status: 'paid', remarks: [], received: ASKED })
      }),
    )
  })

  test('is paid also when the QR ran out meanwhile, as long as the deposit was seen', () => {
    fc.assert(
      fc.property(fc.subarray([...stages]), fc.nat({ max: 4 }), (some, place) => {
        const statuses = [...new Set(['confirming', ...some, 'finished'] as const)]
        const events: PaymentEvent[] = statuses.map((status, index) =>
          observed({ status }, 1190 + index * 60),
        )
        events.splice(Math.max(1, place), 0, { kind: 'expired', at: EXPIRES_AT })
        const last = play(aPayment({ status: 'awaiting' }), events).at(-1)?.after
        expect(last).toMatchObject({ status: 'paid', remarks: [] })
      }),
    )
  })
})

describe('the journal', () => {
  test('replayed from the intent gives the same payment again', () => {
    const base = aPaymentBase()
    fc.assert(
      fc.property(anyHistory, (events) => {
        const all: PaymentEvent[] = [{ kind: 'intended', at: at(0), payment: base }, ...events]
        const fold = () =>
          all.reduce<Payment | undefined>((payment, event) => transition(payment, event), undefined)
        const wire = JSON.parse(JSON.stringify(fold()))
        expect(fold()).toEqual(wire)
      }),
    )
  })
})
