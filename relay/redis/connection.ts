import { createClient, createCluster, ErrorReply, RESP_TYPES } from '@redis/client'
import type { Reply } from './reply.ts'

// The two ways to be connected, to one Redis or to a cluster, behind one face. Both connect again by themselves.

/** Text, or bytes as they are. */
export type Argument = string | Buffer
export type Command = readonly Argument[]

export interface Connection {
  connect(): Promise<unknown>
  isReady(): boolean
  /** `key` says which node of a cluster it is for. */
  send(key: string, command: Command): Promise<Reply>
  /** To each master that can be reached now. */
  sendToEach(command: Command): Promise<readonly Reply[]>
  subscribe(bell: string, onRing: (message: string) => void): Promise<void>
  unsubscribe(bell: string): Promise<void>
  /** What else the cluster can be reached by. */
  nodes(): readonly Node[]
  /** Rejects all that is under way. */
  destroy(): void
}

export type ConnectionEvents = {
  /** Some connection is up, for the first time or again. */
  readonly onReady: () => void
  readonly onError: (error: Error) => void
}

export type Node = { readonly host: string; readonly port: number }

export type Address = {
  readonly url: string
  readonly isCluster: boolean
  /** Nodes of the cluster as last heard: the one in `url` may be gone meanwhile. */
  readonly others?: readonly Node[]
}

const BYTES = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer, [RESP_TYPES.MAP]: Array } } as const

/** A connection that says nothing for this long is a dead one; it is asked often enough. */
const SILENCE_MS = 10_000
const PING_MS = 3_000
const CONNECT_MS = 5_000
const SLOWEST_RETRY_MS = 1_000

/** A node of a cluster that is connected to as it is needed may take so long. */
const NODE_MS = 1_000

/** When a master does not come back, who is master now is asked after this. */
const TOPOLOGY_MS = 1_000

const COMMON = {
  // While it is not connected a command is refused at once: a callback is answered 503, and never sent twice.
  disableOfflineQueue: true,
  commandOptions: { timeout: 0 }, // none of its own: the link watches
  pingInterval: PING_MS,
  disableClientInfo: true,
  maintNotifications: 'disabled',
} as const

const SOCKET = {
  connectTimeout: CONNECT_MS,
  socketTimeout: SILENCE_MS,
  reconnectStrategy: (tries: number) => Math.min(25 * 2 ** Math.min(tries, 10), SLOWEST_RETRY_MS),
}

/** One look at the address, without a second try. Rejects with what is wrong. */
export async function askOnce<T>(
  url: string,
  ask: (send: (command: Command) => Promise<Reply>) => Promise<T>,
) {
  const client = createClient({ ...COMMON, url, socket: { ...SOCKET, reconnectStrategy: false } })
  client.on('error', () => {}) // connecting rejects with it
  await client.connect()
  try {
    return await ask((command) => client.sendCommand<Reply>(command, BYTES))
  } finally {
    client.destroy()
  }
}

export function singleConnection({ url }: Address, { onReady, onError }: ConnectionEvents): Connection {
  const commands = createClient({ ...COMMON, url, socket: { ...SOCKET } })
  // What rings is on a connection of its own: it never waits behind a page of deliveries.
  const bells = createClient({ ...COMMON, url, socket: { ...SOCKET } })
  for (const client of [commands, bells]) client.on('error', onError).on('ready', onReady)
  const send = (command: Command) => commands.sendCommand<Reply>(command, BYTES)
  return {
    connect: () => Promise.all([commands.connect(), bells.connect()]),
    isReady: () => commands.isReady,
    send: (_key, command) => send(command),
    sendToEach: async (command) => [await send(command)],
    subscribe: (bell, onRing) => bells.sSubscribe(bell, onRing),
    unsubscribe: (bell) => bells.sUnsubscribe(bell),
    nodes: () => [],
    destroy: () => {
      commands.destroy()
      bells.destroy()
    },
  }
}

export function clusterConnection(
  { url, others = [] }: Address,
  { onReady, onError }: ConnectionEvents,
): Connection {
  const { protocol, username, password } = new URL(url)
  const cluster = createCluster({
    rootNodes: [{ url }, ...others.map((socket) => ({ socket }))],
    defaults: {
      ...COMMON,
      // Nodes are found by what the cluster says of them; who we are is not part of that.
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
      socket: protocol === 'rediss:' ? { ...SOCKET, tls: true } : { ...SOCKET },
    },
    minimizeConnections: true, // one node that is down does not keep the others from being used
    topologyRefreshOnReconnectionAttemptStrategy: TOPOLOGY_MS,
  })
  cluster.on('error', onError).on('node-error', onError).on('node-ready', onReady)

  const askMaster = async (master: (typeof cluster.masters)[number], command: Command) => {
    const client = await soon(cluster.nodeClient(master))
    return client.isReady ? client.sendCommand<Reply>(command, BYTES) : null
  }
  return {
    connect: () => cluster.connect(),
    isReady: () => cluster.isReady,
    send: async (key, command) => {
      await soon(cluster.getNodeClientForKey(key))
      return cluster.sendCommand<Reply>(key, false, [...command], BYTES)
    },
    sendToEach: async (command) => {
      const asked = cluster.masters.map((master) =>
        askMaster(master, command).catch((error: unknown) => {
          if (error instanceof ErrorReply) throw error
          return null // not reachable now: asked again when it is
        }),
      )
      return (await Promise.all(asked)).filter((reply) => reply !== null)
    },
    subscribe: (bell, onRing) => cluster.sSubscribe(bell, onRing),
    unsubscribe: async (bell) => void (await cluster.sUnsubscribe(bell)),
    nodes: () => cluster.masters.map(({ host, port }) => ({ host, port })),
    destroy: () => cluster.destroy(),
  }
}

/** A node that is down is tried for as long as it takes; who wants something of it is not kept waiting. */
async function soon<T>(connecting: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('a node of the cluster cannot be reached')), NODE_MS)
  })
  try {
    return await Promise.race([connecting, late])
  } finally {
    clearTimeout(timer)
  }
}
