import { type Config, isRedis } from './config.ts'
import type { Inbox } from './inbox.ts'
import { openSqliteInbox } from './sqlite/sqlite-inbox.ts'

// Which store it is: a file, or Redis where RELAY_STORE is a URL.

type Given = Pick<Config, 'store' | 'redisDurability'>

/** Rejects with what is wrong. `warn` is told what the operator had better know. */
export async function openStore(
  { store, redisDurability }: Given,
  warn: (sentence: string) => void,
): Promise<Inbox> {
  if (!isRedis(store)) return openSqliteInbox(store)
  if (redisDurability === 'vouched') {
    warn('Whether Redis keeps what it answers is not checked: RELAY_REDIS_DURABILITY is vouched.')
  }
  // Only when it is wanted: the writer of a file loads this program once more.
  const { openRedisInbox } = await import('./redis/redis-inbox.ts')
  return openRedisInbox(store, { durability: redisDurability })
}

/** The store as it may be shown and logged: without user and password. */
export function storeName(store: string): string {
  if (!isRedis(store)) return store
  const { protocol, host, pathname } = new URL(store)
  return `${protocol}//${host}${pathname}`
}
