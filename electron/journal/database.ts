import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ZodError } from 'zod'
import type { AppError } from '../../shared/app-error.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { migrate, userVersion } from './migrate.ts'
import { MIGRATIONS } from './migrations.ts'

/** "USDT". */
const APPLICATION_ID = 0x55534454

/**
 * Pages (of 4 KB) that the log beside the file takes before they are moved into it. An event touches a dozen, in indexes that are far
 * apart in a large journal: with SQLite's own thousand every eightieth event waited for the move.
 */
const PAGES_IN_LOG = 8000

/** What the till asks for as it starts. Damaged there, a file is found out here, where it is a state, and not where it ends the start. */
const READ_AT_ONCE = [
  'SELECT * FROM events ORDER BY seq DESC LIMIT 1',
  'SELECT * FROM payments ORDER BY number DESC LIMIT 1',
  'SELECT * FROM payments ORDER BY created_at DESC LIMIT 1',
  'SELECT * FROM payments WHERE is_open = 1 OR in_progress = 1 LIMIT 1',
  'SELECT * FROM payments WHERE attention = 1 LIMIT 1',
  "SELECT * FROM events WHERE payment_id = '' LIMIT 1",
  'SELECT * FROM refunds LIMIT 1',
  'SELECT * FROM refunds WHERE is_over = 0 LIMIT 1',
  'SELECT * FROM shifts ORDER BY number DESC LIMIT 1',
  'SELECT * FROM shifts WHERE closed_at IS NULL LIMIT 1',
  'SELECT * FROM zs ORDER BY number DESC LIMIT 1',
]

/**
 * Opens the journal file, creating and migrating it as needed: WAL, `synchronous=FULL` (a commit survives a power cut).
 *
 * Errors: `journalTooNew` when a newer USDTill wrote it (looked at read-only, left untouched byte for byte),
 * `journalUnavailable` when it cannot be opened or written.
 */
export function openDatabase(file: string): Result<DatabaseSync> {
  try {
    if (existsSync(file)) {
      const version = versionOf(file)
      if (version > MIGRATIONS.length) return err({ code: 'journalTooNew' })
    }
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    return ok(opened(file))
  } catch (error) {
    return err(journalError(error))
  }
}

function opened(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 2000 })
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON')
    database.exec(`PRAGMA wal_autocheckpoint = ${PAGES_IN_LOG}`)
    migrate(database, { applicationId: APPLICATION_ID, migrations: MIGRATIONS })
    for (const sql of READ_AT_ONCE) database.prepare(sql).get()
    return database
  } catch (error) {
    // Or the file stays held, and the log that filled the disk stays beside it.
    database.close()
    throw error
  }
}

function versionOf(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 2000 })
  try {
    return userVersion(database)
  } finally {
    database.close()
  }
}

/** SQLITE_IOERR_SHMSIZE: no room for the index of the log, which is made when a file is first looked into (sqlite.org/rescode.html). */
const NO_ROOM_FOR_INDEX = 4874

/** SQLite's primary result codes that a person can do something about (the same page). */
const REASONS: Readonly<Record<number, 'full' | 'readOnly' | 'damaged'>> = {
  8: 'readOnly',
  11: 'damaged',
  13: 'full',
  14: 'readOnly',
  26: 'damaged',
}

/** What a failed read or write of the journal means for the till: it cannot charge. A row that is none of ours is damage. */
export function journalError(error: unknown): AppError {
  if (error instanceof SyntaxError || error instanceof ZodError) {
    return { code: 'journalUnavailable', reason: 'damaged' }
  }
  const code =
    typeof error === 'object' && error !== null && 'errcode' in error ? Number(error.errcode) : undefined
  const errno = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (errno === 'ENOSPC' || code === NO_ROOM_FOR_INDEX) return { code: 'journalUnavailable', reason: 'full' }
  if (errno === 'EACCES' || errno === 'EROFS' || errno === 'EPERM') {
    return { code: 'journalUnavailable', reason: 'readOnly' }
  }
  const reason = code === undefined ? undefined : REASONS[code & 0xff]
  return { code: 'journalUnavailable', reason: reason ?? 'other' }
}
