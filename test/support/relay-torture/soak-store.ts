import { join } from 'node:path'

/** What a soaked relay keeps its deliveries in. */
export type SoakStore = {
  /** Tells the relay where it is. */
  readonly environment: Readonly<Record<string, string>>
  /** Kills the store's own process and starts it again on the same data. Resolves when it is up. */
  kill(): Promise<void>
  readonly kills: () => number
  close(): Promise<void>
}

/** A file has no process of its own. */
export async function openSqliteStore(folder: string): Promise<SoakStore> {
  return {
    environment: { RELAY_STORE: join(folder, 'store', 'relay.sqlite') },
    kill: () => Promise.reject(new Error('there is no process to kill')),
    kills: () => 0,
    close: async () => undefined,
  }
}
