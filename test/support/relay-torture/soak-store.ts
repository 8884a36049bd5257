import { join } from 'node:path'
import { startRedis } from '../redis-server.ts'

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

/** Redis as a service manager keeps it: with a log on disk, started again when it ends. */
export async function openRedisStore(): Promise<SoakStore> {
  const redis = await startRedis()
  let kills = 0
  let turn: Promise<void> = Promise.resolve()
  const killNow = async (): Promise<void> => {
    await redis.kill()
    kills += 1
    await redis.start()
  }
  return {
    environment: { RELAY_STORE: redis.url },
    kill: () => {
      turn = turn.then(killNow)
      return turn
    },
    kills: () => kills,
    close: redis.close,
  }
}
