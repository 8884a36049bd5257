import type { Delivery, Gateway } from '../shared/relay-protocol.ts'

// Where deliveries and channels are kept. Every store passes test/contract/inbox-suite.ts.

/** Names a channel inside its store, whatever happens to its callback URL and read token. */
export type ChannelKey = string

/** A callback on its way into the inbox, the body as bytes. */
export type Received = {
  readonly gateway: Gateway
  readonly receivedAt: string
  readonly source: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export type Stored = Received & { readonly id: Delivery['id'] }

/** `gone`: the channel was removed meanwhile. `busy`: too much waits for the disk already; nothing was kept. */
export type Appended =
  | { readonly kind: 'stored'; readonly id: number }
  | { readonly kind: 'gone' }
  | { readonly kind: 'busy' }

export type Channel = {
  readonly key: ChannelKey
  /** The unguessable part of the callback URL. */
  readonly id: string
  readonly name: string
}

export type ChannelSummary = Channel & {
  readonly createdAt: string
  readonly acknowledged: number
} & Bounds

/** `oldest` is the first id still kept, `latest` the last one given; 0 when there is none. */
export type Bounds = { readonly oldest: number; readonly latest: number }

/** Shown once, when it is made: the inbox keeps only a hash of the token. */
export type ChannelSecrets = { readonly id: string; readonly token: string }

/** ISO times. What a till has acknowledged goes sooner than what none has. */
export type PruneBefore = { readonly acknowledged: string; readonly any: string }

export interface Inbox {
  /** Resolves `stored` only when the delivery survives a power cut. Rejects when the store cannot write. */
  append(channel: ChannelKey, received: Received): Promise<Appended>
  /**
   * What follows `afterId`, in order, at most `limit` of them and fewer when bodies are large. Empty only when there
   * is nothing.
   */
  read(channel: ChannelKey, afterId: number, limit: number): Promise<readonly Stored[]>
  bounds(channel: ChannelKey): Promise<Bounds>
  /** Told of deliveries, in order, once they are durable. Returns how to stop. */
  subscribe(channel: ChannelKey, onNew: (stored: readonly Stored[]) => void): () => void
  /** Never moves back, and never beyond what there is. */
  acknowledge(channel: ChannelKey, upTo: number): Promise<void>
  /** How many deliveries were forgotten. Ids are never given again. */
  prune(before: PruneBefore): Promise<number>

  /** Undefined when the name is taken. */
  createChannel(name: string, createdAt: string): Promise<ChannelSecrets | undefined>
  channels(): Promise<readonly ChannelSummary[]>
  /** A new read token; the old one is refused from then on. With `callback` a new callback URL too. */
  rotate(name: string, what: { readonly callback: boolean }): Promise<ChannelSecrets | undefined>
  /** Forgets the channel and its deliveries. False when there is none of that name. */
  remove(name: string): Promise<boolean>
  /**
   * By `hashOf` what was given: how long a look-up takes then says nothing about how near a guess came.
   * What another process changed may show a second later.
   */
  findByCallback(idHash: Uint8Array): Promise<Channel | undefined>
  findByToken(tokenHash: Uint8Array): Promise<Channel | undefined>

  /** Why the last write failed, for a minute or until one succeeds; else null. */
  trouble(): string | null
  /** Resolves, with why, when it will never write again and the process had better start anew. */
  readonly lost: Promise<string>
  /** How many wait to become durable. */
  waiting(): number
  /** Ends after everything appended so far is answered. Once is enough, twice is harmless. */
  close(): Promise<void>
}
