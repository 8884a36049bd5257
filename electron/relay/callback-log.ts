import type { DatabaseSync } from 'node:sqlite'
import type { z } from 'zod'
import {
  CALLBACK_PAGE,
  type CallbackOutcome,
  CallbackRow,
  type CallbackVerdict,
  type relay,
} from '../../shared/contract/relay.ts'
import type { Gateway } from '../../shared/relay-protocol.ts'
import type { RelayCursor } from './relay-cursor.ts'

// Every callback that reached this till in one mode, with the verdict and what came of it; and how far the till is. A file
// of its own: what strangers send must not grow the journal.

/** A forger may send many; the newest tell the owner all there is to know. */
const REFUSED_KEPT = 50_000
const PRUNE_EVERY = 1_000

/** A callback as it was judged. */
export type NewCallback = {
  readonly channel: string
  readonly deliveryId: number
  readonly receivedAt: string
  readonly source: string
  readonly gateway: Gateway
  readonly verdict: CallbackVerdict
  /** The charge it is about, in the words its gateway is asked with; null unless verified. */
  readonly chargeId: string | null
  readonly payment: CallbackRow['payment']
  readonly outcome: CallbackOutcome
}

export type Noted = {
  readonly id: number
  /** False when this delivery was here already: it came again after a crash. */
  readonly isNew: boolean
  /** A look that was begun, now or before a crash, and whose end is not noted. */
  readonly isLooking: boolean
}

export type CallbackQuery = z.output<typeof relay.callbacks.input>
export type CallbackPage = z.input<typeof relay.callbacks.output>

export type CallbackLog = {
  /** @throws when it cannot be written: the delivery then comes again. */
  note(callback: NewCallback): Noted
  /** What came of the look. */
  settle(id: number, outcome: CallbackOutcome): void
  /** Looks whose end is not noted, oldest first. */
  looking(): readonly CallbackRow[]
  /** Newest first. */
  find(query: CallbackQuery): CallbackPage
  /** How many were refused that the relay received at or after a time (ISO). */
  refusedSince(time: string): number
  readonly cursor: RelayCursor
  /** The relay at this address (an origin) has greeted with the channel of the cursor. */
  greeted(address: string): void
  /** The channel that the relay at this address greeted with last; null before it has. */
  channelAt(address: string): string | null
  /** After this it notes nothing more, and `note` throws. */
  close(): void
}

/** What `toRow` reads. */
export const COLUMNS = `id, received_at, source, gateway, verdict, detail, charge_id, payment_id, payment_number, outcome,
  status_before, status_after`

