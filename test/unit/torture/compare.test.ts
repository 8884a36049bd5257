import { describe, expect, test } from 'vitest'
import type { Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { ASKED, anId, at } from '../../support/builders.ts'
import { compare } from '../../support/torture/compare.ts'
import { type Evidence, VIOLATIONS, type ViolationKind } from '../../support/torture/evidence.ts'
import { addressOf, chargeIdOf, chargeView, evidenceOf, fromEvents, LESS, MORE } from './evidence-of.ts'

// A torture run that finds nothing proves something only if these checks can find what they look for.

const kindsOf = (evidence: Evidence) => [...new Set(compare(evidence).map(({ kind }) => kind))]

function withPayment(evidence: Evidence, number: number, change: object): Evidence {
  const doctor = (payments: readonly Payment[]) =>
    payments.map((payment) => (payment.number === number ? ({ ...payment, ...change } as Payment) : payment))
  const { journal, told } = evidence
  const payments = doctor(journal.payments)
  const paid = payments.filter(
    (payment) =>
      payment.topUpOf === null &&
      (payment.status === 'paid' || (isCharged(payment) && payment.settlement !== null)),
  )
  const paidMinor = paid.reduce((sum, { price }) => sum + price.minor, 0)
  return {
    ...evidence,
    journal: { ...journal, payments, replayed: doctor(journal.replayed) },
    told: { payments: doctor(told.payments), today: { ...told.today, paid: paid.length, paidMinor } },
  }
}

const withoutEvents = (evidence: Evidence, number: number, ...kinds: readonly string[]): Evidence =>
  fromEvents(
    evidence.journal.events.filter(
      ({ paymentId, event }) => paymentId !== anId(number) || !kinds.includes(event.kind),
    ),
    evidence.charges,
  )

const withAbandoned = (evidence: Evidence, number: number, maybe: boolean): Evidence => {
  const rest = withoutEvents(evidence, number, 'charged', 'observed')
  const event = { kind: 'abandoned', at: at(2), reason: 'chargeUnknown', maybe, raw: null } as const
  return fromEvents([...rest.journal.events, { seq: 99, paymentId: anId(number), event }], evidence.charges)
}

const paid = { number: 1, status: 'finished', paid: ASKED } as const
const waiting = { number: 2, status: 'waiting' } as const
const good = evidenceOf(
  paid,
  waiting,
  { number: 3, status: 'partially_paid', paid: LESS },
  { number: 4, status: 'finished', paid: MORE, children: ['77'] },
  { number: 5, status: 'failed' },
  { number: 6, status: 'refunded', paid: ASKED },
)

describe('a till in order', () => {
  test('has no violation, whatever became of its sales', () => {
    expect(compare(good)).toEqual([])
  })

  test('may have orphans at the gateway: abandoned as “maybe”, never shown, without money', () => {
    expect(compare(withAbandoned(evidenceOf(waiting), 2, true))).toEqual([])
  })

  test('may have a sale of two payments: less came, and another brought the rest', () => {
    const toppedUp = { how: 'toppedUp', at: at(90), by: 'till', reason: null } as const
    const both = evidenceOf(
      { number: 1, status: 'partially_paid', paid: LESS, saleId: anId(700) },
      { ...paid, number: 2, saleId: anId(700) },
    )
    const short = withPayment(both, 1, { settlement: toppedUp })
    expect(kindsOf(withPayment(short, 2, { topUpOf: anId(1) }))).toEqual([])
  })

  test('may have a sale paid twice by its customer, when a remark says so', () => {
    const saleId = anId(700)
    const twice = evidenceOf({ ...paid, saleId }, { ...paid, number: 2, saleId, children: ['77'] })
    expect(kindsOf(twice)).toEqual([])
  })
})

const byHand = { how: 'byHand', at: at(90), by: 'owner', reason: 'cash' } as const

type Case = { readonly what: string; readonly kind: ViolationKind; readonly evidence: Evidence }

const cases: readonly Case[] = [
  {
    what: 'an address that no record knows was shown',
    kind: 'shownUnrecorded',
    evidence: {
      ...good,
      shown: [...good.shown, { window: 'cashier', address: addressOf(9), wasRecorded: true }],
    },
  },
  {
    what: 'an address was shown before it was recorded',
    kind: 'shownUnrecorded',
    evidence: { ...good, shown: good.shown.map((one) => ({ ...one, wasRecorded: false })) },
  },
  {
    what: 'the gateway holds a charge that nobody intended',
    kind: 'chargeUnexplained',
    evidence: { ...good, charges: [...good.charges, chargeView(9)] },
  },
  {
    what: 'the gateway holds two charges of one intent',
    kind: 'chargeUnexplained',
    evidence: { ...good, charges: [...good.charges, chargeView(2, { paymentId: '99' })] },
  },
  {
    what: 'an orphan is recorded as refused, not as “maybe”',
    kind: 'chargeUnexplained',
    evidence: withAbandoned(evidenceOf(waiting), 2, false),
  },
  {
    what: 'an orphan holds money',
    kind: 'chargeUnexplained',
    evidence: withAbandoned(evidenceOf(paid), 1, true),
  },
  {
    what: 'the till has another amount than the gateway',
    kind: 'depositUnaccounted',
    evidence: withPayment(good, 3, { received: '1.000000' }),
  },
  {
    what: 'more than was asked has no remark',
    kind: 'depositUnaccounted',
    evidence: withPayment(evidenceOf({ number: 4, status: 'finished', paid: MORE }), 4, { remarks: [] }),
  },
  {
    what: 'a repeated deposit is not in the record',
    kind: 'depositUnaccounted',
    evidence: withPayment(good, 4, { childChargeIds: [] }),
  },
  {
    what: 'a repeated deposit has no remark',
    kind: 'depositUnaccounted',
    evidence: withPayment(good, 4, { remarks: ['overpaid'] }),
  },
  {
    what: 'a sale was paid twice and nobody is told',
    kind: 'salePaidTwice',
    evidence: evidenceOf({ ...paid, saleId: anId(700) }, { ...paid, number: 2, saleId: anId(700) }),
  },
  {
    what: 'a sale counts as paid twice and was paid once',
    kind: 'salePaidTwice',
    evidence: withPayment(evidenceOf({ ...paid, saleId: anId(700) }, { ...waiting, saleId: anId(700) }), 2, {
      status: 'paid',
      remarks: ['repeated'],
    }),
  },
  {
    what: 'a person settled a sale that was paid as well',
    kind: 'salePaidTwice',
    evidence: withPayment(
      evidenceOf({ ...paid, saleId: anId(700) }, { ...paid, number: 2, saleId: anId(700) }),
      2,
      { status: 'cancelled', remarks: ['late'], settlement: byHand },
    ),
  },
  {
    what: 'two codes of one sale were live',
    kind: 'twoLiveCodes',
    evidence: evidenceOf({ ...waiting, number: 1, saleId: anId(700) }, { ...waiting, saleId: anId(700) }),
  },
  {
    what: 'money that came looks as if it had not',
    kind: 'paidLookedUnpaid',
    evidence: withPayment(good, 1, { status: 'awaiting' }),
  },
  {
    what: 'money that came late has no remark',
    kind: 'paidLookedUnpaid',
    evidence: withPayment(good, 1, { status: 'cancelled', remarks: [] }),
  },
  {
    what: 'less than was asked looks paid',
    kind: 'unpaidLookedPaid',
    evidence: withPayment(good, 3, { status: 'paid' }),
  },
  {
    what: 'a refused deposit looks paid',
    kind: 'unpaidLookedPaid',
    evidence: withPayment(good, 5, { status: 'paid' }),
  },
  {
    what: 'a refunded payment looks cancelled',
    kind: 'statusWrong',
    evidence: withPayment(good, 6, { status: 'cancelled' }),
  },
  {
    what: 'a payment without a deposit looks as if one was on its way',
    kind: 'statusWrong',
    evidence: withPayment(good, 2, { status: 'seen' }),
  },
  {
    what: 'the window was told another status',
    kind: 'screenDiffers',
    evidence: { ...good, told: withPayment(good, 2, { status: 'expired' }).told },
  },
  {
    what: 'the window was not told of a payment',
    kind: 'screenDiffers',
    evidence: { ...good, told: { ...good.told, payments: good.told.payments.slice(1) } },
  },
  {
    what: 'the day’s sum is another',
    kind: 'screenDiffers',
    evidence: { ...good, told: { ...good.told, today: { ...good.told.today, paidMinor: 1 } } },
  },
  {
    what: 'the table is not what the events say',
    kind: 'journalBroken',
    evidence: {
      ...good,
      journal: { ...good.journal, replayed: withPayment(good, 1, { status: 'short' }).journal.replayed },
    },
  },
  {
    what: 'the table lacks a payment',
    kind: 'journalBroken',
    evidence: { ...evidenceOf(waiting), journal: { ...evidenceOf(waiting).journal, replayed: [] } },
  },
  {
    what: 'the practice gateway forgot a deposit it had confirmed',
    kind: 'gatewayForgot',
    evidence: { ...good, deposited: [...good.deposited, chargeIdOf(2)] },
  },
]

describe('what must not happen is found when', () => {
  test.each(cases)('$what ($kind)', ({ kind, evidence }) => {
    expect(kindsOf(evidence)).toContain(kind)
  })

  test('and every kind has such a case', () => {
    expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(Object.keys(VIOLATIONS)))
  })
})

test('a violation names payment and charge, and what was expected', () => {
  expect(compare(withPayment(good, 1, { status: 'awaiting' }))).toContainEqual({
    kind: 'paidLookedUnpaid',
    payment: 1,
    charge: chargeIdOf(1),
    expected: `gateway: finished, ${ASKED} of ${ASKED}`,
    found: `till: awaiting, ${ASKED}, remarks none`,
  })
})
