import { rename, rm } from 'node:fs/promises'
import type { AppError } from '../../shared/app-error.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { backUpJournal } from '../journal/backup.ts'
import { journalError } from '../journal/database.ts'
import { exportError, temporaryBeside } from './write-file.ts'

/**
 * Copies the journal to where a person wants it, while the till goes on; the copy is whole or not there at all, and
 * replaces an older one of the same name only when it is complete. Errors: `exportFailed`.
 */
export async function saveBackup(journalFile: string, file: string): Promise<Result<null>> {
  const temporary = temporaryBeside(file)
  try {
    await backUpJournal(journalFile, temporary)
    await rename(temporary, file)
    return ok(null)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    return err(backupError(error))
  }
}

/** SQLite writes the copy, and says by its own codes why it could not. */
function backupError(error: unknown): AppError {
  const told = journalError(error)
  if (told.code !== 'journalUnavailable') return exportError(error)
  const { reason } = told
  return reason === 'full' || reason === 'readOnly' ? { code: 'exportFailed', reason } : exportError(error)
}
