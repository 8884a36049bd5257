import { describe, expect, it } from 'vitest'
import { createPaystablecoinUnderTest, dataOf } from './gateway-under-test.ts'

const vendor = 'paystablecoin'
const minute = 60_000
const paid = (value: string) => ({ cryptoPaidAmount: { value, currency: 'USDT' } })

describe('an order', () => {
  it('succeeds once the asked amount is confirmed', async () => {
    const { control, clock, order, look } = createPaystablecoinUnderTest()
    const { id } = await order()
    const { charge } = await control.pay({ paymentId: id, kind: 'exact' })
    expect(charge).toMatchObject({ vendor, orderId: id, status: 'PROCESSING', canStep: true, tone: 'moving' })
    expect(dataOf(await look(id))).toMatchObject({
      status: 'PROCESSING',
      finalStatus: false,
      ...paid('100.50'),
      cryptoPaymentDetail: { txHash: charge.payinHash, amount: '100.50', confirmed: false },
      paidTime: null,
    })
    await clock.advance(2500)
    expect(dataOf(await look(id))).toMatchObject({
      status: 'SUCCEEDED',
      finalStatus: true,
      ...paid('100.50'),
      cryptoPaymentDetail: { txHash: expect.stringMatching(/^[0-9a-f]{64}$/), confirmed: true },
      paidTime: '2026-08-27T16:57:01Z',
    })
  })

  it('is known to the controls by the gateway’s id and by the merchant’s', async () => {
    const { control, order } = createPaystablecoinUnderTest({ autoAdvance: false })
    const { id, ...data } = await order()
    const acquiringOrderId = String((data as Record<string, unknown>)['acquiringOrderId'])
    await control.pay({ paymentId: id, kind: 'exact' })
    const { charge } = await control.step({ paymentId: acquiringOrderId })
    expect(charge).toMatchObject({ paymentId: acquiringOrderId, orderId: id, status: 'SUCCEEDED' })
    await expect(control.step({ paymentId: id })).rejects.toThrow('has no next stage')
    await expect(control.finish({ paymentId: id })).rejects.toThrow('it is SUCCEEDED')
  })

  it('waits for the rest of a short payment', async () => {
    const { control, clock, order, look } = createPaystablecoinUnderTest()
    const { id } = await order()
    await control.pay({ paymentId: id, kind: 'less' })
    await clock.advance(2500)
    expect(dataOf(await look(id))).toMatchObject({ status: 'PROCESSING', ...paid('99.50') })
    const { charge } = await control.pay({ paymentId: id, kind: 'amount', amount: '1' })
    expect(charge.actuallyPaid).toBe('100.500000')
    await clock.advance(2500)
    expect(dataOf(await look(id))).toMatchObject({ status: 'SUCCEEDED', ...paid('100.50') })
  })

  it('that is short can be brought to its end', async () => {
    const { control, order } = createPaystablecoinUnderTest()
    const { id } = await order()
    await control.pay({ paymentId: id, kind: 'less' })
    await control.finish({ paymentId: id })
    const { charge } = await control.finish({ paymentId: id })
    expect(charge).toMatchObject({ status: 'SUCCEEDED', actuallyPaid: '100.500000' })
  })

  it.each([
    ['waits', 'CLOSED'],
    ['fails', 'FAILED'],
    ['succeeds', 'SUCCEEDED'],
  ] as const)('that is short ends, when told %s, as %s', async (shortPay, status) => {
    const { control, clock, order, look } = createPaystablecoinUnderTest()
    await control.configure({ vendor, shortPay })
    const { id } = await order()
    await control.pay({ paymentId: id, kind: 'less' })
    await clock.advance(30 * minute)
    expect(dataOf(await look(id))).toMatchObject({ status, finalStatus: true, ...paid('99.50') })
  })

  it('succeeds with more than was asked for, and says how much', async () => {
    const { control, order, look } = createPaystablecoinUnderTest({ autoAdvance: false })
    const { id } = await order()
    await control.pay({ paymentId: id, kind: 'more' })
    await control.step({ paymentId: id })
    expect(dataOf(await look(id))).toMatchObject({ status: 'SUCCEEDED', ...paid('101.50') })
  })

  it('takes no notice of another coin', async () => {
    const { control, order, look } = createPaystablecoinUnderTest()
    const { id } = await order()
    await control.pay({ paymentId: id, kind: 'wrong-asset' })
    expect(dataOf(await look(id))).toMatchObject({ cryptoPaidAmount: null, cryptoPaymentDetail: null })
  })

  it('closes at the second the merchant gave, not before and not later', async () => {
    const { clock, order, statusOf, look } = createPaystablecoinUnderTest()
    const { id } = await order({ expiresAt: '2026-08-27T19:06:58+02:00' })
    expect(dataOf(await look(id))['expiresAt']).toBe('2026-08-27T17:06:58Z')
    await clock.advance(10 * minute - 629)
    expect(await statusOf(id)).toBe('PROCESSING')
    await clock.advance(1)
    expect(await statusOf(id)).toBe('CLOSED')
  })

  it('does not close while a transfer is being confirmed', async () => {
    const { clock, control, order, statusOf } = createPaystablecoinUnderTest()
    const [full, short] = [await order(), await order()]
    await clock.advance(30 * minute - 1500)
    await control.pay({ paymentId: full.id, kind: 'exact' })
    await control.pay({ paymentId: short.id, kind: 'less' })
    await clock.advance(1500)
    expect([await statusOf(full.id), await statusOf(short.id)]).toEqual(['PROCESSING', 'PROCESSING'])
    await clock.advance(1000)
    expect([await statusOf(full.id), await statusOf(short.id)]).toEqual(['SUCCEEDED', 'CLOSED'])
  })

  it.each([
    ['ignored', 'CLOSED', null],
    ['noted', 'CLOSED', { value: '100.50', currency: 'USDT' }],
    ['succeeds', 'SUCCEEDED', { value: '100.50', currency: 'USDT' }],
  ] as const)('paid late is, when told %s, %s', async (afterEnd, status, cryptoPaidAmount) => {
    const { clock, control, order, look } = createPaystablecoinUnderTest()
    await control.configure({ vendor, afterEnd })
    const { id } = await order()
    await control.pay({ paymentId: id, kind: 'late' })
    await clock.advance(2500)
    expect(dataOf(await look(id))).toMatchObject({ status, cryptoPaidAmount })
  })

  it('adds up what is sent twice', async () => {
    const { clock, control, order, look } = createPaystablecoinUnderTest()
    const { id } = await order()
    await control.pay({ paymentId: id, kind: 'again' })
    await clock.advance(2500)
    expect(dataOf(await look(id))).toMatchObject({ status: 'SUCCEEDED', ...paid('201.00') })
  })

  it('ends as controls say, but for what the vendor does not know', async () => {
    const { control, order, look } = createPaystablecoinUnderTest()
    const { id } = await order()
    await control.fail({ paymentId: id })
    expect(dataOf(await look(id))).toMatchObject({ status: 'FAILED', finalStatus: true })
    await control.setStatus({ paymentId: id, status: 'FROZEN' })
    expect(dataOf(await look(id))).toMatchObject({ status: 'FROZEN', finalStatus: false })
    await expect(control.refund({ paymentId: id })).rejects.toThrow('PayStablecoin knows no refund')
  })

  it('names the hash of its transaction as told', async () => {
    const { control, order, look } = createPaystablecoinUnderTest()
    await control.configure({ vendor, hashField: 'transactionHash' })
    const { id } = await order()
    const { charge } = await control.finish({ paymentId: id })
    expect(dataOf(await look(id))['cryptoPaymentDetail']).toMatchObject({ transactionHash: charge.payinHash })
  })

  it('is forgotten by a reset, with the settings that were changed', async () => {
    const { control, clock, order, look, methods } = createPaystablecoinUnderTest()
    const { id } = await order()
    await control.configure({ vendor, methods: [] })
    await control.setAccount({ vendor, isEnabled: false })
    await control.reset()
    await clock.advance(60 * minute)
    expect((await look(id)).json['code']).toBe('40001')
    expect(dataOf(await methods())).toHaveLength(3)
  })
})
