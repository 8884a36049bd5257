// How fast a till catches up that was away for 100,000 deliveries: from its start to the last delivery at the till's own client.
// Beside it a bare socket that only looks for the last id: what the relay alone could do.

import { connect } from 'node:net'
import { join } from 'node:path'
import { STREAM_PATH } from '../../shared/relay-protocol.ts'
import { type Figure, figure, figureAtLeast, median } from '../figures.ts'
import { portOf } from './connection.ts'
import { serveRelay } from './processes.ts'
import { makeFullChannel } from './store.ts'
import { openTill } from './till.ts'

const AWAY = 100_000
const ROUNDS = 5

type Access = { readonly url: string; readonly token: string }

export async function benchCatchUp(folder: string): Promise<Figure[]> {
  const store = join(folder, 'relay.sqlite')
  const { token } = await makeFullChannel(store, AWAY)
  const relay = await serveRelay(store)
  const access = { url: relay.origin, token }
  const rates = { till: [] as number[], socket: [] as number[] }
  await rateOf(() => untilTillHasAll(access)) // compiles both ends
  for (let round = 0; round < ROUNDS; round++) {
    rates.socket.push(await rateOf(() => untilSocketHasAll(access)))
    rates.till.push(await rateOf(() => untilTillHasAll(access)))
  }
  await relay.end()
  return [
    figureAtLeast('relay.catch-up.till', median(rates.till), '/s', 50_000),
    figure('relay.catch-up.socket', median(rates.socket), '/s'),
  ]
}

async function rateOf(catchUp: () => Promise<void>): Promise<number> {
  const since = performance.now()
  await catchUp()
  return (AWAY / (performance.now() - since)) * 1_000
}

async function untilTillHasAll(access: Access): Promise<void> {
  const all = Promise.withResolvers<void>()
  const till = openTill(access, async ({ id }) => {
    if (id === AWAY) all.resolve()
  })
  await Promise.race([all.promise, till.lost])
  await till.stop()
}

function untilSocketHasAll({ url, token }: Access): Promise<void> {
  const last = `id: ${AWAY}\n`
  return new Promise((resolve, reject) => {
    const socket = connect(portOf(url), '127.0.0.1')
    socket.write(`GET ${STREAM_PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`)
    let end = ''
    socket.on('data', (bytes) => {
      // A delivery is shorter than this, and its id may be cut in two.
      end = (end + bytes.subarray(-2_000).toString('latin1')).slice(-4_000)
      if (!end.includes(last)) return
      socket.destroy()
      resolve()
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the relay hung up')))
  })
}
