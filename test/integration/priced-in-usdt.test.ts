import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Gateway } from '../../electron/gateways/gateway.ts'
import { createRequestQueue } from '../../electron/gateways/request-queue.ts'
import { vendorOf } from '../../electron/gateways/vendor-registry.ts'
import { openJournal } from '../../electron/journal/journal.ts'
import { attemptCharge } from '../../electron/payments/opening/charge-attempt.ts'
import { makeIntent } from '../../electron/payments/opening/intent.ts'
import { createQuotes } from '../../electron/payments/opening/quotes.ts'
import {
  createPaymentRepository,
  type PaymentRepository,
} from '../../electron/payments/payment-repository.ts'
import { createOwnRate } from '../../electron/rates/own-rate.ts'
import { defaultSettings } from '../../shared/contract/settings.ts'
import { money } from '../../shared/money/money.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { createManualClock } from '../../simulator/clock.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'

// From a price in the shop's currency to money that arrived, with the gateways that know no currency but USDT.

const SECRETS = {
  'usdt-payments': { 'api-key': 'pk_practice_usdt_payments', 'api-secret': 'sk_practice_usdt_payments' },
  paystablecoin: { 'merchant-id': 'MCH_20240101_PRACTICE', 'api-secret': 'practice-paystablecoin-secret' },
} as const

let simulator: Simulator
let repository: PaymentRepository
const time = createManualClock()
const clock = { now: time.now, after: time.schedule }
const instant = () => new Date(time.now()).toISOString()

beforeEach(async () => {
  simulator = await startSimulator({ clock: time, seed: 7, autoAdvance: false })
  const opened = openJournal(':memory:', 'live')
  if (!opened.ok) throw new Error(opened.error.code)
  repository = createPaymentRepository(opened.value)
})
afterEach(() => simulator.close())

/** One sale as the till opens it: quote, intent, charge. */
async function open(gateway: Gateway, minor: number) {
  const rates = createOwnRate({ currency: 'EUR', perUsdt: '0.9184', setAt: instant() }, clock)
  const price = money(minor, 'EUR')
  const quoted = await createQuotes(gateway, clock, () => null, rates).quote(price, 'charge')
  if (!quoted.ok) throw new Error(quoted.error.code)
  const facts = { id: crypto.randomUUID(), saleId: crypto.randomUUID(), number: minor, reference: null }
  const given = {
    ...facts,
    price,
    quote: quoted.value,
    topUpOf: null,
    cashier: null,
    shift: null,
    sale: null,
    now: time.now(),
  }
  const intent = makeIntent(given, defaultSettings('UTC'), 'live')
  const opening = { repository, gateway, clock, expiryMinutes: 20, callbackUrl: null, isHosted: false }
  return attemptCharge(intent, { ...opening, onIntent: () => undefined })
}

describe.each(['usdt-payments', 'paystablecoin'] as const)('%s', (id) => {
  const connect = () =>
    vendorOf(id).create(SECRETS[id], {
      ...{ baseUrl: simulator.urlOf(id), mode: 'live', clock, version: 'test' },
      queue: createRequestQueue({ everyMs: 1, burst: 100, concurrency: 3 }),
    })

  it('opens sales of any size at the owner’s rate, and keeps the rate with them', async () => {
    const gateway = connect()
    for (const minor of [100, 350, 1825, 2499, 99_999]) {
      const charged = await open(gateway, minor)
      expect(charged, `a price of ${minor} cents`).toMatchObject({
        ok: true,
        value: { status: 'awaiting', quote: { source: 'owner', rate: '0.9184', at: instant() } },
      })
    }
  })

  it('is paid by exactly what was asked', async () => {
    const gateway = connect()
    const charged = await open(gateway, 1825)
    if (!charged.ok || !isCharged(charged.value)) throw new Error('no charge')
    const { id: paymentId, charge } = charged.value
    const [shown] = (await simulator.control.charges()).charges
    expect(shown).toMatchObject({ payAmount: charge.asked, address: charge.address })
    await simulator.control.finish({ paymentId: charge.chargeId })
    const seen = await gateway.readCharge(charge.chargeId)
    if (!seen.ok) throw new Error(seen.error.error.code)
    const { value: observation, raw } = seen.value
    const paid = repository.record(paymentId, {
      kind: 'observed',
      at: instant(),
      observation,
      raw,
      source: 'poll',
    })
    expect(paid).toMatchObject({ ok: true, value: { status: 'paid', remarks: [], received: charge.asked } })
  })
})
