import { describe, expect, it } from 'vitest'
import { practiceSandboxApiKey } from '../../../simulator/nowpayments/settings.ts'
import { createGatewayUnderTest } from './gateway-under-test.ts'

const day = 24 * 60 * 60_000

describe('the stages of a deposit', () => {
  it('pass one by one as the clock moves', async () => {
    const { charge, control, clock, statusOf } = createGatewayUnderTest()
    const id = await charge()
    await control.pay({ paymentId: id, kind: 'exact' })
    const seen = [await statusOf(id)]
    for (let stage = 0; stage < 3; stage += 1) {
      await clock.advance(2500)
      seen.push(await statusOf(id))
    }
    expect(seen).toEqual(['confirming', 'confirmed', 'sending', 'finished'])
    await clock.advance(day)
    expect(await statusOf(id)).toBe('finished')
  })

  it('stand still until they are stepped when they do not advance by themselves', async () => {
    const { charge, control, clock, statusOf } = createGatewayUnderTest({ autoAdvance: false })
    const id = await charge()
    await control.pay({ paymentId: id, kind: 'exact' })
    await clock.advance(60_000)
    expect(await statusOf(id)).toBe('confirming')
    await control.step({ paymentId: id })
    expect(await statusOf(id)).toBe('confirmed')
  })

  it('can be skipped, paying first when nothing was paid', async () => {
    const { get, charge, control } = createGatewayUnderTest()
    const id = await charge()
    await control.finish({ paymentId: id })
    expect((await get(`/payment/${id}`)).json).toMatchObject({
      payment_status: 'finished',
      pay_amount: 13.499443,
      actually_paid: 13.499443,
      outcome_amount: 13.431946,
      payin_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    await expect(control.finish({ paymentId: id })).rejects.toThrow('has ended')
    await expect(control.step({ paymentId: id })).rejects.toThrow('no next stage')
  })

  it('can be set to anything, known or not', async () => {
    const { charge, control, clock, statusOf } = createGatewayUnderTest()
    const id = await charge()
    await control.pay({ paymentId: id, kind: 'exact' })
    await control.setStatus({ paymentId: id, status: 'reviewing' })
    await clock.advance(day)
    expect(await statusOf(id)).toBe('reviewing')
  })
})

describe('what customers send', () => {
  const endOf = async (kind: 'less' | 'more' | 'amount', amount?: string) => {
    const { get, charge, control, clock } = createGatewayUnderTest()
    const id = await charge()
    await control.pay({ paymentId: id, kind, ...(amount !== undefined && { amount }) })
    await clock.advance(7500)
    return (await get(`/payment/${id}`)).json
  }

  it('less than asked ends partially paid', async () => {
    expect(await endOf('less')).toMatchObject({ payment_status: 'partially_paid', actually_paid: 12.499443 })
  })

  it('more than asked ends finished', async () => {
    expect(await endOf('more')).toMatchObject({ payment_status: 'finished', actually_paid: 14.499443 })
  })

  it('less than the minimum ends failed', async () => {
    expect(await endOf('amount', '0.99')).toMatchObject({ payment_status: 'failed', actually_paid: 0.99 })
  })

  it('a little less is finished when the account covers it', async () => {
    const { get, charge, control, clock } = createGatewayUnderTest()
    await control.setAccount({ coveringBasisPoints: 1000 })
    const id = await charge()
    await control.pay({ paymentId: id, kind: 'less' })
    await clock.advance(7500)
    expect((await get(`/payment/${id}`)).json).toMatchObject({
      payment_status: 'finished',
      pay_amount: 13.499443,
      actually_paid: 12.499443,
    })
  })

  it('needs an amount when it says so', async () => {
    const { charge, control } = createGatewayUnderTest()
    const paymentId = await charge()
    await expect(control.pay({ paymentId, kind: 'amount' })).rejects.toThrow('needs an amount')
    await expect(control.pay({ paymentId, kind: 'amount', amount: '0' })).rejects.toThrow('more than zero')
    await expect(control.pay({ paymentId: '1', kind: 'exact' })).rejects.toThrow('There is no payment 1')
  })
})

describe('children', () => {
  it('a repeated deposit is a child that looks paid in full', async () => {
    const { get, charge, control, clock } = createGatewayUnderTest()
    const id = await charge()
    await control.pay({ paymentId: id, kind: 'less' })
    const { charge: child } = await control.pay({ paymentId: id, kind: 'again', amount: '5' })
    await clock.advance(7500)
    const parent = (await get(`/payment/${id}`)).json
    expect(parent).toMatchObject({
      payment_status: 'partially_paid',
      actually_paid: 12.499443,
      payment_extra_ids: [Number(child.paymentId)],
    })
    expect((await get(`/payment/${child.paymentId}`)).json).toMatchObject({
      payment_status: 'partially_paid',
      parent_payment_id: Number(id),
      pay_address: parent['pay_address'],
      pay_amount: 5,
      actually_paid: 5,
      order_id: 'POS1-000123',
      purchase_id: parent['purchase_id'],
    })
  })

  it('can hide its parent, drop its order id and end finished', async () => {
    const { get, charge, control, clock } = createGatewayUnderTest()
    await control.configure({ childNamesParent: false, childOrderId: 'null' })
    await control.setAccount({ repeatedStatus: 'finished' })
    const id = await charge()
    const { charge: child } = await control.pay({ paymentId: id, kind: 'again', amount: '5' })
    await clock.advance(7500)
    const { json } = await get(`/payment/${child.paymentId}`)
    expect(json).toMatchObject({ payment_status: 'finished', order_id: null })
    expect(json).not.toHaveProperty('parent_payment_id')
  })

  it('a wrong asset is a child in the coin that was sent, and the parent still waits', async () => {
    const { get, charge, control, statusOf } = createGatewayUnderTest()
    const id = await charge()
    const { charge: child } = await control.pay({ paymentId: id, kind: 'wrong-asset', amount: '51.2' })
    expect(child.originType).toBe('WRONG_ASSET')
    expect((await get(`/payment/${child.paymentId}`)).json).toMatchObject({
      pay_currency: 'trx',
      pay_amount: 51.2,
    })
    expect(await statusOf(id)).toBe('waiting')
  })
})

describe('the end of time', () => {
  it('a floating payment expires after seven days, a fixed one after its quote', async () => {
    const { charge, clock, statusOf } = createGatewayUnderTest()
    const floating = await charge()
    const fixed = await charge({ is_fixed_rate: true })
    await clock.advance(20 * 60_000)
    expect(await statusOf(fixed)).toBe('expired')
    expect(await statusOf(floating)).toBe('waiting')
    await clock.advance(7 * day)
    expect(await statusOf(floating)).toBe('expired')
  })

  it('a late deposit still becomes finished', async () => {
    const { charge, control, clock, statusOf } = createGatewayUnderTest()
    const id = await charge()
    await control.expire({ paymentId: id })
    expect(await statusOf(id)).toBe('expired')
    await control.pay({ paymentId: id, kind: 'late' })
    await clock.advance(7500)
    expect(await statusOf(id)).toBe('finished')
  })

  it('a late deposit to a payment that is paid leaves it paid', async () => {
    const { charge, control, statusOf } = createGatewayUnderTest()
    const id = await charge()
    await control.finish({ paymentId: id })
    const { charge: child } = await control.pay({ paymentId: id, kind: 'late' })
    expect(child).toMatchObject({ parentPaymentId: id, originType: 'REPEATED' })
    expect(await statusOf(id)).toBe('finished')
  })

  it('a paid payment does not expire, but may fail or be refunded', async () => {
    const { charge, control, clock, statusOf } = createGatewayUnderTest()
    const id = await charge()
    await control.finish({ paymentId: id })
    await clock.advance(8 * day)
    expect(await statusOf(id)).toBe('finished')
    await control.refund({ paymentId: id })
    expect(await statusOf(id)).toBe('refunded')
    await control.fail({ paymentId: id })
    expect(await statusOf(id)).toBe('failed')
  })
})

describe('the sandbox', () => {
  it.each([
    ['success', 'finished'],
    ['common', 'finished'],
    ['failed', 'failed'],
    ['partially_paid', 'partially_paid'],
  ])('plays the case %s to %s without a customer', async (sandboxCase, end) => {
    const { get, charge, clock } = createGatewayUnderTest()
    const key = practiceSandboxApiKey
    const id = await charge({ case: sandboxCase }, { key })
    await clock.advance(60_000)
    expect((await get(`/payment/${id}`, { key })).json['payment_status']).toBe(end)
  })

  it('can call a payment finished with nothing paid', async () => {
    const { get, charge, control } = createGatewayUnderTest()
    await control.configure({ finishedWithZeroPaid: true })
    const id = await charge()
    await control.finish({ paymentId: id })
    expect((await get(`/payment/${id}`)).json).toMatchObject({ payment_status: 'finished', actually_paid: 0 })
  })

  it('ignores a case in production', async () => {
    const { charge, clock, statusOf } = createGatewayUnderTest()
    const id = await charge({ case: 'success' })
    await clock.advance(60_000)
    expect(await statusOf(id)).toBe('waiting')
  })
})

describe('reset', () => {
  it('forgets charges, settings and faults', async () => {
    const { get, charge, control, statusOf } = createGatewayUnderTest()
    const id = await charge()
    await control.configure({ minAmount: '100' })
    await control.failNext({ as: '500' })
    await control.reset()
    expect((await get(`/payment/${id}`)).status).toBe(404)
    expect(await statusOf(await charge())).toBe('waiting')
  })
})
