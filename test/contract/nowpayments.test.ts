import { describe, expect, it } from 'vitest'
import { createNowPayments } from '../../electron/gateways/nowpayments/adapter.ts'
import { nowPayments } from '../../electron/gateways/nowpayments/vendor.ts'
import { createRequestQueue } from '../../electron/gateways/request-queue.ts'
import { money } from '../../shared/money/money.ts'
import { createManualClock } from '../../simulator/clock.ts'
import { startSimulator } from '../../simulator/server.ts'
import { createSimulatorClient } from '../support/simulator-client.ts'
import { receiveCallbacks } from './callback-receiver.ts'
import { gatewaySuite } from './gateway-suite.ts'
import { simulated, TIME_LIMIT_MS } from './simulated-vendor.ts'
import type { Abilities, VendorUnderTest } from './vendor-under-test.ts'

const API_KEY = 'TESTKEY-TESTKEY-TESTKEY-0000001'
const SECRETS = { own: 'ipn-secret-of-the-test', other: 'ipn-secret-of-another', none: null }

const ABILITIES: Abilities = {
  estimate: true,
  minimum: true,
  hostedCharge: true,
  statuses: [
    'waiting',
    'confirming',
    'confirmed',
    'sending',
    'partiallyPaid',
    'finished',
    'failed',
    'refunded',
    'expired',
  ],
  anyAmount: true,
  children: true,
  brokenStatus: 500,
  coinOff: { code: 'coinNotEnabled' },
  steps: ['status', 'clock', 'key', 'coin', 'minimum'],
  datesCallbacks: false,
}

/** The practice gateway on a port of its own, and two adapters that share its clock. */
async function start() {
  const time = createManualClock()
  const simulator = await startSimulator({
    clock: time,
    seed: 7,
    autoAdvance: false,
    apiKeys: [{ apiKey: API_KEY, ipnSecret: SECRETS.own }],
  })
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
  return { simulator, time, adapter, control: createSimulatorClient(simulator) }
}

async function setup(): Promise<VendorUnderTest> {
  const { simulator, time, adapter, control } = await start()
  const receiver = await receiveCallbacks('/in/test/nowpayments', time.now)
  return {
    ...simulated(control, receiver, { words: { partiallyPaid: 'partially_paid' } }),
    gateway: adapter(API_KEY),
    stranger: adapter('STRANGE-STRANGE-STRANGE-0000009'),
    tooSmall: { price: money(10, 'EUR'), usdt: 108_000n },
    disableCoin: async () => void (await control.setAccount({ enabledCoins: ['trx'] })),
    skewClock: async (ms) => void (await control.configure({ dateSkewMs: ms })),
    now: time.now,
    judge: (delivery, secret) =>
      nowPayments.judge(delivery, SECRETS[secret], time.now(), {
        callbackPath: receiver.path,
        takesShortForm: false,
      }),
    async close() {
      receiver.close()
      await simulator.close()
    },
  }
}

gatewaySuite('NOWPayments', ABILITIES, setup)

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
