import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AppError } from '../../shared/app-error.ts'
import { err, ok, type Result } from '../../shared/result.ts'

/** The edge to the disk, replaceable where a test needs a disk that is full. */
export type Disk = {
  open(file: string, flags: string): Promise<Pick<FileHandle, 'writeFile' | 'sync' | 'close'>>
  rename(from: string, to: string): Promise<void>
  remove(file: string): Promise<void>
}

export const realDisk: Disk = { open, rename, remove: (file) => rm(file, { force: true }) }

/** A new name in the folder of a file. It says nothing of the file's own, which may be as long as a name can be. */
export function temporaryBeside(file: string): string {
  return join(dirname(file), `.usdtill-${randomUUID()}.tmp`)
}

/**
 * Writes the whole file or leaves what was there: a temporary file in the same folder, flushed, then renamed.
 * Errors: `exportFailed`.
 */
export async function writeFileWhole(
  file: string,
  content: string | Uint8Array,
  disk: Disk = realDisk,
): Promise<Result<null>> {
  const temporary = temporaryBeside(file)
  try {
    await writeFlushed(temporary, content, disk)
    await disk.rename(temporary, file)
    return ok(null)
  } catch (error) {
    await disk.remove(temporary).catch(() => undefined)
    return err(exportError(error))
  }
}

async function writeFlushed(file: string, content: string | Uint8Array, disk: Disk): Promise<void> {
  const handle = await disk.open(file, 'wx')
  try {
    await handle.writeFile(content, 'utf8')
    await handle.sync()
  } finally {
    await handle.close()
  }
}

type Reason = Extract<AppError, { code: 'exportFailed' }>['reason']

const REASONS: Readonly<Record<string, Reason>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EROFS: 'readOnly',
  EACCES: 'readOnly',
  EPERM: 'readOnly',
}

/** Why a file a person asked for was not written. */
export function exportError(error: unknown): AppError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return { code: 'exportFailed', reason: REASONS[code] ?? 'other' }
}
