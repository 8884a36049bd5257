import { afterEach, beforeEach, expect, it } from 'vitest'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { must, payingAt } from '../support/paying.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// A rate may take seconds. What happens to the sale while it is waited for counts: a sale has one live charge.

const RATE_MS = 5_000
const RATE = { path: '/estimate' } as const

let bench: TillBench
const { control, viewOf, look, paidIn, decide } = payingAt(() => bench)

beforeEach(async () => {
  bench = await createTillBench()
})
afterEach(() => bench.close())

const charges = async () => (await control().charges({})).charges.length
const ratesAsked = async () =>
  (await control().calls()).calls.filter(({ path }) => path.includes('estimate')).length

/** Presses the key, and goes on when the gateway was asked for the rate and is slow with it. In an array: it is not waited for. */
async function pressed<T>(press: () => Promise<T>): Promise<Promise<T>[]> {
  const before = await ratesAsked()
  await control().delayNext({ ms: RATE_MS, match: RATE })
  const answer = press()
  await expect.poll(ratesAsked, { interval: 5 }).toBe(before + 1)
  return [answer]
}

async function expired(): Promise<string> {
  const { id } = (await bench.start()).payment
  await bench.advance(20 * 60_000)
  expect(viewOf(id).payment.status).toBe('expired')
  return id
}

it('a retry is refused when the customer paid after all while the rate was waited for', async () => {
  const id = await expired()
  const attempt = crypto.randomUUID()
  const [retried] = await pressed(() => bench.payments().retry(id, attempt, NO_PEOPLE))
  await control().pay({ paymentId: bench.chargeIdOf(viewOf(id)), kind: 'exact' })
  await look(id)
  await bench.advance(RATE_MS)
  expect(await retried).toEqual({ ok: false, error: { code: 'notNow' } })
  expect(await charges()).toBe(1)
  expect(bench.payments().history(attempt)).toEqual({ ok: false, error: { code: 'notFound' } })
})

it('a retry goes ahead when nothing happened meanwhile', async () => {
  const id = await expired()
  const [retried] = await pressed(() => bench.payments().retry(id, crypto.randomUUID(), NO_PEOPLE))
  await bench.advance(RATE_MS)
  expect(await retried).toMatchObject({ ok: true, value: { payment: { status: 'awaiting' } } })
  expect(await charges()).toBe(2)
})

it('a top-up is refused when a person settled the short payment while the rate was waited for', async () => {
  const { id } = (await paidIn(await bench.start(), '11')).payment
  const attempt = crypto.randomUUID()
  const [asked] = await pressed(() => bench.payments().topUp(id, attempt, NO_PEOPLE))
  must(decide(id, 'accepted', 'owner'))
  await bench.advance(RATE_MS)
  expect(await asked).toEqual({ ok: false, error: { code: 'notNow' } })
  expect(await charges()).toBe(1)
})
