import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Inbox } from '../../relay/inbox.ts'
import { openRedisInbox } from '../../relay/redis/redis-inbox.ts'
import { hashOf } from '../../relay/secrets.ts'
import { inboxSuite, receivedOf } from '../contract/inbox-suite.ts'
import { hasRedis, type RedisServer, startRedisCluster } from '../support/redis-server.ts'

const AT = '2026-11-21T14:02:00.000Z'
const CHANNELS = 12

/** The masters get to know each other, and one of them is killed and found again. */
const CLUSTER_MS = 60_000
const SOON = { timeout: 20_000 }

describe.skipIf(!hasRedis)('a Redis Cluster', () => {
  let masters: readonly RedisServer[]
  let opened: Inbox[] = []

  const open = async (): Promise<Inbox> => {
    const inbox = await openRedisInbox(masters[0]?.url ?? '')
    opened.push(inbox)
    return inbox
  }
  const someKeyThatAnswers = (inbox: Inbox, keys: readonly string[]) =>
    Promise.any(keys.map(async (key) => (await inbox.bounds(key)) && key))
  const closeAll = async () => {
    for (const inbox of opened) await inbox.close()
    opened = []
  }

  beforeAll(async () => {
    masters = await startRedisCluster(3)
  }, CLUSTER_MS)
  afterAll(async () => {
    await closeAll()
    for (const master of masters) await master.close()
  })

  inboxSuite('the inbox', async () => {
    for (const master of masters) master.cli('FLUSHALL')
    return { inbox: await open(), another: open, close: closeAll }
  })

  it(
    'has channels on every node; what one relay takes another tells; a node that dies takes only its channels along, for a while',
    async () => {
      for (const master of masters) master.cli('FLUSHALL')
      const [here, there] = [await open(), await open()]
      const names = Array.from({ length: CHANNELS }, (_, index) => `shop ${index}`)
      for (const name of names) await here.createChannel(name, AT)
      const keys = (await there.channels()).map(({ key }) => key)
      expect(keys).toHaveLength(CHANNELS)
      for (const master of masters) expect(master.cli('--scan', '--pattern', '*deliveries')).not.toBe('')

      const heard = new Map<string, number[]>(keys.map((key) => [key, []]))
      for (const key of keys) {
        there.subscribe(key, (stored) => heard.get(key)?.push(...stored.map(({ id }) => id)))
        await there.bounds(key)
      }
      const appendAll = () => Promise.allSettled(keys.map((key) => here.append(key, receivedOf('a'))))
      const kept = (settled: readonly PromiseSettledResult<unknown>[]) =>
        settled.filter(({ status }) => status === 'fulfilled').length
      expect(kept(await appendAll())).toBe(CHANNELS)
      await expect.poll(() => [...heard.values()]).toEqual(keys.map(() => [1]))

      // A cluster without one of its masters serves nothing until it comes back, unless it is told to.
      for (const master of masters) master.cli('CONFIG', 'SET', 'cluster-require-full-coverage', 'no')
      await masters[2]?.kill()
      await expect.poll(async () => kept(await appendAll()), SOON).toBeLessThan(CHANNELS)
      expect(kept(await appendAll())).toBeGreaterThan(0)
      const late = await open() // begins while a node is missing
      expect((await late.bounds(await someKeyThatAnswers(late, keys))).latest).toBeGreaterThan(0)
      await masters[2]?.start()
      await expect.poll(async () => kept(await appendAll()), SOON).toBe(CHANNELS)

      const latest = async () => Promise.all(keys.map(async (key) => (await there.bounds(key)).latest))
      await expect
        .poll(async () => [...heard.values()].map((ids) => ids.at(-1)), SOON)
        .toEqual(await latest())
      for (const ids of heard.values()) expect(ids).toEqual(ids.map((_, index) => index + 1))
    },
    CLUSTER_MS,
  )

  it('finds a channel by its secrets, wherever the parts of it are', async () => {
    const [here, there] = [await open(), await open()]
    const secrets = await here.createChannel('everywhere', AT)
    const rotated = await there.rotate('everywhere', { callback: true })
    expect(await here.findByToken(hashOf(secrets?.token ?? ''))).toBeUndefined()
    expect((await here.findByToken(hashOf(rotated?.token ?? '')))?.name).toBe('everywhere')
    expect(await here.remove('everywhere')).toBe(true)
    expect(await there.findByToken(hashOf(rotated?.token ?? ''))).toBeUndefined()
  })
})
