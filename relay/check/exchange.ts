import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'

// Requests as a gateway or a till makes them: each on a connection of its own, and no redirect is followed.

export type Sent = {
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
  readonly signal: AbortSignal
}

export type Answer = {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
  /** From the first byte sent to the last one received. */
  readonly ms: number
}

/** Of an answer that is to be read whole; the relay's own are far shorter. */
const ANSWER_CHARACTERS = 16 * 1024

/** Resolves with the head of the answer. Rejects with the system's error. */
export function open(
  url: URL,
  { method = 'GET', headers = {}, body, signal }: Sent,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false, signal }, resolve)
    asked.on('error', reject)
    asked.end(body)
  })
}

export async function ask(url: URL, sent: Sent): Promise<Answer> {
  const since = performance.now()
  const response = await open(url, sent)
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) {
    text += String(chunk)
    if (text.length > ANSWER_CHARACTERS) break
  }
  const ms = Math.round(performance.now() - since)
  return { status: response.statusCode ?? 0, headers: response.headers, text, ms }
}
