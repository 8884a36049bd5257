import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Payment } from '../../shared/payment/payment.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import type { Gateway } from '../../shared/relay-protocol.ts'
import { areTested, gatewaysBeside } from '../support/gateways-beside.ts'
import { payingAt } from '../support/paying.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// A till with two gateways, both over HTTP: NOWPayments first, and another when that one fails before a charge was asked for.

const STARTS_AT = '2026-11-21T14:02:00.000Z'
/** NOWPayments' own paths, so that the other gateway is not hit. */
const ESTIMATE = { method: 'GET', path: '/estimate' } as const
const PAYMENT = { method: 'POST', path: '/payment' } as const
const LOOK = { method: 'GET', path: '/payment/:id' } as const
const STATUS = { method: 'GET', path: '/status' } as const
/** A price is waited for eight seconds, and its call ends before the wait does. */
const PRICE_LIMIT_MS = 7_500

let bench: TillBench
/** Whether the second gateway's secrets are there. */
let hasSecond: boolean
const { control, viewOf, look } = payingAt(() => bench)
const settledSoon = { timeout: 4_000, interval: 5 }

async function openWith(second: Gateway): Promise<void> {
  hasSecond = true
  const ownRate = { currency: 'EUR', perUsdt: '0.9184', setAt: STARTS_AT } as const
  bench = await createTillBench('live', { ownRate }, STARTS_AT, {
    others: (world) => gatewaysBeside(hasSecond ? [second] : [])(world),
  })
  await expect.poll(() => areTested(bench, ['nowpayments', second]), settledSoon).toBe(true)
}
afterEach(() => bench.close())

function gatewayOf(payment: Payment): string {
  if (!isCharged(payment)) throw new Error('no charge')
  return payment.charge.gateway
}

/** Nothing of NOWPayments answers any more, whatever is asked. */
async function takeDown(): Promise<void> {
  for (const match of [ESTIMATE, PAYMENT, LOOK, STATUS]) {
    await control().failNext({ as: '502-html', times: 10_000, match })
  }
}

