import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Inbox } from '../../relay/inbox.ts'
import { openRedisInbox, type RedisOptions } from '../../relay/redis/redis-inbox.ts'
import { receivedOf } from '../contract/inbox-suite.ts'
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts'

// What Redis must be like for a relay to rely on it, and what happens when it is not, or not any more.

const AT = '2026-11-21T14:02:00.000Z'

/** Redis starts anew in some of these, and its settings are looked at every 2 s. */
const RESTARTED_MS = 20_000
const SOON = { timeout: 10_000 }

let redis: RedisServer
const opened: Inbox[] = []

async function open(options: RedisOptions = {}, url = redis.url): Promise<Inbox> {
  const inbox = await openRedisInbox(url, options)
  opened.push(inbox)
  return inbox
}

async function newChannel(inbox: Inbox): Promise<string> {
  await inbox.createChannel('shop', AT)
  const [channel] = await inbox.channels()
  if (!channel) throw new Error('no channel')
  return channel.key
}

describe.skipIf(!hasRedis)('Redis', () => {
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.close())
  beforeEach(() => void redis.cli('FLUSHALL'))
  afterEach(async () => {
    for (const inbox of opened.splice(0)) await inbox.close()
  })

  describe('killed', () => {
    it(
      'goes on with its numbers, though everything was forgotten and its log rewritten',
      async () => {
        const inbox = await open()
        const key = await newChannel(inbox)
        for (const text of ['a', 'b']) await inbox.append(key, receivedOf(text, '2026-01-01T00:00:00.000Z'))
        expect(await inbox.prune({ acknowledged: AT, any: AT })).toBe(2)
        redis.cli('CONFIG', 'SET', 'aof-use-rdb-preamble', 'no')
        redis.cli('BGREWRITEAOF')
        await expect.poll(() => redis.cli('INFO', 'persistence')).toMatch(/aof_rewrite_in_progress:0/)
        await redis.kill()
        await redis.start()
        await expect.poll(() => inbox.trouble(), SOON).toBeNull()
        expect(await inbox.append(key, receivedOf('c'))).toEqual({ kind: 'stored', id: 3 })
      },
      RESTARTED_MS,
    )
  })

  describe('that could lose what it answered', () => {
    const settingBack = (...settings: string[]) => redis.cli('CONFIG', 'SET', ...settings)

    it.each([
      [['appendonly', 'no'], ['appendonly', 'yes'], 'set appendonly to yes'],
      [['appendfsync', 'everysec'], ['appendfsync', 'always'], 'set appendfsync to always'],
      [
        ['no-appendfsync-on-rewrite', 'yes'],
        ['no-appendfsync-on-rewrite', 'no'],
        'set no-appendfsync-on-rewrite to no',
      ],
      [
        ['maxmemory', '1gb', 'maxmemory-policy', 'allkeys-lru'],
        ['maxmemory', '0', 'maxmemory-policy', 'noeviction'],
        'set maxmemory-policy to noeviction',
      ],
    ])('%j is refused', async (wrong, right, sentence) => {
      redis.cli('CONFIG', 'SET', ...wrong)
      try {
        await expect(open()).rejects.toThrow(`Redis could lose what it has answered: ${sentence}`)
      } finally {
        settingBack(...right)
      }
    })

    it(
      'is given nothing when it comes back as one, until it is put right',
      async () => {
        const inbox = await open()
        const key = await newChannel(inbox)
        await redis.kill()
        await redis.start({ appendfsync: 'no' })
        await expect.poll(() => inbox.trouble(), SOON).toMatch(/set appendfsync to always/)
        await expect(inbox.append(key, receivedOf('a'))).rejects.toThrow('set appendfsync to always')
        settingBack('appendfsync', 'always')
        await expect.poll(() => inbox.trouble(), SOON).toBeNull()
        expect(await inbox.append(key, receivedOf('b'))).toEqual({ kind: 'stored', id: 1 })
      },
      RESTARTED_MS,
    )
  })

  describe('that hides its settings', () => {
    const everything = ['~usdtill:*', '&usdtill:*', '+@all', '-config']
    const hidden = () => `redis://till:pass%20word@127.0.0.1:${redis.port}`
    beforeEach(() => void redis.cli('ACL', 'SETUSER', 'till', 'on', '>pass word', ...everything))

    it('is used only where the operator vouches for it', async () => {
      await expect(open({}, hidden())).rejects.toThrow('set RELAY_REDIS_DURABILITY to vouched')
      const inbox = await open({ durability: 'vouched' }, hidden())
      expect(await inbox.append(await newChannel(inbox), receivedOf('a'))).toEqual({ kind: 'stored', id: 1 })
    })
  })

  describe('that cannot be used says why, and not the password', () => {
    it.each([
      [
        'a wrong password',
        () => `redis://nobody:geheim@127.0.0.1:${redis.port}`,
        'Redis refuses the user or the password',
      ],
      ['nobody there', () => 'redis://:geheim@127.0.0.1:1', 'connect ECONNREFUSED 127.0.0.1:1'],
      [
        'no such database',
        () => `${redis.url.replace('//', '//:@')}/99`,
        'Redis answers ERR DB index is out of range',
      ],
    ])('%s', async (_, url, sentence) => {
      await expect(open({}, url())).rejects.toThrow(new Error(sentence))
    })
  })

  it(
    'that hangs is given up, and taken up again when it goes on',
    async () => {
      const inbox = await open({ unansweredMs: 500 })
      const key = await newChannel(inbox)
      redis.signal('SIGSTOP')
      try {
        await expect(inbox.append(key, receivedOf('a'))).rejects.toThrow(
          'The connection to Redis broke: no answer for 0.5 seconds',
        )
        await expect(inbox.append(key, receivedOf('b'))).rejects.toThrow(
          'Redis cannot be reached: no answer for 0.5 seconds',
        )
        expect(inbox.trouble()).not.toBeNull()
      } finally {
        redis.signal('SIGCONT')
      }
      await expect.poll(() => inbox.trouble(), SOON).toBeNull()
      expect(await inbox.append(key, receivedOf('c'))).toMatchObject({ kind: 'stored' })
    },
    RESTARTED_MS,
  )
})
