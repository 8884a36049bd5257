import type { Appended, ChannelKey, Inbox, Received } from '../inbox.ts'
import { createKnownChannels } from '../known-channels.ts'
import { createChannelRecords } from './channel-records.ts'
import { createDeliveries } from './deliveries.ts'
import { openLink, type RedisLink } from './link.ts'
import { createNews } from './news.ts'
import { lookAt, refuseNewer } from './opening.ts'
import { pruneAll } from './pruning.ts'
import { type Durability, establishTrust, type Trust } from './trust.ts'

// The store of any number of relays: Redis, one or a cluster, with a stream for each channel.

/** Callbacks that may wait for Redis; more are refused at once. */
const WAITING = 20_000

/** As with a file: without a callback nothing is tried again. */
const TROUBLE_MS = 60_000

export type RedisOptions = {
  readonly durability?: Durability
  readonly nowMs?: () => number
  /** After this without an answer a connection is given up. */
  readonly unansweredMs?: number
}

/** `url` as in RELAY_STORE. Rejects with a sentence when it cannot be used; no secret is in it. */
export async function openRedisInbox(
  url: string,
  { durability = 'checked', nowMs = () => performance.now(), unansweredMs }: RedisOptions = {},
): Promise<Inbox> {
  const trouble = createTrouble(nowMs)
  const link = await openLink({ url, ...(await lookAt(url)) }, unansweredMs)
  try {
    const trust = await establishTrust(link, durability, trouble.over)
    await refuseNewer(link)
    return inboxOver(link, trust, trouble)
  } catch (error) {
    link.close()
    throw error
  }
}

type Trouble = ReturnType<typeof createTrouble>

function createTrouble(nowMs: () => number) {
  let failed: { readonly why: string; readonly atMs: number } | null = null
  return {
    began: (error: unknown): void => {
      failed = { why: error instanceof Error ? error.message : String(error), atMs: nowMs() }
    },
    over: (): void => {
      failed = null
    },
    why: () => (failed && nowMs() - failed.atMs < TROUBLE_MS ? failed.why : null),
  }
}

function inboxOver(link: RedisLink, trust: Trust, trouble: Trouble): Inbox {
  const records = createChannelRecords(link)
  const deliveries = createDeliveries(link)
  const news = createNews({ link, deliveries })
  const known = createKnownChannels()
  const appending = new Set<Promise<Appended>>()

  const append = async (channel: ChannelKey, received: Received): Promise<Appended> => {
    try {
      await trust.awaited()
      const sent = deliveries.append(channel, received)
      news.ring(channel)
      const id = await sent
      await trust.awaited() // the connection it went out on may be one that is only being checked
      trouble.over()
      if (id === undefined) return { kind: 'gone' }
      await news.tookHere(channel, { ...received, id })
      return { kind: 'stored', id }
    } catch (error) {
      trouble.began(error)
      throw error
    }
  }

  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await Promise.allSettled(appending)
    trust.close()
    news.close()
    link.close()
  }

  return {
    append: (channel, received) => {
      if (appending.size >= WAITING) return Promise.resolve<Appended>({ kind: 'busy' })
      const mine = append(channel, received)
      appending.add(mine)
      const over = () => void appending.delete(mine)
      mine.then(over, over)
      return mine
    },
    read: deliveries.read,
    bounds: deliveries.bounds,
    subscribe: news.subscribe,
    acknowledge: deliveries.acknowledge,
    prune: (before) => pruneAll({ records, deliveries }, before),
    createChannel: records.create,
    channels: async () =>
      Promise.all(
        (await records.all()).map(async ({ key, id, name, createdAt }) => {
          const [bounds, acknowledged] = await Promise.all([
            deliveries.bounds(key),
            deliveries.acknowledged(key),
          ])
          return { key, id, name, createdAt, acknowledged, ...bounds }
        }),
      ),
    rotate: async (name, what) => {
      const rotated = await records.rotate(name, what)
      known.forget()
      return rotated
    },
    remove: async (name) => {
      const isRemoved = await records.remove(name)
      known.forget()
      return isRemoved
    },
    findByCallback: async (idHash) =>
      known.recall(idHash) ?? known.remember(idHash, await records.findByCallback(idHash)),
    findByToken: records.findByToken,
    trouble: () => trouble.why() ?? link.problem() ?? trust.problem(),
    // Never: whatever happens to Redis, this comes back when it does.
    lost: new Promise(() => {}),
    waiting: () => appending.size,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}
