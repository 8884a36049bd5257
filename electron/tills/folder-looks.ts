import { join } from 'node:path'
import type { FolderLook, ImportedFile } from '../../shared/contract/tills.ts'
import type { Mode } from '../../shared/mode.ts'
import { type FolderFile, newFilesIn } from './bundle-folder.ts'
import type { TillStore } from './till-store.ts'

export type LookedIn = {
  readonly folder: string
  readonly mode: Mode
  readonly store: Pick<TillStore, 'hasSeen' | 'saw'>
  /** As a file that a person chose. */
  readonly take: (file: string) => Promise<ImportedFile>
}

/**
 * Takes what is new in a folder. A file is looked at once as it is; one that was refused once more after the next start, since an
 * update may know it, and one that could not be read or kept at each look. Of two looks at one time the second is the first.
 */
export function createFolderLooks(): (where: LookedIn) => Promise<FolderLook> {
  const refused = new Set<string>()
  const underWay = new Map<string, Promise<FolderLook>>()

  async function look({ folder, mode, store, take }: LookedIn): Promise<FolderLook> {
    const found = await newFilesIn(folder, mode, (file) => refused.has(keyOf(file)) || store.hasSeen(file))
    if (found === null) return { kind: 'notThere' }
    const files: ImportedFile[] = []
    for (const file of found.files) {
      const taken = await take(join(folder, file.name))
      if (isOnRecord(taken)) store.saw(file)
      else if (taken.fault !== 'notKept') refused.add(keyOf(file))
      if (!isExpected(taken)) files.push(taken)
    }
    return { kind: 'looked', files, hasMore: found.hasMore }
  }

  return async (where) => {
    const key = `${where.mode} ${where.folder}`
    const looking = underWay.get(key) ?? look(where)
    underWay.set(key, looking)
    try {
      return await looking
    } finally {
      underWay.delete(key)
    }
  }
}

function keyOf({ folder, name, size, changed }: FolderFile): string {
  return `${join(folder, name)} ${size} ${changed}`
}

/** What it holds is kept, or in this till's own journal. */
function isOnRecord({ outcome, fault }: ImportedFile): boolean {
  return outcome !== 'refused' || fault === 'own'
}

/** In a folder that all tills write to: nobody chose these, and there is nothing to say of them. */
function isExpected({ outcome, fault }: ImportedFile): boolean {
  return outcome === 'duplicate' || fault === 'own'
}
