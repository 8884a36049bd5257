import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/app-error.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import type { SimulatorControl } from '../../simulator/control/contract.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

let bench: TillBench

beforeEach(async () => {
  bench = await createTillBench()
  // The first inspection has ended: from here on the till is idle.
  await expect.poll(health).toBe('ok')
})
afterEach(() => bench.close())

const control = () => bench.simulator.control
const health = () => bench.till().health().state
const price = (minor: number) => ({ minor, currency: 'EUR' }) as const
const startWith = (minor: number, attempt: string = crypto.randomUUID()) =>
  bench.payments().start({ attempt, price: price(minor), reference: null, evenIfSame: true }, NO_PEOPLE)
const calls = async () => (await control().calls({})).calls
const creates = async () =>
  (await calls()).filter(({ method, path }) => method === 'POST' && path.endsWith('/payment')).length
const viewOf = (id: string) => {
  const found = bench.payments().history(id)
  if (!found.ok) throw new Error(found.error.code)
  return found.value
}

type FailureKind = Parameters<SimulatorControl['failNext']>[0]['as']

/** Every call fails from now on; the till has not heard of it yet. */
const goDown = (as: FailureKind = '502-html') => control().failNext({ as, times: 10_000 })
const comeBack = () => control().clearFaults({})

/** The till meets the outage through the estimate of a price that somebody types. */
async function meet(): Promise<void> {
  await bench.payments().estimate(price(111))
  expect(health()).toBe('failing')
}

/** Time passes in steps of a second, as it does, until the till has noticed. */
const passUntil = (state: string) =>
  expect
    .poll(
      async () => {
        await bench.advance(1_000)
        return health()
      },
      { interval: 5, timeout: 5_000 },
    )
    .toBe(state)

describe('an outage while a QR is up', () => {
  it('finds what the customer paid meanwhile, once, as soon as it is over', async () => {
    const view = await bench.start()
    const { id } = view.payment
    await goDown()
    await bench.payments().check(id)
    expect(health()).toBe('failing')
    await control().finish({ paymentId: bench.chargeIdOf(view) })
    for (let minute = 0; minute < 5; minute += 1) {
      await bench.advance(60_000)
      const checked = await bench.payments().check(id)
      expect(checked).toMatchObject({
        ok: true,
        value: { payment: { status: 'awaiting' }, checkError: { code: 'gatewayDown' } },
      })
    }
    await comeBack()
    await passUntil('ok')
    // Nobody looked at the payment itself: the return alone did.
    await expect.poll(() => viewOf(id).view.payment.status).toBe('paid')
    expect(viewOf(id).entries.filter(({ kind }) => kind === 'observed')).toHaveLength(1)
    expect(bench.payments().state(1).today).toMatchObject({ payments: 1, paid: 1, paidMinor: 1825 })
    expect(await creates()).toBe(1)
  })

  it('keeps nobody waiting who checks now: a silent gateway is given up after 8 s', async () => {
    const view = await bench.start()
    await control().delayNext({ ms: 3_600_000, when: 'before', times: 10_000 })
    const checked = bench.payments().check(view.payment.id)
    await expect.poll(async () => (await calls()).at(-1)).toMatchObject({ state: 'held' })
    await bench.advance(8_000)
    expect(await checked).toMatchObject({ ok: true, value: { checkError: { code: 'gatewayTimeout' } } })
    expect(bench.till().health()).toMatchObject({ state: 'failing', error: { code: 'gatewayTimeout' } })
  })

  it('leaves the QR up: the customer can pay without the till knowing', async () => {
    const view = await bench.start()
    await goDown()
    await bench.payments().check(view.payment.id)
    expect(bench.payments().current()?.qr).toBe(view.qr)
  })
})

