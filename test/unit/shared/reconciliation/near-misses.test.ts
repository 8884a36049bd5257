import { expect, it } from 'vitest'
import type { CallbackRow } from '../../../../shared/contract/relay.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { transition } from '../../../../shared/payment/transition.ts'
import type { ListedCharge } from '../../../../shared/reconciliation/books.ts'
import { reconcile } from '../../../../shared/reconciliation/reconcile.ts'
import { aPaymentBase } from '../../../support/builders.ts'
import {
  AS_OF,
  after,
  begin,
  booksOf,
  childRow,
  DAY,
  decided,
  expire,
  FROM,
  HOUR,
  iso,
  MINUTE,
  orderOf,
  paid,
  rowOf,
  saw,
  saying,
  TO,
} from './month.ts'

// Small books of one or two payments: what looks like a difference and is none, or is another than it looks like.

type Told = {
  readonly payments: readonly Payment[]
  readonly rows?: readonly ListedCharge[]
  readonly callbacks?: readonly CallbackRow[]
}

function kindsOf({ payments, rows = [], callbacks = [] }: Told): string[] {
  const books = booksOf({ payments, rows, callbacks, malformed: [], complete: true, plain: [] })
  return reconcile(books).map(({ kind, cause }) => `${kind} ${cause}`)
}

const START = FROM + 10 * DAY
const fresh = iso(AS_OF - MINUTE)

/** Nothing but the intent: the till waits for the gateway's answer, or stopped while it did. */
function intended(number: number, at: number): Payment {
  const payment = aPaymentBase({ number, orderId: orderOf(number), createdAt: iso(at) })
  return transition(undefined, { kind: 'intended', at: iso(at), payment })
}

it('a rest that was paid beside what the gateway calls finished is one payment of the sale', () => {
  const finished = saw(begin(1, START), 3 * MINUTE, { status: 'finished', received: '9.000000' })
  const rest = paid(begin(2, START + 5 * MINUTE, { saleId: finished.saleId, topUpOf: finished.id }))
  const whole = after(finished, [{ kind: 'toppedUp', at: iso(START + HOUR), paymentId: rest.id }])
  expect(kindsOf({ payments: [whole, rest], rows: [rowOf(whole), rowOf(rest)] })).toEqual([])
})

it('"finished" about a further deposit is none about the charge that the callback names', () => {
  const short = saw(begin(1, START), 3 * MINUTE, {
    ...{ status: 'partiallyPaid', received: '9.000000', childChargeIds: ['77'] },
  })
  const child = childRow(short, '77')
  const known = after(short, [
    { kind: 'childObserved', at: iso(START + HOUR), observation: child.observation, raw: '{}' },
  ])
  const payments = [decided(known, 'accepted', 'closed')]
  const callbacks = [saying(short, 'finished', 61 * MINUTE)]
  expect(kindsOf({ payments, rows: [rowOf(known), child], callbacks })).toEqual([])
})

it('a finish that was missed because its look was not answered is told once', () => {
  const missed = expire(begin(1, START))
  const rows = [rowOf(paid(begin(1, START)))]
  const callbacks = [saying(missed, 'finished', 4 * MINUTE, { kind: 'unanswered' })]
  expect(kindsOf({ payments: [missed], rows, callbacks })).toEqual(['finishMissed callbackNotFollowed'])
})

it.each([
  ['a moment ago is the one that the till waits for', TO - MINUTE, []],
  ['before the till stopped is an orphan', START, ['orphan lostReply']],
])('a charge of an intent %s', (_when, at, kinds) => {
  const row = rowOf(begin(1, at))
  expect(kindsOf({ payments: [intended(1, at)], rows: [row] })).toEqual(kinds)
})

it('a further deposit of this minute will be seen with the next look', () => {
  const payment = paid(begin(1, START))
  const child = childRow(payment, '77', { gatewayUpdatedAt: fresh })
  expect(kindsOf({ payments: [payment], rows: [rowOf(payment), child] })).toEqual([])
})

