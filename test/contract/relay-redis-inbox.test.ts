import { afterAll, beforeAll, describe } from 'vitest'
import type { Inbox } from '../../relay/inbox.ts'
import { openRedisInbox } from '../../relay/redis/redis-inbox.ts'
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server.ts'
import { inboxSuite } from './inbox-suite.ts'

describe.skipIf(!hasRedis)('with Redis', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.close())

  inboxSuite('the inbox in Redis', async () => {
    redis.cli('FLUSHALL')
    const opened: Inbox[] = []
    const open = async () => {
      const inbox = await openRedisInbox(redis.url)
      opened.push(inbox)
      return inbox
    }
    const inbox = await open()
    return {
      inbox,
      another: open,
      close: async () => {
        for (const each of opened) await each.close()
      },
    }
  })
})
