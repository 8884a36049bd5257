import { ErrorReply } from '@redis/client'
import { type Bells, createBells } from './bells.ts'
import {
  type Address,
  type Command,
  type Connection,
  clusterConnection,
  type Node,
  singleConnection,
} from './connection.ts'
import type { Reply } from './reply.ts'

// The relay's end of Redis for as long as the relay runs: whatever breaks comes back, and what is asked meanwhile is
// refused at once.

export interface RedisLink extends Pick<Bells, 'listen'> {
  /** Rejects at once while Redis cannot be reached; and when the connection breaks, after which nobody knows. */
  send(key: string, command: Command): Promise<Reply>
  /** To each master that can be reached. */
  sendToEach(command: Command): Promise<readonly Reply[]>
  /** Called whenever a connection is up again, the first time included. */
  onReady(listener: () => void): void
  /** Why it cannot be reached; null when it can. */
  problem(): string | null
  close(): void
}

/** So long a command may wait for its answer; then the connection is given up. */
const UNANSWERED_MS = 5_000
/** How often that is looked at within this time. */
const LOOKS = 5

const OPENING_MS = 10_000
const AGAIN_MS = 1_000

/** Resolves when it is connected. Rejects with a sentence when that takes too long. */
export async function openLink(address: Address, unansweredMs = UNANSWERED_MS): Promise<RedisLink> {
  const link = createLink(address, unansweredMs)
  const up = Promise.withResolvers<void>()
  link.onReady(up.resolve)
  const tooLong = setTimeout(() => up.reject(new Error(link.problem() ?? 'Redis is silent')), OPENING_MS)
  try {
    await up.promise
    return link
  } catch (error) {
    link.close()
    throw error
  } finally {
    clearTimeout(tooLong)
  }
}

function createLink(address: Address, unansweredMs: number): RedisLink {
  const bells = createBells(() => current)
  const readyListeners: (() => void)[] = []
  let lastError = ''
  let isClosed = false
  let current = connected([])

  function connected(others: readonly Node[]): Connection {
    const isCurrent = () => connection === current && !isClosed
    const ready = () => {
      if (!isCurrent() || !connection.isReady()) return
      bells.hangAll()
      for (const listener of readyListeners) listener()
    }
    const failed = (error: Error) => {
      if (isCurrent()) lastError = error.message
    }
    const make = address.isCluster ? clusterConnection : singleConnection
    const connection = make({ ...address, others }, { onReady: ready, onError: failed })
    connection.connect().then(ready, (error: Error) => {
      failed(error)
      // A single one goes on trying by itself; a cluster of which no node answers gives up.
      setTimeout(() => isCurrent() && startAnew(), AGAIN_MS)
    })
    return connection
  }

  const startAnew = (): void => {
    const before = current
    bells.unhangAll()
    current = connected(before.nodes())
    before.destroy()
  }

  // A peer that vanished seems to take bytes for many minutes before the system gives it up.
  const unanswered = new Map<object, number>()
  const looking = setInterval(() => {
    const [oldest] = unanswered.values()
    if (oldest === undefined || performance.now() - oldest < unansweredMs) return
    lastError = `no answer for ${unansweredMs / 1000} seconds`
    startAnew()
  }, unansweredMs / LOOKS)

  const problem = (): string | null => {
    if (current.isReady()) return null
    return lastError === '' ? 'Redis cannot be reached' : `Redis cannot be reached: ${lastError}`
  }

  const asking = async <T>(ask: (connection: Connection) => Promise<T>): Promise<T> => {
    const why = problem()
    if (why !== null) throw new Error(why)
    const asked = current
    const mark = {}
    unanswered.set(mark, performance.now())
    try {
      return await ask(asked)
    } catch (error) {
      if (error instanceof ErrorReply) throw error
      const reason = asked !== current || !(error instanceof Error) ? lastError : error.message
      throw new Error(`The connection to Redis broke: ${reason}`)
    } finally {
      unanswered.delete(mark)
    }
  }

  return {
    send: (key, command) => asking((connection) => connection.send(key, command)),
    sendToEach: (command) => asking((connection) => connection.sendToEach(command)),
    listen: bells.listen,
    onReady: (listener) => void readyListeners.push(listener),
    problem,
    close: () => {
      if (isClosed) return
      isClosed = true
      clearInterval(looking)
      current.destroy()
    },
  }
}
