// What tills that only wait cost the relay: its memory as the system counts it, by the relay's own figure, before and after they
// came. Each listens to a channel of its own. A round of keep-alives has gone by when it is read: those touch all of them.
// The first to come also pay for the room that Node takes once, so the figure is that of four thousand.

import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { KEEP_ALIVE_MS } from '../../shared/relay-protocol.ts'
import { type Figure, figure } from '../figures.ts'
import { serveRelay, startLoad } from './processes.ts'
import { makeChannels } from './store.ts'

const FEW = 1_000
const MANY = 4_000
const WARM_UP = 100

const SETTLED_MS = KEEP_ALIVE_MS + 1_000

export async function benchIdle(folder: string): Promise<Figure[]> {
  const store = join(folder, 'relay.sqlite')
  const tokens = (await makeChannels(store, MANY)).map(({ token }) => token)
  const relay = await serveRelay(store)
  const load = startLoad()
  const memoryWith = async (listeners: number): Promise<number> => {
    await load.run({ kind: 'listen', origin: relay.origin, tokens: tokens.slice(0, listeners) })
    await after(SETTLED_MS)
    return residentMegabytes(relay.origin)
  }
  await load.run({ kind: 'listen', origin: relay.origin, tokens: tokens.slice(0, WARM_UP) })
  const none = await memoryWith(0)
  const few = await memoryWith(FEW)
  const many = await memoryWith(MANY)
  for (const each of [load, relay]) await each.end()
  return [
    figure('relay.idle.per-1000', ((many - none) / MANY) * 1_000, 'MB', 25),
    figure('relay.idle.first-1000', few - none, 'MB'),
    figure('relay.idle.without', none, 'MB'),
  ]
}

async function residentMegabytes(origin: string): Promise<number> {
  const metrics = await (await fetch(`${origin}/metrics`)).text()
  const bytes = /^process_resident_memory_bytes (\d+)$/m.exec(metrics)?.[1]
  if (bytes === undefined) throw new Error('the relay does not say how much memory it has')
  return Number(bytes) / 1e6
}
