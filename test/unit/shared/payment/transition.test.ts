import { describe, expect, test } from 'vitest'
import type { PaymentEvent } from '../../../../shared/payment/event.ts'
import type { Observation, Payment } from '../../../../shared/payment/payment.ts'
import { isLive, isPaid, needsAttention } from '../../../../shared/payment/questions.ts'
import { isCharged, transition } from '../../../../shared/payment/transition.ts'
import {
  ADDRESS,
  ASKED,
  aCharge,
  aChargedPayment,
  anObservation,
  aPayment,
  aPaymentBase,
  at,
  EXPIRES_AT,
  OTHER_ADDRESS,
  observed,
} from '../../../support/builders.ts'

const INTENDED: PaymentEvent = { kind: 'intended', at: at(0), payment: aPaymentBase() }
const CHARGED: PaymentEvent = {
  kind: 'charged',
  at: at(1),
  charge: aCharge(),
  expiresAt: EXPIRES_AT,
  raw: '{}',
}
const CANCELLED: PaymentEvent = { kind: 'cancelled', at: at(30) }

function played(payment: Payment, ...events: readonly PaymentEvent[]): Payment {
  return events.reduce((before, event) => transition(before, event), payment)
}

function seen(over: Partial<Observation>, seconds = 60): Payment {
  return transition(aPayment({ status: 'awaiting' }), observed(over, seconds))
}

describe('from intent to paid', () => {
  test('an intent is created, a charge makes it awaiting', () => {
    const created = transition(undefined, INTENDED)
    expect(created).toEqual({ ...aPaymentBase(), status: 'created' })
    expect(transition(created, CHARGED)).toEqual(aPayment({ status: 'awaiting' }))
  })

  test('the usual way keeps the first time of each', () => {
    const paid = played(
      aPayment({ status: 'awaiting' }),
      observed({ status: 'confirming' }, 60),
      observed({ status: 'confirmed' }, 70),
      observed({ status: 'sending' }, 80),
      observed({ status: 'finished', outcome: '19.7', outcomeCoin: 'usdttrc20', transactionId: 'f0' }, 90),
      observed({ status: 'finished', outcome: '19.7', outcomeCoin: 'usdttrc20', transactionId: 'f0' }, 100),
    )
    expect(paid).toMatchObject({
      status: 'paid',
      received: ASKED,
      outcome: '19.7',
      transactionId: 'f0',
      remarks: [],
      seenAt: at(60),
      confirmedAt: at(70),
      paidAt: at(90),
      endedAt: at(90),
    })
  })

  test('stages may be skipped: waiting to finished in one look', () => {
    expect(seen({ status: 'finished' })).toMatchObject({
      ...{ status: 'paid', seenAt: at(60), confirmedAt: at(60), paidAt: at(60) },
    })
    expect(seen({ status: 'confirming' })).toMatchObject({ seenAt: at(60), confirmedAt: null })
  })

  test('a second intent, or anything before the first, is a damaged journal', () => {
    expect(() => transition(aPayment({ status: 'created' }), INTENDED)).toThrow('second intent')
    expect(() => transition(undefined, CHARGED)).toThrow('before the intent')
    expect(() => transition(undefined, observed())).toThrow('before the intent')
  })

  test('a charge that comes after the cashier cancelled never goes live', () => {
    const cancelled = played(aPayment({ status: 'created' }), CANCELLED)
    expect(cancelled).toMatchObject({ status: 'abandoned', reason: 'cancelled', cancelled: true })
    const late = transition(cancelled, CHARGED)
    expect(late).toBe(cancelled)
    expect(isLive(late)).toBe(false)
    expect(isCharged(late)).toBe(false)
  })

  test('a second charge does not replace the one on the screen', () => {
    const awaiting = aPayment({ status: 'awaiting' })
    const other = { ...CHARGED, charge: aCharge({ chargeId: '999', address: OTHER_ADDRESS }) }
    expect(transition(awaiting, other)).toBe(awaiting)
  })
})

