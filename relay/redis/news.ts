import { randomUUID } from 'node:crypto'
import type { ChannelKey, Stored } from '../inbox.ts'
import { createSubscribers, type OnNew } from '../subscribers.ts'
import type { Deliveries } from './deliveries.ts'
import { bellOf } from './keys.ts'
import type { RedisLink } from './link.ts'

// Who in this process wants to hear of new deliveries, from whichever process they come. What was taken here is told
// from memory; what others took is read after their bell. A bell can be missed, so it is also looked when a
// connection comes back, and every few seconds.

export interface News {
  subscribe(channel: ChannelKey, onNew: OnNew): () => void
  /** Something was sent to the stream: other processes look. */
  ring(channel: ChannelKey): void
  /** It is durable. Resolves, or returns, when subscribers here have been told or will be by reading. */
  tookHere(channel: ChannelKey, stored: Stored): Promise<void> | undefined
  close(): void
}

type Watched = {
  /** Everything up to here was told, or was there before; undefined until Redis has said what was. */
  told: number | undefined
  readonly begun: Promise<void>
  isReading: boolean
  /** There may be more than was read. */
  isStale: boolean
  readonly unlisten: () => void
}

const PAGE = 500

/** For bells that nobody heard: a process that died between a delivery and its bell, a connection that broke. */
const LOOK_MS = 5_000

type NewsDependencies = { readonly link: RedisLink; readonly deliveries: Deliveries }

export function createNews({ link, deliveries }: NewsDependencies): News {
  const subscribers = createSubscribers()
  const watched = new Map<ChannelKey, Watched>()
  const rung = new Set<ChannelKey>()
  const mine = randomUUID()

  const begin = async (channel: ChannelKey): Promise<void> => {
    const { latest } = await deliveries.bounds(channel)
    const there = watched.get(channel)
    if (there) there.told ??= latest
  }

  const tell = (channel: ChannelKey, there: Watched, stored: readonly Stored[]): void => {
    const last = stored.at(-1)?.id ?? 0
    const { told = 0 } = there
    if (last <= told) return
    there.told = last
    subscribers.tell(stored.filter(({ id }) => id > told).map((each) => ({ channel, stored: each })))
  }

  const readAll = async (channel: ChannelKey, there: Watched): Promise<void> => {
    while (there.isStale && watched.get(channel) === there) {
      there.isStale = false
      if (there.told === undefined) await begin(channel)
      const page = await deliveries.read(channel, there.told ?? 0, PAGE)
      tell(channel, there, page)
      if (page.length > 0) there.isStale = true
    }
  }

  const look = (channel: ChannelKey): void => {
    const there = watched.get(channel)
    if (!there) return
    there.isStale = true
    if (there.isReading) return
    there.isReading = true
    readAll(channel, there)
      .catch(() => {}) // it is looked again when Redis is back
      .finally(() => {
        there.isReading = false
      })
  }

  const lookEverywhere = () => {
    for (const channel of watched.keys()) look(channel)
  }
  link.onReady(lookEverywhere)
  const looking = setInterval(lookEverywhere, LOOK_MS)

  const watch = (channel: ChannelKey): void => {
    const begun = begin(channel).catch(() => {}) // later then, when it is looked
    const unlisten = link.listen(bellOf(channel), (ringer) => {
      if (ringer !== mine) look(channel)
    })
    watched.set(channel, { told: undefined, begun, isReading: false, isStale: false, unlisten })
  }

  const tellNext = (channel: ChannelKey, there: Watched, stored: Stored): void => {
    if (there.told !== undefined && stored.id <= there.told + 1) tell(channel, there, [stored])
    else look(channel) // another process took one before it
  }

  return {
    subscribe: (channel, onNew) => {
      const leave = subscribers.add(channel, onNew)
      if (!watched.has(channel)) watch(channel)
      return () => {
        leave()
        if (subscribers.has(channel)) return
        watched.get(channel)?.unlisten()
        watched.delete(channel)
      }
    },
    ring: (channel) => {
      if (rung.has(channel)) return
      rung.add(channel)
      // After this turn of the event loop: one ring for all that came in it, and behind them on the same connection.
      setImmediate(() => {
        rung.delete(channel)
        const bell = bellOf(channel)
        link.send(bell, ['SPUBLISH', bell, mine]).catch(() => {}) // a bell that nobody hears
      })
    },
    tookHere: (channel, stored) => {
      const there = watched.get(channel)
      if (!there) return undefined
      if (there.told !== undefined) return void tellNext(channel, there, stored)
      return there.begun.then(() => tellNext(channel, there, stored))
    },
    close: () => {
      clearInterval(looking)
      for (const { unlisten } of watched.values()) unlisten()
      watched.clear()
    },
  }
}
