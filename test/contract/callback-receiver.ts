import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SignedDelivery } from '../../electron/gateways/callback.ts'

export type CallbackReceiver = {
  /** The address a vendor is given. */
  readonly url: string
  readonly path: string
  /** The latest callback. @throws when none has come. */
  last(): SignedDelivery
  close(): void
}

/** Stands where the relay would: takes each callback byte for byte and answers with `reply`. `now` in ms dates them. */
export async function receiveCallbacks(
  path: string,
  now: () => number,
  reply = '{}',
): Promise<CallbackReceiver> {
  const arrived: SignedDelivery[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
    arrived.push({
      headers: Object.fromEntries(headers),
      body: Buffer.concat(chunks).toString('base64'),
      receivedAt: new Date(now()).toISOString(),
    })
    response.setHeader('content-type', 'application/json').end(reply)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    path,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    last() {
      const delivery = arrived.at(-1)
      if (!delivery) throw new Error('no callback came')
      return delivery
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
