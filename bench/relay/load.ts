// The load: what gateways and tills do to a server, in a process of its own. The bench asks by message.

import { connect, type Socket } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { STREAM_PATH } from '../../shared/relay-protocol.ts'
import { callbackOf } from './callback.ts'
import { openConnection, portOf, postOf } from './connection.ts'
import { machineMs } from './machine-clock.ts'

export type Job =
  /** Each connection posts again as soon as it is answered. */
  | { readonly kind: 'press'; readonly url: string; readonly connections: number; readonly ms: number }
  /** Posts at set times, whether the ones before are answered or not; their numbers count from `first`. */
  | {
      readonly kind: 'pace'
      readonly url: string
      readonly perSecond: number
      readonly count: number
      readonly first: number
    }
  /** One idle listener for each token, until the next job of this kind. */
  | { readonly kind: 'listen'; readonly origin: string; readonly tokens: readonly string[] }

export type Done =
  | { readonly kind: 'press'; readonly answered: number; readonly ms: number }
  /** When each was sent, by the machine's clock, and how long it waited for its answer, in ms. */
  | { readonly kind: 'pace'; readonly sent: readonly number[]; readonly waited: readonly number[] }
  | { readonly kind: 'listen' }

/** Enough that no body is the one before; each is signed before the clock starts. */
const BODIES = 500
const SPARE_CONNECTIONS = 64
/** Tills come back at different moments: their clients see to that. */
const COMING_AT_ONCE = 50

const OK = 200

let listeners: Socket[] = []

function perform(job: Job): Promise<Done> {
  switch (job.kind) {
    case 'press':
      return press(job)
    case 'pace':
      return pace(job)
    case 'listen':
      return listen(job)
  }
}

async function press({ url, connections, ms }: Extract<Job, { kind: 'press' }>): Promise<Done> {
  const { origin, pathname } = new URL(url)
  const requests = Array.from({ length: BODIES }, (_, index) => requestOf(pathname, index + 1))
  const open = await Promise.all(Array.from({ length: connections }, () => openConnection(origin)))
  const since = machineMs()
  let answered = 0
  let next = 0
  await Promise.all(
    open.map(async (connection) => {
      while (machineMs() - since < ms) {
        expectOk(await connection.exchange(requests[next++ % BODIES] ?? Buffer.alloc(0)))
        answered++
      }
    }),
  )
  const took = machineMs() - since
  for (const connection of open) connection.close()
  return { kind: 'press', answered, ms: took }
}

async function pace({ url, perSecond, count, first }: Extract<Job, { kind: 'pace' }>): Promise<Done> {
  const { origin, pathname } = new URL(url)
  const requests = Array.from({ length: count }, (_, index) => requestOf(pathname, first + index))
  const idle = await Promise.all(Array.from({ length: SPARE_CONNECTIONS }, () => openConnection(origin)))
  const sent: number[] = []
  const waited: number[] = []
  const since = machineMs()
  const exchanges: Promise<void>[] = []
  for (const [index, request] of requests.entries()) {
    const early = since + (index * 1000) / perSecond - machineMs()
    if (early > 0) await after(early)
    const connection = idle.pop() ?? (await openConnection(origin))
    const began = machineMs()
    sent.push(began)
    const exchanged = connection.exchange(request).then((status) => {
      expectOk(status)
      waited.push(machineMs() - began)
      idle.push(connection)
    })
    exchanges.push(exchanged)
  }
  await Promise.all(exchanges)
  for (const connection of idle) connection.close()
  return { kind: 'pace', sent, waited }
}

async function listen({ origin, tokens }: Extract<Job, { kind: 'listen' }>): Promise<Done> {
  for (const socket of listeners) socket.destroy()
  listeners = []
  for (let come = 0; come < tokens.length; come += COMING_AT_ONCE) {
    const next = tokens.slice(come, come + COMING_AT_ONCE).map((token) => openListener(origin, token))
    listeners.push(...(await Promise.all(next)))
  }
  return { kind: 'listen' }
}

/** Resolves when it was greeted. */
function openListener(origin: string, token: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(portOf(origin), '127.0.0.1')
    socket.write(`GET ${STREAM_PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`)
    socket.setEncoding('latin1').on('data', (text: string) => {
      if (text.includes('event: hello')) resolve(socket)
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('a listener was turned away')))
  })
}

function requestOf(path: string, number: number): Buffer {
  const { body, signature } = callbackOf(number)
  return postOf(path, body, signature)
}

function expectOk(status: number): void {
  if (status !== OK) throw new Error(`answered ${status}`)
}

process.on('disconnect', () => process.exit())
process.on('message', (job: Job) => {
  perform(job).then(
    (done) => process.send?.(done),
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
