import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pino } from 'pino'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../relay/config.ts'
import type { ChannelSecrets, Inbox } from '../../relay/inbox.ts'
import { openRedisInbox } from '../../relay/redis/redis-inbox.ts'
import { startRelay } from '../../relay/server.ts'
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts'
import { handsOf, type TillStream, textOf } from '../support/relay-bench.ts'
import { type RelayProgram, relayProgram } from '../support/relay-process.ts'

// Several relays on one Redis, as they run behind a load balancer.

/** Redis and relays that start and are killed, and hundreds of disk syncs. */
const RESTARTED_MS = 60_000
const SOON = { timeout: 10_000 }

let redis: RedisServer
let store: string
let folder: string
let built: string
let program: RelayProgram
let streams: TillStream[] = []
let closing: (() => Promise<unknown>)[] = []

async function startHere(): Promise<{ readonly origin: string; readonly inbox: Inbox }> {
  const read = readConfig({ RELAY_PORT: '0', RELAY_STORE: store })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const inbox = await openRedisInbox(store)
  const relay = await startRelay({ config: read.config, inbox, log: pino({ level: 'silent' }) })
  closing.push(relay.close, inbox.close)
  return { origin: relay.origin, inbox }
}

async function newTill({ inbox }: { readonly inbox: Inbox }, name: string): Promise<ChannelSecrets> {
  const secrets = await inbox.createChannel(name, '2026-11-21T14:02:00.000Z')
  if (!secrets) throw new Error(`no channel ${name}`)
  return secrets
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** What a till has that listens from the beginning. */
async function everything({ origin }: { readonly origin: string }, secrets: ChannelSecrets) {
  const stream = await handsOf(origin, secrets, streams).listen(0)
  const { latest } = await stream.hello()
  return stream.deliveries(latest)
}

describe.skipIf(!hasRedis)('relays on one Redis', () => {
  beforeAll(async () => {
    redis = await startRedis({ requirepass: 'geheim' })
    folder = mkdtempSync(join(tmpdir(), 'relay-redis-'))
    store = redis.url.replace('//', '//:geheim@')
    // The one file a technician copies: the client of Redis has to work from inside it too.
    await build({
      configFile: resolve('relay/vite.config.ts'),
      logLevel: 'silent',
      build: { outDir: folder, emptyOutDir: true },
    })
    built = join(folder, 'relay.mjs')
    program = relayProgram(built, { RELAY_PORT: '0', RELAY_STORE: store }, folder)
  }, RESTARTED_MS)
  afterEach(async () => {
    for (const stream of streams) stream.leave()
    for (const close of closing) await close()
    streams = []
    closing = []
  })
  afterAll(async () => {
    await redis?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it(
    'a callback taken by one reaches tills at the other, and what is changed at one holds at the other',
    async () => {
      const [one, two] = [await startHere(), await startHere()]
      const secrets = await newTill(one, 'shared')
      const here = handsOf(one.origin, secrets, streams)
      const there = handsOf(two.origin, secrets, streams)
      const till = await there.listen()
      await till.hello()
      const sentAt = performance.now()
      expect((await here.post('first')).status).toBe(200)
      expect((await till.deliveries(1)).map(textOf)).toEqual(['first'])
      expect(performance.now() - sentAt).toBeLessThan(4_000) // by its bell, not by the look every 5 s
      await Promise.all(numbers(50).map((each) => (each % 2 ? here : there).post(String(each))))
      expect((await till.deliveries(51)).map(({ id }) => id)).toEqual(numbers(51))

      expect((await here.acknowledge(51)).status).toBe(204)
      expect((await two.inbox.channels())[0]).toMatchObject({ latest: 51, acknowledged: 51 })

      const after = await one.inbox.rotate('shared', { callback: true })
      if (!after) throw new Error('not rotated')
      for (const { origin } of [one, two]) {
        expect((await handsOf(origin, secrets).acknowledge(1)).status).toBe(401)
        await expect.poll(async () => (await handsOf(origin, secrets).post('old')).status, SOON).toBe(404)
        expect((await handsOf(origin, after).post('new')).status).toBe(200)
      }
      await two.inbox.remove('shared')
      for (const { origin } of [one, two]) {
        await expect.poll(async () => (await handsOf(origin, after).post('gone')).status, SOON).toBe(404)
      }
    },
    RESTARTED_MS,
  )

  it(
    'Redis killed under load loses nothing that was answered; meanwhile it is 503, and then it goes on by itself',
    async () => {
      const [one, two] = [await startHere(), await startHere()]
      const secrets = await newTill(one, 'killed')
      const quiet = await newTill(one, 'never called before')
      const till = await handsOf(two.origin, secrets, streams).listen()
      await till.hello()
      const answered: string[] = []
      const refusals = new Set<number>()
      let isOver = false
      const send = async (origin: string, sender: number) => {
        for (let each = 0; !isOver; each++) {
          const body = `${sender}/${each}`
          const { status } = await handsOf(origin, secrets).post(body)
          if (status === 200) answered.push(body)
          else refusals.add(status)
        }
      }
      const senders = numbers(8).map((sender) => send((sender % 2 ? one : two).origin, sender))
      for (let kill = 1; kill <= 2; kill++) {
        const goal = answered.length + 60
        await expect.poll(() => answered.length, SOON).toBeGreaterThan(goal)
        await redis.kill()
        await expect.poll(() => refusals.has(503), SOON).toBe(true)
        // The refusal may have been the other relay's: each hears of it by its own connection.
        await expect.poll(async () => (await fetch(`${one.origin}/healthz`)).status, SOON).toBe(503)
        expect((await handsOf(one.origin, quiet).post('x')).status).toBe(503)
        refusals.delete(503)
        const before = answered.length
        await redis.start()
        await expect.poll(() => answered.length, SOON).toBeGreaterThan(before)
      }
      isOver = true
      await Promise.all(senders)
      await expect.poll(async () => (await fetch(`${one.origin}/healthz`)).status, SOON).toBe(200)
      expect([...refusals].filter((status) => status !== 503)).toEqual([])

      const kept = await everything(one, secrets)
      expect(kept.map(({ id }) => id)).toEqual(numbers(kept.length))
      const bodies = new Set(kept.map(textOf))
      expect(answered.filter((body) => !bodies.has(body))).toEqual([])
    },
    RESTARTED_MS,
  )

  it(
    'one killed under load loses nothing that it answered, and the other serves its tills',
    async () => {
      const [one, two] = [await program.serve(), await startHere()]
      closing.push(() => one.end('SIGKILL'))
      const secrets = await newTill(two, 'relay killed')
      const till = await handsOf(two.origin, secrets, streams).listen()
      await till.hello()
      const answered: string[] = []
      const send = async (sender: number) => {
        for (let each = 0; ; each++) {
          const body = `${sender}/${each}`
          const reply = await handsOf(one.origin, secrets)
            .post(body)
            .catch(() => undefined)
          if (reply?.status !== 200) return
          answered.push(body)
        }
      }
      const senders = numbers(8).map(send)
      await expect.poll(() => answered.length, SOON).toBeGreaterThan(100)
      await one.end('SIGKILL')
      await Promise.all(senders)
      expect((await handsOf(two.origin, secrets).post('after')).status).toBe(200)

      const kept = await everything(two, secrets)
      const bodies = kept.map(textOf)
      expect(answered.filter((body) => !bodies.includes(body))).toEqual([])
      expect((await till.deliveries(kept.length)).map(({ id }) => id)).toEqual(numbers(kept.length))
    },
    RESTARTED_MS,
  )

  it(
    'the password is nowhere in what a relay says',
    async () => {
      const relay = program.start()
      expect(await relay.line(/relay ready/)).toMatch(`"store":"${redis.url}"`)
      expect(await relay.end('SIGTERM')).toBe(0)
      const wrong = relayProgram(built, { RELAY_STORE: redis.url.replace('//', '//:falsch@') }, folder)
      expect(await wrong.run()).toEqual({
        code: 1,
        out: '',
        complaint: `The store cannot be opened: Redis refuses the user or the password (${redis.url})\n`,
      })
    },
    RESTARTED_MS,
  )
})
