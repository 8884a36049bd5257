import { afterEach, describe, expect, it } from 'vitest'
import { createReportService } from '../../electron/reports/report-service.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Each report starts a thread of its own, and a busy machine takes its time over that. */
const WITH_REPORTS_MS = 30_000

let bench: TillBench

/** A till whose gateway has said that its time is right. */
async function open(...given: Parameters<typeof createTillBench>): Promise<void> {
  bench = await createTillBench(...given)
  await expect.poll(() => bench.till().health().state).toBe('ok')
}

afterEach(() => bench.close())

const control = () => bench.simulator.control
const finish = (view: PaymentView) => control().finish({ paymentId: bench.chargeIdOf(view) })
const currentQr = () => bench.payments().current()?.qr

function recordOf(view: PaymentView) {
  const found = bench.payments().history(view.payment.id)
  if (!found.ok) throw new Error(found.error.code)
  return { payment: found.value.view.payment, kinds: found.value.entries.map((entry) => entry.kind) }
}
const statusOf = (view: PaymentView) => recordOf(view).payment.status

async function paid(minor: number): Promise<PaymentView> {
  const view = await bench.start(minor)
  await finish(view)
  await bench.payments().check(view.payment.id)
  expect(statusOf(view)).toBe('paid')
  return view
}

/** What the report of a day says, read from the journal as the owner would. */
async function reportOf(day: string) {
  const { mode, journalFile } = bench.till()
  const { currency, timeZone } = bench.settings
  const workerUrl = new URL('../../electron/reports/report-worker.ts', import.meta.url)
  const report = await createReportService({
    workerUrl,
    journalFile,
    mode,
    currency,
    timeZone,
    clock: bench.clock,
  }).day(day)
  if (!report.ok) throw new Error(report.error.code)
  const { payments, paid, paidMinor } = report.value.totals
  return { payments, paid, paidMinor }
}

describe('someone sets the computer’s clock while a QR is up', () => {
  it.each([
    ['ahead', HOUR],
    ['a day ahead', 24 * HOUR],
    ['back', -HOUR],
  ])('%s: the state is named, and the QR has its real minutes', async (_name, ms) => {
    await open('live')
    const view = await bench.start()
    bench.clock.setWall(ms)
    await bench.advance(15_000)
    await expect
      .poll(() => bench.till().clockProblem())
      .toEqual({ code: 'clockWrong', skewSeconds: ms / 1000 })
    await bench.advance(19 * MINUTE)
    expect(statusOf(view)).toBe('awaiting')
    expect(currentQr()).toBe(view.qr)
    await bench.advance(MINUTE)
    expect(statusOf(view)).toBe('expired')
    expect(currentQr()).toBeNull()
  })

  it('and back again: the state clears itself', async () => {
    await open('live')
    bench.clock.setWall(HOUR)
    await bench.advance(15_000)
    await expect.poll(() => bench.till().clockProblem()).not.toBeNull()
    bench.clock.setWall(-HOUR)
    await bench.advance(15_000)
    await expect.poll(() => bench.till().clockProblem()).toBeNull()
  })

  it('in practice, where nobody can be asked: no false expiry either', async () => {
    await open('practice')
    const view = await bench.start()
    bench.clock.setWall(HOUR)
    await bench.advance(15_000)
    await expect.poll(() => bench.till().clockProblem()).toEqual({ code: 'clockWrong', skewSeconds: 3600 })
    expect(statusOf(view)).toBe('awaiting')
    expect(currentQr()).toBe(view.qr)
  })
})

describe('the computer sleeps for hours with a QR up', () => {
  /** `sleep`: monotonic time stands still meanwhile; `jump`: it goes on. */
  async function asleep(how: 'sleep' | 'jump', ms = 3 * HOUR): Promise<void> {
    bench.clock[how](ms)
    await control().advance({ ms })
  }

  it.each(['sleep', 'jump'] as const)('paid in time: paid, never expired (%s)', async (how) => {
    await open('live')
    const view = await bench.start()
    await finish(view)
    await asleep(how)
    bench.till().wake()
    expect(bench.till().asleep()).toEqual({ minutes: 180 })
    await expect.poll(() => statusOf(view)).toBe('paid')
    expect(recordOf(view).kinds).not.toContain('expired')
    await bench.advance(10_000)
    await expect.poll(() => bench.till().asleep()).toBeNull()
  })

  it.each(['sleep', 'jump'] as const)(
    'and the system does not say so: paid all the same (%s)',
    async (how) => {
      await open('live')
      const view = await bench.start()
      await finish(view)
      await asleep(how)
      await bench.advance(15_000)
      await expect.poll(() => statusOf(view)).toBe('paid')
      expect(recordOf(view).kinds).not.toContain('expired')
    },
  )

  it.each(['sleep', 'jump'] as const)(
    'unpaid: the QR is gone at once, expired after a look (%s)',
    async (how) => {
      await open('live')
      const view = await bench.start()
      await asleep(how)
      await control().failNext({ as: '502-html', times: 10_000 })
      bench.till().wake()
      await expect
        .poll(() => bench.payments().current()?.checkError)
        .toEqual({ code: 'gatewayDown', httpStatus: 502 })
      await bench.advance(MINUTE)
      expect(currentQr()).toBeNull()
      expect(statusOf(view)).toBe('awaiting')
      await control().clearFaults({})
      await bench.payments().check(view.payment.id)
      await bench.advance(1)
      expect(statusOf(view)).toBe('expired')
      expect(bench.till().clockProblem()).toBeNull()
    },
  )

  it('and wakes with time left: the QR stays for the rest of it', async () => {
    await open('live')
    const view = await bench.start()
    await asleep('sleep', 5 * MINUTE)
    bench.till().wake()
    await expect.poll(() => bench.till().health().state).toBe('ok')
    expect(currentQr()).toBe(view.qr)
    await bench.advance(15 * MINUTE - 1_000)
    expect(statusOf(view)).toBe('awaiting')
    await bench.advance(1_000)
    expect(statusOf(view)).toBe('expired')
  })
})

