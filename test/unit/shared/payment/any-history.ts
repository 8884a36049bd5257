import fc from 'fast-check'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import {
  Decision,
  type Observation,
  ObservedStatus,
  type Payment,
  type ReleaseAt,
} from '../../../../shared/payment/payment.ts'
import {
  ADDRESS,
  ASKED,
  aCharge,
  anObservation,
  aPayment,
  at,
  EXPIRES_AT,
  OTHER_ADDRESS,
} from '../../../support/builders.ts'

/** Mostly fitting, now and then not: both have to be met often. */
function mostly<T>(usual: T, ...odd: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, ...odd.map((value) => fc.constant(value)))
}

export const anyInstant = fc.integer({ min: 0, max: 3600 }).map(at)
export const anyAmount = fc.constantFrom(
  '0.000000',
  '0.000001',
  '18.874210',
  ASKED,
  '19.900000',
  '500.000000',
)

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

const anyChildObserved: fc.Arbitrary<PaymentEvent> = fc
  .record({
    chargeId: fc.constantFrom('77', '78', '99'),
    status: fc.constantFrom(...ObservedStatus.options),
    coin: mostly('usdttrc20', 'trx'),
    address: mostly(ADDRESS, OTHER_ADDRESS),
    received: fc.oneof(fc.constant(null), anyAmount),
  })
  .chain((over) =>
    anyInstant.map((when) => ({
      kind: 'childObserved',
      at: when,
      observation: anObservation({ parentChargeId: aCharge().chargeId, ...over }),
      raw: '{}',
    })),
  )

const anyPersonsEvent: fc.Arbitrary<PaymentEvent> = fc
  .tuple(fc.constantFrom(...Decision.options), anyInstant, fc.constantFrom('cashier', 'owner'))
  .map(([decision, when, by]) => ({ kind: 'decided', at: when, decision, by, reason: 'because' }))

const anyEvent = fc.oneof(
  { weight: 8, arbitrary: anyObserved },
  { weight: 2, arbitrary: anyTillEvent },
  { weight: 2, arbitrary: anyChildObserved },
  { weight: 2, arbitrary: anyPersonsEvent },
  {
    weight: 1,
    arbitrary: anyInstant.map((when): PaymentEvent => ({ kind: 'toppedUp', at: when, paymentId: 'p2' })),
  },
)

/** Random events with duplicates and reordering: some of them again, anywhere. */
export const anyHistory = fc
  .array(anyEvent, { maxLength: 15 })
  .chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events)))
  .map(([events, again]) => [...events, ...again])

export const anyStart: fc.Arbitrary<Payment> = fc
  .record({
    status: mostly<'awaiting' | 'created'>('awaiting', 'created'),
    toleranceBasisPoints: fc.constantFrom(0, 100, 500),
    receivedIsReported: mostly(true, false),
    releaseAt: mostly<ReleaseAt | null>(null, 'confirmed', 'sending'),
  })
  .map(aPayment)
