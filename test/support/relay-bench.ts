import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { readConfig } from '../../relay/config.ts'
import type { ChannelSecrets, Inbox } from '../../relay/inbox.ts'
import { type RelayOptions, startRelay } from '../../relay/server.ts'
import { openSqliteInbox } from '../../relay/sqlite/sqlite-inbox.ts'
import {
  ACKNOWLEDGE_PATH,
  callbackPath,
  Delivery,
  type Gateway,
  Hello,
  STREAM_PATH,
} from '../../shared/relay-protocol.ts'

// A relay on a loopback port with one channel, and the hands of a gateway and of a till.

export type RelayBench = Awaited<ReturnType<typeof openRelayBench>>

type BenchOptions = Pick<RelayOptions, 'limits' | 'now'> & {
  readonly environment?: Record<string, string>
  /** Stands between the relay and its inbox. */
  readonly inbox?: (inbox: Inbox) => Inbox
}

export async function openRelayBench(options: BenchOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'relay-'))
  const store = join(folder, 'relay.sqlite')
  const read = readConfig({ RELAY_PORT: '0', RELAY_STORE: store, ...options.environment })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const kept = await openSqliteInbox(store)
  const inbox = options.inbox?.(kept) ?? kept
  const secrets = await inbox.createChannel('shop', '2026-11-21T14:02:00.000Z')
  if (!secrets) throw new Error('no channel')
  const log = pino({ level: 'silent' })
  const { limits = {}, now = () => new Date('2026-11-21T14:02:00.000Z') } = options
  const relay = await startRelay({ config: read.config, inbox, log, limits, now })
  const streams: TillStream[] = []

  return {
    ...handsOf(relay.origin, secrets, streams),
    origin: relay.origin,
    secrets,
    inbox,
    relay,
    folder,
    store,
    close: async () => {
      for (const stream of streams) stream.leave()
      await relay.close()
      await inbox.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What a gateway and a till do with a relay at `origin`. */
export function handsOf(origin: string, secrets: ChannelSecrets, streams: TillStream[] = []) {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  return {
    post: (
      body: string | Uint8Array<ArrayBuffer>,
      headers: Record<string, string> = {},
      gateway: Gateway = 'nowpayments',
    ) =>
      fetch(`${origin}${callbackPath(secrets.id, gateway)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      }),
    listen: async (lastId?: number, token = secrets.token) => {
      const stream = await openStream(`${origin}${STREAM_PATH}`, {
        ...bearer(token),
        ...(lastId !== undefined && { 'last-event-id': String(lastId) }),
      })
      streams.push(stream)
      return stream
    },
    acknowledge: (upTo: unknown, token = secrets.token) =>
      fetch(`${origin}${ACKNOWLEDGE_PATH}`, {
        method: 'POST',
        headers: bearer(token),
        body: JSON.stringify({ upTo }),
      }),
    metrics: async () => (await fetch(`${origin}/metrics`)).text(),
  }
}

export type StreamEvent = { readonly event: string; readonly id: string; readonly data: string }

export type TillStream = {
  readonly status: number
  readonly hello: () => Promise<Hello>
  /** Waits until that many deliveries have come in all. */
  readonly deliveries: (count: number) => Promise<readonly Delivery[]>
  /** Waits for a line that is no event. */
  readonly comment: () => Promise<string>
  readonly ended: Promise<void>
  /** Stops taking bytes from the socket, so that it fills up. */
  readonly pause: () => void
  readonly resume: () => void
  readonly leave: () => void
}

/** A till's end of the stream, over node:http, so that a test can stop reading from the socket. */
function openStream(url: string, headers: Record<string, string>): Promise<TillStream> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, agent: false }, (response) => {
      const events: StreamEvent[] = []
      const comments: string[] = []
      let waiting: { isMet: () => boolean; resolve: () => void; reject: (error: Error) => void }[] = []
      const look = () => {
        const met = waiting.filter(({ isMet }) => isMet())
        waiting = waiting.filter((each) => !met.includes(each))
        for (const each of met) each.resolve()
      }
      const until = (isMet: () => boolean) =>
        new Promise<void>((met, ended) => {
          waiting.push({ isMet, resolve: met, reject: ended })
          look()
        })
      const deliveries = () => events.filter(({ event }) => event === 'delivery')
      const ended = new Promise<void>((done) => {
        response.on('close', () => {
          for (const each of waiting) each.reject(new Error('the stream ended'))
          done()
        })
      })
      response.on('error', () => {}) // told by `ended`

      let rest = ''
      response.setEncoding('utf8').on('data', (text: string) => {
        const blocks = (rest + text).split('\n\n')
        rest = blocks.pop() ?? ''
        for (const block of blocks) {
          if (block.startsWith(':')) comments.push(block.slice(1).trim())
          else events.push(eventOf(block))
        }
        look()
      })
      resolve({
        status: response.statusCode ?? 0,
        hello: async () => {
          await until(() => events.length > 0)
          return Hello.parse(JSON.parse(events.find(({ event }) => event === 'hello')?.data ?? '{}'))
        },
        deliveries: async (count) => {
          await until(() => deliveries().length >= count)
          return deliveries().map(({ id, data }) => {
            const delivery = Delivery.parse(JSON.parse(data))
            if (String(delivery.id) !== id) throw new Error(`event ${id} carries delivery ${delivery.id}`)
            return delivery
          })
        },
        comment: async () => {
          await until(() => comments.length > 0)
          return comments[0] ?? ''
        },
        ended,
        pause: () => void response.pause(),
        resume: () => void response.resume(),
        leave: () => asked.destroy(),
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}

function eventOf(block: string): StreamEvent {
  const fields = new Map(
    block.split('\n').map((line) => [line.split(': ', 1)[0], line.slice(line.indexOf(': ') + 2)]),
  )
  return { event: fields.get('event') ?? '', id: fields.get('id') ?? '', data: fields.get('data') ?? '' }
}

/** Writes raw bytes to the relay and resolves with all that comes back until it hangs up. */
export function rawExchange(origin: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.setEncoding('latin1').on('data', (chunk: string) => {
      text += chunk
    })
    socket.on('close', () => resolve(text))
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? undefined : reject(error),
    )
  })
}

export const textOf = (delivery: Delivery | undefined): string =>
  Buffer.from(delivery?.body ?? '', 'base64').toString()
