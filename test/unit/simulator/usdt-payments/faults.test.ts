import { describe, expect, it } from 'vitest'
import { failureKinds, mutations } from '../../../../simulator/faults.ts'
import { createPath, createUsdtPaymentsUnderTest } from './gateway-under-test.ts'

const paymentOf = (reply: { json: Record<string, unknown> }) =>
  reply.json['payment'] as Record<string, unknown>

describe('faults', () => {
  it.each([
    ['400', 400, 'Amount must be greater than zero'],
    ['401', 401, 'Invalid API key'],
    ['403', 401, 'Invalid signature'],
    ['500', 500, 'Internal server error'],
  ] as const)('%s is refused in the vendor’s words, once', async (as, status, error) => {
    const { create, control } = createUsdtPaymentsUnderTest()
    await control.failNext({ as, match: { method: 'POST', path: createPath } })
    expect(await create()).toMatchObject({ status, json: { ok: false, error } })
    expect((await create()).json['ok']).toBe(true)
    expect((await control.charges()).charges).toHaveLength(1)
  })

  it.each([
    ['429-html', 429],
    ['502-html', 502],
    ['html-200', 200],
  ] as const)('%s is a page', async (as, status) => {
    const { create, control } = createUsdtPaymentsUnderTest()
    await control.failNext({ as })
    expect(await create()).toMatchObject({ status, type: 'text/html' })
  })

  it('damages the payment inside its wrapping', async () => {
    const { create, control } = createUsdtPaymentsUnderTest()
    await control.failNext({ as: 'missing-field' })
    expect(paymentOf(await create())).not.toHaveProperty('address')
    await control.failNext({ as: 'wrong-types', field: 'pay_amount' })
    expect(paymentOf(await create())['pay_amount']).toEqual([expect.any(String)])
    await control.failNext({ as: 'missing-field', field: 'ok' })
    expect(Object.keys((await create()).json)).toEqual(['payment'])
    await control.failNext({ as: 'huge-body' })
    expect((await create()).text.length).toBeGreaterThan(10 * 1024 * 1024)
  })

  it('every kind gives something else than a good reply', async () => {
    const { create, control } = createUsdtPaymentsUnderTest()
    const good = Object.keys(paymentOf(await create())).length
    for (const as of failureKinds) {
      await control.failNext({ as })
      const { json } = await create()
      const isGood = Object.keys(json).length === 2 && Object.keys(paymentOf({ json }) ?? {}).length === good
      const address = paymentOf({ json })?.['address']
      expect({ as, isGood: isGood && typeof address === 'string' }).toEqual({ as, isGood: false })
    }
  })

  it.each([
    ['other-order-id', { order_id: 'SOMEBODY-ELSES-ORDER' }],
    ['contract-address', { address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }],
    ['burn-address', { address: 'T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb' }],
    ['not-tron-address', { address: expect.stringMatching(/^1/) }],
    ['wrong-coin', { network: 'ERC20' }],
    ['amount-far-off', { pay_amount: expect.stringMatching(/^50\d\.\d{6}$/) }],
    ['amount-extra-decimals', { pay_amount: expect.stringMatching(/^50\.\d{6}21$/) }],
    ['amount-zero', { pay_amount: '0.000000' }],
    ['numbers-as-strings', { payment_id: expect.any(String) }],
    ['strings-as-numbers', { pay_amount: expect.any(Number) }],
    ['unknown-status', { status: 'reviewing' }],
    ['names-parent', { parent_payment_id: expect.any(Number) }],
  ] as const)('%s, on creating and on looking', async (mutation, changed) => {
    const { create, look, payment, control } = createUsdtPaymentsUnderTest()
    const { id } = await payment()
    await control.tamperNext({ mutation, times: 2 })
    expect(paymentOf(await create())).toMatchObject(changed)
    expect(paymentOf(await look(id))).toMatchObject(changed)
  })

  it.each(mutations)('%s changes what a good reply says', async (mutation) => {
    const { look, payment, control } = createUsdtPaymentsUnderTest()
    const { id } = await payment()
    const good = await look(id)
    await control.tamperNext({ mutation })
    expect((await look(id)).json).not.toEqual(good.json)
    await control.configure({ vendor: 'usdt-payments', statusReply: 'flat' })
    const flat = await look(id)
    await control.tamperNext({ mutation })
    expect((await look(id)).json).not.toEqual(flat.json)
  })

  it('cuts before and after, and is logged by vendor', async () => {
    const { create, control } = createUsdtPaymentsUnderTest()
    await control.cutNext({ when: 'before' })
    await create()
    expect((await control.charges()).charges).toHaveLength(0)
    await control.cutNext({ when: 'after' })
    await create()
    expect((await control.charges()).charges).toHaveLength(1)
    const { calls } = await control.calls()
    expect(calls).toEqual(
      Array(2).fill(expect.objectContaining({ vendor: 'usdt-payments', path: createPath, state: 'cut' })),
    )
  })
})
