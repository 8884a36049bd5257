import type { DatabaseSync } from 'node:sqlite'
import type { DayRange } from '../../shared/calendar/day.ts'
import { DayClosed } from '../../shared/shift/shift.ts'
import { type Admission, admissionOf, type KnownBundle } from '../../shared/tills/admit.ts'
import { BundleHead } from '../../shared/tills/bundle.ts'
import type { TillZ } from '../../shared/tills/till-z.ts'
import type { FolderFile } from './bundle-folder.ts'
import type { ReadBundle } from './bundle-reader.ts'

/** A bundle that is kept, and the Z in it. */
export type StoredBundle = KnownBundle & { readonly day: string; readonly zRead: TillZ }

/** What a till's bundles come to. */
export type StoredTill = {
  readonly zs: number
  readonly last: StoredBundle
  readonly publicKey: string | null
}

/** The only SQL for bundles of other tills, of one mode. */
export type TillStore = {
  /** Keeps it, or not where it is a duplicate; `keep` puts its file in place and runs before it is written down. */
  add(bundle: ReadBundle, at: string, keep: () => Promise<void>): Promise<Admission>
  tills(): readonly StoredTill[]
  /** Those that count and were taken on these days, with one before and one after of each till. */
  around(period: DayRange): readonly StoredBundle[]
  /** Those of these days that are kept apart, each with everything that is known of its till. */
  apart(
    period: DayRange,
  ): readonly { readonly bundle: StoredBundle; readonly known: readonly KnownBundle[] }[]
  find(sha256: string): StoredBundle | undefined
  /** This one counts from now on, and with it all of its key that nothing else is in the place of. False: there is none. */
  choose(sha256: string): boolean
  /** Whether a file of the folder was taken as it is now, and need not be read again. */
  hasSeen(file: FolderFile): boolean
  saw(file: FolderFile): void
  close(): void
}

type Row = Record<string, unknown>

const KNOWN = 'SELECT sha256, z, hash, public_key, counts FROM bundles WHERE till_id = ?'

