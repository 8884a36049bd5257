import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ChargeRequest, Gateway } from '../../../../electron/gateways/gateway.ts'
import { createMissingGateway } from '../../../../electron/gateways/missing-gateway.ts'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import { attemptCharge } from '../../../../electron/payments/opening/charge-attempt.ts'
import { makeIntent } from '../../../../electron/payments/opening/intent.ts'
import { createPaymentRepository } from '../../../../electron/payments/payment-repository.ts'
import { defaultSettings } from '../../../../shared/contract/settings.ts'
import { ok } from '../../../../shared/result.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

let folder: string
let journal: Journal
const clock = createFakeClock()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-'))
  const opened = openJournal(join(folder, 'practice.sqlite'), 'practice')
  if (!opened.ok) throw new Error(opened.error.code)
  journal = opened.value
})
afterEach(() => {
  journal.close()
  rmSync(folder, { recursive: true })
})

const intent = makeIntent(
  {
    id: crypto.randomUUID(),
    topUpOf: null,
    cashier: null,
    shift: null,
    sale: null,
    saleId: crypto.randomUUID(),
    number: 1,
    price: { minor: 1825, currency: 'EUR' },
    reference: 'Table 4',
    quote: { usdt: '19.874210', source: 'test', at: '2026-11-21T14:02:00.000Z' },
    now: clock.now(),
  },
  defaultSettings('UTC'),
  'practice',
)

function gatewayThat(onCreate: () => void, asked = '19.874210'): Gateway {
  return {
    ...createMissingGateway(),
    async createCharge({ orderId }) {
      onCreate()
      const charge = {
        gateway: 'test',
        chargeId: '1',
        address: 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT',
        coin: 'usdttrc20',
        asked,
        orderId,
        gatewayExpiresAt: '2026-11-28T14:02:00.000Z',
      }
      return ok({ value: charge, raw: '{}' })
    },
  }
}

function attempt(
  gateway: Gateway,
  over: Partial<typeof intent> = {},
  onIntent: () => void = () => undefined,
  isHosted = false,
) {
  const repository = createPaymentRepository(journal)
  return attemptCharge(
    { ...intent, ...over },
    { repository, gateway, clock, expiryMinutes: 20, callbackUrl: null, isHosted, onIntent },
  )
}

it('saves the intent before the gateway is asked', async () => {
  const order: string[] = []
  const gateway = gatewayThat(() => order.push(`asked with ${journal.entries().length} entry`))
  await attempt(gateway, {}, () => order.push('told'))
  expect(order).toEqual(['told', 'asked with 1 entry'])
})

it('asks for the price, and for what it came to in USDT', async () => {
  const asked: ChargeRequest[] = []
  const gateway = gatewayThat(() => undefined)
  await attempt({
    ...gateway,
    createCharge(request) {
      asked.push(request)
      return gateway.createCharge(request)
    },
  })
  expect(asked).toMatchObject([{ price: intent.price, usdt: 19_874_210n, orderId: intent.orderId }])
})

it.each([
  // 2 % of the quote are 0.397484.
  ['19.874210', '20.271694', true],
  ['19.874210', '20.271695', false],
  ['19.874210', '19.476726', true],
  ['19.874210', '19.476725', false],
  ['1.000000', '1.020000', true],
  ['1.000000', '1.020001', false],
  ['1.000000', '0.000000', false],
])('quoted at %s and asked for %s: taken is %s', async (usdt, asked, isTaken) => {
  const quote = { ...intent.quote, usdt }
  expect(
    (
      await attempt(
        gatewayThat(() => undefined, asked),
        { quote },
      )
    ).ok,
  ).toBe(isTaken)
})

it.each([
  ['19.874210', '20.271694', true],
  ['19.874210', '20.271695', false],
  // Of a small price a gateway’s mark is more than 2 %; what is missing is never a mark.
  ['1.000000', '1.110000', true],
  ['1.000000', '1.110001', false],
  ['1.000000', '0.980000', true],
  ['1.000000', '0.979999', false],
])('quoted at %s and asked for %s by who prices in USDT: taken is %s', async (usdt, asked, isTaken) => {
  const quote = { ...intent.quote, usdt }
  const { estimate: _estimate, ...gateway } = gatewayThat(() => undefined, asked)
  expect((await attempt(gateway, { quote })).ok).toBe(isTaken)
})

it('asks nothing of the gateway when the intent cannot be saved', async () => {
  journal.database.exec('PRAGMA query_only = 1')
  let asked = 0
  const result = await attempt(
    gatewayThat(() => {
      asked += 1
    }),
  )
  expect(result).toEqual({ ok: false, error: { code: 'journalUnavailable', reason: 'readOnly' } })
  expect(asked).toBe(0)
})

it('gives nothing to show when the charge cannot be saved', async () => {
  const result = await attempt(gatewayThat(() => journal.database.exec('PRAGMA query_only = 1')))
  expect(result).toEqual({ ok: false, error: { code: 'journalUnavailable', reason: 'readOnly' } })
  journal.database.exec('PRAGMA query_only = 0')
  expect(createPaymentRepository(journal).find(intent.id)?.status).toBe('created')
})

it('asks for a charge with a page where the owner wants one and the gateway has them', async () => {
  const asked: string[] = []
  const plain = gatewayThat(() => asked.push('plain'))
  const hosted: Gateway = {
    ...plain,
    async createHostedCharge(request) {
      asked.push('hosted')
      const made = await gatewayThat(() => undefined).createCharge(request)
      const invoice = { id: '7', url: 'https://nowpayments.io/payment/?iid=7&paymentId=1' }
      return made.ok ? ok({ value: { ...made.value.value, invoice }, raw: '[{},{}]' }) : made
    },
  }
  for (const [number, gateway, isHosted] of [
    [1, hosted, true],
    [2, hosted, false],
    [3, plain, true],
  ] as const) {
    const id = crypto.randomUUID()
    const made = await attempt(gateway, { id, number, orderId: `T1-${number}` }, () => undefined, isHosted)
    const hasPage = made.ok && made.value.status === 'awaiting' && made.value.charge.invoice !== undefined
    expect(hasPage).toBe(number === 1)
  }
  expect(asked).toEqual(['hosted', 'plain', 'plain'])
})
