import type { ServerResponse } from 'node:http'
import { type Delivery, type Hello, StreamEvent } from '../shared/relay-protocol.ts'
import type { Channel, Inbox, Stored } from './inbox.ts'

// One open stream. While the listener keeps up, news is written as it comes; when its connection is full, nothing is
// kept for it here: it is read from the inbox again once the connection drains.

/** Deliveries read at a time. */
const PAGE = 500

export type News = { readonly stored: readonly Stored[]; readonly text: string }

/** What all listeners of a relay share. */
export type ListenerSupport = {
  readonly inbox: Inbox
  readonly onSent: (deliveries: number) => void
  readonly onTrouble: (listener: Listener, error: unknown) => void
}

/** A class and not closures: there are thousands of them, most of them idle, and so each costs little more than its connection. */
export class Listener {
  readonly channel: Channel
  readonly #support: ListenerSupport
  readonly #response: ServerResponse
  #position: number
  #known = 0
  #isGreeted = false
  #isReading = false
  #isEnded = false
  #fullSince: number | null = null

  constructor(support: ListenerSupport, channel: Channel, response: ServerResponse, afterId: number) {
    this.channel = channel
    this.#support = support
    this.#response = response
    this.#position = afterId
  }

  hello(hello: Hello): void {
    this.#response.write(`event: ${StreamEvent.hello}\ndata: ${JSON.stringify(hello)}\n\n`)
    // An id that this store never gave: the store is a new one, and all of it is news.
    if (this.#position > Math.max(this.#known, hello.latest)) this.#position = 0
    this.#known = Math.max(this.#known, hello.latest)
    this.#isGreeted = true
    if (this.behind() > 0) this.#startReading()
  }

  /** Durable deliveries, in order. */
  tell({ stored, text }: News): void {
    const [first] = stored
    const last = stored.at(-1)
    if (this.#isOver() || !first || !last) return
    this.#known = Math.max(this.#known, last.id)
    if (!this.#isGreeted) return
    const isNext = first.id === this.#position + 1
    if (isNext && !this.#isReading && this.#fullSince === null) this.#send(text, last.id, stored.length)
    else this.#startReading()
  }

  keepAlive(): void {
    if (!this.#isOver() && this.#fullSince === null) this.#response.write(': here\n\n')
  }

  /** How many deliveries it has not been sent yet, as far as it was told of them. */
  behind(): number {
    return Math.max(0, this.#known - this.#position)
  }

  /** For how many ms its connection has been full; 0 when it is not. */
  stalledMs(): number {
    return this.#fullSince === null ? 0 : performance.now() - this.#fullSince
  }

  end(): void {
    this.#isEnded = true
    if (this.#fullSince === null) this.#response.end()
    else this.#response.destroy()
  }

  /** Without a farewell. */
  drop(): void {
    this.#response.destroy()
  }

  #isOver(): boolean {
    return this.#isEnded || this.#response.destroyed
  }

  #send(text: string, last: number, count: number): void {
    this.#position = last
    if (!this.#response.write(text)) this.#becomeFull()
    this.#support.onSent(count)
  }

  #becomeFull(): void {
    if (this.#fullSince !== null) return
    this.#fullSince = performance.now()
    this.#response.once('drain', () => {
      this.#fullSince = null
    })
  }

  #startReading(): void {
    if (this.#isReading || this.#isOver()) return
    this.#isReading = true
    this.#catchUp()
      .catch((error: unknown) => this.#support.onTrouble(this, error))
      .finally(() => {
        this.#isReading = false
      })
  }

  async #catchUp(): Promise<void> {
    while (!this.#isOver()) {
      const knownBefore = this.#known
      const page = await this.#support.inbox.read(this.channel.key, this.#position, PAGE)
      const last = page.at(-1)
      if (this.#isOver()) return
      if (last) {
        this.#send(eventsOf(page), last.id, page.length)
        if (this.#fullSince !== null) await drained(this.#response)
      } else if (this.#known === knownBefore) {
        // What it knew of and did not find was pruned.
        this.#position = Math.max(this.#position, this.#known)
        return
      }
    }
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
