import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export type Received = { path: string; body: string; headers: IncomingHttpHeaders }

type Answer = { status?: number; body?: string }

/** A merchant's server on loopback: it answers what it is told, once each, then `usually`. */
export const startReceiver = async (answers: Answer[] = [], usually: Answer = {}) => {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      received.push({ path: request.url ?? '', body, headers: request.headers })
      const answer = answers.shift() ?? usually
      response.writeHead(answer.status ?? 200).end(answer.body ?? '')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/checkout`
  return { url, received, bodies: () => received.map(({ body }) => JSON.parse(body)) }
}
