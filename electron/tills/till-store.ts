import type { DatabaseSync } from 'node:sqlite'
import { type Admission, admissionOf, type KnownBundle } from '../../shared/tills/admit.ts'
import type { FolderFile } from './bundle-folder.ts'
import type { NewBundle } from './new-bundle.ts'

/** The only SQL that changes what is known of other tills, of one mode; what is asked of it besides is in reading/kept-bundles.ts. */
export type TillStore = {
  /** Keeps it, or not where it is a duplicate; `keep` puts its file in place and runs before it is written down. */
  add(bundle: NewBundle, at: string, keep: () => Promise<void>): Promise<Admission>
  /** Whose Z it is. */
  find(sha256: string): { readonly till: string; readonly z: number } | undefined
  /** This one counts from now on, and with it all of its key that nothing else is in the place of. False: there is none. */
  choose(sha256: string): boolean
  /** Whether a file of the folder was taken as it is now, and need not be read again. */
  hasSeen(file: FolderFile): boolean
  saw(file: FolderFile): void
  close(): void
}

export type Row = Record<string, unknown>

/** What of a till's bundles matters to whether another one counts. */
export function knownBundles(database: DatabaseSync): (tillId: string) => KnownBundle[] {
  const known = database.prepare('SELECT sha256, z, hash, public_key, counts FROM bundles WHERE till_id = ?')
  return (tillId) => known.all(tillId).map(toKnown)
}

export function createTillStore(database: DatabaseSync): TillStore {
  const knownOf = knownBundles(database)
  const insert = database.prepare(
    `INSERT INTO bundles (sha256, till_id, z, hash, day, public_key, counts, imported_at, head)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const setCounts = database.prepare('UPDATE bundles SET counts = ? WHERE sha256 = ?')
  const bySha = database.prepare('SELECT till_id, z, public_key FROM bundles WHERE sha256 = ?')
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

  function write(bundle: NewBundle, admission: Admission, at: string): void {
    const { sha256, till, z, hash, day, publicKey, head } = bundle
    const counts = admission.outcome === 'imported'
    inTransaction(database, () => {
      if (admission.outcome === 'imported' && admission.replaces !== null)
        setCounts.run(0, admission.replaces)
      insert.run(sha256, till.id, z, hash, day, publicKey, counts ? 1 : 0, at, head)
    })
  }

  return {
    async add(bundle, at, keep) {
      const isNew = () => admissionOf(knownOf(bundle.till.id), bundle)
      if (isNew().outcome === 'duplicate') return { outcome: 'duplicate' }
      await keep()
      // Another one may have come while the file was put in place.
      const admission = isNew()
      if (admission.outcome !== 'duplicate') write(bundle, admission, at)
      return admission
    },
    find(sha256) {
      const row = bySha.get(sha256)
      return row && { till: String(row['till_id']), z: Number(row['z']) }
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

export function toKnown(row: Row): KnownBundle {
  return {
    sha256: String(row['sha256']),
    z: Number(row['z']),
    hash: String(row['hash']),
    publicKey: textOrNull(row['public_key']),
    counts: row['counts'] === 1,
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
