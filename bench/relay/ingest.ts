// Callbacks taken in per second, by three servers in turn: the bare HTTP server that checks who signed and keeps nothing, the
// relay, and the Express program. Ratios are of neighbours in one round, so that whatever else the machine does meets both.

import { join } from 'node:path'
import { callbackPath } from '../../shared/relay-protocol.ts'
import { type Figure, figure, figureAtLeast, median } from '../figures.ts'
import { SECRET } from './callback.ts'
import { serveRelay, startLoad, startServer } from './processes.ts'
import { keptIn, makeChannels } from './store.ts'

const ROUNDS = 6
const ROUND_MS = 3_000
const WARM_UP_MS = 1_500

/** Kept-alive connections that each post again as soon as they are answered. */
const CONNECTIONS = 256

export async function benchIngest(folder: string): Promise<Figure[]> {
  const store = join(folder, 'relay.sqlite')
  const [secrets] = await makeChannels(store, 1)
  const relay = await serveRelay(store)
  const ceiling = await startServer('bench/relay/ceiling-server.ts', {})
  const express = await startServer('bench/relay/express-server.mjs', {
    STORE: join(folder, 'express.sqlite'),
    SECRET,
  })
  const urls = {
    ceiling: `${ceiling.origin}/callback`,
    relay: `${relay.origin}${callbackPath(secrets?.id ?? '', 'nowpayments')}`,
    express: `${express.origin}/callback`,
  }
  const load = startLoad()
  const rates = { ceiling: [] as number[], relay: [] as number[], express: [] as number[] }
  let answeredByRelay = 0
  const press = async (server: keyof typeof urls, ms: number): Promise<number> => {
    const { answered, ms: took } = await load.run({
      kind: 'press',
      url: urls[server],
      connections: CONNECTIONS,
      ms,
    })
    if (server === 'relay') answeredByRelay += answered
    return (answered / took) * 1000
  }
  const servers = ['ceiling', 'relay', 'express'] as const
  for (const server of servers) await press(server, WARM_UP_MS)
  for (let round = 0; round < ROUNDS; round++) {
    for (const server of servers) rates[server].push(await press(server, ROUND_MS))
  }
  for (const each of [relay, ceiling, express, load]) await each.end()
  const kept = await keptIn(store)
  if (kept !== answeredByRelay) throw new Error(`The relay answered ${answeredByRelay} and has ${kept}.`)

  const relayOver = (other: 'ceiling' | 'express') =>
    median(rates.relay.map((rate, round) => rate / (rates[other][round] ?? Number.NaN)))
  return [
    figureAtLeast('relay.ingest.of-ceiling', relayOver('ceiling'), 'ratio', 0.5),
    figureAtLeast('relay.ingest.over-express', relayOver('express'), 'ratio', 3),
    ...servers.map((server) => figure(`relay.ingest.${server}.median`, median(rates[server]), '/s')),
  ]
}
