// From a gateway's POST to the event at the till: from the moment its first byte is sent, so the way there, the disk and the
// way on are all in it, until the till's own client hands the delivery on. First as a busy shop has it, then as all shops of a
// city at once.

import { join } from 'node:path'
import { callbackPath } from '../../shared/relay-protocol.ts'
import { type Figure, figure, percentile } from '../figures.ts'
import { numberIn } from './callback.ts'
import { machineMs } from './machine-clock.ts'
import { serveRelay, startLoad } from './processes.ts'
import { makeChannels } from './store.ts'
import { openTill } from './till.ts'

const STEADY = { perSecond: 200, count: 1_200 }
const RUSH = { perSecond: 2_000, count: 8_000 }
const WARM_UP = { perSecond: 1_000, count: 2_000 }

export async function benchEvent(folder: string): Promise<Figure[]> {
  const store = join(folder, 'relay.sqlite')
  const [secrets] = await makeChannels(store, 1)
  if (!secrets) throw new Error('no channel')
  const relay = await serveRelay(store)
  const load = startLoad()
  const url = `${relay.origin}${callbackPath(secrets.id, 'nowpayments')}`
  const heard = new Map<number, number>()
  let onHeard = () => {}
  const till = openTill({ url: relay.origin, token: secrets.token }, async ({ body }) => {
    heard.set(numberIn(Buffer.from(body, 'base64').toString()), machineMs())
    onHeard()
  })
  await till.open

  /** What each took until the till had it, and until the gateway had its answer, in ms. */
  const delaysAt = async ({ perSecond, count }: typeof STEADY) => {
    const first = heard.size + 1
    const all = new Promise<void>((resolve) => {
      onHeard = () => {
        if (heard.size === first + count - 1) resolve()
      }
    })
    const { sent, waited } = await load.run({ kind: 'pace', url, perSecond, count, first })
    await Promise.race([all, till.lost])
    return { waited, toTill: sent.map((moment, index) => (heard.get(first + index) ?? Number.NaN) - moment) }
  }
  await delaysAt(WARM_UP)
  const steady = await delaysAt(STEADY)
  const rush = await delaysAt(RUSH)
  await till.stop()
  for (const each of [load, relay]) await each.end()
  return [
    figure('relay.event.p50', percentile(steady.toTill, 0.5), 'ms'),
    figure('relay.event.p95', percentile(steady.toTill, 0.95), 'ms', 25),
    figure('relay.event.p99', percentile(steady.toTill, 0.99), 'ms'),
    figure('relay.answer.p99', percentile(steady.waited, 0.99), 'ms', 100),
    figure('relay.answer.max', Math.max(...steady.waited, ...rush.waited), 'ms', 3_000),
    figure('relay.answer.rush.p99', percentile(rush.waited, 0.99), 'ms', 100),
    figure('relay.event.rush.p50', percentile(rush.toTill, 0.5), 'ms'),
    figure('relay.event.rush.p95', percentile(rush.toTill, 0.95), 'ms'),
    figure('relay.event.rush.p99', percentile(rush.toTill, 0.99), 'ms'),
  ]
}