describe.each(['usdt-payments', 'paystablecoin'] as const)(
  'NOWPayments is down, and %s is there',
  (second) => {
    beforeEach(() => openWith(second))

    it('the next sale is at the other, and the open one at the first completes there when it is back', async () => {
      const first = await bench.start(1825)
      expect(gatewayOf(first.payment)).toBe('nowpayments')
      await bench.payments().park(first.payment.id)
      await takeDown()
      await bench.advance(5_000)
      await expect.poll(() => viewOf(first.payment.id).checkError, settledSoon).not.toBeNull()

      const next = await bench.start(999)
      expect(gatewayOf(next.payment)).toBe(second)
      expect(next.payment.quote).toMatchObject({ source: 'owner', rate: '0.9184' })
      expect(bench.till().health().state).not.toBe('failing')
      await control().finish({ paymentId: bench.chargeIdOf(next) })
      expect((await look(next.payment.id)).payment.status).toBe('paid')

      await control().finish({ paymentId: bench.chargeIdOf(first) })
      expect(viewOf(first.payment.id).payment.status).toBe('awaiting')
      await control().clearFaults({})
      bench.till().wake()
      await expect.poll(() => viewOf(first.payment.id).payment.status, settledSoon).toBe('paid')

      bench.payments().dismiss(next.payment.id)
      expect(gatewayOf((await bench.start(500)).payment)).toBe('nowpayments')
    })

    it('the outage that a sale finds out is no failed sale: its price is asked of the other at once', async () => {
      await takeDown()
      const started = await bench.start(1825)
      expect(gatewayOf(started.payment)).toBe(second)
      expect(bench.till().inUse('nowpayments')).toMatchObject({ health: { state: 'failing' }, isNext: false })
      expect(bench.till().inUse(second)).toMatchObject({ health: { state: 'ok' }, isNext: true })
      expect((await control().charges({})).charges.map(({ vendor }) => vendor)).toEqual([second])
    })

    it('a price that hangs is waited for no longer than its limit, and the same press sells at the other', async () => {
      await control().delayNext({ ms: 10 * PRICE_LIMIT_MS, match: ESTIMATE })
      const pressed = bench.start(1825)
      const isHeld = async () => (await control().calls({})).calls.some(({ state }) => state === 'held')
      await expect.poll(isHeld, settledSoon).toBe(true)
      bench.clock.advance(PRICE_LIMIT_MS - 1)
      expect(bench.till().inUse('nowpayments')).toMatchObject({ health: { state: 'ok' }, isNext: true })
      bench.clock.advance(1)
      expect(gatewayOf((await pressed).payment)).toBe(second)
      expect((await control().charges({})).charges.map(({ vendor }) => vendor)).toEqual([second])
    })

    it('no connection for the price: the same press sells at the other', async () => {
      await control().cutNext({ when: 'before', match: ESTIMATE })
      expect(gatewayOf((await bench.start(1825)).payment)).toBe(second)
      expect((await control().charges({})).charges.map(({ vendor }) => vendor)).toEqual([second])
    })

    it('both down: once that is known, the refusal is that of the first', async () => {
      await takeDown()
      await control().failNext({ as: '502-html', times: 10_000 })
      const price = { minor: 1825, currency: bench.settings.currency }
      const press = () =>
        bench
          .payments()
          .start({ attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }, NO_PEOPLE)
      expect(await press()).toMatchObject({ ok: false })
      expect(bench.till().inUse(second)).toMatchObject({ health: { state: 'failing' } })
      for (let count = 0; count < 3; count += 1)
        expect(await press()).toMatchObject({ ok: false, error: { code: 'gatewayDown' } })
      expect(bench.till().health().state).toBe('failing')
      expect((await control().charges({})).charges).toEqual([])
    })
  },
)

describe('with both there', () => {
  beforeEach(() => openWith('usdt-payments'))

  it('the owner’s order decides, from the next sale on', async () => {
    expect(gatewayOf((await bench.start(1825)).payment)).toBe('nowpayments')
    bench.settings = { ...bench.settings, gatewayOrder: ['usdt-payments', 'nowpayments'] }
    bench.payments().park(bench.payments().state(1).current?.payment.id ?? '')
    const second = await bench.start(999)
    expect(gatewayOf(second.payment)).toBe('usdt-payments')
    // It prices in USDT: the rate is that of the gateway that knows the shop's currency.
    expect(second.payment.quote).toMatchObject({ source: 'nowpayments' })
    expect(Number(second.payment.quote.rate)).toBeGreaterThan(0)
  })

  it('without any rate there is no QR', async () => {
    bench.settings = { ...bench.settings, gatewayOrder: ['usdt-payments'], rateFrom: 'owner', ownRate: null }
    const price = { minor: 1825, currency: bench.settings.currency }
    const started = await bench
      .payments()
      .start({ attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }, NO_PEOPLE)
    expect(started).toEqual({ ok: false, error: { code: 'noRate', currency: 'EUR' } })
    expect((await control().charges({})).charges).toEqual([])
  })
})

it('a payment whose gateway is not set up any more is asked for nowhere else, and says why', async () => {
  await openWith('usdt-payments')
  await takeDown()
  const started = await bench.start(1825)
  await control().clearFaults({})
  hasSecond = false
  bench.restart()
  await control().finish({ paymentId: bench.chargeIdOf(started) })
  const seen = await look(started.payment.id)
  expect(seen.checkError).toEqual({ code: 'notSetUp' })
  expect(seen.payment.status).toBe('awaiting')
  expect(bench.till().health().state).not.toBe('failing')

  hasSecond = true
  bench.restart()
  expect((await look(started.payment.id)).payment.status).toBe('paid')
})
