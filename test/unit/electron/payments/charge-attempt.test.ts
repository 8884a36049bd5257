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

function gatewayThat(onCreate: () => void): Gateway {
  return {
    ...createMissingGateway(),
    async createCharge({ orderId }) {
      onCreate()
      const charge = {
        gateway: 'test',
        chargeId: '1',
        address: 'TKAtBfN5fcAmrcSgV2H6xk3rTdiTK1vznT',
        coin: 'usdttrc20',
        asked: '19.874210',
        orderId,
        gatewayExpiresAt: '2026-11-28T14:02:00.000Z',
      }
      return ok({ value: charge, raw: '{}' })
    },
  }
}

function attempt(gateway: Gateway, onIntent: () => void = () => undefined) {
  const repository = createPaymentRepository(journal)
  return attemptCharge(intent, { repository, gateway, clock, expiryMinutes: 20, callbackUrl: null, onIntent })
}

it('saves the intent before the gateway is asked', async () => {
  const order: string[] = []
  const gateway = gatewayThat(() => order.push(`asked with ${journal.entries().length} entry`))
  await attempt(gateway, () => order.push('told'))
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
