import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { ImportedFile } from '../../shared/contract/tills.ts'
import type { Mode } from '../../shared/mode.ts'
import type { BundleFault } from '../../shared/tills/bundle.ts'
import type { TillRef } from '../../shared/tills/till-ref.ts'
import { MOST_BYTES, Refused } from './bundle-lines.ts'
import type { TillsReading } from './reading/tills-reading.ts'
import type { TillStore } from './till-store.ts'

export type ImportPlace = {
  readonly mode: Mode
  /** This till: what it says of itself is in its journal. */
  readonly own: TillRef
  readonly store: TillStore
  /** Checks a file; anybody may have made it. */
  readonly reading: Pick<TillsReading, 'bundle'>
  /** Where the bundles of this mode are kept. */
  readonly folder: string
  /** ISO. */
  readonly at: string
}

/**
 * Takes one file. It is copied first and the copy is what is read: nobody changes it meanwhile. The copy is on the disk
 * before it is written down, so a crash leaves a file too many and never a row without its file.
 */
export async function importBundle(file: string, place: ImportPlace): Promise<ImportedFile> {
  const name = basename(file)
  const copy = join(place.folder, `.${randomUUID()}.tmp`)
  try {
    await takeCopy(file, copy)
    return { file: name, ...(await take(copy, place)) }
  } catch (error) {
    return { file: name, ...refused(error instanceof Refused ? error.fault : 'notKept') }
  } finally {
    await rm(copy, { force: true }).catch(() => undefined)
  }
}

async function takeCopy(file: string, copy: string): Promise<void> {
  await mkdir(dirname(copy), { recursive: true, mode: 0o700 })
  const found = await stat(file)
  if (!found.isFile()) throw new Refused('notABundle')
  if (found.size > MOST_BYTES) throw new Refused('tooLarge')
  await copyFile(file, copy)
}

type Taken = Omit<ImportedFile, 'file'>

async function take(copy: string, { mode, own, store, reading, folder, at }: ImportPlace): Promise<Taken> {
  const read = await reading.bundle(copy)
  if (!read.ok) return refused(read.error)
  const { till, z, sha256 } = read.value
  const about = { till, z }
  if (read.value.mode !== mode) return { ...refused('otherMode'), ...about }
  if (till.id === own.id) return { ...refused('own'), ...about }
  const { outcome } = await store.add(read.value, at, async () => {
    await flush(copy)
    await rename(copy, join(folder, `${sha256}.bundle`))
  })
  return { outcome, ...about, fault: null }
}

function refused(fault: BundleFault): Taken {
  return { outcome: 'refused', till: null, z: null, fault }
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