describe('finished counts as paid only when everything fits', () => {
  test.each<[string, Partial<Observation>, string]>([
    ['another parent', { parentChargeId: '1' }, 'mismatch'],
    ['another coin', { coin: 'trx' }, 'wrongAsset'],
    ['USDT on another network', { coin: 'usdterc20' }, 'wrongAsset'],
    ['another address', { address: OTHER_ADDRESS }, 'mismatch'],
    ['the address in another case', { address: ADDRESS.toLowerCase() }, 'mismatch'],
    ['another order id', { orderId: 'T1-0119-0000' }, 'mismatch'],
    ['no order id', { orderId: null }, 'mismatch'],
    ['another charge id', { chargeId: '42' }, 'mismatch'],
  ])('%s: not paid, and a person is told', (_what, over, remark) => {
    const payment = seen({ status: 'finished', ...over })
    expect(payment).toMatchObject({ status: 'awaiting', remarks: [remark], paidAt: null })
    expect(needsAttention(payment)).toBe(true)
  })

  test('an address that is not said is no other one', () => {
    const payment = seen({ status: 'finished', address: null, received: ASKED })
    expect(payment).toMatchObject({ status: 'paid', remarks: [], received: ASKED })
  })

  test.each(['failed', 'refunded'] as const)('%s for another order is not this payment’s end', (status) => {
    const payment = seen({ status, orderId: 'other' })
    expect(payment).toMatchObject({ status: 'awaiting', remarks: ['mismatch'] })
  })

  test.each<[string, string | null, number, string]>([
    [ASKED, null, 0, 'short'],
    [ASKED, '0.000000', 0, 'short'],
    [ASKED, '19.874209', 0, 'short'],
    [ASKED, '19.874210', 0, 'paid'],
    [ASKED, '19.874211', 0, 'paid'],
    ['20.000000', '19.800000', 100, 'paid'],
    ['20.000000', '19.799999', 100, 'short'],
    ['20.000000', '19.000000', 500, 'paid'],
    ['20.000000', '18.999999', 500, 'short'],
    // The least accepted is rounded up: 1 % of 0.000150 is 0.0000015, of which 0.000001 may be missing.
    ['0.000150', '0.000149', 100, 'paid'],
    ['0.000150', '0.000148', 100, 'short'],
    // However small the amount or odd the figures: nothing received is never paid.
    ['0.000001', '0.000000', 500, 'short'],
    ['0.000000', '0.000000', 0, 'short'],
  ])(
    'asked %s, received %s, tolerance %d basis points: %s',
    (asked, received, toleranceBasisPoints, status) => {
      const before = aPayment({ status: 'awaiting', charge: aCharge({ asked }), toleranceBasisPoints })
      expect(transition(before, observed({ status: 'finished', received })).status).toBe(status)
    },
  )

  test('within the tolerance it is paid without a remark', () => {
    const before = aPayment({ status: 'awaiting', toleranceBasisPoints: 100 })
    const paid = transition(before, observed({ status: 'finished', received: '19.700000' }))
    expect(paid).toMatchObject({ status: 'paid', remarks: [], received: '19.700000' })
  })

  test('where the gateway leaves the amount out, what it had said before counts', () => {
    const payment = played(
      aPayment({ status: 'awaiting' }),
      observed({ status: 'confirming' }, 60),
      observed({ status: 'finished', received: null }, 90),
    )
    expect(payment).toMatchObject({ status: 'paid', received: ASKED, remarks: [] })
  })

  test('an amount the gateway corrects downwards does not count at its former height', () => {
    const payment = played(
      aPayment({ status: 'awaiting' }),
      observed({ status: 'confirming' }, 60),
      observed({ status: 'finished', received: '5.000000' }, 90),
    )
    expect(payment).toMatchObject({ status: 'short', remarks: ['underpaid'] })
  })

  test('only where the gateway does not report amounts (sandbox), nothing received is paid', () => {
    const sandbox = aPayment({ status: 'awaiting', receivedIsReported: false })
    expect(transition(sandbox, observed({ status: 'finished', received: '0.000000' })).status).toBe('paid')
    expect(transition(sandbox, observed({ status: 'finished', received: null })).status).toBe('paid')
    expect(transition(sandbox, observed({ status: 'finished', received: '5.000000' })).status).toBe('short')
  })

  test('finished with too little is short, and paid once enough is there', () => {
    const short = seen({ status: 'finished', received: '10.000000' })
    expect(short).toMatchObject({ status: 'short', remarks: ['underpaid'], received: '10.000000' })
    const paid = transition(short, observed({ status: 'finished' }, 120))
    expect(paid).toMatchObject({ status: 'paid', remarks: [], received: ASKED })
  })

  test('an unknown word never pays, whatever amount comes with it', () => {
    const payment = seen({ status: 'unknown', vendorStatus: 'FINISHED!', received: '1000.000000' })
    expect(isPaid(payment)).toBe(false)
    expect(payment.status).toBe('seen')
  })
})

