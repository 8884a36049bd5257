import { createHash, type Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { ZodError } from 'zod'
import type { Mode } from '../../shared/mode.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { BUNDLE_VERSION, type BundleHead, type BundleSeal } from '../../shared/tills/bundle.ts'
import type { TillRef } from '../../shared/tills/till-ref.ts'
import { writeBeside } from '../exports/writers/whole-file.ts'
import { journalError } from '../journal/database.ts'
import type { AskWhere } from '../reports/ask-where.ts'
import { exportError, temporaryBeside } from '../reports/write-file.ts'
import { type BundleSigner, UNSIGNED } from './bundle-signature.ts'
import { type JournalZ, type JournalZs, openJournalZs } from './journal-zs.ts'

export type BundleSource = {
  readonly journalFile: string
  readonly mode: Mode
  readonly till: TillRef
  /** Null where there is no keychain: the bundle is then unsigned, and says so. */
  readonly sign: BundleSigner | null
}

export type WrittenBundle = { readonly file: string; readonly isSigned: boolean }

/** Between so many payments the till takes its turn: each is a handful of events, read and folded. */
const PAYMENTS_AT_ONCE = 10

/** "usdtill-live-T02-z0117-2026-11-21-3f9a1c2e.bundle": two tills with one number never write over each other. */
export function bundleName(mode: Mode, till: TillRef, z: JournalZ): string {
  const number = `T${String(till.number).padStart(2, '0')}`
  const place = `z${String(z.place.number).padStart(4, '0')}-${z.event.z.day}`
  return `usdtill-${mode}-${number}-${place}-${till.id.slice(0, 8)}.bundle`
}

/**
 * Writes one Z as a file for another till, whole or not at all. `whereTo` says where, once it is known that there is such a Z, and null
 * when nowhere. Errors: `notFound`, `exportFailed`, `journalUnavailable`, those of `whereTo`.
 */
export async function writeBundle(
  source: BundleSource,
  number: number,
  whereTo: AskWhere,
): Promise<Result<WrittenBundle | null>> {
  try {
    const z = await reading(source, (zs) => zs.z(number))
    if (z === undefined) return err({ code: 'notFound' })
    // Whoever thinks about where to save holds up no journal.
    const where = await whereTo(bundleName(source.mode, source.till, z))
    if (!where.ok) return where
    const file = where.value
    if (file === null) return ok(null)
    await reading(source, (zs) => writeTo(file, source, zs, z))
    return ok({ file, isSigned: source.sign !== null })
  } catch (error) {
    return err(readable(error))
  }
}

async function reading<T>({ journalFile }: BundleSource, read: (zs: JournalZs) => T): Promise<Awaited<T>> {
  const zs = openJournalZs(journalFile)
  try {
    return await read(zs)
  } finally {
    zs.close()
  }
}

async function writeTo(file: string, source: BundleSource, zs: JournalZs, z: JournalZ): Promise<void> {
  const temporary = temporaryBeside(file)
  await writeBeside({ file, temporary }, async (handle) => {
    const hash = createHash('sha256')
    const line = (content: unknown) => writeLine(handle, content, hash)
    await line(headOf(source, zs, z))
    let done = 0
    for (const payment of zs.payments(z)) {
      await line(payment)
      done += 1
      if (done % PAYMENTS_AT_ONCE === 0) await setImmediate()
    }
    const sha256 = hash.digest('hex')
    const seal: BundleSeal = { sha256, ...(source.sign?.(sha256) ?? UNSIGNED) }
    await writeLine(handle, seal)
  })
}

function headOf({ mode, till }: BundleSource, zs: JournalZs, z: JournalZ): BundleHead {
  return {
    format: 'usdtill-bundle',
    version: BUNDLE_VERSION,
    till,
    mode,
    event: z.entry,
    before: z.before,
    payments: zs.countPayments(z),
  }
}

async function writeLine(handle: FileHandle, content: unknown, hash?: Hash): Promise<void> {
  const line = Buffer.from(`${JSON.stringify(content)}\n`, 'utf8')
  hash?.update(line)
  await handle.writeFile(line)
}

/** @throws what is neither the journal's nor the disk's: a bug. */
function readable(error: unknown) {
  if (error instanceof ZodError || error instanceof SyntaxError) {
    return { code: 'journalUnavailable', reason: 'damaged' } as const
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_SQLITE_ERROR') return journalError(error)
  if (error instanceof Error && 'syscall' in error) return exportError(error)
  throw error
}
