import type { IncomingMessage, ServerResponse } from 'node:http'
import { ACKNOWLEDGE_PATH, Acknowledgement, STREAM_PATH } from '../shared/relay-protocol.ts'
import { answer, type Headers, refuse } from './http/answer.ts'
import { isFromHere } from './http/source.ts'
import type { Channel, Inbox } from './inbox.ts'
import type { Figures, Refusal } from './observe/figures.ts'
import type { Log } from './observe/log.ts'
import { METRICS_TYPE } from './observe/metrics.ts'
import type { Receive } from './receive.ts'
import { hashOf } from './secrets.ts'
import type { Streams } from './streams.ts'

// Every path of the relay, from request to answer. Plain node:http: what a framework costs per callback is measurable.

export type AppDependencies = {
  readonly inbox: Inbox
  readonly receive: Receive
  readonly streams: Streams
  readonly figures: Figures
  readonly log: Log
  readonly metricsToken: string | undefined
  readonly isClosing: () => boolean
}

export type App = (request: IncomingMessage, response: ServerResponse) => void

const IN_PREFIX = '/in/'

/** An acknowledgement is a small number. */
const ACKNOWLEDGEMENT_BYTES = 1_024

const NOTHING_HERE = 'There is no such address.'

export function createApp(dependencies: AppDependencies): App {
  const { inbox, receive, streams, figures, log, metricsToken, isClosing } = dependencies

  const turnAway = (
    { request, response }: { request: IncomingMessage; response: ServerResponse },
    status: number,
    reason: Refusal,
    sentence: string,
    headers: Headers = {},
  ) => {
    figures.refused.add(reason)
    refuse(request, response, status, sentence, headers)
  }
  type Exchange = Parameters<typeof turnAway>[0]

  /** The channel of the bearer token, or the refusal is already written. */
  const authorised = async (exchange: Exchange): Promise<(Channel & { tokenHash: Buffer }) | undefined> => {
    const tokenHash = hashOf(bearerToken(exchange.request))
    const channel = await inbox.findByToken(tokenHash)
    if (channel) return { ...channel, tokenHash }
    const wanted = { 'www-authenticate': 'Bearer realm="relay"' }
    turnAway(exchange, 401, 'no token', 'This needs the read token of a channel.', wanted)
    return undefined
  }

  const stream = async (exchange: Exchange): Promise<void> => {
    if (exchange.request.method !== 'GET') {
      return turnAway(exchange, 405, 'wrong method', 'The stream is read with GET.', { allow: 'GET' })
    }
    const channel = await authorised(exchange)
    if (!channel) return
    const lastId = String(exchange.request.headers['last-event-id'] ?? '0')
    if (!/^\d{1,15}$/.test(lastId)) {
      return turnAway(exchange, 400, 'malformed', 'Last-Event-ID is the id of a delivery.')
    }
    const { tokenHash, ...plain } = channel
    if (streams.open(plain, tokenHash, Number(lastId), exchange.response)) return
    turnAway(exchange, 503, 'too many listeners', 'Too many listeners.', { 'retry-after': '30' })
  }

  const acknowledge = async (exchange: Exchange): Promise<void> => {
    if (exchange.request.method !== 'POST') {
      return turnAway(exchange, 405, 'wrong method', 'Acknowledgements are posted.', { allow: 'POST' })
    }
    const channel = await authorised(exchange)
    if (!channel) return
    const given = Acknowledgement.safeParse(await readSmallJson(exchange.request))
    if (!given.success) return turnAway(exchange, 400, 'malformed', 'An acknowledgement is {"upTo": id}.')
    await inbox.acknowledge(channel.key, given.data.upTo)
    exchange.response.writeHead(204).end()
  }

  const health = ({ response }: Exchange): void => {
    const isWell = inbox.trouble() === null
    answer(
      response,
      isWell ? 200 : 503,
      JSON.stringify({ status: isWell ? 'ok' : 'cannot store' }),
      'application/json',
    )
  }

  const metrics = (exchange: Exchange): void => {
    const { request, response } = exchange
    const isAllowed =
      metricsToken === undefined
        ? isFromHere(request)
        : hashOf(bearerToken(request)).equals(hashOf(metricsToken))
    if (isAllowed) answer(response, 200, figures.text(), METRICS_TYPE)
    else turnAway(exchange, 404, 'unknown path', NOTHING_HERE)
  }

  const routes = new Map<string, (exchange: Exchange) => void | Promise<void>>([
    [STREAM_PATH, stream],
    [ACKNOWLEDGE_PATH, acknowledge],
    ['/healthz', health],
    ['/metrics', metrics],
  ])

  const dispatch = async (exchange: Exchange): Promise<void> => {
    const { request, response } = exchange
    const [path = '/'] = (request.url ?? '/').split('?', 1)
    if (isClosing()) {
      return turnAway(exchange, 503, 'closing', 'The relay is closing.', {
        connection: 'close',
        'retry-after': '5',
      })
    }
    if (path.startsWith(IN_PREFIX)) {
      const [channelId = '', gateway = '', ...rest] = path.slice(IN_PREFIX.length).split('/')
      return receive(request, response, channelId, rest.length > 0 ? '' : gateway)
    }
    const route = routes.get(path)
    if (route) return route(exchange)
    return turnAway(exchange, 404, 'unknown path', NOTHING_HERE)
  }

  return (request, response) => {
    response.on('error', breaks)
    request.on('error', breaks)
    dispatch({ request, response }).catch((error: unknown) => {
      log.error({ err: error }, 'request failed')
      const status = inbox.trouble() === null ? 500 : 503
      answer(response, status, 'The relay could not do that. Send it again.\n')
    })
  }
}

/** A connection that breaks is not news, and must not end the process. */
function breaks(): void {}

function bearerToken(request: IncomingMessage): string {
  return /^Bearer ([\w-]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
}

/** Undefined for what is too long, cut off or not JSON. */
async function readSmallJson(request: IncomingMessage): Promise<unknown> {
  let text = ''
  try {
    for await (const chunk of request) {
      text += String(chunk)
      if (text.length > ACKNOWLEDGEMENT_BYTES) return undefined
    }
    return JSON.parse(text)
  } catch {
    // What it was instead makes no difference to the answer.
    return undefined
  }
}
