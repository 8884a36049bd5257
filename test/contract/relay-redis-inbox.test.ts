import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Inbox } from '../../relay/inbox.ts'
import { openRedisInbox, type RedisOptions } from '../../relay/redis/redis-inbox.ts'
import { hashOf } from '../../relay/secrets.ts'
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts'
import { inboxSuite, receivedOf } from './inbox-suite.ts'

const AT = '2026-11-21T14:02:00.000Z'

/** Sooner than the look every 5 s: it was the bell, or the connection that came back. */
const SOON = { timeout: 4_000 }

/** Disks may be slow while everything is tested at once. */
const PATIENT_MS = 20_000

let redis: RedisServer
const opened: Inbox[] = []

beforeAll(async () => {
  if (hasRedis) redis = await startRedis()
})
afterAll(() => redis?.close())

async function open(options: RedisOptions = {}, url = redis.url): Promise<Inbox> {
  const inbox = await openRedisInbox(url, options)
  opened.push(inbox)
  return inbox
}

async function closeAll(): Promise<void> {
  for (const inbox of opened.splice(0)) await inbox.close()
}

async function newChannel(inbox: Inbox): Promise<string> {
  await inbox.createChannel('shop', AT)
  const [channel] = await inbox.channels()
  if (!channel) throw new Error('no channel')
  return channel.key
}

describe.skipIf(!hasRedis)('with Redis', () => {
  inboxSuite('the inbox in Redis', async () => {
    redis.cli('FLUSHALL')
    return { inbox: await open(), another: open, close: closeAll }
  })

  beforeEach(() => void redis.cli('FLUSHALL'))
  afterEach(closeAll)

  describe('several processes', () => {
    it(
      'hear what any of them took, all of it and in order',
      async () => {
        const inboxes = [await open(), await open(), await open()] as const
        const key = await newChannel(inboxes[0])
        const heard = inboxes.map((inbox) => {
          const ids: number[] = []
          inbox.subscribe(key, (stored) => ids.push(...stored.map(({ id }) => id)))
          return ids
        })
        for (const inbox of inboxes) await inbox.bounds(key) // asked after it began to listen, and answered
        const all = Array.from({ length: 300 }, (_, index) => index + 1)
        await Promise.all(all.map((each) => inboxes[each % 3]?.append(key, receivedOf(String(each)))))
        await expect.poll(() => heard, SOON).toEqual([all, all, all])
      },
      PATIENT_MS,
    )

    it(
      'hear of what came while the connection was down as soon as it is back',
      async () => {
        redis.cli('ACL', 'SETUSER', 'cut', 'on', '>off', '~*', '&*', '+@all')
        const [here, there] = [await open({}, redis.url.replace('//', '//cut:off@')), await open()]
        const key = await newChannel(here)
        const heard: number[] = []
        here.subscribe(key, (stored) => heard.push(...stored.map(({ id }) => id)))
        await here.bounds(key)
        await there.append(key, receivedOf('a'))
        await expect.poll(() => heard, SOON).toEqual([1])

        redis.cli('ACL', 'SETUSER', 'cut', 'off')
        redis.cli('CLIENT', 'KILL', 'USER', 'cut')
        await expect.poll(() => here.trouble(), SOON).toMatch('Redis cannot be reached')
        for (const text of ['b', 'c']) await there.append(key, receivedOf(text))
        redis.cli('ACL', 'SETUSER', 'cut', 'on')
        await expect.poll(() => heard, SOON).toEqual([1, 2, 3])
        await there.append(key, receivedOf('d'))
        await expect.poll(() => heard, SOON).toEqual([1, 2, 3, 4])
      },
      PATIENT_MS,
    )

    it('make one channel of a name at a time', async () => {
      const [here, there] = [await open(), await open()]
      const made = await Promise.all([here, there, here].map((inbox) => inbox.createChannel('shop', AT)))
      expect(made.filter((each) => each !== undefined)).toHaveLength(1)
      expect(await there.channels()).toHaveLength(1)
      expect(redis.cli('--scan').split('\n').sort()).toHaveLength(7) // format, names, two hints and three of the channel
    })
  })

  describe('a change that was cut off by a crash', () => {
    it('leaves the name of a removed channel free', async () => {
      const inbox = await open()
      const key = await newChannel(inbox)
      redis.cli('DEL', `usdtill:{${key}}:channel`, `usdtill:{${key}}:deliveries`)
      expect(await inbox.channels()).toEqual([])
      expect(await inbox.append(key, receivedOf('a'))).toEqual({ kind: 'gone' })
      expect(await inbox.createChannel('shop', AT)).toBeDefined()
    })

    it('leaves hints that nobody believes', async () => {
      const inbox = await open()
      const old = await inbox.createChannel('shop', AT)
      const hints = [
        `usdtill:callback:${hashOf(old?.id ?? '').toString('hex')}`,
        `usdtill:token:${hashOf(old?.token ?? '').toString('hex')}`,
      ]
      const key = redis.cli('GET', hints[0] ?? '')
      expect(await inbox.findByToken(hashOf(old?.token ?? ''))).toMatchObject({ key })
      await inbox.rotate('shop', { callback: true })
      for (const hint of hints) redis.cli('SET', hint, key)
      expect(await inbox.findByCallback(hashOf(old?.id ?? ''))).toBeUndefined()
      expect(await inbox.findByToken(hashOf(old?.token ?? ''))).toBeUndefined()
    })
  })

  describe('what is kept', () => {
    it('holds no token', async () => {
      const inbox = await open()
      const secrets = await inbox.createChannel('shop', AT)
      const folder = join(redis.folder, 'appendonlydir')
      const kept = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1'))
      expect(kept.some((text) => text.includes(secrets?.id ?? ''))).toBe(true)
      expect(kept.some((text) => text.includes(secrets?.token ?? ''))).toBe(false)
    })

    it('of a newer relay is refused', async () => {
      redis.cli('SET', 'usdtill:format', '2')
      await expect(open()).rejects.toThrow('newer relay')
    })
  })
})
