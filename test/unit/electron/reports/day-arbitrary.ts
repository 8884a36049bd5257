import fc from 'fast-check'
import { CURRENCY_CODES } from '../../../../shared/money/currency.ts'
import { formatUsdt } from '../../../../shared/money/usdt.ts'
import {
  type ChildDeposit,
  type Payment,
  PaymentStatus,
  RefundStanding,
  Remark,
  Settlement,
} from '../../../../shared/payment/payment.ts'
import { anId, aPayment, at, OTHER_ADDRESS, THIRD_ADDRESS } from '../../../support/builders.ts'
import { anySale } from '../../shared/sale/any-sale.ts'

export const DAY = '2026-11-21'

/** References as a cashier, or someone who wants to harm the bookkeeper, may type them. */
export const HOSTILE_TEXTS = [
  '=1+1',
  '-5',
  '+41 79 000',
  '@SUM(A1)',
  'A,B',
  'say "hi"',
  'x;=1+1',
  'x;＝1;−1',
  ' =1+1',
  "'quoted'",
] as const

/** Three of USDT, of which the gateway has not told about one and gave one back, and one of another coin. */
const CHILDREN: readonly ChildDeposit[] = [
  { chargeId: '5', status: 'finished', coin: 'usdttrc20', received: '2.500000', transactionId: null },
  { chargeId: '6', status: 'confirming', coin: 'usdttrc20', received: null, transactionId: null },
  { chargeId: '7', status: 'finished', coin: 'trx', received: '90.000000', transactionId: null },
  { chargeId: '8', status: 'refunded', coin: 'usdttrc20', received: '1.250000', transactionId: null },
]

const anyRefund = fc.record({
  id: fc.uuid(),
  standing: fc.constantFrom(...RefundStanding.options),
  address: fc.constantFrom(OTHER_ADDRESS, THIRD_ADDRESS),
  amount: fc.bigInt({ min: 1n, max: 10n ** 9n }).map(formatUsdt),
  transactionId: fc.option(fc.constant('b'.repeat(64))),
  sentAt: fc.option(fc.constant(at(900))),
})

const anyFacts = fc.record({
  status: fc.constantFrom(...PaymentStatus.options),
  price: fc.record({
    minor: fc.integer({ min: 1, max: 10_000_000 }),
    currency: fc.oneof(fc.constant('EUR' as const), fc.constantFrom(...CURRENCY_CODES)),
  }),
  received: fc.bigInt({ min: 0n, max: 10n ** 13n }).map(formatUsdt),
  reference: fc.oneof(fc.constant(null), fc.constantFrom(...HOSTILE_TEXTS), fc.string({ maxLength: 40 })),
  remarks: fc.subarray([...Remark.options]),
  settlement: fc.option(
    fc.record({
      how: fc.constantFrom(...Settlement.shape.how.options),
      at: fc.constant(at(200)),
      by: fc.constantFrom(...Settlement.shape.by.options),
      reason: fc.option(fc.constantFrom(...HOSTILE_TEXTS)),
    }),
  ),
  releasedAt: fc.option(fc.constant(at(100))),
  topUpOf: fc.option(fc.constant(anId(77)), { freq: 1 }),
  childChargeIds: fc.subarray(CHILDREN.map(({ chargeId }) => chargeId)),
  children: fc.subarray([...CHILDREN]),
  owed: fc.subarray(['short', ...CHILDREN.map(({ chargeId }) => `repeated ${chargeId}`)]),
  closed: fc.subarray(['short', 'failed', 'repeated 5']),
  refunds: fc.array(anyRefund, { maxLength: 3 }),
  repaid: fc.constantFrom('0.000000', '1.000000', '25.000000'),
  sale: fc.option(anySale),
})

/** The price of a sale with details is its total. */
const anyPayment = anyFacts.map(({ price, sale, ...facts }) => ({
  ...facts,
  sale,
  price: sale === null ? price : { ...price, minor: sale.total },
}))

/** A day of payments of every status, currency and reference, numbered in a random order. */
export const anyDay: fc.Arbitrary<Payment[]> = fc
  .array(anyPayment, { maxLength: 25 })
  .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }).map((order) => [all, order] as const))
  .map(([all, order]) => order.map((facts) => aPayment({ ...facts, number: all.indexOf(facts) + 1 })))
