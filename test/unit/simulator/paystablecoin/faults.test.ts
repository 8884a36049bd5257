import { describe, expect, it } from 'vitest'
import { failureKinds, mutations } from '../../../../simulator/faults.ts'
import { createPaystablecoinUnderTest, dataOf } from './gateway-under-test.ts'

const orderPath = '/api/v1/merchants/:merchant/checkout/orders/:id'

describe('faults', () => {
  it.each([
    ['400', 400, '10008'],
    ['401', 401, '50002'],
    ['403', 403, '50010'],
    ['500', 500, '99999'],
  ] as const)(
    '%s is refused in the vendor’s words, for the call it is meant for',
    async (as, status, code) => {
      const { order, look, methods, control } = createPaystablecoinUnderTest()
      const { id } = await order()
      await control.failNext({ as, match: { method: 'GET', path: orderPath } })
      expect((await methods()).json['code']).toBe('00000')
      expect(await look(id)).toMatchObject({ status: 200, json: { code } })
      expect((await look(id)).json['code']).toBe('00000')
      await control.configure({ vendor: 'paystablecoin', errorStatus: 'own' })
      await control.failNext({ as })
      expect(await look(id)).toMatchObject({ status, json: { code } })
    },
  )

  it.each([
    ['429-html', 429],
    ['502-html', 502],
    ['html-200', 200],
  ] as const)('%s is a page', async (as, status) => {
    const { create, control } = createPaystablecoinUnderTest()
    await control.failNext({ as })
    expect(await create()).toMatchObject({ status, type: 'text/html' })
  })

  it('damages the order inside its wrapping, and every one of a list', async () => {
    const { create, methods, control } = createPaystablecoinUnderTest()
    await control.failNext({ as: 'missing-field' })
    expect(dataOf(await create())).not.toHaveProperty('depositAddress')
    await control.failNext({ as: 'wrong-types', field: 'finalStatus' })
    expect(dataOf(await create())['finalStatus']).toBe('null')
    await control.failNext({ as: 'missing-field', field: 'data' })
    expect((await create()).json).toEqual({ code: '00000', message: 'success' })
    await control.failNext({ as: 'missing-field', field: 'network' })
    const [first] = Object.values(dataOf(await methods())) as Record<string, unknown>[]
    expect(first).not.toHaveProperty('network')
    await control.failNext({ as: 'huge-body' })
    expect((await create()).text.length).toBeGreaterThan(10 * 1024 * 1024)
  })

  it.each(failureKinds)('%s gives something else than a good reply', async (as) => {
    const { order, look, control } = createPaystablecoinUnderTest()
    const { id } = await order()
    const good = await look(id)
    await control.failNext({ as })
    expect((await look(id)).text).not.toBe(good.text)
  })

  it.each([
    ['other-order-id', { merchantOrderId: 'SOMEBODY-ELSES-ORDER' }],
    ['contract-address', { depositAddress: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }],
    ['burn-address', { depositAddress: 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb' }],
    ['not-tron-address', { depositAddress: expect.stringMatching(/^1/) }],
    ['wrong-coin', { network: 'ethereum' }],
    ['amount-far-off', { cryptoPaymentAmount: { value: '1005.00', currency: 'USDT' } }],
    ['amount-extra-decimals', { cryptoPaymentAmount: { value: '100.50000021', currency: 'USDT' } }],
    ['amount-zero', { cryptoPaymentAmount: { value: '0', currency: 'USDT' } }],
    ['numbers-as-strings', { finalStatus: 'false' }],
    ['strings-as-numbers', { cryptoPaymentAmount: { value: 100.5, currency: 'USDT' } }],
    ['unknown-status', { status: 'REVIEWING' }],
    ['names-parent', { parentOrderId: expect.any(String) }],
  ] as const)('%s, on creating and on looking', async (mutation, changed) => {
    const { create, order, look, control } = createPaystablecoinUnderTest()
    const { id } = await order()
    await control.tamperNext({ mutation, times: 2 })
    expect(dataOf(await create())).toMatchObject(changed)
    expect(dataOf(await look(id))).toMatchObject(changed)
  })

  it.each(mutations)('%s changes what a good reply says, wrapped or flat', async (mutation) => {
    const { order, look, control } = createPaystablecoinUnderTest()
    const { id } = await order()
    for (const reply of ['wrapped', 'flat'] as const) {
      await control.configure({ vendor: 'paystablecoin', reply })
      const good = await look(id)
      await control.tamperNext({ mutation })
      expect((await look(id)).json).not.toEqual(good.json)
    }
  })

  it('leaves a page that is in the way of a damage as it is', async () => {
    const { methods, control } = createPaystablecoinUnderTest()
    await control.configure({ vendor: 'paystablecoin', rateLimitPerSecond: 1 })
    await methods()
    await control.tamperNext({ mutation: 'unknown-status' })
    expect(await methods()).toMatchObject({ status: 429, text: expect.stringContaining('429') })
  })

  it('cuts before and after, and is logged by vendor', async () => {
    const { create, control } = createPaystablecoinUnderTest()
    await control.cutNext({ when: 'before' })
    await create()
    expect((await control.charges()).charges).toHaveLength(0)
    await control.cutNext({ when: 'after' })
    await create()
    expect((await control.charges()).charges).toHaveLength(1)
    const { calls } = await control.calls()
    expect(calls.map(({ vendor, state }) => [vendor, state])).toEqual(Array(2).fill(['paystablecoin', 'cut']))
  })
})
