import { createClient, createCluster, RESP_TYPES } from '@redis/client'
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
  /** Rejects all that is under way. */
  destroy(): void
}

export type ConnectionEvents = {
  /** Some connection is up, for the first time or again. */
  readonly onReady: () => void
  readonly onError: (error: Error) => void
}

export type Address = {
  readonly url: string
  readonly isCluster: boolean
}

const BYTES = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer, [RESP_TYPES.MAP]: Array } } as const

/** A connection that says nothing for this long is a dead one; it is asked often enough. */
const SILENCE_MS = 10_000
const PING_MS = 3_000
const CONNECT_MS = 5_000
const SLOWEST_RETRY_MS = 1_000

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
    destroy: () => {
      commands.destroy()
      bells.destroy()
    },
  }
}

export function clusterConnection({ url }: Address, { onReady, onError }: ConnectionEvents): Connection {
  const { protocol, username, password, hostname } = new URL(url)
  const isTls = protocol === 'rediss:'
  const cluster = createCluster({
    rootNodes: [{ url }],
    defaults: {
      ...COMMON,
      // Nodes are found by what the cluster says of them; who we are is not part of that.
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
      socket: isTls ? { ...SOCKET, tls: true, servername: hostname } : { ...SOCKET },
    },
    topologyRefreshOnReconnectionAttemptStrategy: TOPOLOGY_MS,
  })
  cluster.on('error', onError).on('node-error', onError).on('node-ready', onReady)
  return {
    connect: () => cluster.connect(),
    isReady: () => cluster.isReady,
    send: (key, command) => cluster.sendCommand<Reply>(key, false, [...command], BYTES),
    sendToEach: (command) => {
      const reachable = cluster.masters.filter(({ client }) => client?.isReady)
      return Promise.all(
        reachable.map(async (master) =>
          (await cluster.nodeClient(master)).sendCommand<Reply>(command, BYTES),
        ),
      )
    },
    subscribe: (bell, onRing) => cluster.sSubscribe(bell, onRing),
    unsubscribe: async (bell) => void (await cluster.sUnsubscribe(bell)),
    destroy: () => cluster.destroy(),
  }
}
