import { DatabaseSync } from 'node:sqlite'
import type { DayRange } from '../../../shared/calendar/day.ts'
import { DayClosed } from '../../../shared/shift/shift.ts'
import type { KnownBundle } from '../../../shared/tills/admit.ts'
import { BundleHead } from '../../../shared/tills/bundle.ts'
import type { TillZ } from '../../../shared/tills/till-z.ts'
import { knownBundles, type Row, toKnown } from '../till-store.ts'

/** A bundle that is kept, and the Z in it. */
export type KeptBundle = KnownBundle & { readonly day: string; readonly zRead: TillZ }

/** What a till's bundles come to. */
export type KeptTill = {
  readonly zs: number
  readonly last: KeptBundle
  readonly publicKey: string | null
}

/** The Zs of other tills, read beside the till that goes on taking bundles. */
export type KeptBundles = {
  tills(): readonly KeptTill[]
  /** Of each till those that count and were taken on these days, as `around` of a journal's Zs. */
  around(period: DayRange): readonly KeptBundle[]
  /** Those of these days that are kept apart, each with everything that is known of its till. */
  apart(period: DayRange): readonly { readonly bundle: KeptBundle; readonly known: readonly KnownBundle[] }[]
  close(): void
}

const TILLS = `SELECT bundles.*, n, some_key FROM bundles JOIN
    (SELECT till_id, max(z) AS z, count(*) AS n, max(public_key) AS some_key FROM bundles WHERE counts = 1 GROUP BY till_id)
  USING (till_id, z) WHERE counts = 1`

/** By the day each is counted to, as `WITHIN` of a journal's Zs. The ends are looked for once per till. */
const AROUND = `WITH dated AS (
    SELECT till_id, min(z) FILTER (WHERE day BETWEEN :from AND :to) AS first,
      max(z) FILTER (WHERE day BETWEEN :from AND :to) AS last, max(z) FILTER (WHERE day < :from) AS earlier
    FROM bundles WHERE counts = 1 GROUP BY till_id),
  asked AS (
    SELECT till_id, coalesce(first, earlier + 1, 0) AS first, coalesce(last, earlier, 0) AS last FROM dated),
  ends AS MATERIALIZED (
    SELECT till_id,
      coalesce((SELECT max(z) FROM bundles
        WHERE till_id = asked.till_id AND counts = 1 AND z < first AND day < :from), 0) AS since,
      coalesce((SELECT min(z) FROM bundles WHERE till_id = asked.till_id AND counts = 1 AND z > last AND day > :to),
        (SELECT max(z) FROM bundles WHERE till_id = asked.till_id AND counts = 1)) AS until
    FROM asked)
  SELECT bundles.* FROM ends JOIN bundles USING (till_id) WHERE counts = 1 AND z BETWEEN since AND until`

const APART =
  'SELECT * FROM bundles WHERE counts = 0 AND day BETWEEN :from AND :to ORDER BY till_id, z, imported_at'

/**
 * Opens the record of bundles read-only, as it stands at this moment.
 * @throws what SQLite throws; and while it is read, when a row cannot be read.
 */
export function openKeptBundles(recordFile: string): KeptBundles {
  const database = new DatabaseSync(recordFile, { readOnly: true, timeout: 2000 })
  database.exec('BEGIN')
  const knownOf = knownBundles(database)
  return {
    tills: () =>
      database
        .prepare(TILLS)
        .all()
        .map((row) => ({
          zs: Number(row['n']),
          last: toKept(row),
          publicKey: row['some_key'] === null ? null : String(row['some_key']),
        })),
    around: ({ from, to }) => database.prepare(AROUND).all({ from, to }).map(toKept),
    apart: ({ from, to }) =>
      database
        .prepare(APART)
        .all({ from, to })
        .map((row) => ({ bundle: toKept(row), known: knownOf(String(row['till_id'])) })),
    close: () => database.close(),
  }
}

function toKept(row: Row): KeptBundle {
  const { till, event, before } = BundleHead.parse(JSON.parse(String(row['head'])))
  const closed = DayClosed.parse(JSON.parse(event.body))
  const place = { number: closed.z.number, seq: event.seq, hash: event.hash }
  return { ...toKnown(row), day: String(row['day']), zRead: { till, event: closed, place, before } }
}
