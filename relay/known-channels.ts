import type { Channel } from './inbox.ts'

/** A command in another process may change a channel: what was found is believed for this long. */
const BELIEVED_MS = 1_000

export interface KnownChannels {
  recall(idHash: Uint8Array): Channel | undefined
  /** Gives back what it was given, found or not. */
  remember(idHash: Uint8Array, found: Channel | undefined): Channel | undefined
  forget(): void
}

/**
 * Remembers channels that were found: callbacks come by the thousand, and each question to the store costs more than
 * the rest of a callback together. What was not found is asked for each time, so guesses fill no memory.
 */
export function createKnownChannels(nowMs: () => number = () => performance.now()): KnownChannels {
  const known = new Map<string, { readonly channel: Channel; readonly until: number }>()
  return {
    recall: (idHash) => {
      const remembered = known.get(nameOf(idHash))
      return remembered && nowMs() < remembered.until ? remembered.channel : undefined
    },
    remember: (idHash, found) => {
      if (found) known.set(nameOf(idHash), { channel: found, until: nowMs() + BELIEVED_MS })
      else known.delete(nameOf(idHash))
      return found
    },
    forget: () => known.clear(),
  }
}

function nameOf(idHash: Uint8Array): string {
  return Buffer.from(idHash.buffer, idHash.byteOffset, idHash.length).toString('latin1')
}
