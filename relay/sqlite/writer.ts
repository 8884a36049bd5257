import type { DatabaseSync } from 'node:sqlite'
import type { PruneBefore } from '../inbox.ts'

// Everything that changes the relay's file, as plain calls on one connection. It runs in a thread of its own, so that
// receiving and streaming go on while the disk syncs.

/** What one delivery is in a group; its body is the next `bodyBytes` of the group's `bodies`. */
export type GroupEntry = {
  readonly channel: number
  readonly gateway: string
  readonly receivedAt: string
  readonly source: string
  readonly headers: string
  readonly bodyBytes: number
}

export type Command =
  | { readonly kind: 'append'; readonly entries: readonly GroupEntry[]; readonly bodies: Uint8Array }
  | { readonly kind: 'acknowledge'; readonly channel: number; readonly upTo: number }
  | { readonly kind: 'prune'; readonly before: PruneBefore }
  | { readonly kind: 'create'; readonly name: string; readonly createdAt: string; readonly access: Access }
  | { readonly kind: 'rotate'; readonly name: string; readonly tokenHash: Uint8Array }
  | { readonly kind: 'rotateAll'; readonly name: string; readonly access: Access }
  | { readonly kind: 'remove'; readonly name: string }

export type Access = {
  readonly id: string
  readonly idHash: Uint8Array
  readonly tokenHash: Uint8Array
}

/** Deliveries forgotten in one transaction: appends wait for no more than this. */
const PRUNE_STEP = 1_000

export interface Writer {
  /**
   * One transaction. Numbers are, by command: an id for each entry (0: its channel is gone), or one count of what
   * changed.
   */
  run(command: Command): readonly number[]
}

export function createWriter(database: DatabaseSync): Writer {
  const parts = [createAppend(database), createPrune(database), createChannelWrites(database)] as const
  const [append, prune, channels] = parts

  const apply = (command: Command): readonly number[] => {
    switch (command.kind) {
      case 'append':
        return append(command.entries, command.bodies)
      case 'prune':
        return [prune(command.before)]
      default:
        return [channels(command)]
    }
  }

  return {
    run(command) {
      database.exec('BEGIN IMMEDIATE')
      try {
        const numbers = apply(command)
        database.exec('COMMIT')
        return numbers
      } catch (error) {
        // A full disk may have rolled back by itself.
        if (database.isTransaction) database.exec('ROLLBACK')
        throw error
      }
    },
  }
}

function createAppend(database: DatabaseSync) {
  const latestOf = database.prepare('SELECT latest FROM channels WHERE key = ?')
  const setLatest = database.prepare('UPDATE channels SET latest = ? WHERE key = ?')
  const insert = database.prepare('INSERT INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?)')

  return (entries: readonly GroupEntry[], bodies: Uint8Array): number[] => {
    const latest = new Map<number, number>()
    let offset = 0
    const ids = entries.map((entry) => {
      const body = bodies.subarray(offset, offset + entry.bodyBytes)
      offset += entry.bodyBytes
      const { channel } = entry
      const before = latest.get(channel) ?? latestOf.get(channel)?.['latest']
      if (before === undefined) return 0
      const id = Number(before) + 1
      latest.set(channel, id)
      insert.run(channel, id, entry.gateway, entry.receivedAt, entry.source, entry.headers, body)
      return id
    })
    for (const [channel, id] of latest) setLatest.run(id, channel)
    return ids
  }
}

function createPrune(database: DatabaseSync) {
  const channels = database.prepare('SELECT key, acknowledged FROM channels')
  const oldest = database.prepare(
    `SELECT id, received_at FROM deliveries WHERE channel = ? ORDER BY id LIMIT ${PRUNE_STEP}`,
  )
  const forget = database.prepare('DELETE FROM deliveries WHERE channel = ? AND id <= ?')

  /** Oldest first and only as far as all are old, so that a channel never has a hole and nothing young is read. */
  const lastToForget = (channel: number, acknowledged: number, before: PruneBefore): number => {
    let last = 0
    for (const row of oldest.all(channel)) {
      const id = Number(row['id'])
      const limit = id <= acknowledged && before.acknowledged > before.any ? before.acknowledged : before.any
      if (String(row['received_at']) >= limit) break
      last = id
    }
    return last
  }

  return (before: PruneBefore): number => {
    let forgotten = 0
    for (const row of channels.all()) {
      const channel = Number(row['key'])
      const last = lastToForget(channel, Number(row['acknowledged']), before)
      if (last > 0) forgotten += Number(forget.run(channel, last).changes)
      if (forgotten >= PRUNE_STEP) break
    }
    return forgotten
  }
}

type ChannelCommand = Exclude<Command, { kind: 'append' | 'prune' }>

function createChannelWrites(database: DatabaseSync) {
  const acknowledge = database.prepare(
    'UPDATE channels SET acknowledged = min(?, latest) WHERE key = ? AND acknowledged < min(?, latest)',
  )
  const create = database.prepare(
    `INSERT INTO channels (name, id, id_hash, token_hash, created_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (name) DO NOTHING`,
  )
  const rotate = database.prepare('UPDATE channels SET token_hash = ? WHERE name = ?')
  const rotateAll = database.prepare('UPDATE channels SET id = ?, id_hash = ?, token_hash = ? WHERE name = ?')
  const removeDeliveries = database.prepare(
    'DELETE FROM deliveries WHERE channel = (SELECT key FROM channels WHERE name = ?)',
  )
  const remove = database.prepare('DELETE FROM channels WHERE name = ?')

  const run = (command: ChannelCommand) => {
    switch (command.kind) {
      case 'acknowledge':
        return acknowledge.run(command.upTo, command.channel, command.upTo)
      case 'create': {
        const { id, idHash, tokenHash } = command.access
        return create.run(command.name, id, idHash, tokenHash, command.createdAt)
      }
      case 'rotate':
        return rotate.run(command.tokenHash, command.name)
      case 'rotateAll': {
        const { id, idHash, tokenHash } = command.access
        return rotateAll.run(id, idHash, tokenHash, command.name)
      }
      case 'remove':
        removeDeliveries.run(command.name)
        return remove.run(command.name)
    }
  }
  return (command: ChannelCommand): number => Number(run(command).changes)
}
