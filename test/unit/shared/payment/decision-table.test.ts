import { describe, expect, test } from 'vitest'
import { canDecide } from '../../../../shared/payment/decide.ts'
import { mattersOf } from '../../../../shared/payment/matters.ts'
import {
  type ChargedPayment,
  Decision,
  type Payment,
  PaymentStatus,
} from '../../../../shared/payment/payment.ts'
import { isSold, needsAttention } from '../../../../shared/payment/questions.ts'
import { canDecideInSale, choicesOf } from '../../../../shared/payment/sale.ts'
import { isCharged, transition } from '../../../../shared/payment/transition.ts'
import {
  ASKED,
  aChargedPayment,
  anId,
  anObservation,
  aPayment,
  at,
  ON_CHAIN,
  OTHER_ADDRESS,
} from '../../../support/builders.ts'

/** A column per decision, in this order: `y` is possible, `.` is refused. */
const TABLE: readonly [name: string, payment: Payment, cells: string, choices: string][] = [
  // accepted delivered byHand owed handed closed
  ['created', aPayment({ status: 'created' }), '. . . . . .', ''],
  ['abandoned', aPayment({ status: 'abandoned' }), '. . . . . .', 'retry'],
  ['awaiting', aPayment({ status: 'awaiting' }), '. . . . . .', ''],
  ['seen', aPayment({ status: 'seen' }), '. . y . . .', ''],
  ['confirmed', aPayment({ status: 'confirmed' }), '. . y . . .', ''],
  ['sending', aPayment({ status: 'sending' }), '. . y . . .', ''],
  ['short', aPayment({ status: 'short' }), 'y . y y y y', 'topUp accepted handed'],
  ['paid', aPayment({ status: 'paid' }), '. . . . . .', ''],
  ['paid, more came', aChargedPayment({ status: 'paid', received: '20.000000' }), '. . . . . y', ''],
  ['expired', aPayment({ status: 'expired' }), '. . y . . .', 'retry'],
  ['seen on chain alone', aPayment({ status: 'expired', onChain: ON_CHAIN }), '. . y . . .', ''],
  ['seen on chain, and denied', untold(), '. . y . . y', ''],
  ['cancelled', aPayment({ status: 'cancelled' }), '. . y . . .', 'retry'],
  ['failed', aPayment({ status: 'failed' }), '. . y . y y', 'retry handed'],
  ['refunded', aPayment({ status: 'refunded' }), '. . y . y y', 'retry handed'],
  ['late, whole', late(ASKED, 'finished'), '. y y y y y', 'delivered owed handed'],
  ['late, short', late('18.000000', 'partiallyPaid'), 'y . y y y y', 'accepted owed handed'],
  ['late, on its way', late(ASKED, 'confirming'), '. . y . y y', 'handed'],
  ['paid, and again', withChild('usdttrc20'), '. . . y y y', 'owed handed'],
  ['paid, and another coin', withChild('trx'), '. . . . y y', 'handed'],
]

function late(received: string, lastObserved: ChargedPayment['lastObserved']): ChargedPayment {
  return aChargedPayment({ status: 'expired', remarks: ['late'], received, lastObserved })
}

/** The chain showed it, and the gateway closed the charge without a word of it. */
function untold(over: Partial<ChargedPayment> = {}): ChargedPayment {
  return aChargedPayment({ status: 'expired', lastObserved: 'expired', onChain: ON_CHAIN, ...over })
}

function withChild(coin: string): ChargedPayment {
  const child = {
    chargeId: '77',
    status: 'finished',
    coin,
    received: '5.000000',
    transactionId: null,
  } as const
  return aChargedPayment({ status: 'paid', childChargeIds: ['77'], children: [child] })
}

const cases = TABLE.flatMap(([name, payment, cells]) =>
  cells.split(' ').map((cell, column) => ({
    name,
    payment,
    decision: Decision.options[column] ?? 'closed',
    isPossible: cell === 'y',
  })),
)

const decided = (decision: Decision) =>
  ({ kind: 'decided', at: at(300), decision, by: 'owner', reason: 'a good customer' }) as const

