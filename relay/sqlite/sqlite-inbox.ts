import { timingSafeEqual } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { Gateway } from '../../shared/relay-protocol.ts'
import type { Appended, Channel, ChannelKey, ChannelSummary, Inbox, Received, Stored } from '../inbox.ts'
import { createKnownChannels } from '../known-channels.ts'
import { hashOf, newSecret } from '../secrets.ts'
import { createSubscribers } from '../subscribers.ts'
import { createGroupCommit } from './group-commit.ts'
import { openForReading } from './schema.ts'
import type { GroupEntry } from './writer.ts'
import { startWriterThread } from './writer-thread.ts'

// The store of a single relay: one SQLite file. Reads happen here on a connection of their own, every write in the
// writer's thread.

const LIMITS = { group: 2_000, waiting: 20_000 }

/** A page of deliveries stops after this much body, so that large ones do not fill the memory. */
const PAGE_BYTES = 128 * 1024

/** Without a callback nothing is tried again: who asks whether the relay is well would hear no for ever. */
const TROUBLE_MS = 60_000

type Row = Record<string, unknown>
type Member = { readonly channel: ChannelKey; readonly received: Received }

/** Creates the file as needed. Rejects when it cannot be used. */
export async function openSqliteInbox(
  file: string,
  nowMs: () => number = () => performance.now(),
): Promise<Inbox> {
  const thread = await startWriterThread(file)
  const reader = createReader(openForReading(file))
  const known = createKnownChannels()
  const subscribers = createSubscribers()
  let failed: { readonly why: string; readonly atMs: number } | null = null

  const commits = createGroupCommit<Member, Appended>(async (group) => {
    try {
      const ids = await thread.run({ kind: 'append', ...packed(group) })
      failed = null
      subscribers.tell(newsOf(group, ids))
      return ids.map((id) => (id === 0 ? { kind: 'gone' } : { kind: 'stored', id }))
    } catch (error) {
      failed = { why: error instanceof Error ? error.message : String(error), atMs: nowMs() }
      throw error
    }
  }, LIMITS)

  function* newsOf(group: readonly Member[], ids: readonly number[]) {
    for (const [index, { channel, received }] of group.entries()) {
      const id = ids[index]
      if (id && subscribers.has(channel)) yield { channel, stored: { ...received, id } }
    }
  }

  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await commits.settled()
    // The writer closes last: the last connection folds the write-ahead log into the file.
    reader.close()
    await thread.close()
  }

  const changed = async (command: Parameters<typeof thread.run>[0]): Promise<number> =>
    (await thread.run(command))[0] ?? 0

  return {
    append: (channel, received) =>
      commits.add({ channel, received }) ?? Promise.resolve<Appended>({ kind: 'busy' }),
    read: async (channel, afterId, limit) => reader.read(channel, afterId, limit),
    bounds: async (channel) => reader.bounds(channel),
    subscribe: subscribers.add,
    acknowledge: async (channel, upTo) => {
      await thread.run({ kind: 'acknowledge', channel: Number(channel), upTo })
    },
    prune: async (before) => {
      let forgotten = 0
      let step: number
      do {
        step = await changed({ kind: 'prune', before })
        forgotten += step
      } while (step > 0)
      return forgotten
    },
    createChannel: async (name, createdAt) => {
      const { secrets, access } = newAccess()
      const made = await changed({ kind: 'create', name, createdAt, access })
      return made === 0 ? undefined : secrets
    },
    channels: async () => reader.channels(),
    rotate: async (name, { callback }) => {
      const { secrets, access } = newAccess()
      const rotated = callback
        ? await changed({ kind: 'rotateAll', name, access })
        : await changed({ kind: 'rotate', name, tokenHash: access.tokenHash })
      known.forget()
      if (rotated === 0) return undefined
      return callback ? secrets : { ...secrets, id: reader.idOf(name) }
    },
    remove: async (name) => {
      const removed = await changed({ kind: 'remove', name })
      known.forget()
      return removed > 0
    },
    findByCallback: async (idHash) =>
      known.recall(idHash) ?? known.remember(idHash, reader.findByCallback(idHash)),
    findByToken: async (tokenHash) => reader.findByToken(tokenHash),
    trouble: () => (failed && nowMs() - failed.atMs < TROUBLE_MS ? failed.why : null),
    lost: thread.lost,
    waiting: () => commits.waiting(),
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

function newAccess() {
  const secrets = { id: newSecret(), token: newSecret() }
  const access = { id: secrets.id, idHash: hashOf(secrets.id), tokenHash: hashOf(secrets.token) }
  return { secrets, access }
}

/** All bodies in one piece of memory of its own: a small body is a view on a socket's large buffer. */
function packed(group: readonly Member[]): { entries: GroupEntry[]; bodies: Uint8Array } {
  const bodies = new Uint8Array(group.reduce((sum, { received }) => sum + received.body.length, 0))
  let offset = 0
  const entries = group.map(({ channel, received }) => {
    const { gateway, receivedAt, source, headers, body } = received
    bodies.set(body, offset)
    offset += body.length
    return {
      channel: Number(channel),
      gateway,
      receivedAt,
      source,
      headers: JSON.stringify(headers),
      bodyBytes: body.length,
    }
  })
  return { entries, bodies }
}

function createReader(database: DatabaseSync) {
  const page = database.prepare(
    `SELECT id, gateway, received_at, source, headers, body FROM deliveries
     WHERE channel = ? AND id > ? ORDER BY id LIMIT ?`,
  )
  const oldest = '(SELECT coalesce(min(id), 0) FROM deliveries WHERE channel = channels.key)'
  const bounds = database.prepare(`SELECT latest, ${oldest} AS oldest FROM channels WHERE key = ?`)
  const all = database.prepare(`SELECT *, ${oldest} AS oldest FROM channels ORDER BY name`)
  const byName = database.prepare('SELECT id FROM channels WHERE name = ?')
  const byCallback = database.prepare('SELECT key, id, name, id_hash AS hash FROM channels WHERE id_hash = ?')
  const byToken = database.prepare(
    'SELECT key, id, name, token_hash AS hash FROM channels WHERE token_hash = ?',
  )

  return {
    read(channel: ChannelKey, afterId: number, limit: number): readonly Stored[] {
      const found: Stored[] = []
      let bytes = 0
      for (const row of page.iterate(Number(channel), afterId, limit)) {
        const stored = storedOf(row)
        found.push(stored)
        bytes += stored.body.length
        if (bytes >= PAGE_BYTES) break
      }
      return found
    },
    bounds(channel: ChannelKey) {
      const row = bounds.get(Number(channel))
      return { oldest: Number(row?.['oldest'] ?? 0), latest: Number(row?.['latest'] ?? 0) }
    },
    channels: (): readonly ChannelSummary[] => all.all().map(summaryOf),
    idOf: (name: string): string => String(byName.get(name)?.['id']),
    findByCallback: (hash: Uint8Array) => channelOf(byCallback.get(hash), hash),
    findByToken: (hash: Uint8Array) => channelOf(byToken.get(hash), hash),
    close: () => database.close(),
  }
}

function storedOf(row: Row): Stored {
  return {
    id: Number(row['id']),
    gateway: Gateway.parse(row['gateway']),
    receivedAt: String(row['received_at']),
    source: String(row['source']),
    headers: JSON.parse(String(row['headers'])),
    body: bytesOf(row['body']),
  }
}

function summaryOf(row: Row): ChannelSummary {
  return {
    key: String(row['key']),
    id: String(row['id']),
    name: String(row['name']),
    createdAt: String(row['created_at']),
    oldest: Number(row['oldest']),
    latest: Number(row['latest']),
    acknowledged: Number(row['acknowledged']),
  }
}

function channelOf(row: Row | undefined, hash: Uint8Array): Channel | undefined {
  if (!row || !timingSafeEqual(bytesOf(row['hash']), hash)) return undefined
  return { key: String(row['key']), id: String(row['id']), name: String(row['name']) }
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw new Error('The store holds something that is not bytes.')
}
