import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { migrate, type Schema, userVersion } from './migrate.ts'

/** A file beside the journal that the till sells without. */
export type SideFile = Schema & {
  /** As it is called where it cannot be used. */
  readonly name: string
  /** `full`: what was written survives a power cut. `normal`: the last of it may be gone. */
  readonly synchronous: 'full' | 'normal'
}

/**
 * Opens one, creating it as needed. A file that cannot be read is put aside under another name, which is told, and a new one
 * begun. Throws when neither can be done, and for one of a newer version, which is left as it is.
 */
export function openSideFile(file: string, side: SideFile, onPutAside: (name: string) => void): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    return open(file, side)
  } catch (error) {
    if (!isDamaged(error) || !existsSync(file)) throw error
    onPutAside(putAside(file))
    return open(file, side)
  }
}

function open(file: string, side: SideFile): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 2000 })
  try {
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${side.synchronous}`)
    if (userVersion(database) > side.migrations.length) {
      throw new Error(`The ${side.name} is of a newer USDTill.`)
    }
    migrate(database, side)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** SQLITE_CORRUPT and SQLITE_NOTADB (sqlite.org/rescode.html). */
function isDamaged(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
  return code === 11 || code === 26
}

function putAside(file: string): string {
  let name = `${file}.damaged`
  for (let count = 2; existsSync(name); count += 1) name = `${file}.damaged-${count}`
  renameSync(file, name)
  for (const part of ['-wal', '-shm']) {
    if (existsSync(file + part)) renameSync(file + part, name + part)
  }
  return name
}
