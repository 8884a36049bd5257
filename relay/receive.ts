import type { IncomingMessage, ServerResponse } from 'node:http'
import { BODY_LIMIT, CALLERS, Gateway, KEPT_HEADERS } from '../shared/relay-protocol.ts'
import { answer, refuse } from './http/answer.ts'
import type { SourceOf } from './http/source.ts'
import type { Appended, Inbox } from './inbox.ts'
import type { Figures, Refusal } from './observe/figures.ts'
import type { Log } from './observe/log.ts'
import { hashOf } from './secrets.ts'

// POST /in/<channel>/<gateway>: kept byte for byte, answered only when it is durable. Nothing here reads the body.

/** Gateways wait 3 s and longer. Sooner an honest "no, send it again" than silence. */
const ANSWER_LIMIT_MS = 2_500

const RETRY_SECONDS = { 'retry-after': '5' }

const JSON_TYPE = 'application/json'

export type ReceiveDependencies = {
  readonly inbox: Inbox
  readonly figures: Figures
  readonly log: Log
  readonly sourceOf: SourceOf
  readonly now: () => Date
}

export type Receive = (
  request: IncomingMessage,
  response: ServerResponse,
  channelId: string,
  gateway: string,
) => Promise<void>

export function createReceive({ inbox, figures, log, sourceOf, now }: ReceiveDependencies): Receive {
  return async (request, response, channelId, gatewayName) => {
    const since = performance.now()
    const turnAway = (status: number, reason: Refusal, sentence: string, headers = {}) => {
      figures.refused.add(reason)
      refuse(request, response, status, sentence, headers)
    }
    if (request.method !== 'POST') {
      return turnAway(405, 'wrong method', 'Callbacks are posted.', { allow: 'POST' })
    }
    const gateway = Gateway.safeParse(gatewayName).data
    const channel = await inbox.findByCallback(hashOf(channelId))
    if (!channel || !gateway) return turnAway(404, 'unknown channel', 'There is no such address.')
    if (!isWelcomeType(request, CALLERS[gateway].types)) {
      return turnAway(415, 'content type', `${gateway} callbacks are ${JSON_TYPE}, not encoded.`)
    }
    const body = await readBody(request)
    if (body === 'too large') return turnAway(413, 'body too large', `At most ${BODY_LIMIT} bytes.`)
    if (body === 'cut off') return figures.refused.add('cut off')

    const received = {
      gateway,
      receivedAt: now().toISOString(),
      source: sourceOf(request),
      headers: keptHeaders(request),
      body,
    }
    const appended = await soonEnough(inbox.append(channel.key, received)).catch((error: unknown) => {
      log.error({ reason: error instanceof Error ? error.message : String(error) }, 'not stored')
      return { kind: 'failed' } as const
    })
    figures.answerSeconds.observe((performance.now() - since) / 1000)
    if (appended.kind === 'gone') return turnAway(404, 'unknown channel', 'There is no such address.')
    if (appended.kind !== 'stored') {
      return turnAway(503, 'not stored', 'It could not be stored now. Send it again.', RETRY_SECONDS)
    }
    figures.received.add(gateway)
    log.debug({ channel: channel.name, gateway, delivery: appended.id, bytes: body.length }, 'received')
    answer(response, 200, CALLERS[gateway].answer, JSON_TYPE)
  }
}

function isWelcomeType(request: IncomingMessage, types: readonly string[]): boolean {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const encoding = request.headers['content-encoding'] ?? 'identity'
  return types.includes(type) && encoding === 'identity'
}

function keptHeaders(request: IncomingMessage): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of KEPT_HEADERS) {
    const value = request.headers[name]
    if (value !== undefined) kept[name] = String(value)
  }
  return kept
}

/** Slow senders are ended by the server's own limit, which shows here as `cut off`. */
function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'cut off'> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT) return Promise.resolve('too large')
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= BODY_LIMIT) chunks.push(chunk)
      else resolve('too large')
    })
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', () => resolve('cut off'))
    request.on('close', () => resolve('cut off'))
  })
}

/** It may still become durable later: then the gateway's repetition is a duplicate, which tills are used to. */
async function soonEnough(appending: Promise<Appended>): Promise<Appended | { kind: 'late' }> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<{ kind: 'late' }>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'late' }), ANSWER_LIMIT_MS)
  })
  try {
    return await Promise.race([appending, limit])
  } finally {
    clearTimeout(timer)
  }
}
