import { createHmac } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig } from '../../relay/config.ts'
import { type Relay, startRelay } from '../../relay/server.ts'
import type { CallbackRow } from '../../shared/contract/relay.ts'
import { callbackPath } from '../../shared/relay-protocol.ts'
import { practiceIpnSecret } from '../../simulator/nowpayments/settings.ts'
import { payingAt } from '../support/paying.ts'
import { openRelayBench, type RelayBench } from '../support/relay-bench.ts'
import { silentLog } from '../support/relay-till.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// Gateway → relay → till, each over HTTP, with time standing still: whatever the till sees here, it sees because of a
// callback.

let relay: RelayBench
let bench: TillBench
let again: Relay | undefined
const { control, viewOf } = payingAt(() => bench)
/** A connection that was opened and never used would be waited for. */
const limits = { closeMs: 100 }
const settledSoon = { timeout: 3_000, interval: 5 }

beforeEach(async () => {
  relay = await openRelayBench({ limits })
  bench = await createTillBench('live', {})
  listen()
})
afterEach(async () => {
  await bench.close()
  await again?.close()
  again = undefined
  await relay.close()
})

function listen(): void {
  bench.till().relay?.listen({ url: relay.origin, token: relay.secrets.token })
}

const connection = () => bench.till().relay?.view().connection
const isOpen = () => expect.poll(() => connection()?.state, settledSoon).toBe('open')
const statusOf = (id: string) => viewOf(id).payment.status

/** The log, oldest first. */
function log(): CallbackRow[] {
  const page = bench.till().relay?.callbacks({ text: '', verdict: null, before: null })
  return (page?.rows ?? []).toReversed().map((row) => row as CallbackRow)
}
const outcomes = () => log().map(({ outcome }) => outcome)
const isQuiet = () =>
  expect.poll(() => outcomes().some(({ kind }) => kind === 'looking'), settledSoon).toBe(false)

it('a payment is seen, and paid, without the till asking by itself', async () => {
  await isOpen()
  const { id } = (await bench.start()).payment
  const paymentId = bench.chargeIdOf(viewOf(id))
  await control().pay({ paymentId, kind: 'exact' })
  await expect.poll(() => statusOf(id), settledSoon).toBe('seen')
  await control().finish({ paymentId })
  await expect.poll(() => statusOf(id), settledSoon).toBe('paid')
  await isQuiet()

  const payment = { id, number: viewOf(id).payment.number }
  expect(log().every((row) => row.verdict.kind === 'verified' && row.chargeId === paymentId)).toBe(true)
  expect(log().map((row) => row.payment)).toEqual(log().map(() => payment))
  expect(outcomes()).toContainEqual({ kind: 'changed', from: 'awaiting', to: 'seen' })
  const sources = bench.payments().history(id)
  if (!sources.ok) throw new Error(sources.error.code)
  const observed = sources.value.entries.filter(({ kind }) => kind === 'observed')
  expect(new Set(observed.map(({ detail }) => detail))).toEqual(new Set(['callback']))
})

it('a charge names the address of the channel, from the first greeting on and after a restart', async () => {
  await isOpen()
  const { callbackUrl } = bench.till().relay ?? {}
  const expected = `${relay.origin}${callbackPath(relay.secrets.id, 'nowpayments')}`
  expect(callbackUrl?.('nowpayments')).toBe(expected)
  expect(callbackUrl?.('a gateway nobody knows')).toBeNull()
  bench.restart()
  expect(bench.till().relay?.callbackUrl('nowpayments')).toBeNull()
  listen()
  expect(bench.till().relay?.callbackUrl('nowpayments')).toBe(expected)
})

it('without a relay nothing is sent anywhere, and there is no log', async () => {
  bench.till().relay?.listen(null)
  await expect.poll(() => connection()?.state, settledSoon).toBe('off')
  const other = await createTillBench('live', {})
  try {
    const paymentId = other.chargeIdOf(await other.start())
    await other.simulator.control.pay({ paymentId, kind: 'exact' })
    expect((await other.simulator.control.callbacks({})).callbacks).toEqual([])
    expect(other.till().relay?.view()).toEqual({ connection: { state: 'off' }, refused: 0 })
    expect(existsSync(join(other.folder, 'relay'))).toBe(false)
  } finally {
    await other.close()
  }
})

