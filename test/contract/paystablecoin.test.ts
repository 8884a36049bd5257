import { describe, expect, it } from 'vitest'
import { createPayStablecoin } from '../../electron/gateways/paystablecoin/adapter.ts'
import { payStablecoin } from '../../electron/gateways/paystablecoin/vendor.ts'
import { createRequestQueue } from '../../electron/gateways/request-queue.ts'
import { microUsdt } from '../../shared/money/usdt.ts'
import { createManualClock } from '../../simulator/clock.ts'
import { startSimulator } from '../../simulator/server.ts'
import { createSimulatorClient } from '../support/simulator-client.ts'
import { receiveCallbacks } from './callback-receiver.ts'
import { gatewaySuite } from './gateway-suite.ts'
import { simulated, TIME_LIMIT_MS } from './simulated-vendor.ts'
import {
  type Abilities,
  expectOk,
  having,
  NEXT_REQUEST,
  REQUEST,
  type VendorUnderTest,
} from './vendor-under-test.ts'

const MERCHANT = 'MCH_20240101_ABC123'
const SECRETS = { own: 'ps-test-secret-0001', other: 'ps-test-secret-0002', none: null }

const ABILITIES: Abilities = {
  estimate: false,
  minimum: true,
  hostedCharge: false,
  statuses: ['waiting', 'finished', 'failed', 'expired'],
  anyAmount: true,
  children: false,
  brokenStatus: 200,
  coinOff: { code: 'methodNotOffered' },
  steps: ['status', 'clock', 'key', 'coin', 'minimum'],
  datesCallbacks: true,
}

const vendor = 'paystablecoin'

const method = (displayOrder: number, cryptoCurrency: string, network: string, limits = {}) => ({
  ...{ cryptoCurrency, network, networkDisplayName: network, displayOrder },
  ...{ minAmount: '1', maxAmount: '100000', estimatedConfirmationTimeSec: 60 },
  ...limits,
})

/** The practice gateway on a port of its own, and two adapters that share its clock. */
async function start() {
  const time = createManualClock()
  const simulator = await startSimulator({
    ...{ clock: time, seed: 7, autoAdvance: false },
    vendors: { [vendor]: { accounts: [{ merchantId: MERCHANT, apiSecret: SECRETS.own }] } },
  })
  const clock = { now: time.now, after: time.schedule }
  const adapter = (apiSecret: string, merchantId = MERCHANT) =>
    createPayStablecoin({
      ...{ merchantId, apiSecret, clock, mode: 'live', version: '0.0.0-test', timeoutMs: TIME_LIMIT_MS },
      baseUrl: simulator.urlOf(vendor),
      // The pace has tests of its own.
      queue: createRequestQueue({ everyMs: 1, burst: 100, concurrency: 3 }),
    })
  return { simulator, time, adapter, control: createSimulatorClient(simulator) }
}

async function setup(): Promise<VendorUnderTest> {
  const { simulator, time, adapter, control } = await start()
  const receiver = await receiveCallbacks('/in/test/paystablecoin', time.now, '{"code":"00000"}')
  return {
    ...simulated(control, receiver, {
      words: { waiting: 'PROCESSING', finished: 'SUCCEEDED', failed: 'FAILED', expired: 'CLOSED' },
      wrongKey: '401',
    }),
    gateway: adapter(SECRETS.own),
    stranger: adapter(SECRETS.other),
    tooSmall: { price: REQUEST.price, usdt: 990_000n },
    disableCoin: async () =>
      void (await control.configure({
        vendor,
        methods: [method(1, 'USDC', 'tron'), method(2, 'USDT', 'bsc')],
      })),
    skewClock: async (ms) => void (await control.configure({ vendor, dateSkewMs: ms })),
    now: time.now,
    judge: (delivery, secret) =>
      payStablecoin.judge(delivery, SECRETS[secret], time.now(), {
        callbackPath: receiver.path,
        takesShortForm: false,
      }),
    async close() {
      receiver.close()
      await simulator.close()
    },
  }
}

gatewaySuite('PayStablecoin', ABILITIES, setup)

