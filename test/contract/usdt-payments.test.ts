import { describe, expect, it } from 'vitest'
import { createRequestQueue } from '../../electron/gateways/request-queue.ts'
import { createUsdtPayments } from '../../electron/gateways/usdt-payments/adapter.ts'
import { usdtPayments } from '../../electron/gateways/usdt-payments/vendor.ts'
import { createManualClock } from '../../simulator/clock.ts'
import { startSimulator } from '../../simulator/server.ts'
import { createSimulatorClient } from '../support/simulator-client.ts'
import { receiveCallbacks } from './callback-receiver.ts'
import { gatewaySuite } from './gateway-suite.ts'
import { simulated, TIME_LIMIT_MS } from './simulated-vendor.ts'
import { type Abilities, expectOk, NEXT_REQUEST, REQUEST, type VendorUnderTest } from './vendor-under-test.ts'

const API_KEY = 'pk_test_0000000001'
const SECRETS = { own: 'sk_test_0000000001', other: 'sk_test_0000000002', none: null }

const ABILITIES: Abilities = {
  estimate: false,
  minimum: false,
  hostedCharge: false,
  statuses: ['waiting', 'finished', 'failed', 'expired'],
  anyAmount: false,
  children: false,
  brokenStatus: 500,
  coinOff: null,
  steps: ['status', 'clock', 'key'],
  datesCallbacks: false,
}

const vendor = 'usdt-payments'

/** The practice gateway on a port of its own, and two adapters that share its clock. */
async function start() {
  const time = createManualClock()
  const simulator = await startSimulator({
    ...{ clock: time, seed: 7, autoAdvance: false },
    vendors: { [vendor]: { accounts: [{ apiKey: API_KEY, apiSecret: SECRETS.own }] } },
  })
  const clock = { now: time.now, after: time.schedule }
  const adapter = (apiKey: string, apiSecret: string) =>
    createUsdtPayments({
      ...{ apiKey, apiSecret, clock, mode: 'live', version: '0.0.0-test', timeoutMs: TIME_LIMIT_MS },
      baseUrl: simulator.urlOf(vendor),
      // The pace has tests of its own.
      queue: createRequestQueue({ everyMs: 1, burst: 100, concurrency: 3 }),
    })
  return { simulator, time, adapter, control: createSimulatorClient(simulator) }
}

async function setup(): Promise<VendorUnderTest> {
  const { simulator, time, adapter, control } = await start()
  const receiver = await receiveCallbacks('/in/test/usdt-payments', time.now)
  await control.setAccount({ vendor, webhookUrl: receiver.url })
  return {
    ...simulated(control, receiver, {
      words: { waiting: 'pending', finished: 'paid' },
      vitalField: 'pay_amount',
      tellsWhenConfirmed: true,
    }),
    gateway: adapter(API_KEY, SECRETS.own),
    stranger: adapter('pk_strange_0000009', SECRETS.own),
    // The vendor names no minimum, only that nothing is too little.
    tooSmall: { price: REQUEST.price, usdt: 0n },
    disableCoin: () => Promise.reject(new Error('there is only the one coin')),
    skewClock: async (ms) => void (await control.configure({ vendor, dateSkewMs: ms })),
    now: time.now,
    judge: (delivery, secret) =>
      usdtPayments.judge(delivery, SECRETS[secret], time.now(), {
        callbackPath: receiver.path,
        takesShortForm: false,
      }),
    async close() {
      receiver.close()
      await simulator.close()
    },
  }
}

gatewaySuite('USDT Payments', ABILITIES, setup)

describe('USDT Payments in particular', () => {
  it('gives two payments of one price at one address amounts that differ', async () => {
    const { simulator, adapter } = await start()
    const gateway = adapter(API_KEY, SECRETS.own)
    const one = expectOk(await gateway.createCharge(REQUEST)).value
    const other = expectOk(await gateway.createCharge(NEXT_REQUEST)).value
    expect(one.address).toBe(other.address)
    expect(one.asked).not.toBe(other.asked)
    await simulator.close()
  })

  it('is not signed by the wrong secret: that is a wrong key as well', async () => {
    const { simulator, adapter } = await start()
    const answer = await adapter(API_KEY, SECRETS.other).createCharge(REQUEST)
    expect(answer).toMatchObject({ error: { error: { code: 'wrongKey', mode: 'live' } } })
    const { steps } = await adapter(API_KEY, SECRETS.other).testConnection()
    expect(steps.at(-1)).toEqual({ step: 'key', error: { code: 'wrongKey', mode: 'live' } })
    await simulator.close()
  })

  it.each(['less', 'more'] as const)('knows nothing of a deposit of %s', async (kind) => {
    const { simulator, adapter, control } = await start()
    const gateway = adapter(API_KEY, SECRETS.own)
    const { chargeId } = expectOk(await gateway.createCharge(REQUEST)).value
    await control.pay({ paymentId: chargeId, kind })
    expect(expectOk(await gateway.readCharge(chargeId)).value).toMatchObject({
      status: 'waiting',
      received: null,
    })
    await simulator.close()
  })

  it.each([
    { statusReply: 'flat' },
    { statusReply: 'bare' },
    { statusAuth: 'none' },
    { errorStatus: '200' },
    { idType: 'string' },
    { json: 'php' },
  ] as const)('is read and refused the same with %j', async (settings) => {
    const { simulator, adapter, control } = await start()
    await control.configure({ vendor, ...settings })
    const gateway = adapter(API_KEY, SECRETS.own)
    const charge = expectOk(await gateway.createCharge(REQUEST)).value
    const seen = expectOk(await gateway.readCharge(charge.chargeId)).value
    expect(seen).toMatchObject({ status: 'waiting', asked: charge.asked, address: charge.address })
    expect(await gateway.readCharge('1')).toMatchObject({ error: { error: { code: 'gatewayRefused' } } })
    expect(await adapter('pk_strange_0000009', SECRETS.own).createCharge(REQUEST)).toMatchObject({
      error: { error: { code: 'wrongKey' } },
    })
    await simulator.close()
  })

  it('does without the address on a look, and not without what makes it certain', async () => {
    const { simulator, adapter, control } = await start()
    await control.configure({ vendor, statusOmits: ['address', 'expires_at', 'payment_url'] })
    const gateway = adapter(API_KEY, SECRETS.own)
    const { chargeId } = expectOk(await gateway.createCharge(REQUEST)).value
    expect(expectOk(await gateway.readCharge(chargeId)).value.address).toBeNull()
    await control.configure({ vendor, statusOmits: ['network'] })
    expect(await gateway.readCharge(chargeId)).toMatchObject({
      error: { error: { code: 'badReply', detail: 'field network' }, maybe: false },
    })
    await simulator.close()
  })

  it.each([-480, 0, 330])('with its clock written %i minutes from UTC the QR stays up', async (minutes) => {
    const { simulator, time, adapter, control } = await start()
    await control.configure({ vendor, timeZoneMinutes: minutes })
    const charge = expectOk(await adapter(API_KEY, SECRETS.own).createCharge(REQUEST)).value
    expect(Date.parse(charge.gatewayExpiresAt) - time.now()).toBeGreaterThanOrEqual(15 * 60_000)
    await simulator.close()
  })
})
