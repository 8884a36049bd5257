import { createHash, createHmac, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createCallbackDesk } from '../../../../electron/relay/callback-desk.ts'
import { callbackPath, type Delivery, type Gateway } from '../../../../shared/relay-protocol.ts'
import { ADDRESS } from '../../../support/builders.ts'
import { aDelivery } from '../../../support/callbacks.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { allOf, memoryCallbackLog, silentLog } from '../../../support/relay-till.ts'

const SECRETS: Readonly<Record<Gateway, string>> = {
  nowpayments: 'ipn-secret',
  'usdt-payments': 'sk-secret',
  paystablecoin: 'psc-secret',
}

/** A charge that no payment of this till has. */
const ELSEWHERE = '999'

/** A payout of this till's, and the payment it is a refund of. */
const PAYOUT = '5000000000'
const REFUNDED = randomUUID()

const payments = new Map<string, string>()
const paymentOf = (charge: string): string => {
  const id = payments.get(charge) ?? randomUUID()
  payments.set(charge, id)
  return id
}

function open(secretOf = async (gateway: Gateway): Promise<string | null> => SECRETS[gateway]) {
  const clock = createFakeClock()
  const looks: string[] = []
  const callbacks = memoryCallbackLog()
  let id = 0
  let last: Delivery
  const desk = createCallbackDesk({
    clock,
    log: silentLog,
    callbacks,
    secretOf,
    takesShortForm: () => false,
    paymentOf: (gateway, chargeId) =>
      chargeId === ELSEWHERE ? undefined : { id: paymentOf(`${gateway} ${chargeId}`), number: 1 },
    heard: (payout) =>
      payout.payoutId === PAYOUT
        ? { payment: { id: REFUNDED, number: 118 }, before: 'confirmed', after: 'finished' }
        : undefined,
    look: (_callback, paymentId) => void looks.push(paymentId),
  })
  const take = (gateway: Gateway, body: string, headers: Record<string, string>) => {
    id += 1
    const delivery: Delivery = {
      ...aDelivery(body, headers, clock.now()),
      id,
      gateway,
      source: '203.0.113.9',
    }
    last = delivery
    return desk.take(delivery, 'shop')
  }
  const hmac = (hash: string, gateway: Gateway, text: string) =>
    createHmac(hash, SECRETS[gateway]).update(text)
  return {
    callbacks,
    clock,
    take,
    deliverAgain: () => desk.take(last, 'shop'),
    looks: () => looks.map((looked) => [...payments].find(([, id]) => id === looked)?.[0]),
    nowPayments: (said: object) => {
      const body = JSON.stringify(said)
      return take('nowpayments', body, {
        'x-nowpayments-sig': hmac('sha512', 'nowpayments', body).digest('hex'),
      })
    },
    usdtPayments: (said: object) => {
      const body = JSON.stringify(said)
      return take('usdt-payments', body, {
        'x-signature': hmac('sha256', 'usdt-payments', body).digest('hex'),
      })
    },
    payStablecoin: (said: object, signedAt = clock.now()) => {
      const body = JSON.stringify(said)
      const hash = createHash('sha256').update(body).digest('base64')
      const text = `${signedAt}\nPOST\n${callbackPath('shop', 'paystablecoin')}\n${hash}`
      const signature = hmac('sha256', 'paystablecoin', text).digest('base64')
      return take('paystablecoin', body, { 'x-signature': signature, 'x-timestamp': String(signedAt) })
    },
  }
}

const paid = { actually_paid: 13.49, order_id: 'POS1-1', payment_id: 500, payment_status: 'finished' }