it('a forged callback changes nothing, and the owner is told how many came', async () => {
  await isOpen()
  const { id } = (await bench.start()).payment
  await expect.poll(() => outcomes().map(({ kind }) => kind), settledSoon).toEqual(['unchanged']) // "waiting"
  const body = JSON.stringify({
    payment_id: Number(bench.chargeIdOf(viewOf(id))),
    payment_status: 'finished',
    actually_paid: 100,
  })
  const calls = (await control().calls({})).calls.length
  const forged = createHmac('sha512', 'a guess').update(body).digest('hex')
  await relay.post(body, { 'x-nowpayments-sig': forged })
  await relay.post(body)
  const refusals = () => log().flatMap(({ verdict }) => (verdict.kind === 'refused' ? [verdict.reason] : []))
  await expect.poll(refusals, settledSoon).toEqual(['wrongSignature', 'noSignature'])
  let told = 0
  bench.onChange = () => {
    told += 1
  }
  bench.clock.advance(1_000)
  expect(told).toBeGreaterThan(0)
  expect(bench.till().relay?.view().refused).toBe(2)
  expect(statusOf(id)).toBe('awaiting')
  expect((await control().calls({})).calls.length).toBe(calls)

  bench.clock.advance(24 * 3_600_000)
  expect(bench.till().relay?.view().refused).toBe(0)
})

it('with the relay lost the till goes on by asking; back, it replays what was missed', async () => {
  await isOpen()
  const { id } = (await bench.start()).payment
  const paymentId = bench.chargeIdOf(viewOf(id))
  await relay.relay.close()
  await expect.poll(() => connection()?.state, settledSoon).toBe('lost')

  await control().pay({ paymentId, kind: 'exact' })
  expect(statusOf(id)).toBe('awaiting')
  bench.clock.advance(5_000)
  await expect.poll(() => statusOf(id), settledSoon).toBe('seen')

  const port = new URL(relay.origin).port
  const read = readConfig({ RELAY_PORT: port, RELAY_STORE: relay.store })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  again = await startRelay({ config: read.config, inbox: relay.inbox, log: silentLog, limits })
  bench.till().relay?.wake()
  await isOpen()
  // The gateway sends again after a minute what it could not deliver.
  await control().advance({ ms: 60_000 })
  await expect.poll(() => log().length, settledSoon).toBeGreaterThan(0)
  await isQuiet()
  expect(log().every(({ verdict }) => verdict.kind === 'verified')).toBe(true)
})

it('a callback for a payment of another till of the account is noted as not ours', async () => {
  await isOpen()
  const body = JSON.stringify({ payment_id: 5_999_999_999, payment_status: 'finished' })
  const signature = createHmac('sha512', practiceIpnSecret).update(body).digest('hex')
  await relay.post(body, { 'x-nowpayments-sig': signature })
  await expect.poll(outcomes, settledSoon).toEqual([{ kind: 'notOurs' }])
  expect(bench.till().relay?.view().refused).toBe(0)
})

it('a look that a crash cut off is made at the next start', async () => {
  await isOpen()
  const { id } = (await bench.start()).payment
  const paymentId = bench.chargeIdOf(viewOf(id))
  const isLook = { method: 'GET', path: '/payment/:id' } as const
  await control().delayNext({ ms: 3_600_000, when: 'before', times: 5, match: isLook })
  await control().pay({ paymentId, kind: 'exact' })
  await expect.poll(() => outcomes().map(({ kind }) => kind)[0], settledSoon).toBe('looking')

  await control().clearFaults({})
  bench.restart()
  expect(log()[0]?.outcome).toEqual({ kind: 'looking' })
  listen()
  await expect.poll(() => statusOf(id), settledSoon).toBe('seen')
  await isQuiet()
})

it('money that comes when all was over is seen too', async () => {
  await isOpen()
  const { id } = (await bench.start()).payment
  const paymentId = bench.chargeIdOf(viewOf(id))
  await control().pay({ paymentId, kind: 'exact' })
  await control().finish({ paymentId })
  await expect.poll(() => statusOf(id), settledSoon).toBe('paid')
  await control().pay({ paymentId, kind: 'again' })
  await expect.poll(() => viewOf(id).payment, settledSoon).toMatchObject({ remarks: ['repeated'] })
})

it('a gateway that does not answer the look is said in the log, and asked again later', async () => {
  await isOpen()
  const { id } = (await bench.start()).payment
  const paymentId = bench.chargeIdOf(viewOf(id))
  await control().failNext({ as: '500', times: 1, match: { method: 'GET', path: '/payment/:id' } })
  await control().pay({ paymentId, kind: 'exact' })
  await expect.poll(outcomes, settledSoon).toContainEqual({ kind: 'unanswered' })
  await bench.advance(30_000)
  await expect.poll(() => statusOf(id), settledSoon).not.toBe('awaiting')
})
