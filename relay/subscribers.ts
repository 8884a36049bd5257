import type { ChannelKey, Stored } from './inbox.ts'

export type OnNew = (stored: readonly Stored[]) => void

export type News = { readonly channel: ChannelKey; readonly stored: Stored }

export interface Subscribers {
  add(channel: ChannelKey, onNew: OnNew): () => void
  has(channel: ChannelKey): boolean
  /** Each subscriber is told once, of all that is new in its channel, in order. */
  tell(news: Iterable<News>): void
}

/** Who wants to hear of new deliveries in this process. */
export function createSubscribers(): Subscribers {
  const byChannel = new Map<ChannelKey, Set<OnNew>>()
  return {
    add: (channel, onNew) => {
      const those = byChannel.get(channel) ?? new Set()
      byChannel.set(channel, those.add(onNew))
      return () => {
        those.delete(onNew)
        if (those.size === 0 && byChannel.get(channel) === those) byChannel.delete(channel)
      }
    },
    has: (channel) => byChannel.has(channel),
    tell: (news) => {
      const grouped = new Map<ChannelKey, Stored[]>()
      for (const { channel, stored } of news) {
        const before = grouped.get(channel)
        if (before) before.push(stored)
        else grouped.set(channel, [stored])
      }
      for (const [channel, stored] of grouped) {
        for (const onNew of byChannel.get(channel) ?? []) onNew(stored)
      }
    },
  }
}
