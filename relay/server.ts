import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { KEEP_ALIVE_MS } from '../shared/relay-protocol.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { createSourceOf } from './http/source.ts'
import type { Inbox } from './inbox.ts'
import { createFigures, type Figures } from './observe/figures.ts'
import type { Log } from './observe/log.ts'
import { pruneBefore } from './pruning.ts'
import { createReceive } from './receive.ts'
import { createStreams } from './streams.ts'

// Listens, and holds to the limits that keep one bad peer from hurting the others. Importing this file starts nothing.

export type RelayOptions = {
  readonly config: Config
  readonly inbox: Inbox
  readonly log: Log
  readonly now?: () => Date
  readonly limits?: Partial<Limits>
}

type Limits = {
  readonly requestMs: number
  readonly keepAliveMs: number
  /** A connection without a request. Longer than a proxy keeps them, so that it is the proxy who closes. */
  readonly idleMs: number
  readonly stalledMs: number
  readonly pruneEveryMs: number
  /** What is under way when the relay closes may take this long. */
  readonly closeMs: number
}

export type Relay = {
  /** `http://HOST:PORT` */
  readonly origin: string
  /** Takes nothing new, answers what is under way, ends the streams. The inbox is its opener's to close. */
  close(): Promise<void>
}

const HEADER_BYTES = 16 * 1024
const HEADER_COUNT = 64

const IDLE_ROUND_MS = 20

/** Rejects with the system's error when it cannot listen there. */
export async function startRelay({ config, inbox, log, now = () => new Date(), ...rest }: RelayOptions) {
  const limits: Limits = {
    requestMs: config.requestSeconds * 1000,
    keepAliveMs: KEEP_ALIVE_MS,
    idleMs: 75_000,
    stalledMs: 60_000,
    pruneEveryMs: 60 * 60_000,
    closeMs: 5_000,
    ...rest.limits,
  }
  const figures = createFigures()
  figures.gauge('relay_waiting', 'Deliveries that wait to become durable', () => inbox.waiting())
  figures.gauge('process_resident_memory_bytes', 'Memory', () => process.memoryUsage.rss())

  const streams = createStreams({
    inbox,
    figures,
    log,
    limits: { ...limits, listeners: config.maxListeners },
  })
  const receive = createReceive({ inbox, figures, log, sourceOf: createSourceOf(config.trustedProxies), now })
  let isClosing = false
  const { metricsToken } = config
  const app = createApp({ inbox, receive, streams, figures, log, metricsToken, isClosing: () => isClosing })

  const server = createServer(
    {
      requestTimeout: limits.requestMs,
      headersTimeout: limits.requestMs,
      connectionsCheckingInterval: Math.min(1_000, limits.requestMs / 2),
      keepAliveTimeout: limits.idleMs,
      maxHeaderSize: HEADER_BYTES,
    },
    app,
  )
  server.maxConnections = config.maxConnections
  server.maxHeadersCount = HEADER_COUNT
  countWhatNeverBecomesARequest(server, figures)

  const origin = await listen(server, config).catch((error: unknown) => {
    streams.endAll() // nothing of it may keep the process alive
    throw error
  })
  const pruning = setInterval(() => {
    inbox.prune(pruneBefore(now(), config)).then(
      (forgotten) => forgotten > 0 && log.info({ forgotten }, 'pruned'),
      (error: unknown) => log.error({ err: error }, 'pruning failed'),
    )
  }, limits.pruneEveryMs)

  const relay: Relay = {
    origin,
    close: async () => {
      isClosing = true
      clearInterval(pruning)
      streams.endAll()
      await stop(server, limits.closeMs)
    },
  }
  return relay
}

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const { port: taken, family, address } = server.address() as AddressInfo
      resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`)
    })
  })
}

function stop(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => server.closeAllConnections(), graceMs)
    // A connection that waits for an answer becomes idle when it has it, and would then stay open.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_ROUND_MS)
    server.close(() => {
      clearTimeout(impatient)
      clearInterval(idle)
      resolve()
    })
  })
}

const ANSWERS: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
}

function countWhatNeverBecomesARequest(server: Server, { refused }: Figures): void {
  server.on('drop', () => refused.add('too many connections'))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    refused.add(error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'too slow' : 'malformed')
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const status = ANSWERS[error.code ?? ''] ?? '400 Bad Request'
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
  })
}