describe('amounts of something else', () => {
  test.each<[string, Partial<Observation>]>([
    ['another coin', { coin: 'trx' }],
    ['another address', { address: OTHER_ADDRESS }],
    ['another parent', { parentChargeId: '1' }],
    ['another charge', { chargeId: '42' }],
  ])('%s: what arrived there is not counted as USDT for this payment', (_what, over) => {
    const wrong = { status: 'finished', received: '500.000000', outcome: '500', outcomeCoin: 'trx' } as const
    const payment = seen({ ...wrong, ...over })
    expect(payment).toMatchObject({ received: '0.000000', outcome: null, outcomeCoin: null })
  })

  test('an amount of another coin does not complete a later finished without amount', () => {
    const payment = played(
      aPayment({ status: 'awaiting' }),
      observed({ status: 'confirming', coin: 'trx', received: '500.000000' }),
      observed({ status: 'finished', received: null }, 90),
    )
    expect(isPaid(payment)).toBe(false)
  })
})

describe('what was seen once stays seen', () => {
  const paid = aPayment({ status: 'paid' })

  test.each<[string, Partial<Observation>]>([
    ['partially paid', { status: 'partiallyPaid' }],
    ['finished with less', { status: 'finished', received: '1.000000' }],
    ['finished with no amount', { status: 'finished', received: null }],
    ['waiting', { status: 'waiting' }],
    ['expired', { status: 'expired' }],
    ['expired with the amount', { status: 'expired', received: ASKED }],
    ['confirming', { status: 'confirming', received: '0.000000' }],
    ['an unknown word', { status: 'unknown', vendorStatus: 'on_hold' }],
  ])('a stale "%s" leaves a paid payment exactly as it was', (_what, over) => {
    expect(transition(paid, observed(over, 300))).toBe(paid)
  })

  test('failed after paid stays paid, and a person is told', () => {
    expect(transition(paid, observed({ status: 'failed' }, 300))).toMatchObject({
      status: 'paid',
      remarks: ['reversed'],
      paidAt: at(120),
    })
  })

  test('refunded after paid is refunded, with the time it was paid', () => {
    expect(transition(paid, observed({ status: 'refunded' }, 300))).toMatchObject({
      status: 'refunded',
      remarks: ['reversed'],
      paidAt: at(120),
      endedAt: at(300),
    })
  })

  test('an older look does not overwrite the transaction, the outcome or the amount', () => {
    const older = { status: 'confirming', received: '1.000000', outcome: '1', outcomeCoin: 'trx' } as const
    const payment = transition(paid, observed({ ...older, transactionId: 'old' }, 300))
    expect(payment).toBe(paid)
  })

  test('a look that is further along replaces the transaction and the outcome', () => {
    const payment = played(
      aPayment({ status: 'awaiting' }),
      observed({ status: 'confirming', transactionId: 'f0', outcome: '19', outcomeCoin: 'usdttrc20' }, 60),
      observed({ status: 'finished', transactionId: 'f1', outcome: '18', outcomeCoin: 'trx' }, 90),
    )
    expect(payment).toMatchObject({ transactionId: 'f1', outcome: '18', outcomeCoin: 'trx' })
  })

  test('the same look twice gives the same object back', () => {
    const once = seen({ status: 'confirming' })
    expect(transition(once, observed({ status: 'confirming' }, 65))).toBe(once)
  })

  test('an unknown word keeps the last known one', () => {
    const confirming = seen({ status: 'confirming' })
    const puzzled = transition(confirming, observed({ status: 'unknown', vendorStatus: 'on_hold' }))
    expect(puzzled).toMatchObject({ status: 'seen', lastObserved: 'confirming', vendorStatus: 'confirming' })
  })
})

