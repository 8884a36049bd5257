import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createNowPayments } from '../../electron/gateways/nowpayments/adapter.ts'
import { createRequestQueue } from '../../electron/gateways/request-queue.ts'
import { money } from '../../shared/money/money.ts'
import { Charge } from '../../shared/payment/payment.ts'
import { createManualClock } from '../../simulator/clock.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import { createSimulatorClient } from '../support/simulator-client.ts'

// A charge with the vendor's own page, over HTTP against the practice gateway.

const API_KEY = 'TESTKEY-TESTKEY-TESTKEY-0000001'
const REQUEST = {
  orderId: 'T1-118-abc',
  description: 'Sale 0118',
  price: money(1825, 'EUR'),
  usdt: 19_874_210n,
  callbackUrl: null,
}

let simulator: Simulator
let control: ReturnType<typeof createSimulatorClient>
let gateway: ReturnType<typeof createNowPayments>

beforeEach(async () => {
  const time = createManualClock()
  simulator = await startSimulator({ clock: time, seed: 7, autoAdvance: false, apiKeys: [API_KEY] })
  control = createSimulatorClient(simulator)
  gateway = createNowPayments({
    baseUrl: simulator.nowpaymentsUrl,
    apiKey: API_KEY,
    mode: 'live',
    clock: { now: time.now, after: time.schedule },
    queue: createRequestQueue({ everyMs: 1, burst: 100, concurrency: 3 }),
    version: '0.0.0-test',
  })
})
afterEach(() => simulator.close())

const charges = async () => (await control.charges()).charges

describe('a charge with a page', () => {
  it('is the payment that the gateway holds for the invoice, checked like any other', async () => {
    const made = await gateway.createHostedCharge(REQUEST)
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    const { value: charge, raw } = made.value
    expect(Charge.parse(charge)).toEqual(charge)
    const [held] = await charges()
    expect(charge).toMatchObject({
      gateway: 'nowpayments',
      chargeId: held?.paymentId,
      address: held?.address,
      coin: 'usdttrc20',
      orderId: REQUEST.orderId,
    })
    const { id = '', url = '' } = charge.invoice ?? {}
    expect(url).toBe(`${simulator.origin}/payment/?iid=${id}&paymentId=${charge.chargeId}`)
    expect(await (await fetch(url)).text()).toContain(charge.address)
    // Both answers are kept as they came.
    const [invoice, payment] = JSON.parse(raw) as readonly Record<string, unknown>[]
    expect([invoice?.['id'], payment?.['payment_id']]).toEqual([id, charge.chargeId])
  })

  it('is watched and paid like any other', async () => {
    const made = await gateway.createHostedCharge(REQUEST)
    const paymentId = made.ok ? made.value.value.chargeId : ''
    await control.pay({ paymentId, kind: 'exact' })
    await control.finish({ paymentId })
    expect(await gateway.readCharge(paymentId)).toMatchObject({
      value: { value: { status: 'finished', orderId: REQUEST.orderId, parentChargeId: null } },
    })
  })

  it('asks for the invoice in our coin at a floating rate, with our order id and the callback address', async () => {
    const callbackUrl = `${simulator.origin}/ipn`
    const made = await gateway.createHostedCharge({ ...REQUEST, callbackUrl })
    const raw = made.ok ? made.value.raw : '[]'
    expect(JSON.parse(raw)[0]).toMatchObject({
      pay_currency: 'usdttrc20',
      price_amount: '18.25',
      price_currency: 'eur',
      order_id: REQUEST.orderId,
      ipn_callback_url: callbackUrl,
      is_fixed_rate: false,
      is_fee_paid_by_user: false,
    })
  })
})

describe('what goes wrong', () => {
  const onInvoice = { match: { path: '/invoice' } } as const
  const onPayment = { match: { path: '/invoice-payment' } } as const

  it('with the invoice makes no payment at all', async () => {
    await control.failNext({ as: '400', ...onInvoice })
    expect((await gateway.createHostedCharge(REQUEST)).ok).toBe(false)
    await control.cutNext({ when: 'after', ...onInvoice })
    expect(await gateway.createHostedCharge(REQUEST)).toMatchObject({ ok: false, error: { maybe: true } })
    expect(await charges()).toEqual([])
  })

  it('with the reply to the payment means "maybe", and nothing is repeated', async () => {
    await control.cutNext({ when: 'after', ...onPayment })
    expect(await gateway.createHostedCharge(REQUEST)).toMatchObject({ ok: false, error: { maybe: true } })
    expect(await charges()).toHaveLength(1)
  })

  it.each([
    ['other-order-id', 'orderId'],
    ['foreign-address', undefined],
    ['not-tron-address', 'address'],
    ['bad-checksum-address', 'address'],
    ['contract-address', 'address'],
    ['wrong-coin', 'coin'],
    ['amount-zero', 'amount'],
  ] as const)('with %s in the payment is stopped as for any charge', async (mutation, reason) => {
    await control.tamperNext({ mutation, ...onPayment })
    const made = await gateway.createHostedCharge(REQUEST)
    if (reason === undefined) expect(made.ok).toBe(true)
    else expect(made).toMatchObject({ ok: false, error: { error: { code: 'unsafeCharge', reason } } })
  })

  it('with the order id of the invoice is no invoice of ours', async () => {
    await control.tamperNext({ mutation: 'other-order-id', ...onInvoice })
    expect(await gateway.createHostedCharge(REQUEST)).toMatchObject({
      ok: false,
      error: { error: { code: 'badReply', detail: 'field order_id' } },
    })
    expect(await charges()).toEqual([])
  })

  it('with our own order id is not sent', async () => {
    const made = await gateway.createHostedCharge({ ...REQUEST, orderId: 'é' })
    expect(made).toMatchObject({ ok: false, error: { error: { code: 'referenceInvalid' }, maybe: false } })
    expect((await control.calls()).calls).toEqual([])
  })
})