export function createCallbackLog(database: DatabaseSync): CallbackLog {
  const insert = database.prepare(
    `INSERT INTO callbacks (channel, delivery, received_at, source, gateway, verdict, detail, charge_id, payment_id,
       payment_number, outcome, status_before, status_after)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const known = database.prepare(
    'SELECT id, outcome FROM callbacks WHERE channel = ? AND delivery = ? AND received_at = ?',
  )
  const settle = database.prepare(
    'UPDATE callbacks SET outcome = ?, status_before = ?, status_after = ? WHERE id = ?',
  )
  const looking = database.prepare(`SELECT ${COLUMNS} FROM callbacks WHERE outcome = 'looking' ORDER BY id`)
  const found = database.prepare(
    `SELECT ${COLUMNS} FROM callbacks
     WHERE id < :before AND (:verdict IS NULL OR verdict = :verdict)
       AND (:text = '' OR charge_id LIKE :like ESCAPE '\\' OR detail LIKE :like ESCAPE '\\'
         OR source LIKE :like ESCAPE '\\' OR CAST(payment_number AS TEXT) = :text)
     ORDER BY id DESC LIMIT ${CALLBACK_PAGE + 1}`,
  )
  const refusedSince = database.prepare(
    "SELECT count(*) AS n FROM callbacks WHERE verdict = 'refused' AND received_at >= ?",
  )
  const forgetRefused = database.prepare(
    `DELETE FROM callbacks WHERE verdict = 'refused' AND id <= coalesce((SELECT id FROM callbacks
       WHERE verdict = 'refused' ORDER BY id DESC LIMIT 1 OFFSET ${REFUSED_KEPT}), 0)`,
  )
  const position = database.prepare('SELECT channel, delivery FROM position')
  const savePosition = database.prepare(
    'INSERT OR REPLACE INTO position (row, channel, delivery) VALUES (1, ?, ?)',
  )
  const greeting = database.prepare('SELECT address, channel FROM greeting')
  const saveGreeting = database.prepare(
    'INSERT OR REPLACE INTO greeting (row, address, channel) VALUES (1, ?, ?)',
  )
  let refusals = 0

  const cursor: RelayCursor = {
    read() {
      const row = position.get()
      return row ? { channel: String(row['channel']), id: Number(row['delivery']) } : null
    },
    save({ channel, id }) {
      savePosition.run(channel, id)
    },
  }

  function channelAt(address: string): string | null {
    const row = greeting.get()
    return row?.['address'] === address ? String(row['channel']) : null
  }

  function pruneRefused(): void {
    refusals += 1
    if (refusals % PRUNE_EVERY === 0) forgetRefused.run()
  }

  return {
    note(callback) {
      const { channel, deliveryId, receivedAt, source, gateway, verdict, chargeId, payment, outcome } =
        callback
      const inserted = insert.run(
        ...[channel, deliveryId, receivedAt, source, gateway, verdict.kind, detailOf(verdict), chargeId],
        ...[payment?.id ?? null, payment?.number ?? null, outcome.kind, ...statusesOf(outcome)],
      )
      if (inserted.changes === 0) {
        const row = known.get(channel, deliveryId, receivedAt)
        return { id: Number(row?.['id']), isNew: false, isLooking: row?.['outcome'] === 'looking' }
      }
      if (verdict.kind === 'refused') pruneRefused()
      return { id: Number(inserted.lastInsertRowid), isNew: true, isLooking: outcome.kind === 'looking' }
    },
    settle(id, outcome) {
      settle.run(outcome.kind, ...statusesOf(outcome), id)
    },
    looking: () => looking.all().map(toRow),
    find({ text, verdict, before }) {
      const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
      const rows = found.all({ before: before ?? Number.MAX_SAFE_INTEGER, verdict, text, like }).map(toRow)
      return { rows: rows.slice(0, CALLBACK_PAGE), hasMore: rows.length > CALLBACK_PAGE }
    },
    refusedSince: (time) => Number(refusedSince.get(time)?.['n'] ?? 0),
    cursor,
    greeted(address) {
      const channel = cursor.read()?.channel
      if (channel !== undefined && channelAt(address) !== channel) saveGreeting.run(address, channel)
    },
    channelAt,
    close() {
      if (database.isOpen) database.close()
    },
  }
}

function detailOf(verdict: CallbackVerdict): string | null {
  switch (verdict.kind) {
    case 'verified':
      return verdict.vendorStatus
    case 'refused':
      return verdict.reason
    case 'ignored':
      return verdict.about
  }
}

function statusesOf(outcome: CallbackOutcome): [string | null, string | null] {
  return outcome.kind === 'changed' || outcome.kind === 'refund' ? [outcome.from, outcome.to] : [null, null]
}

export function toRow(row: Record<string, unknown>): CallbackRow {
  const { verdict, detail, outcome } = row
  return CallbackRow.parse({
    id: row['id'],
    receivedAt: row['received_at'],
    source: row['source'],
    gateway: row['gateway'],
    verdict: {
      kind: verdict,
      ...(verdict === 'verified' && { vendorStatus: detail }),
      ...(verdict === 'refused' && { reason: detail }),
      // Earlier ones did not say.
      ...(verdict === 'ignored' && { about: detail ?? 'other' }),
    },
    chargeId: row['charge_id'],
    payment: row['payment_id'] === null ? null : { id: row['payment_id'], number: row['payment_number'] },
    outcome: {
      kind: outcome,
      ...((outcome === 'changed' || outcome === 'refund') && {
        from: row['status_before'],
        to: row['status_after'],
      }),
    },
  })
}