describe('money the status does not speak of', () => {
  test.each(['waiting', 'unknown'] as const)('%s with an amount is seen: the QR has to go', (status) => {
    const payment = seen({ status, received: '3.000000' })
    expect(payment).toMatchObject({ status: 'seen', received: '3.000000' })
  })

  test.each(['3.000000', ASKED])('expired at the gateway with %s there is for a person', (received) => {
    const payment = seen({ status: 'expired', received })
    expect(payment).toMatchObject({ status: 'expired', received })
    expect(payment).toMatchObject({ remarks: expect.arrayContaining(['late']) })
    expect(needsAttention(payment)).toBe(true)
  })
})

describe('money after the QR was withdrawn', () => {
  const expired = aPayment({ status: 'expired' })

  test('is late, stays expired, and shows what came', () => {
    const late = transition(expired, observed({ status: 'finished' }, 30 * 60))
    expect(late).toMatchObject({ status: 'expired', remarks: ['late'], received: ASKED, paidAt: null })
    expect(needsAttention(late)).toBe(true)
  })

  test('is late and underpaid when it is too little, late and overpaid when too much', () => {
    const little = transition(expired, observed({ status: 'partiallyPaid' }, 30 * 60))
    expect(little).toMatchObject({ remarks: ['late', 'underpaid'] })
    const much = transition(expired, observed({ status: 'finished', received: '25.000000' }, 30 * 60))
    expect(much).toMatchObject({ remarks: ['late', 'overpaid'] })
  })

  test('counts when the gateway’s time shows it came before, however late the till learns of it', () => {
    const look = observed({ status: 'finished', gatewayUpdatedAt: at(5 * 60) }, 3 * 3600)
    expect(transition(expired, look)).toMatchObject({ status: 'paid', remarks: [] })
  })

  test('counts when the till itself saw it in time, although the gateway’s clock is ahead', () => {
    const look = observed({ status: 'confirming', gatewayUpdatedAt: at(25 * 60) }, 20 * 60 + 10)
    expect(transition(expired, look)).toMatchObject({ status: 'seen', remarks: [], endedAt: null })
  })

  test.each([
    [20 * 60 + 60, 'seen'],
    [20 * 60 + 61, 'expired'],
  ])('the grace ends one minute after: first reported at %d s it is %s', (seconds, status) => {
    const look = observed({ status: 'confirming', gatewayUpdatedAt: at(seconds) }, 3600)
    expect(transition(expired, look).status).toBe(status)
  })

  test.each(['cancelled', 'failed'] as const)('%s stays so, with the remark late', (status) => {
    const ended = transition(aPayment({ status }), observed({ status: 'finished' }, 95))
    expect(ended).toMatchObject({ status, received: ASKED, remarks: ['late'] })
    expect(needsAttention(ended)).toBe(true)
  })
})

describe('further deposits', () => {
  test('a child charge is a remark and never pays', () => {
    const payment = seen({ status: 'waiting', childChargeIds: ['77'] })
    expect(payment).toMatchObject({ status: 'awaiting', remarks: ['repeated'], childChargeIds: ['77'] })
  })

  test('children add up, once each, also on a paid payment', () => {
    const payment = played(
      aPayment({ status: 'paid' }),
      observed({ status: 'finished', childChargeIds: ['77'] }, 200),
      observed({ status: 'finished', childChargeIds: ['77', '78'] }, 300),
      observed({ status: 'finished', childChargeIds: ['78'] }, 400),
    )
    expect(payment).toMatchObject({ status: 'paid', remarks: ['repeated'], childChargeIds: ['77', '78'] })
  })

  test('more than asked is paid and overpaid', () => {
    const payment = seen({ status: 'finished', received: '20.000000' })
    expect(payment).toMatchObject({ status: 'paid', remarks: ['overpaid'] })
  })
})

describe('purity', () => {
  test('nothing given is changed', () => {
    const payment = Object.freeze(aChargedPayment({ status: 'awaiting', remarks: [], childChargeIds: [] }))
    Object.freeze(payment.remarks)
    Object.freeze(payment.childChargeIds)
    const observation = Object.freeze(anObservation({ status: 'partiallyPaid', childChargeIds: ['1'] }))
    transition(payment, { kind: 'observed', at: at(1), source: 'poll', observation, raw: '{}' })
    expect(payment).toEqual(aPayment({ status: 'awaiting' }))
  })
})