describe('PayStablecoin in particular', () => {
  it('asks at the vendor under an id of the length it wants, and knows its own again', async () => {
    const { simulator, adapter } = await start()
    const gateway = adapter(SECRETS.own)
    for (const orderId of ['POS1-000123', 'Till-0118-abcd2345', 'Till1-0118-abcdefgh']) {
      const charge = expectOk(await gateway.createCharge({ ...REQUEST, orderId })).value
      expect(charge.chargeId).toMatch(/^[A-Za-z0-9_-]{16,64}$/)
      expect(charge.orderId).toBe(orderId)
      expect(expectOk(await gateway.readCharge(charge.chargeId)).value.orderId).toBe(orderId)
    }
    await simulator.close()
  })

  it.each(['POS1 000123', 'x'.repeat(65), 'POS1_', ''])('has no order id for %j', async (orderId) => {
    const { simulator, adapter, control } = await start()
    expect(await adapter(SECRETS.own).createCharge({ ...REQUEST, orderId })).toMatchObject({
      error: { error: { code: 'referenceInvalid', maxLength: 64 }, maybe: false },
    })
    expect((await control.calls()).calls).toEqual([])
    await simulator.close()
  })

  it('keeps to the limits of the method it is offered', async () => {
    const { simulator, adapter, control } = await start()
    const limits = { minAmount: '5.5', maxAmount: '20' }
    await control.configure({ vendor, methods: [method(1, 'USDT', 'tron', limits)] })
    const gateway = adapter(SECRETS.own)
    expect(expectOk(await having(gateway, 'minimum')()).value).toBe(5_500_000n)
    expect(await gateway.createCharge({ ...REQUEST, usdt: 5_490_000n })).toMatchObject({
      error: { error: { code: 'amountTooSmall', minimumUsdt: '5.500000', currency: 'EUR' }, maybe: false },
    })
    expect(await gateway.createCharge({ ...REQUEST, usdt: 20_000_001n })).toMatchObject({
      error: { error: { code: 'amountTooLarge', maximum: '20.000000', currency: 'USDT' }, maybe: false },
    })
    expectOk(await gateway.createCharge({ ...REQUEST, usdt: 20_000_000n }))
    await simulator.close()
  })

  it('says what to do when the account was not opened for it', async () => {
    const { simulator, adapter, control } = await start()
    await control.setAccount({ vendor, isEnabled: false })
    const gateway = adapter(SECRETS.own)
    const answers = [
      await gateway.createCharge(REQUEST),
      await gateway.readCharge('POS1-000123_____'),
      await having(gateway, 'minimum')(),
    ]
    for (const answer of answers) {
      expect(answer).toMatchObject({ error: { error: { code: 'apiNotEnabled' }, maybe: false } })
    }
    expectOk(await gateway.reach())
    const { steps } = await gateway.testConnection()
    expect(steps.at(-1)).toEqual({ step: 'key', error: { code: 'apiNotEnabled' } })
    await simulator.close()
  })

  it('ends when the order does, and asks for longer than any till waits', async () => {
    const { simulator, time, adapter, control } = await start()
    const { gatewayExpiresAt } = expectOk(await adapter(SECRETS.own).createCharge(REQUEST)).value
    expect(Date.parse(gatewayExpiresAt) - time.now()).toBeGreaterThan(119 * 60_000)
    const [charge] = (await control.charges()).charges
    expect(Date.parse(charge?.validUntil ?? '')).toBe(Date.parse(gatewayExpiresAt))
    await simulator.close()
  })

  it('waits until there is money, and is confirming until the vendor is certain', async () => {
    const { simulator, adapter, control } = await start()
    const gateway = adapter(SECRETS.own)
    const { chargeId } = expectOk(await gateway.createCharge(REQUEST)).value
    const look = async () => expectOk(await gateway.readCharge(chargeId)).value
    expect(await look()).toMatchObject({ status: 'waiting', received: null, transactionId: null })
    await control.pay({ paymentId: chargeId, kind: 'exact' })
    expect(await look()).toMatchObject({ status: 'confirming', received: '27.120000' })
    await control.step({ paymentId: chargeId })
    expect(await look()).toMatchObject({ status: 'finished', received: '27.120000' })
    await simulator.close()
  })

  it('shows what the customer has to send, not what was asked for, within a little', async () => {
    const { simulator, adapter, control } = await start()
    const gateway = adapter(SECRETS.own)
    await control.configure({ vendor, markup: '0.25' })
    const charge = expectOk(await gateway.createCharge(REQUEST)).value
    expect(microUsdt(charge.asked)).toBe(27_370_000n)
    await control.configure({ vendor, markup: '1' })
    expect(await gateway.createCharge(NEXT_REQUEST)).toMatchObject({
      error: { error: { code: 'unsafeCharge', reason: 'amount' }, maybe: true },
    })
    await simulator.close()
  })

  it('is signed when it leaves: a clock that is far off is told as that', async () => {
    const { simulator, time, control } = await start()
    const behind = { now: () => time.now() - 10 * 60_000, after: time.schedule }
    const gateway = createPayStablecoin({
      ...{ merchantId: MERCHANT, apiSecret: SECRETS.own, clock: behind, mode: 'live', version: 'test' },
      baseUrl: simulator.urlOf(vendor),
      queue: createRequestQueue({ everyMs: 1, burst: 100, concurrency: 3 }),
    })
    expect(await gateway.createCharge(REQUEST)).toMatchObject({ error: { error: { code: 'clockWrong' } } })
    expect((await control.charges()).charges).toEqual([])
    await simulator.close()
  })

  it.each([
    { reply: 'flat' },
    { messageField: 'msg' },
    { errorStatus: 'own' },
    { emptyFields: 'omitted' },
    { hashField: 'transactionHash' },
    { hashField: 'hash' },
  ] as const)('is read and refused the same with %j', async (settings) => {
    const { simulator, adapter, control } = await start()
    await control.configure({ vendor, ...settings })
    const gateway = adapter(SECRETS.own)
    const { chargeId, asked } = expectOk(await gateway.createCharge(REQUEST)).value
    await control.finish({ paymentId: chargeId })
    const seen = expectOk(await gateway.readCharge(chargeId)).value
    expect(seen).toMatchObject({ status: 'finished', asked, received: asked })
    expect(seen.transactionId).toMatch(/^[0-9a-f]{64}$/)
    expect(await gateway.createCharge(REQUEST)).toMatchObject({
      error: { error: { code: 'gatewayRefused' } },
    })
    expect(await adapter(SECRETS.other).createCharge(REQUEST)).toMatchObject({
      error: { error: { code: 'wrongKey' } },
    })
    await simulator.close()
  })
})