it('a deposit on its way since an hour will be seen with the next look', () => {
  const payment = expire(begin(1, AS_OF - 3 * HOUR))
  const word = { status: 'confirming', vendorStatus: 'confirming' } as const
  const row = (ago: number) => rowOf(payment, { ...word, gatewayUpdatedAt: iso(AS_OF - ago) })
  expect(kindsOf({ payments: [payment], rows: [row(HOUR)] })).toEqual([])
  expect(kindsOf({ payments: [payment], rows: [row(3 * HOUR)] })).toEqual(['depositMissed lookMissed'])
})

it('a list that does not know of a refund yet is behind; the sale was not paid twice for it', () => {
  const refunded = decided(saw(paid(begin(1, START)), DAY, { status: 'refunded' }), 'closed')
  const row = rowOf(refunded, { status: 'finished', vendorStatus: 'finished' })
  expect(kindsOf({ payments: [refunded], rows: [row] })).toEqual(['listBehind listOld'])
})

it('goods that went early are taken back when their money fails', () => {
  const early = { ...begin(1, START), releaseAt: 'confirmed' } as const
  const released = saw(early, 2 * MINUTE, { status: 'confirmed' })
  const row = rowOf(released, { status: 'failed', vendorStatus: 'failed' })
  expect(released.releasedAt).not.toBeNull()
  expect(kindsOf({ payments: [released], rows: [row] })).toEqual(['reversed takenBack'])
})

it('another coin that the owner has dealt with is no change of the charge', () => {
  const other = saw(begin(1, START), 3 * MINUTE, { status: 'finished', coin: 'trx' })
  const row = rowOf(other, { status: 'finished', vendorStatus: 'finished', coin: 'trx' })
  expect(kindsOf({ payments: [other], rows: [row] })).toEqual(['moneyUndecided notDecided'])
  expect(kindsOf({ payments: [decided(other, 'closed')], rows: [row] })).toEqual([])
})

it('a second deposit of the sale that is owed to the customer is that, and not paid twice', () => {
  const first = paid(begin(1, START))
  const late = saw(expire(begin(2, START - HOUR, { saleId: first.saleId })), 2 * HOUR, { status: 'finished' })
  const owed = decided(late, 'owed')
  expect(kindsOf({ payments: [first, owed], rows: [rowOf(first), rowOf(owed)] })).toEqual([
    'moneyOwed notPaidBack',
  ])
})

it('a sale that was charged again after another coin had come was paid once', () => {
  const other = saw(expire(begin(1, START)), HOUR, { status: 'finished', coin: 'trx' })
  const again = paid(begin(2, START + 2 * HOUR, { saleId: other.saleId }))
  const row = rowOf(other, {
    status: 'finished',
    vendorStatus: 'finished',
    coin: 'trx',
    received: '90.000000',
  })
  const payments = [decided(other, 'closed'), again]
  expect(kindsOf({ payments, rows: [row, rowOf(again)] })).toEqual([])
})

it('another way to pay that a customer began on the gateway’s own page is none, until money comes by it', () => {
  const sold = paid(begin(1, START))
  const invoice = { id: '4522625843', url: 'https://nowpayments.io/payment/?iid=4522625843' }
  const onPage = { ...sold, charge: { ...sold.charge, invoice } }
  const begun = rowOf(sold, { chargeId: '901', status: 'waiting', received: '0.000000' })
  const money = rowOf(sold, { chargeId: '902', status: 'finished' })
  expect(kindsOf({ payments: [onPage], rows: [rowOf(onPage), begun] })).toEqual([])
  expect(kindsOf({ payments: [onPage], rows: [rowOf(onPage), money] })).toEqual(['secondCharge orderTwice'])
  expect(kindsOf({ payments: [sold], rows: [rowOf(sold), begun] })).toEqual(['secondCharge orderTwice'])
})