describe('a verified callback', () => {
  it('of each vendor is looked at with its own signature', async () => {
    const { nowPayments, usdtPayments, payStablecoin, looks } = open()
    expect(await nowPayments(paid)).toEqual({
      channel: 'shop',
      deliveryId: 1,
      gateway: 'nowpayments',
      receivedAt: '2026-11-21T14:02:00.000Z',
      source: '203.0.113.9',
      verdict: { kind: 'verified', vendorStatus: 'finished' },
      chargeId: '500',
      payment: { id: paymentOf('nowpayments 500'), number: 1 },
      outcome: { kind: 'looking' },
    })
    await usdtPayments({ payment_id: 7, status: 'paid', pay_amount: '50.013400' })
    await payStablecoin({ merchantOrderId: 'ORDER_1785934800123', status: 'SUCCEEDED' })
    expect(looks()).toEqual(['nowpayments 500', 'usdt-payments 7', 'paystablecoin ORDER_1785934800123'])
  })

  it('of a further deposit is about the charge the till made', async () => {
    const { nowPayments, looks } = open()
    expect(await nowPayments({ ...paid, payment_id: 501, parent_payment_id: 500 })).toMatchObject({
      chargeId: '500',
    })
    expect(looks()).toEqual(['nowpayments 500'])
  })

  it('is looked at once for the same news within a short time, and for other news at once', async () => {
    const { nowPayments, looks, clock, callbacks } = open()
    await nowPayments(paid)
    await nowPayments({ ...paid, updated_at: 'later' })
    expect(looks()).toHaveLength(1)
    await nowPayments({ ...paid, actually_paid: 14 })
    await nowPayments({ ...paid, payment_status: 'sending' })
    await nowPayments({ ...paid, payment_id: 502 })
    expect(looks()).toHaveLength(4)
    clock.advance(9_999)
    await nowPayments(paid)
    expect(looks()).toHaveLength(4)
    clock.advance(1)
    await nowPayments(paid)
    expect(looks()).toHaveLength(5)
    const outcomes = allOf(callbacks).map(({ outcome }) => outcome.kind)
    const expected = ['looking', 'repeated', 'looking', 'looking', 'looking', 'repeated', 'looking']
    expect(outcomes).toEqual(expected)
  })

  it('about a payment of another till is noted, and nothing is looked at', async () => {
    const { nowPayments, looks } = open()
    expect(await nowPayments({ ...paid, payment_id: Number(ELSEWHERE) })).toMatchObject({
      chargeId: ELSEWHERE,
      payment: null,
      outcome: { kind: 'notOurs' },
    })
    expect(looks()).toEqual([])
  })

  it('that comes again after a crash is noted once, and looked at until the end of a look is noted', async () => {
    const { nowPayments, deliverAgain, looks, callbacks } = open()
    await nowPayments(paid)
    await deliverAgain()
    expect(looks()).toHaveLength(2)
    callbacks.settle(1, { kind: 'changed', from: 'awaiting', to: 'paid' })
    await deliverAgain()
    expect(looks()).toHaveLength(2)
    expect(allOf(callbacks)).toMatchObject([{ outcome: { kind: 'changed', from: 'awaiting', to: 'paid' } }])
  })

  it('that could not be noted is not looked at, and comes again', async () => {
    const { nowPayments, deliverAgain, looks, callbacks } = open()
    const note = callbacks.note
    callbacks.note = () => {
      throw new Error('disk full')
    }
    await expect(nowPayments(paid)).rejects.toThrow('disk full')
    expect(looks()).toEqual([])
    callbacks.note = note
    expect(await deliverAgain()).toMatchObject({ outcome: { kind: 'looking' } })
    expect(looks()).toHaveLength(1)
  })
})

