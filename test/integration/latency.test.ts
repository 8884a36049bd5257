import { afterEach, expect, it, vi } from 'vitest'
import { createReportService } from '../../electron/reports/report-service.ts'
import type { LatencyPeriod } from '../../shared/contract/latency.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import type { Gateway } from '../../shared/relay-protocol.ts'
import { gatewaysBeside } from '../support/gateways-beside.ts'
import { must, payingAt } from '../support/paying.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// How fast two gateways were, as the owner is shown it: sales over HTTP, read from the journal by the report's worker.

// Dozens of looks over HTTP, and a worker thread: a second alone, several beside other work.
vi.setConfig({ testTimeout: 30_000 })

const STARTS_AT = '2026-11-21T14:02:00.000Z'
const DAY = '2026-11-21'
const A_DAY_MS = 24 * 60 * 60_000
const PAYMENT = { method: 'POST', path: '/payment' } as const
const STATUS = { method: 'GET', path: '/status' } as const

let bench: TillBench
const { control, look } = payingAt(() => bench)

async function openWith(second: Gateway): Promise<void> {
  const ownRate = { currency: 'EUR', perUsdt: '0.9184', setAt: STARTS_AT } as const
  bench = await createTillBench('live', { ownRate }, STARTS_AT, { others: gatewaysBeside([second]) })
}
afterEach(() => bench.close())

async function recordOf(period: LatencyPeriod) {
  const { mode, journalFile } = bench.till()
  const { currency, timeZone } = bench.settings
  const workerUrl = new URL('../../electron/reports/report-worker.ts', import.meta.url)
  const source = { journalFile, mode, currency, timeZone }
  return must(await createReportService({ workerUrl, clock: bench.clock, ...source }).latency(period))
}

/** Time goes on with a look every four seconds: one that is under way while the clock leaps would run out of its time. */
async function wait(seconds: number, view: PaymentView): Promise<void> {
  for (let second = 0; second < seconds; second += 4) {
    bench.clock.advance(4_000)
    await look(view.payment.id)
  }
}

/** The gateway goes on to this status so many seconds of the till's time later, and the till looks. */
async function after(seconds: number, view: PaymentView, status: string): Promise<void> {
  await wait(seconds, view)
  await control().setStatus({ paymentId: bench.chargeIdOf(view), status })
  await look(view.payment.id)
}

/** A sale whose charge takes so long to make. */
async function startedIn(ms: number): Promise<PaymentView> {
  await control().delayNext({ ms, match: PAYMENT })
  const started = bench.start()
  const isHeld = async () => (await control().calls({})).calls.some(({ state }) => state === 'held')
  await expect.poll(isHeld, { timeout: 4_000, interval: 5 }).toBe(true)
  await bench.advance(ms)
  return started
}

const once = (ms: number) => ({ count: 1, medianMs: ms, p95Ms: ms })

it.each([
  // It tells of a payment when it is paid, and of nothing before.
  ['usdt-payments', { seen: null, confirmed: null, finished: null }],
  // It has no word between seen and finished.
  ['paystablecoin', { seen: once(24_000), confirmed: null, finished: once(20_000) }],
] as const)(
  'each gateway has its own figures, and a failed create counts against the one that failed: %s',
  async (other, told) => {
    await openWith(other)
    const first = await startedIn(1_500)
    await wait(24, first)
    await control().pay({ paymentId: bench.chargeIdOf(first), kind: 'exact' })
    await look(first.payment.id)
    await after(12, first, 'confirmed')
    await after(20, first, 'finished')
    bench.payments().dismiss(first.payment.id)

    await control().failNext({ as: '502-html', match: PAYMENT })
    await control().failNext({ as: '502-html', times: 100, match: STATUS })
    const price = { minor: 990, currency: bench.settings.currency }
    const press = () =>
      bench
        .payments()
        .start({ attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }, NO_PEOPLE)
    expect(await press()).toMatchObject({ ok: false, error: { code: 'chargeUnknown' } })
    const second = must(await press())
    await wait(24, second)
    await control().pay({ paymentId: bench.chargeIdOf(second), kind: 'exact' })
    await look(second.payment.id)
    await wait(20, second)
    await control().finish({ paymentId: bench.chargeIdOf(second) })
    await look(second.payment.id)

    expect((await recordOf({ until: DAY, days: 7 })).rows).toEqual([
      {
        day: DAY,
        gateway: 'nowpayments',
        payments: 1,
        failed: [{ reason: 'chargeUnknown', count: 1 }],
        intervals: {
          create: once(1_500),
          seen: once(24_000),
          confirmed: once(12_000),
          finished: once(32_000),
          whole: once(56_000),
        },
      },
      {
        day: DAY,
        gateway: other,
        payments: 1,
        failed: [],
        intervals: { create: once(0), ...told, whole: once(44_000) },
      },
    ])
  },
)

it('what happened while the till was closed is no measure of the gateway', async () => {
  await openWith('usdt-payments')
  const view = await bench.start()
  await after(20, view, 'confirming')
  await control().finish({ paymentId: bench.chargeIdOf(view) })
  bench.till().close()
  bench.clock.advance(3 * 60 * 60_000)
  bench.restart()
  await expect.poll(() => bench.payments().state(1).today.paid, { timeout: 4_000, interval: 5 }).toBe(1)
  const [row] = (await recordOf({ until: DAY, days: 1 })).rows
  expect(row?.intervals).toMatchObject({ seen: { medianMs: 20_000 }, finished: null, whole: null })
})

it('days stand by themselves, the newest first, and only those that were asked for', async () => {
  await openWith('usdt-payments')
  for (let day = 0; day < 3; day += 1) {
    const view = await bench.start()
    await control().finish({ paymentId: bench.chargeIdOf(view) })
    await look(view.payment.id)
    bench.till().close()
    await bench.advance(A_DAY_MS)
    bench.restart()
  }
  const days = (rows: readonly { readonly day: string }[]) => rows.map(({ day }) => day)
  expect(days((await recordOf({ until: '2026-11-23', days: 2 })).rows)).toEqual(['2026-11-23', '2026-11-22'])
  expect(days((await recordOf({ until: '2026-11-22', days: 92 })).rows)).toEqual(['2026-11-22', DAY])
  expect((await recordOf({ until: '2026-11-20', days: 7 })).rows).toEqual([])
})
