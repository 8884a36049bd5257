import type { Connection } from './connection.ts'

export type OnRing = (message: string) => void

export interface Bells {
  /**
   * Whoever rings it in any process is heard while the connection is up. It also rings, with nothing, when it begins
   * to be heard: what was before that nobody knows. Returns how to stop.
   */
  listen(bell: string, onRing: OnRing): () => void
  /** There is a connection, for the first time or again. */
  hangAll(): void
  /** The connection is given up for another. */
  unhangAll(): void
}

/** Which bells are wanted, whatever becomes of the connection. */
export function createBells(connection: () => Connection): Bells {
  const wanted = new Map<string, OnRing>()
  const hung = new Set<string>()

  const hang = async (bell: string): Promise<void> => {
    if (hung.has(bell)) return
    hung.add(bell)
    const there = connection()
    try {
      await there.subscribe(bell, (message) => wanted.get(bell)?.(message))
      if (wanted.has(bell)) wanted.get(bell)?.('')
      else await there.unsubscribe(bell)
    } catch {
      // It broke: the next connection hangs it.
      if (there === connection()) hung.delete(bell)
    }
  }

  return {
    listen: (bell, onRing) => {
      wanted.set(bell, onRing)
      void hang(bell)
      return () => {
        wanted.delete(bell)
        if (!hung.delete(bell)) return
        // Where this fails the connection is gone, and the bell with it.
        connection()
          .unsubscribe(bell)
          .catch(() => {})
      }
    },
    hangAll: () => {
      for (const bell of wanted.keys()) void hang(bell)
    },
    unhangAll: () => hung.clear(),
  }
}