describe('any other callback', () => {
  it('is noted with its reason, and nothing is looked at', async () => {
    const { take, payStablecoin, nowPayments, looks, callbacks, clock } = open()
    const forged = {
      'x-nowpayments-sig': 'a'.repeat(128),
      'x-signature': 'a',
      'x-timestamp': '1785934800123',
    }
    const body = JSON.stringify(paid)
    const signedAt = clock.now() - 600_000
    await take('nowpayments', body, forged)
    await take('usdt-payments', body, forged)
    await take('paystablecoin', body, forged)
    await take('nowpayments', body, {})
    await take('nowpayments', '{"__proto__":{}}', forged)
    await payStablecoin({ merchantOrderId: 'ORDER_1785934800123', status: 'SUCCEEDED' }, signedAt)
    const forgeries = ['wrongSignature', 'wrongSignature', 'wrongSignature']
    const reasons = [...forgeries, 'noSignature', 'forbiddenKey', 'tooOld']
    expect(allOf(callbacks)).toMatchObject(
      reasons.map((reason) => ({
        verdict: { kind: 'refused', reason },
        chargeId: null,
        outcome: { kind: 'none' },
      })),
    )
    expect(await nowPayments({ batch_withdrawal_id: '9', status: 'CREATING' })).toMatchObject({
      verdict: { kind: 'ignored', about: 'other' },
      chargeId: null,
    })
    expect(looks()).toEqual([])
  })

  it('is refused while there is no secret', async () => {
    const { nowPayments, looks } = open(async () => null)
    expect(await nowPayments(paid)).toMatchObject({ verdict: { kind: 'refused', reason: 'noSecret' } })
    expect(looks()).toEqual([])
  })

  it('is no forgery when it is the test that a technician sends through the relay', async () => {
    const { take } = open()
    const test = JSON.stringify({ relay_check: 'abcdefghijklmnop' })
    expect(await take('nowpayments', test, {})).toMatchObject({ verdict: { kind: 'ignored', about: 'test' } })
  })
})

describe('a callback about a payout', () => {
  const payout = {
    ...{
      id: PAYOUT,
      batch_withdrawal_id: '5000000713',
      status: 'FINISHED',
      error: null,
      hash: 'ab'.repeat(32),
    },
    ...{ currency: 'usdttrc20', amount: '12.5', address: ADDRESS, fee: null, extra_id: null },
    ...{ created_at: '2026-11-21T14:00:00.000Z', updated_at: '2026-11-21T14:02:00.000Z' },
  }

  it('is the news itself about a refund of this till', async () => {
    const { nowPayments, looks, callbacks } = open()
    await nowPayments(payout)
    expect(allOf(callbacks)).toMatchObject([
      {
        verdict: { kind: 'verified', vendorStatus: 'FINISHED' },
        chargeId: PAYOUT,
        payment: { id: REFUNDED, number: 118 },
        outcome: { kind: 'refund', from: 'confirmed', to: 'finished' },
      },
    ])
    expect(looks()).toEqual([])
  })

  it('of somebody else is not ours', async () => {
    const { nowPayments } = open()
    const others = await nowPayments({ ...payout, id: '4999999999' })
    expect(others).toMatchObject({
      verdict: { kind: 'verified' },
      payment: null,
      outcome: { kind: 'notOurs' },
    })
  })

  it('whose amount cannot be read is ignored, and says nothing', async () => {
    const { nowPayments } = open()
    const odd = await nowPayments({ ...payout, amount: 'lots' })
    expect(odd).toMatchObject({ verdict: { kind: 'ignored', about: 'other' }, payment: null })
  })

  it('that is forged is refused', async () => {
    const { take } = open()
    const forged = await take('nowpayments', JSON.stringify(payout), { 'x-nowpayments-sig': 'a'.repeat(128) })
    expect(forged).toMatchObject({ verdict: { kind: 'refused', reason: 'wrongSignature' }, payment: null })
  })
})

it('a payment that recurs by itself is named as such, and is none of the till’s', async () => {
  const { nowPayments, callbacks, looks } = open()
  await nowPayments({ id: '17', status: 'FINISHED', currency: 'usdttrc20', amount: '10' })
  expect(allOf(callbacks)).toMatchObject([
    { verdict: { kind: 'ignored', about: 'recurring' }, chargeId: null, outcome: { kind: 'none' } },
  ])
  expect(looks()).toEqual([])
})
