import { createHmac, randomUUID } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { createCallbackDesk } from '../../electron/relay/callback-desk.ts'
import type { RelayClientDependencies } from '../../electron/relay/relay-client.ts'
import type { Clock } from '../../electron/time/clock.ts'
import { thisComputer } from '../../electron/time/steady-clock.ts'
import { readConfig } from '../../relay/config.ts'
import { type Relay, startRelay } from '../../relay/server.ts'
import { createFakeClock } from '../support/fake-clock.ts'
import { openRelayBench, textOf } from '../support/relay-bench.ts'
import { allOf, memoryCallbackLog, memoryCursor, openRelayTill, silentLog } from '../support/relay-till.ts'

// The till's client against the real relay, over HTTP on loopback.

/** Often enough for the hurried clock below. */
const limits = { keepAliveMs: 100 }

const SPEED = 20
/** Waits are the real ones divided by twenty: half a minute of silence is a second and a half. */
const quick: Clock = {
  now: () => thisComputer.wall(),
  after: (ms, run) => thisComputer.after(ms / SPEED, run),
}

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function openRelay() {
  const bench = await openRelayBench({ limits })
  closing.push(bench.close)
  let relay: Relay = bench.relay
  const { origin, store, inbox, secrets } = bench
  return {
    ...bench,
    /** A till at this relay; one cursor for all of them that are to be the same till. */
    till: (given: Partial<RelayClientDependencies> = {}) => {
      const access = { url: origin, token: secrets.token }
      const till = openRelayTill({ access, clock: quick, ...given })
      closing.push(till.client.stop)
      till.client.start()
      return till
    },
    stopRelay: () => relay.close(),
    startAgain: async () => {
      const read = readConfig({ RELAY_PORT: new URL(origin).port, RELAY_STORE: store })
      if (!read.ok) throw new Error(read.problems.join('\n'))
      relay = await startRelay({ config: read.config, inbox, log: silentLog, limits })
      closing.push(() => relay.close())
    },
  }
}

const settledSoon = { timeout: 10_000 }

it('gets what was there before it, what comes, and after a pause only what it missed', async () => {
  const { post, till, inbox } = await openRelay()
  const cursor = memoryCursor()
  await post('a')
  await post('b')
  const first = till({ cursor })
  await expect.poll(() => first.deliveries.map(textOf), settledSoon).toEqual(['a', 'b'])
  await post('c')
  await expect.poll(() => first.deliveries.map(textOf), settledSoon).toEqual(['a', 'b', 'c'])
  await expect.poll(async () => (await inbox.channels())[0]?.acknowledged, settledSoon).toBe(3)
  await first.client.stop()
  expect(first.said()).toEqual(['connecting', 'open', 'off'])

  await post('d')
  const second = till({ cursor })
  await post('e')
  await expect.poll(() => second.deliveries.map(textOf), settledSoon).toEqual(['d', 'e'])
  expect(first.deliveries).toHaveLength(3)
})

it('a relay that restarts costs nothing', async () => {
  const { post, till, stopRelay, startAgain } = await openRelay()
  const { deliveries, client, said } = till()
  const bodies = Array.from({ length: 60 }, (_, index) => `callback ${index}`)
  for (const body of bodies.slice(0, 20)) await post(body)
  await expect.poll(() => deliveries.length, settledSoon).toBe(20)
  for (const round of [1, 2]) {
    await stopRelay()
    await expect.poll(() => client.state().state, settledSoon).toBe('lost')
    await startAgain()
    for (const body of bodies.slice(20 * round, 20 * (round + 1))) await post(body)
    await expect.poll(() => deliveries.length, settledSoon).toBe(20 * (round + 1))
  }
  expect(deliveries.map(textOf)).toEqual(bodies)
  expect(client.state()).toEqual({ state: 'open' })
  expect(said().filter((word) => word === 'open')).toHaveLength(3)
})

it('a wrong token is said, and not tried again for a minute', async () => {
  const { till, origin, metrics } = await openRelay()
  const clock = createFakeClock()
  const { client } = till({ access: { url: origin, token: 'wrong' }, clock, random: () => 0.5 })
  const refusals = async () => /reason="no token"} (\d+)/.exec(await metrics())?.[1]
  const wrong = { state: 'lost', since: '2026-11-21T14:02:00.000Z', reason: 'wrongToken' }
  await expect.poll(() => client.state(), settledSoon).toEqual(wrong)
  clock.advance(44_000)
  expect(await refusals()).toBe('1')
  clock.advance(2_000)
  await expect.poll(refusals, settledSoon).toBe('2')
  expect(client.state()).toEqual(wrong)
})

it('a forged callback causes no look, a genuine one looks once however often it is sent', async () => {
  const { post, till } = await openRelay()
  const looks: string[] = []
  const callbacks = memoryCallbackLog()
  const payment = { id: randomUUID(), number: 118 }
  const desk = createCallbackDesk({
    clock: quick,
    log: silentLog,
    callbacks,
    secretOf: async (gateway) => (gateway === 'nowpayments' ? 'ipn-secret' : null),
    takesShortForm: () => false,
    paymentOf: (_gateway, chargeId) => (chargeId === '500' ? payment : undefined),
    heard: () => undefined,
    look: (_callback, paymentId) => void looks.push(paymentId),
  })
  till({ onDelivery: async (delivery, channel) => void (await desk.take(delivery, channel)) })
  const send = (said: object, secret: string) => {
    const body = JSON.stringify(said)
    return post(body, { 'x-nowpayments-sig': createHmac('sha512', secret).update(body).digest('hex') })
  }
  const paid = { actually_paid: 13.49, payment_id: 500, payment_status: 'finished' }
  await send(paid, 'a guess')
  await post('not even JSON')
  await post(JSON.stringify(paid))
  for (let time = 0; time < 3; time += 1) await send(paid, 'ipn-secret')
  const kinds = () => allOf(callbacks).map(({ verdict, outcome }) => `${verdict.kind} ${outcome.kind}`)
  const refused = Array.from({ length: 3 }, () => 'refused none')
  const verified = ['verified looking', 'verified repeated', 'verified repeated']
  await expect.poll(kinds, settledSoon).toEqual([...refused, ...verified])
  expect(looks).toEqual([payment.id])
})

it('what was under way when the till died comes again, in order', async () => {
  const { post, till } = await openRelay()
  const cursor = memoryCursor()
  const begun: string[] = []
  const dying = till({
    cursor,
    onDelivery: async (delivery) => {
      begun.push(textOf(delivery))
      if (delivery.id === 2) throw new Error('the power went')
    },
  })
  await Promise.all([post('a'), post('b'), post('c')])
  await expect.poll(() => begun.length, settledSoon).toBeGreaterThanOrEqual(2)
  await dying.client.stop()
  expect(cursor.last()).toBe(1)
  const { deliveries } = till({ cursor })
  await expect.poll(() => deliveries.map(({ id }) => id), settledSoon).toEqual([2, 3])
})
