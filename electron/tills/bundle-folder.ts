import type { BigIntStats } from 'node:fs'
import { lstat, opendir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mode } from '../../shared/mode.ts'

/** A file as it lies in a folder: written anew, it is another. */
export type FolderFile = {
  readonly folder: string
  readonly name: string
  readonly size: bigint
  /** In nanoseconds since 1970, as the file system says, within 64 bits. */
  readonly changed: bigint
}

export type NewFiles = { readonly files: readonly FolderFile[]; readonly hasMore: boolean }

/** So many are taken at a time; whoever has more looks again. */
export const MOST_NEW_FILES = 1000

/**
 * Files in the folder itself that are called as tills call their bundles of this mode, and are not known yet. Links are not followed,
 * and of a folder of any size no more is held than what is given. Null where the folder cannot be read: a stick that is out.
 */
export async function newFilesIn(
  folder: string,
  mode: Mode,
  isKnown: (file: FolderFile) => boolean,
): Promise<NewFiles | null> {
  const found: FolderFile[] = []
  let hasMore = false
  try {
    for await (const { name } of await opendir(folder)) {
      if (!isNamedAsBundle(name, mode)) continue
      const file = await fileAt(folder, name)
      if (file === null || isKnown(file)) continue
      hasMore = found.length === MOST_NEW_FILES
      if (hasMore) break
      found.push(file)
    }
  } catch {
    return null
  }
  // A folder has no order of its own; by name a till's Zs come one after the other.
  return { files: found.toSorted((a, b) => (a.name < b.name ? -1 : 1)), hasMore }
}

/** As `bundleName` begins and ends; between, a program that carried it may have put a "(1)". */
function isNamedAsBundle(name: string, mode: Mode): boolean {
  return name.startsWith(`usdtill-${mode}-T`) && name.endsWith('.bundle')
}

/** Null for what is no file, or gone meanwhile. */
async function fileAt(folder: string, name: string): Promise<FolderFile | null> {
  const found: BigIntStats | null = await lstat(join(folder, name), { bigint: true }).catch(() => null)
  if (!found?.isFile()) return null
  // A year that has no room in the record, of a clock that was wrong, is told apart by what it has of it.
  return { folder, name, size: found.size, changed: BigInt.asIntN(64, found.mtimeNs) }
}