export function createTillStore(database: DatabaseSync): TillStore {
  const known = database.prepare(KNOWN)
  const insert = database.prepare(
    `INSERT INTO bundles (sha256, till_id, z, hash, day, public_key, counts, imported_at, head)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const setCounts = database.prepare('UPDATE bundles SET counts = ? WHERE sha256 = ?')
  const lasts = database.prepare(
    `SELECT *, (SELECT count(*) FROM bundles WHERE till_id = one.till_id AND counts = 1) AS n,
       (SELECT max(public_key) FROM bundles WHERE till_id = one.till_id AND counts = 1) AS some_key
     FROM bundles AS one WHERE counts = 1
       AND z = (SELECT max(z) FROM bundles WHERE till_id = one.till_id AND counts = 1)`,
  )
  const around = database.prepare(
    `SELECT * FROM bundles AS one WHERE counts = 1 AND (
       day BETWEEN :from AND :to
       OR z = (SELECT max(z) FROM bundles WHERE till_id = one.till_id AND counts = 1 AND day < :from)
       OR z = (SELECT min(z) FROM bundles WHERE till_id = one.till_id AND counts = 1 AND day > :to))`,
  )
  const apart = database.prepare(
    'SELECT * FROM bundles WHERE counts = 0 AND day BETWEEN :from AND :to ORDER BY till_id, z, imported_at',
  )
  const bySha = database.prepare('SELECT * FROM bundles WHERE sha256 = ?')
  const others = database.prepare(
    'SELECT sha256 FROM bundles WHERE till_id = ? AND z = ? AND counts = 1 AND sha256 <> ?',
  )
  const ofKey = database.prepare(
    `SELECT sha256, min(imported_at) FROM bundles AS one WHERE till_id = ? AND public_key = ? AND counts = 0 AND NOT EXISTS
       (SELECT 1 FROM bundles WHERE till_id = one.till_id AND z = one.z AND counts = 1) GROUP BY z`,
  )
  const seen = database.prepare(
    'SELECT 1 FROM seen_files WHERE folder = ? AND name = ? AND size = ? AND changed = ?',
  )
  const see = database.prepare(
    'INSERT OR REPLACE INTO seen_files (folder, name, size, changed) VALUES (?, ?, ?, ?)',
  )

  function knownOf(tillId: string): KnownBundle[] {
    return known.all(tillId).map(toKnown)
  }

  function write(bundle: ReadBundle, admission: Admission, at: string): void {
    const { head, event, seal } = bundle
    const counts = admission.outcome === 'imported'
    inTransaction(database, () => {
      if (admission.outcome === 'imported' && admission.replaces !== null)
        setCounts.run(0, admission.replaces)
      insert.run(
        ...[seal.sha256, head.till.id, event.z.number, head.event.hash, event.z.day, seal.publicKey],
        ...[counts ? 1 : 0, at, JSON.stringify(head)],
      )
    })
  }

  return {
    async add(bundle, at, keep) {
      const about = aboutOf(bundle)
      const isNew = () => admissionOf(knownOf(bundle.head.till.id), about)
      if (isNew().outcome === 'duplicate') return { outcome: 'duplicate' }
      await keep()
      // Another one may have come while the file was put in place.
      const admission = isNew()
      if (admission.outcome !== 'duplicate') write(bundle, admission, at)
      return admission
    },
    tills: () =>
      lasts.all().map((row) => ({
        zs: Number(row['n']),
        last: toStored(row),
        publicKey: textOrNull(row['some_key']),
      })),
    around: ({ from, to }) => around.all({ from, to }).map(toStored),
    apart: ({ from, to }) =>
      apart
        .all({ from, to })
        .map((row) => ({ bundle: toStored(row), known: knownOf(String(row['till_id'])) })),
    find(sha256) {
      const row = bySha.get(sha256)
      return row && toStored(row)
    },
    choose(sha256) {
      const row = bySha.get(sha256)
      if (row === undefined) return false
      const { till_id: tillId, z, public_key: publicKey } = row
      inTransaction(database, () => {
        for (const other of others.all(String(tillId), Number(z), sha256))
          setCounts.run(0, String(other['sha256']))
        setCounts.run(1, sha256)
        if (publicKey === null) return
        for (const more of ofKey.all(String(tillId), String(publicKey)))
          setCounts.run(1, String(more['sha256']))
      })
      return true
    },
    hasSeen: ({ folder, name, size, changed }) => seen.get(folder, name, size, changed) !== undefined,
    saw: ({ folder, name, size, changed }) => void see.run(folder, name, size, changed),
    close() {
      if (database.isOpen) database.close()
    },
  }
}

function inTransaction(database: DatabaseSync, run: () => void): void {
  database.exec('BEGIN IMMEDIATE')
  try {
    run()
    database.exec('COMMIT')
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK')
  }
}

function aboutOf({ head, event, seal }: ReadBundle): Omit<KnownBundle, 'counts'> {
  const { sha256, publicKey } = seal
  return { sha256, z: event.z.number, hash: head.event.hash, publicKey }
}

function toKnown(row: Row): KnownBundle {
  return {
    sha256: String(row['sha256']),
    z: Number(row['z']),
    hash: String(row['hash']),
    publicKey: textOrNull(row['public_key']),
    counts: row['counts'] === 1,
  }
}

function toStored(row: Row): StoredBundle {
  const head = BundleHead.parse(JSON.parse(String(row['head'])))
  return { ...toKnown(row), day: String(row['day']), zRead: zIn(head) }
}

function zIn({ till, event, before }: BundleHead): TillZ {
  const closed = DayClosed.parse(JSON.parse(event.body))
  const { seq, hash } = event
  return { till, event: closed, place: { number: closed.z.number, seq, hash }, before }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
