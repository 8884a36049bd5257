import type { ServerResponse } from 'node:http'
import { type Delivery, type Hello, StreamEvent } from '../shared/relay-protocol.ts'
import type { Channel, Inbox, Stored } from './inbox.ts'

// One open stream. While the listener keeps up, news is written as it comes; when its connection is full, nothing is
// kept for it here: it is read from the inbox again once the connection drains.

/** Deliveries read at a time. */
const PAGE = 500

export type News = { readonly stored: readonly Stored[]; readonly text: string }

export interface Listener {
  readonly channel: Channel
  hello(hello: Hello): void
  /** Durable deliveries, in order. */
  tell(news: News): void
  keepAlive(): void
  /** How many deliveries it has not been sent yet, as far as it was told of them. */
  behind(): number
  /** For how many ms its connection has been full; 0 when it is not. */
  stalledMs(): number
  end(): void
}

export type ListenerOptions = {
  readonly inbox: Inbox
  readonly channel: Channel
  readonly response: ServerResponse
  readonly afterId: number
  readonly onSent: (deliveries: number) => void
  readonly onTrouble: (error: unknown) => void
}

export function createListener(options: ListenerOptions): Listener {
  const { inbox, channel, response, onSent, onTrouble } = options
  let position = options.afterId
  let known = 0
  let isGreeted = false
  let isReading = false
  let fullSince: number | null = null
  let isOver = false

  response.on('drain', () => {
    fullSince = null
  })
  response.on('close', () => {
    isOver = true
  })

  const send = (text: string, last: number, count: number): void => {
    position = last
    if (!response.write(text)) fullSince ??= performance.now()
    onSent(count)
  }

  const catchUp = async (): Promise<void> => {
    while (!isOver) {
      const knownBefore = known
      const page = await inbox.read(channel.key, position, PAGE)
      const last = page.at(-1)
      if (isOver) return
      if (last) {
        send(eventsOf(page), last.id, page.length)
        if (fullSince !== null) await drained(response)
      } else if (known === knownBefore) {
        // What it knew of and did not find was pruned.
        position = Math.max(position, known)
        return
      }
    }
  }

  const startReading = (): void => {
    if (isReading || isOver) return
    isReading = true
    catchUp()
      .catch(onTrouble)
      .finally(() => {
        isReading = false
      })
  }

  return {
    channel,
    hello: (hello) => {
      response.write(`event: ${StreamEvent.hello}\ndata: ${JSON.stringify(hello)}\n\n`)
      // An id that this store never gave: the store is a new one, and all of it is news.
      if (position > Math.max(known, hello.latest)) position = 0
      known = Math.max(known, hello.latest)
      isGreeted = true
      startReading()
    },
    tell: ({ stored, text }) => {
      const [first] = stored
      const last = stored.at(-1)
      if (isOver || !first || !last) return
      known = Math.max(known, last.id)
      if (!isGreeted) return
      const isNext = first.id === position + 1
      if (isNext && !isReading && fullSince === null) send(text, last.id, stored.length)
      else startReading()
    },
    keepAlive: () => {
      if (!isOver && fullSince === null) response.write(': here\n\n')
    },
    behind: () => Math.max(0, known - position),
    stalledMs: () => (fullSince === null ? 0 : performance.now() - fullSince),
    end: () => {
      isOver = true
      if (fullSince === null) response.end()
      else response.destroy()
    },
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}

/** Deliveries as server-sent events, in one text. */
export function eventsOf(stored: readonly Stored[]): string {
  let text = ''
  for (const each of stored) {
    const { buffer, byteOffset, length } = each.body
    const delivery: Delivery = {
      id: each.id,
      gateway: each.gateway,
      receivedAt: each.receivedAt,
      source: each.source,
      headers: { ...each.headers },
      body: Buffer.from(buffer, byteOffset, length).toString('base64'),
    }
    text += `id: ${each.id}\nevent: ${StreamEvent.delivery}\ndata: ${JSON.stringify(delivery)}\n\n`
  }
  return text
}
