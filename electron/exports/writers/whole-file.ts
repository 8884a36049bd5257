import { writeFileSync } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'

/**
 * Lets a file be written beside its place, flushed, and renamed to it when it is whole; whatever fails leaves what was
 * there and nothing else. `flushed` is the last to be asked before it takes its place.
 * @throws what the disk, `write` or `flushed` throws.
 */
export async function writeBeside(
  { file, temporary }: { readonly file: string; readonly temporary: string },
  write: (handle: FileHandle) => Promise<void>,
  flushed: () => void = () => undefined,
): Promise<void> {
  try {
    const handle = await open(temporary, 'wx')
    try {
      await write(handle)
      await handle.sync()
    } finally {
      await handle.close()
    }
    flushed()
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
}

export type TextFile = { write(text: string): void; flush(): void }

/** Few enough to hold, many enough that a write to the disk costs nothing beside making the text. */
const BUFFERED_CHARACTERS = 256 * 1024

/** Text to a file, piece by piece. The thread waits for the disk: it has nothing else to do, and holds no more than a piece. */
export function createTextFile({ fd }: FileHandle): TextFile {
  let held = ''

  function flush(): void {
    if (held !== '') writeFileSync(fd, held)
    held = ''
  }

  return {
    write(text) {
      held += text
      if (held.length >= BUFFERED_CHARACTERS) flush()
    },
    flush,
  }
}
