import type { Channel } from '../inbox.ts'

/** A command in another process may change a channel: what was found is believed for this long. */
const BELIEVED_MS = 1_000

export interface KnownChannels {
  find(idHash: Uint8Array): Channel | undefined
  forget(): void
}

/**
 * Remembers channels that were found: callbacks come by the thousand, and each question to the file costs more than
 * the rest of a callback together. What was not found is asked for each time, so guesses fill no memory.
 */
export function createKnownChannels(
  find: (idHash: Uint8Array) => Channel | undefined,
  nowMs: () => number = () => performance.now(),
): KnownChannels {
  const known = new Map<string, { readonly channel: Channel; readonly until: number }>()
  return {
    find: (idHash) => {
      const name = Buffer.from(idHash.buffer, idHash.byteOffset, idHash.length).toString('latin1')
      const remembered = known.get(name)
      if (remembered && nowMs() < remembered.until) return remembered.channel
      const channel = find(idHash)
      if (channel) known.set(name, { channel, until: nowMs() + BELIEVED_MS })
      else known.delete(name)
      return channel
    },
    forget: () => known.clear(),
  }
}