describe('a new charge while the gateway fails', () => {
  const outages: [FailureKind, object][] = [
    ['502-html', { code: 'gatewayDown', httpStatus: 502 }],
    ['429-html', { code: 'rateLimited' }],
    ['html-200', { code: 'badReply', detail: 'a web page' }],
    ['403', { code: 'wrongKey', mode: 'practice' }],
  ]

  it.each(outages)('is refused with the reason, and leaves nothing behind: %s', async (as, error) => {
    expect(await bench.payments().estimate(price(1825))).toMatchObject({ ok: true })
    await goDown(as)
    await meet()
    const attempt = crypto.randomUUID()
    // The rate of a moment ago is known and is not used.
    expect(await startWith(1825, attempt)).toEqual({ ok: false, error })
    expect(await bench.payments().estimate(price(1825))).toEqual({ ok: false, error })
    expect(bench.payments().history(attempt)).toEqual({ ok: false, error: { code: 'notFound' } })
    expect(bench.payments().current()).toBeNull()
    expect(await creates()).toBe(0)
  })

  it('is possible the moment the gateway is back, before any probe', async () => {
    await goDown()
    await meet()
    await comeBack()
    expect(await startWith(1825)).toMatchObject({ ok: true, value: { payment: { status: 'awaiting' } } })
    expect(health()).toBe('ok')
  })

  it.each([
    ['known to fail', 2_500, true],
    ['thought to work', 7_500, false],
  ] as const)('waits for a silent gateway that is %s %i ms at the most', async (_words, limit, isKnown) => {
    if (isKnown) {
      await goDown()
      await meet()
      await comeBack()
    }
    await control().delayNext({ ms: 3_600_000, when: 'before', times: 10_000 })
    const attempt = crypto.randomUUID()
    const refused = startWith(1825, attempt)
    await expect.poll(async () => (await calls()).at(-1)).toMatchObject({ state: 'held' })
    await bench.advance(limit)
    expect(await refused).toEqual({ ok: false, error: { code: 'gatewayTimeout' } })
    expect(health()).toBe('failing')
    expect(bench.payments().history(attempt)).toEqual({ ok: false, error: { code: 'notFound' } })
    // The screen is not stuck: the next press is a question of its own.
    await comeBack()
    expect(await startWith(1825)).toMatchObject({ ok: true })
  })
})

describe('what the till knows of an outage', () => {
  it('is pushed with the first failure, with the time of the last answer', async () => {
    const { checkedAt } = bench.till().health()
    const pushed: { readonly state: string; readonly error: AppError | null }[] = []
    bench.onChange = () => pushed.push(bench.till().health())
    await goDown()
    await bench.payments().estimate(price(111))
    expect(pushed).toEqual([{ state: 'failing', error: { code: 'gatewayDown', httpStatus: 502 }, checkedAt }])
  })

  it.each<[FailureKind, AppError['code']]>([
    ['502-html', 'gatewayDown'],
    ['429-html', 'rateLimited'],
  ])('is noticed by an idle till within a minute, and so is its end: %s', async (as, code) => {
    await goDown(as)
    await bench.advance(59_000)
    expect(health()).toBe('ok')
    await bench.advance(1_000)
    await expect.poll(health).toBe('failing')
    expect(bench.till().health().error?.code).toBe(code)
    expect((await calls()).at(-1)?.path).toMatch(/\/status$/)
    await comeBack()
    await passUntil('ok')
    expect(bench.till().health()).toMatchObject({ state: 'ok', error: null })
  })

  it('is asked for anew on return: the minimum may have changed', async () => {
    await goDown()
    await meet()
    await control().configure({ minAmount: '9' })
    await comeBack()
    await passUntil('ok')
    await expect
      .poll(() => bench.payments().estimate(price(5000)))
      .toMatchObject({ ok: true, value: { minimumUsdt: '9.000000' } })
  })

  it('does not end with an answer that needs no key while the key is refused', async () => {
    const { apiKey } = await control().rotateKey()
    await meet()
    expect(bench.till().health().error?.code).toBe('wrongKey')
    await bench.advance(60_000)
    await expect.poll(async () => (await calls()).at(-1)?.path).toMatch(/\/merchant\/coins$/)
    expect(bench.till().health().error?.code).toBe('wrongKey')
    expect(apiKey).not.toBe('')
  })

  it('is not asked for any more once the till is closed', async () => {
    await goDown()
    await meet()
    bench.till().close()
    const before = (await calls()).length
    await bench.advance(10 * 60_000)
    expect(await calls()).toHaveLength(before)
  })
})