describe('every status × every decision', () => {
  test('the table has every status and a cell for each', () => {
    expect(new Set(TABLE.map(([, payment]) => payment.status))).toEqual(new Set(PaymentStatus.options))
    expect(cases).toHaveLength(TABLE.length * Decision.options.length)
  })

  test.each(cases)('$name, $decision: $isPossible', ({ payment, decision, isPossible }) => {
    expect(isCharged(payment) && canDecide(payment, decision)).toBe(isPossible)
    const after = transition(payment, decided(decision))
    if (!isPossible) expect(after).toBe(payment)
    else expect(after).not.toBe(payment)
    expect(after.status).toBe(payment.status)
  })

  test.each(TABLE)('%s offers what the last column says', (_name, payment, _cells, choices) => {
    expect(choicesOf(payment, [payment], true).join(' ')).toBe(choices)
  })

  test.each(PaymentStatus.options)('a top-up settles %s only if it is short', (status) => {
    const before = aPayment({ status })
    const after = transition(before, { kind: 'toppedUp', at: at(300), paymentId: 'p2' })
    if (status !== 'short') expect(after).toBe(before)
    else expect(isSold(after) && !needsAttention(after)).toBe(true)
  })

  test('a top-up settles nothing whose own part goes back', () => {
    const refund = { id: anId(7), standing: 'open', address: OTHER_ADDRESS, amount: '1.000000' } as const
    const before = aPayment({ status: 'short', refunds: [{ ...refund, transactionId: null, sentAt: null }] })
    expect(transition(before, { kind: 'toppedUp', at: at(300), paymentId: 'p2' })).toBe(before)
  })

  test.each(PaymentStatus.options)('what is said of a further deposit leaves %s where it is', (status) => {
    const before = aPayment({ status, childChargeIds: ['77'] })
    const observation = anObservation({ chargeId: '77', status: 'finished' })
    const after = transition(before, { kind: 'childObserved', at: at(300), observation, raw: '{}' })
    expect(after.status).toBe(status)
    if (isCharged(after))
      expect(mattersOf(after)).toContainEqual({ kind: 'repeated', key: 'repeated 77', usdt: 19_874_210n })
    else expect(after).toBe(before)
  })
})

describe('within its sale', () => {
  const short = aChargedPayment({ status: 'short', number: 118 })
  const other = (over: Partial<ChargedPayment> & { status: ChargedPayment['status'] }) =>
    aChargedPayment({ number: 119, saleId: short.saleId, ...over })

  test.each<Decision>(['accepted', 'delivered', 'byHand'])(
    '%s is refused when another payment sold it',
    (decision) => {
      const first = decision === 'delivered' ? late(ASKED, 'finished') : short
      const paid = other({ status: 'paid', saleId: first.saleId })
      expect(canDecideInSale(first, decision, [first])).toBe(true)
      expect(canDecideInSale(first, decision, [first, paid])).toBe(false)
      expect(canDecideInSale(first, decision, [first, other({ status: 'seen' })])).toBe(false)
    },
  )

  test('the rest that is asked for does not stand in the way of taking it as it is', () => {
    const rest = other({ status: 'awaiting', topUpOf: short.id })
    expect(canDecideInSale(short, 'accepted', [short, rest])).toBe(true)
    expect(choicesOf(short, [short, rest], true)).not.toContain('topUp')
  })

  test.each<[string, Partial<ChargedPayment> & { status: ChargedPayment['status'] }, boolean]>([
    ['came in part', { status: 'short' }, false],
    ['is on its way', { status: 'seen' }, false],
    [
      'came late',
      { status: 'expired', remarks: ['late'], received: '1.000000', lastObserved: 'finished' },
      false,
    ],
    ['is owed to the customer', { status: 'short', owed: ['short'] }, true],
    ['failed', { status: 'failed', received: '1.000000' }, true],
    ['was given back by the gateway', { status: 'refunded', received: '1.000000' }, true],
    ['never came', { status: 'expired' }, true],
    ['is shown by the chain alone', { status: 'expired', onChain: ON_CHAIN }, false],
    ['was shown by it, denied and dealt with', untold({ closed: ['untold'] }), true],
  ])('a part of the sale is accepted where the last of the money is, and the rest %s', (_name, over, may) => {
    const rest = other({ topUpOf: short.id, ...over })
    expect(canDecideInSale(short, 'accepted', [short, rest])).toBe(may)
    if (over.status === 'short' && !may) expect(canDecideInSale(rest, 'accepted', [short, rest])).toBe(true)
  })

  test('nothing is charged again while another payment of the sale is open or sold', () => {
    const expired = other({ status: 'expired' })
    expect(choicesOf(expired, [expired, other({ status: 'seen', number: 120 })], true)).toEqual([])
    expect(choicesOf(expired, [expired, other({ status: 'paid', number: 120 })], true)).toEqual([])
  })
})
