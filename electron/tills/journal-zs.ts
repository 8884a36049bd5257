import { DatabaseSync } from 'node:sqlite'
import type { DayRange } from '../../shared/calendar/day.ts'
import { PaymentEvent } from '../../shared/payment/event.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { transition } from '../../shared/payment/transition.ts'
import { DayClosed } from '../../shared/shift/shift.ts'
import type { BundleHead, BundlePayment, JournalPlace } from '../../shared/tills/bundle.ts'
import type { TillZ } from '../../shared/tills/till-z.ts'
import { toEntry } from '../journal/journal.ts'
import { bookedOf, firstPlace } from '../shifts/booked.ts'

/** A Z as its own journal holds it. */
export type JournalZ = Omit<TillZ, 'till'> & { readonly entry: BundleHead['event'] }

/** The Zs of one journal, read beside the till that goes on writing it. */
export type JournalZs = {
  /** How many there are, and the last. */
  count(): number
  last(): JournalZ | undefined
  z(number: number): JournalZ | undefined
  /** Those counted to these days, with whatever is between them, up to one of an earlier day before and one of a later day after. */
  around(period: DayRange): readonly JournalZ[]
  /** How many payments it counts, corrects or carries; and each of them, as it stood when it was taken. */
  countPayments(z: JournalZ): number
  payments(z: JournalZ): Iterable<BundlePayment>
  close(): void
}

const Z = `SELECT events.*, zs.number AS number,
    before.number AS before_number, before.seq AS before_seq, before_event.hash AS before_hash
  FROM zs JOIN events ON events.seq = zs.seq
  LEFT JOIN zs AS before ON before.number = zs.number - 1
  LEFT JOIN events AS before_event ON before_event.seq = before.seq`

/**
 * By the day each is counted to, never by its moment: a clock that was wrong once leaves a Z of another year in the middle. So
 * everything between the first and the last of the days is in it, whenever it was taken, and what is around them reaches to
 * an earlier and to a later day: a Z of a day that a clock ahead had been past says nothing of what comes before or after.
 */
const WITHIN = `WITH dated AS (
    SELECT zs.number AS number, events.body ->> '$.z.day' AS day FROM zs JOIN events ON events.seq = zs.seq),
  asked AS (SELECT min(number) AS first, max(number) AS last FROM dated WHERE day BETWEEN :from AND :to)
  ${Z} WHERE zs.number BETWEEN
    (SELECT coalesce(max(number), 0) FROM dated, asked WHERE day < :from AND (first IS NULL OR number < first)) AND
    (SELECT coalesce(min(number), (SELECT max(number) FROM dated)) FROM dated, asked WHERE day > :to AND number > last)
  ORDER BY zs.number`

/** What belongs to the Z for good, and what it names besides. */
const PAYMENTS = `SELECT id, z FROM payments WHERE z = :z
  UNION SELECT id, z FROM payments WHERE id IN (SELECT value FROM json_each(:others))`

/**
 * Opens a journal read-only, as it stands at this moment.
 * @throws what SQLite throws; and while it is read, when an event cannot be read (the journal is damaged).
 */
export function openJournalZs(journalFile: string): JournalZs {
  const database = new DatabaseSync(journalFile, { readOnly: true, timeout: 2000 })
  database.exec('BEGIN')
  const byNumber = database.prepare(`${Z} WHERE zs.number = ?`)
  const newest = database.prepare(`${Z} ORDER BY zs.number DESC LIMIT 1`)
  const counted = database.prepare('SELECT count(*) AS n FROM zs')
  const within = database.prepare(WITHIN)
  const paymentsOf = database.prepare(`${PAYMENTS} ORDER BY id`)
  const countOf = database.prepare(`SELECT count(*) AS n FROM (${PAYMENTS})`)
  const eventsUpTo = database.prepare(
    'SELECT body FROM events WHERE payment_id = ? AND seq <= ? ORDER BY seq',
  )

  function asOf(id: string, home: number | null, z: JournalZ): BundlePayment {
    let payment: Payment | undefined
    let place = { z: home !== null && home <= z.place.number ? home : null, gateway: null as string | null }
    for (const row of eventsUpTo.iterate(id, z.place.seq)) {
      const event = PaymentEvent.parse(JSON.parse(String(row['body'])))
      if (payment === undefined) place = { ...firstPlace(event), z: place.z }
      payment = transition(payment, event)
    }
    if (payment === undefined) throw new Error(`bundle: payment ${id} has no event before its Z`)
    return { payment, gateway: bookedOf(payment, place).gateway, z: place.z }
  }

  return {
    count: () => Number(counted.get()?.['n'] ?? 0),
    last: () => optional(newest.get()),
    z: (number) => optional(byNumber.get(number)),
    around: ({ from, to }) => within.all({ from, to }).map(toJournalZ),
    countPayments: (z) => Number(countOf.get(parameters(z))?.['n'] ?? 0),
    *payments(z) {
      for (const { id, z: home } of paymentsOf.iterate(parameters(z))) {
        yield asOf(String(id), home === null ? null : Number(home), z)
      }
    },
    close: () => database.close(),
  }
}

function parameters({ place, event }: JournalZ) {
  const { corrections, carried } = event.totals
  return {
    z: place.number,
    others: JSON.stringify([...corrections, ...carried].map(({ paymentId }) => paymentId)),
  }
}

type Row = Record<string, unknown>

function optional(row: Row | undefined): JournalZ | undefined {
  return row ? toJournalZ(row) : undefined
}

function toJournalZ(row: Row): JournalZ {
  const { seq, at, body, previous, hash } = toEntry(row)
  return {
    event: DayClosed.parse(JSON.parse(body)),
    place: { number: Number(row['number']), seq, hash },
    before: beforeOf(row),
    entry: { seq, at, body, previous, hash },
  }
}

function beforeOf(row: Row): JournalPlace | null {
  if (row['before_number'] === null) return null
  return {
    number: Number(row['before_number']),
    seq: Number(row['before_seq']),
    hash: String(row['before_hash']),
  }
}
