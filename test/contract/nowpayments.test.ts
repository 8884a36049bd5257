import { describe, expect, it } from 'vitest'
import { createNowPayments } from '../../electron/gateways/nowpayments/adapter.ts'
import { createRequestQueue } from '../../electron/gateways/request-queue.ts'
import { money } from '../../shared/money/money.ts'
import type { ObservedStatus } from '../../shared/payment/payment.ts'
import { createManualClock } from '../../simulator/clock.ts'
import { startSimulator } from '../../simulator/server.ts'
import { createSimulatorClient } from '../support/simulator-client.ts'
import { gatewaySuite } from './gateway-suite.ts'
import type { Altered, Spoiled, VendorUnderTest } from './vendor-under-test.ts'

const API_KEY = 'TESTKEY-TESTKEY-TESTKEY-0000001'
const TIME_LIMIT_MS = 15_000

const SPOILED = {
  malformed: 'malformed-json',
  webPage: 'html-200',
  empty: 'empty-body',
  huge: 'huge-body',
  missingField: 'missing-field',
  wrongTypes: 'wrong-types',
  wrongKey: '403',
  rateLimited: '429-html',
  serverError: '500',
  badGateway: '502-html',
} as const satisfies Record<Spoiled, string>

const ALTERED = {
  addressNotTron: 'not-tron-address',
  addressBadChecksum: 'bad-checksum-address',
  addressOfContract: 'contract-address',
  addressOfBurn: 'burn-address',
  otherCoin: 'wrong-coin',
  otherOrder: 'other-order-id',
  amountZero: 'amount-zero',
  moreDecimals: 'amount-extra-decimals',
  unknownStatus: 'unknown-status',
  parentNamed: 'names-parent',
  numbersAsText: 'numbers-as-strings',
  textAsNumbers: 'strings-as-numbers',
} as const satisfies Record<Altered, string>

const VENDOR_WORDS: Partial<Record<ObservedStatus, string>> = { partiallyPaid: 'partially_paid' }

/** The practice gateway on a port of its own, and two adapters that share its clock. */
async function start() {
  const time = createManualClock()
  const simulator = await startSimulator({ clock: time, seed: 7, autoAdvance: false, apiKeys: [API_KEY] })
  const clock = { now: time.now, after: time.schedule }
  const adapter = (apiKey: string) =>
    createNowPayments({
      baseUrl: simulator.nowpaymentsUrl,
      apiKey,
      mode: 'live',
      clock,
      // The pace has tests of its own.
      queue: createRequestQueue({ everyMs: 1, burst: 100, concurrency: 3 }),
      version: '0.0.0-test',
      timeoutMs: TIME_LIMIT_MS,
    })
  return { simulator, adapter, control: createSimulatorClient(simulator) }
}

async function setup(): Promise<VendorUnderTest> {
  const { simulator, adapter, control } = await start()
  return {
    gateway: adapter(API_KEY),
    stranger: adapter('STRANGE-STRANGE-STRANGE-0000009'),
    tooSmall: 10,
    spoilNext: async (how) => void (await control.failNext({ as: SPOILED[how] })),
    alterNext: async (how) => void (await control.tamperNext({ mutation: ALTERED[how] })),
    holdNext: async () => void (await control.delayNext({ ms: 10 * TIME_LIMIT_MS, when: 'after' })),
    passTime: async (ms) => void (await control.advance({ ms })),
    passTimeLimit: async () => void (await control.advance({ ms: TIME_LIMIT_MS })),
    cutNext: async (when) => void (await control.cutNext({ when })),
    setStatus: async (paymentId, status) =>
      void (await control.setStatus({ paymentId, status: VENDOR_WORDS[status] ?? status })),
    deposit: async (paymentId, kind) => void (await control.pay({ paymentId, kind })),
    disableCoin: async () => void (await control.setAccount({ enabledCoins: ['trx'] })),
    skewClock: async (ms) => void (await control.configure({ dateSkewMs: ms })),
    chargesMade: async () => (await control.charges()).charges.length,
    callsMade: async () => (await control.calls()).calls.length,
    close: () => simulator.close(),
  }
}

