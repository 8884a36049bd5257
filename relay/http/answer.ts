import type { IncomingMessage, ServerResponse } from 'node:http'

/** After this much of an unwanted body the connection is dropped instead of read on. */
const UNWANTED_LIMIT = 1024 * 1024

const TEXT = 'text/plain; charset=utf-8'

export type Headers = Readonly<Record<string, string>>

export function answer(
  response: ServerResponse,
  status: number,
  body: string,
  type: string = TEXT,
  headers: Headers = {},
): void {
  if (response.headersSent || response.destroyed) return
  response.writeHead(status, {
    ...headers,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  })
  response.end(body)
}

/**
 * Answers before the body has come. What still comes is read and thrown away up to a limit: a connection that is closed
 * while bytes arrive takes the answer with it.
 */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  sentence: string,
  headers: Headers = {},
): void {
  if (!request.complete) {
    let unwanted = 0
    request.on('data', (chunk: Buffer) => {
      unwanted += chunk.length
      if (unwanted > UNWANTED_LIMIT) request.destroy()
    })
  }
  answer(response, status, `${sentence}\n`, TEXT, headers)
}
