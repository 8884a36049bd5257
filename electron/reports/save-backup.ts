import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { err, ok, type Result } from '../../shared/result.ts'
import { backUpJournal } from '../journal/backup.ts'
import { exportError } from './write-file.ts'

/**
 * Copies the journal to where a person wants it, while the till goes on; the copy is whole or not there at all, and
 * replaces an older one of the same name only when it is complete. Errors: `exportFailed`.
 */
export async function saveBackup(journalFile: string, file: string): Promise<Result<null>> {
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`)
  try {
    await backUpJournal(journalFile, temporary)
    await rename(temporary, file)
    return ok(null)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    return err(exportError(error))
  }
}