gatewaySuite('NOWPayments', setup)

describe('NOWPayments in particular', () => {
  it('reads the enabled coins in both shapes', async () => {
    const { simulator, adapter, control } = await start()
    for (const coinsReply of ['selectedCurrencies', 'currencies'] as const) {
      await control.configure({ coinsReply })
      const { steps } = await adapter(API_KEY).testConnection()
      expect(steps.every(({ error }) => error === null)).toBe(true)
    }
    await simulator.close()
  })

  it('explains the estimate that never comes, and asks once', async () => {
    const { simulator, adapter, control } = await start()
    await control.failNext({ as: '500-estimate', times: 2 })
    const request = {
      orderId: 'POS1-1',
      description: 'x',
      price: money(2499, 'EUR'),
      usdt: 27_120_000n,
      callbackUrl: null,
    }
    const answers = [
      await adapter(API_KEY).createCharge(request),
      await adapter(API_KEY).estimate(request.price),
    ]
    for (const answer of answers) {
      expect(answer).toMatchObject({
        ok: false,
        error: {
          error: { code: 'noEstimate', detail: 'Can not get estimate from USD to USDT' },
          maybe: false,
          raw: expect.stringContaining('INTERNAL_ERROR'),
        },
      })
    }
    expect((await control.calls()).calls).toHaveLength(2)
    await simulator.close()
  })

  it('lives for seven days: the quote ends sooner, the address does not', async () => {
    const { simulator, adapter, control } = await start()
    const created = await adapter(API_KEY).createCharge({
      orderId: 'POS1-1',
      description: 'x',
      usdt: 27_120_000n,
      callbackUrl: null,
      price: money(2499, 'EUR'),
    })
    const days = created.ok ? Date.parse(created.value.value.gatewayExpiresAt) : 0
    const [charge] = (await control.charges()).charges
    expect(days - Date.parse(charge?.createdAt ?? '')).toBe(7 * 86_400_000)
    await simulator.close()
  })

  it('reports a sandbox charge as finished with nothing received', async () => {
    const { simulator, adapter, control } = await start()
    await control.configure({ finishedWithZeroPaid: true })
    const gateway = adapter(API_KEY)
    const created = await gateway.createCharge({
      orderId: 'POS1-1',
      description: 'x',
      usdt: 27_120_000n,
      callbackUrl: null,
      price: money(2499, 'EUR'),
    })
    const paymentId = created.ok ? created.value.value.chargeId : ''
    await control.finish({ paymentId })
    expect(await gateway.readCharge(paymentId)).toMatchObject({
      value: { value: { status: 'finished', received: '0.000000' } },
    })
    await simulator.close()
  })

  it('is made with amounts as text when the sandbox writes them so', async () => {
    const { simulator, adapter, control } = await start()
    await control.configure({ createAmountType: 'string', estimateAmountType: 'string' })
    const request = {
      orderId: 'POS1-1',
      description: 'x',
      price: money(2499, 'EUR'),
      usdt: 27_120_000n,
      callbackUrl: null,
    }
    expect(await adapter(API_KEY).createCharge(request)).toMatchObject({ ok: true })
    expect(await adapter(API_KEY).estimate(request.price)).toMatchObject({ ok: true })
    await simulator.close()
  })

  it('backs off when the limiter refuses a burst, page and all', async () => {
    const { simulator, adapter, control } = await start()
    await control.configure({ rateLimitPerSecond: 2 })
    const gateway = adapter(API_KEY)
    await gateway.minimum()
    await gateway.minimum()
    expect(await gateway.minimum()).toMatchObject({
      error: { error: { code: 'rateLimited' }, raw: expect.stringContaining('<html>'), retryAfterMs: null },
    })
    await simulator.close()
  })
})
