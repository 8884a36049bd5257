import type { ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Channel, ChannelKey, Inbox } from './inbox.ts'
import { eventsOf, Listener, type ListenerSupport } from './listener.ts'
import type { Figures } from './observe/figures.ts'
import type { Log } from './observe/log.ts'

// All open streams: who listens to which channel, keep-alive, and the end of those that nobody reads any more.

export type StreamLimits = {
  readonly listeners: number
  readonly keepAliveMs: number
  /** A connection that has taken nothing for this long is dropped; the till comes back with its last id. */
  readonly stalledMs: number
}

export interface Streams {
  /** False when there are too many already. */
  open(channel: Channel, tokenHash: Uint8Array, afterId: number, response: ServerResponse): boolean
  endAll(): void
}

type StreamsDependencies = { inbox: Inbox; figures: Figures; log: Log; limits: StreamLimits }

const VISITED_AT_ONCE = 50

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no', // nginx collects answers otherwise
}

export function createStreams({ inbox, figures, log, limits }: StreamsDependencies): Streams {
  /** Each with the hash of the token that opened it, as base64: a Buffer is four times as large. */
  const listeners = new Map<Listener, string>()
  const byChannel = new Map<ChannelKey, { those: readonly Listener[]; unsubscribe: () => void }>()

  const join = (listener: Listener): void => {
    const { key } = listener.channel
    const there = byChannel.get(key)
    if (there) {
      there.those = [...there.those, listener]
      return
    }
    const unsubscribe = inbox.subscribe(key, (stored) => {
      const news = { stored, text: eventsOf(stored) } // written out once for all of them
      for (const each of byChannel.get(key)?.those ?? []) each.tell(news)
    })
    byChannel.set(key, { those: [listener], unsubscribe })
  }

  const leave = (listener: Listener): void => {
    log.info({ channel: listener.channel.name }, 'listener left')
    listeners.delete(listener)
    const there = byChannel.get(listener.channel.key)
    if (!there) return
    there.those = there.those.filter((each) => each !== listener)
    if (there.those.length > 0) return
    there.unsubscribe()
    byChannel.delete(listener.channel.key)
  }

  const support: ListenerSupport = {
    inbox,
    onSent: (deliveries) => figures.sent.add('', deliveries),
    onTrouble: (listener, error) => {
      log.error({ err: error, channel: listener.channel.name }, 'stream failed')
      listener.drop()
    },
  }

  /** A token that was replaced, or a channel that was removed, ends the stream it opened. */
  const isStillAllowed = async (listener: Listener, tokenHash: string): Promise<boolean> =>
    (await inbox.findByToken(Buffer.from(tokenHash, 'base64')))?.key === listener.channel.key

  const visit = async (listener: Listener, tokenHash: string): Promise<void> => {
    if (listener.stalledMs() > limits.stalledMs) {
      log.info({ channel: listener.channel.name, behind: listener.behind() }, 'listener stalled')
      listener.end()
    } else if (await isStillAllowed(listener, tokenHash)) listener.keepAlive()
    else listener.end()
  }

  /** A few at a time: callbacks that come meanwhile do not wait for thousands of look-ups. */
  const round = async (): Promise<void> => {
    let visited = 0
    for (const [listener, tokenHash] of [...listeners]) {
      await visit(listener, tokenHash)
      if (++visited % VISITED_AT_ONCE === 0) await nextTurn()
    }
  }

  const rounds = setInterval(() => {
    round().catch((error: unknown) => log.error({ err: error }, 'keep-alive failed'))
  }, limits.keepAliveMs)

  figures.gauge('relay_listeners', 'Open streams', () => listeners.size)
  figures.gauge('relay_listener_lag', 'Deliveries that the slowest listener has not been sent', () =>
    [...listeners.keys()].reduce((most, listener) => Math.max(most, listener.behind()), 0),
  )

  return {
    open: (channel, tokenHash, afterId, response) => {
      if (listeners.size >= limits.listeners) return false
      log.info({ channel: channel.name, after: afterId }, 'listener came')
      const listener = new Listener(support, channel, response, afterId)
      listeners.set(listener, Buffer.from(tokenHash).toString('base64'))
      response.on('close', () => leave(listener))
      response.writeHead(200, HEADERS)
      // First joined, then told how far the channel is: nothing can come in between unseen.
      join(listener)
      inbox.bounds(channel.key).then(
        (bounds) => listener.hello({ channel: channel.id, ...bounds }),
        (error: unknown) => support.onTrouble(listener, error),
      )
      return true
    },
    endAll: () => {
      clearInterval(rounds)
      for (const listener of listeners.keys()) listener.end()
    },
  }
}
