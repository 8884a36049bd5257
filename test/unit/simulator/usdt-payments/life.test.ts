import { describe, expect, it } from 'vitest'
import { createChain } from '../../../../simulator/chain.ts'
import { createManualClock } from '../../../../simulator/clock.ts'
import { createRandom } from '../../../../simulator/random.ts'
import { createPayments } from '../../../../simulator/usdt-payments/payments.ts'
import { defaultSettings, practiceAccount } from '../../../../simulator/usdt-payments/settings.ts'
import { createUsdtPaymentsUnderTest } from './gateway-under-test.ts'

const minute = 60_000

const paymentOf = (reply: { json: Record<string, unknown> }) =>
  reply.json['payment'] as Record<string, unknown>

describe('a payment', () => {
  it('is paid by the exact amount once the transfer is confirmed', async () => {
    const { control, clock, payment, look, statusOf } = createUsdtPaymentsUnderTest()
    const { id, pay_amount } = await payment()
    const { charge } = await control.pay({ paymentId: id, kind: 'exact' })
    expect(charge).toMatchObject({
      vendor: 'usdt-payments',
      status: 'pending',
      actuallyPaid: pay_amount,
      canStep: true,
      tone: 'moving',
    })
    expect(await statusOf(id)).toBe('pending')
    await clock.advance(2500)
    expect(paymentOf(await look(id))).toMatchObject({
      status: 'paid',
      txid: expect.stringMatching(/^[0-9a-f]{64}$/),
      paid_at: '2026-08-27 16:57:01',
    })
  })

  it('moves only by hand when told so', async () => {
    const { control, clock, payment, statusOf } = createUsdtPaymentsUnderTest({ autoAdvance: false })
    const { id } = await payment()
    await expect(control.step({ paymentId: id })).rejects.toThrow('has no next stage')
    await control.pay({ paymentId: id, kind: 'exact' })
    await clock.advance(60 * minute)
    expect(await statusOf(id)).toBe('pending')
    await control.step({ paymentId: id })
    expect(await statusOf(id)).toBe('paid')
  })

  it.each(['less', 'more', 'wrong-asset'] as const)('never takes notice of %s, and expires', async (kind) => {
    const { control, clock, payment, statusOf } = createUsdtPaymentsUnderTest()
    const { id } = await payment()
    const { charge } = await control.pay({ paymentId: id, kind })
    expect(charge).toMatchObject({ paymentId: id, status: 'pending', actuallyPaid: '0.000000' })
    await clock.advance(30 * minute - 1)
    expect(await statusOf(id)).toBe('pending')
    await clock.advance(1)
    expect(await statusOf(id)).toBe('expired')
  })

  it('can still be paid exactly after a wrong amount came', async () => {
    const { control, payment } = createUsdtPaymentsUnderTest()
    const { id } = await payment()
    await control.pay({ paymentId: id, kind: 'less' })
    expect((await control.finish({ paymentId: id })).charge.status).toBe('paid')
  })

  it('is not paid by its round amount, without the tail', async () => {
    const { control, payment } = createUsdtPaymentsUnderTest()
    const { id } = await payment()
    const { charge } = await control.pay({ paymentId: id, kind: 'amount', amount: '50.00' })
    expect(charge.actuallyPaid).toBe('0.000000')
  })

  it('gets what was sent for another at the shared address, for the amount tells', async () => {
    const { control, payment } = createUsdtPaymentsUnderTest()
    const [first, second] = [await payment(), await payment()]
    const amount = second['pay_amount']
    const { charge } = await control.pay({
      paymentId: first.id,
      kind: 'amount',
      ...(amount !== undefined && { amount }),
    })
    expect(charge).toMatchObject({ paymentId: second.id, actuallyPaid: amount })
  })

  it('counts one deposit only', async () => {
    const { control, payment } = createUsdtPaymentsUnderTest()
    const { id, pay_amount } = await payment()
    const { charge } = await control.pay({ paymentId: id, kind: 'again' })
    expect(charge).toMatchObject({ paymentId: id, actuallyPaid: pay_amount, childPaymentIds: [] })
    expect((await control.charges()).charges).toHaveLength(1)
  })

  it('stays expired when money comes late, or is paid when told so', async () => {
    const { control, clock, payment, statusOf } = createUsdtPaymentsUnderTest()
    const [lost, taken] = [await payment(), await payment()]
    await control.pay({ paymentId: lost.id, kind: 'late' })
    await expect(control.finish({ paymentId: lost.id })).rejects.toThrow('it is expired')
    await control.configure({ vendor: 'usdt-payments', latePays: true })
    await control.pay({ paymentId: taken.id, kind: 'late' })
    await clock.advance(2500)
    expect([await statusOf(lost.id), await statusOf(taken.id)]).toEqual(['expired', 'paid'])
  })

  it('does not expire once its money is seen', async () => {
    const { control, clock, payment, statusOf } = createUsdtPaymentsUnderTest()
    await control.configure({ vendor: 'usdt-payments', windowMs: 1000 })
    const { id } = await payment()
    await control.pay({ paymentId: id, kind: 'exact' })
    await clock.advance(1000)
    expect(await statusOf(id)).toBe('pending')
    await clock.advance(1500)
    expect(await statusOf(id)).toBe('paid')
  })

  it('ends as controls say, but for what the vendor does not know', async () => {
    const { control, payment, statusOf } = createUsdtPaymentsUnderTest()
    const { id } = await payment()
    await control.fail({ paymentId: id })
    expect(await statusOf(id)).toBe('failed')
    await control.expire({ paymentId: id })
    expect(await statusOf(id)).toBe('expired')
    await control.setStatus({ paymentId: id, status: 'in_review' })
    expect(await statusOf(id)).toBe('in_review')
    await expect(control.refund({ paymentId: id })).rejects.toThrow('USDT Payments knows no refund')
    await expect(control.rotateKey({ vendor: 'usdt-payments' })).rejects.toThrow('setAccount')
  })

  it('is forgotten by a reset, with the settings that were changed', async () => {
    const { control, clock, payment, look } = createUsdtPaymentsUnderTest()
    const { id } = await payment()
    await control.pay({ paymentId: id, kind: 'exact' })
    await control.configure({ vendor: 'usdt-payments', statusReply: 'bare' })
    await control.reset()
    await clock.advance(60 * minute)
    expect((await look(id)).status).toBe(404)
    const { settings } = await control.state()
    expect(settings['usdt-payments']).toMatchObject({ statusReply: 'wrapped' })
    expect(settings['nowpayments']).toMatchObject({ coinsReply: 'selectedCurrencies' })
  })
})

it('a tail that another payment at the address has is drawn again', () => {
  const draws = ['1234567', '50000', '50000', '50001', '40000', '40002']
  const random = { ...createRandom(1), digits: () => draws.shift() ?? '' }
  const payments = createPayments({
    clock: createManualClock(),
    random,
    chain: createChain(random),
    settings: () => defaultSettings,
    onStatus: () => undefined,
  })
  const asked = (amountMicro: bigint) =>
    payments.create({ orderId: 'ORDER', amountMicro, description: null }, practiceAccount).payMicro
  // Another price can come to the same amount.
  expect([asked(5_000_000n), asked(5_000_000n), asked(5_010_000n)]).toEqual([
    5_050_000n,
    5_050_001n,
    5_050_002n,
  ])
})
