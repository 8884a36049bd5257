import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

// Something in front of a relay that is free to do what it likes: whatever proxies do to callbacks and streams.

export type Meddle = (request: IncomingMessage, response: ServerResponse, pass: Pass) => void

/** Asks the relay the same, changed so. */
type Pass = (change?: Change) => Promise<IncomingMessage>

export type Change = {
  readonly path?: string
  /** Over those that came; an empty one is left out. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: (text: string) => string
}

export type Front = { readonly origin: string; close(): void }

export function openFront(relay: string, meddle: Meddle): Promise<Front> {
  const server = createServer((incoming, response) => {
    const pass: Pass = async (change = {}) => {
      const asIs = (text: string) => text
      const { path = incoming.url ?? '/', headers = {}, body = asIs } = change
      let text = ''
      for await (const chunk of incoming.setEncoding('utf8')) text += String(chunk)
      const sent = Buffer.from(body(text))
      const given = Object.entries({ ...incoming.headers, ...headers, 'content-length': sent.length })
      const kept = Object.fromEntries(given.filter(([, value]) => value !== ''))
      return new Promise((answered, failed) => {
        const passed = request(relay, { method: incoming.method, path, headers: kept }, answered)
        passed.on('error', failed)
        response.on('close', () => passed.destroy())
        passed.end(sent)
      })
    }
    meddle(incoming, response, pass)
  })
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close })
    })
  })
}

/** Passes everything on, callbacks changed in this way. */
export function changing(change: Change): Meddle {
  return (incoming, response, pass) => {
    pass(incoming.url?.startsWith('/in/') ? change : {}).then(
      (from) => relayed(from, response),
      () => response.destroy(),
    )
  }
}

/** Passes everything on but the stream, with which it does something else. */
export function withStream(treat: (from: IncomingMessage, response: ServerResponse) => void): Meddle {
  return (incoming, response, pass) => {
    pass().then(
      (from) => (incoming.url === '/out' ? treat(from, response) : relayed(from, response)),
      () => response.destroy(),
    )
  }
}

function relayed(from: IncomingMessage, response: ServerResponse): void {
  response.writeHead(from.statusCode ?? 500, from.headers)
  response.flushHeaders()
  from.on('error', () => response.destroy())
  from.pipe(response)
}