describe('the business day', () => {
  it(
    'of a payment is the day it began, although midnight passes before it is paid',
    async () => {
      await open('live', {}, '2026-11-21T22:50:00.000Z')
      const view = await bench.start()
      await bench.advance(15 * MINUTE)
      await finish(view)
      await bench.payments().check(view.payment.id)
      expect(recordOf(view).payment).toMatchObject({ status: 'paid', day: '2026-11-21' })
      expect(bench.payments().state(1).today).toMatchObject({ day: '2026-11-22', payments: 0 })
      expect(await reportOf('2026-11-21')).toEqual({ payments: 1, paid: 1, paidMinor: 1825 })
      expect(await reportOf('2026-11-22')).toEqual({ payments: 0, paid: 0, paidMinor: 0 })
    },
    WITH_REPORTS_MS,
  )

  it(
    'of a payment stays when the time zone is changed before it is paid',
    async () => {
      await open('live')
      const view = await bench.start()
      bench.settings = { ...bench.settings, timeZone: 'Pacific/Auckland' }
      await finish(view)
      await bench.payments().check(view.payment.id)
      expect(recordOf(view).payment).toMatchObject({
        status: 'paid',
        day: '2026-11-21',
        timeZone: 'Europe/Madrid',
      })
      expect(bench.payments().state(1).today.day).toBe('2026-11-22')
      expect(await reportOf('2026-11-21')).toEqual({ payments: 1, paid: 1, paidMinor: 1825 })
    },
    WITH_REPORTS_MS,
  )

  it('is the gateway’s where the computer’s clock is a day ahead', async () => {
    await open('live', {}, '2026-11-22T14:00:00.000Z')
    await control().configure({ dateSkewMs: -24 * HOUR })
    bench.restart()
    await expect.poll(() => bench.till().clockProblem()).toEqual({ code: 'clockWrong', skewSeconds: 86_400 })
    const view = await bench.start()
    expect(view.payment.day).toBe('2026-11-21')
  })

  it.each([
    [
      'Europe/Madrid',
      '2026-03-29',
      [
        '2026-03-28T22:58:00Z',
        '2026-03-28T23:02:00Z',
        '2026-03-29T00:58:00Z',
        '2026-03-29T01:02:00Z',
        '2026-03-29T21:58:00Z',
        '2026-03-29T22:02:00Z',
      ],
    ],
    [
      'Europe/Madrid',
      '2026-10-25',
      [
        '2026-10-24T21:58:00Z',
        '2026-10-24T22:02:00Z',
        '2026-10-25T00:30:00Z',
        '2026-10-25T01:30:00Z',
        '2026-10-25T22:58:00Z',
        '2026-10-25T23:02:00Z',
      ],
    ],
    [
      'America/Santiago',
      '2026-09-06',
      [
        '2026-09-06T03:58:00Z',
        '2026-09-06T04:02:00Z',
        '2026-09-06T12:00:00Z',
        '2026-09-06T13:00:00Z',
        '2026-09-07T02:58:00Z',
        '2026-09-07T03:02:00Z',
      ],
    ],
    [
      'Africa/Cairo',
      '2026-04-24',
      [
        '2026-04-23T21:58:00Z',
        '2026-04-23T22:02:00Z',
        '2026-04-24T09:00:00Z',
        '2026-04-24T10:00:00Z',
        '2026-04-24T20:58:00Z',
        '2026-04-24T21:02:00Z',
      ],
    ],
  ])(
    'in %s is whole on %s, when the clocks change',
    async (timeZone, day, [first = '', ...moments]) => {
      await open('live', { timeZone }, first)
      const sold = [await paid(100)]
      for (const moment of moments) {
        // The till is shut between two sales: nothing has to be looked at for hours.
        bench.till().close()
        await bench.advance(Date.parse(moment) - bench.clock.now())
        bench.restart()
        sold.push(await paid(100 + sold.length))
      }
      const days = sold.map((view) => view.payment.day)
      expect(days.slice(1, 5)).toEqual([day, day, day, day])
      expect([days[0] !== day, days[5] !== day]).toEqual([true, true])
      expect(await reportOf(day)).toEqual({ payments: 4, paid: 4, paidMinor: 101 + 102 + 103 + 104 })
    },
    WITH_REPORTS_MS,
  )
})
