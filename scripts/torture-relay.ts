// Soaks the built relay: gateways send callbacks to it, a till takes them from it, and relay, till and store are killed
// in between. What was answered must arrive, and take effect once.
//   --deliveries N   callbacks to be answered (200000)   --kills N         of the relay (20)
//   --crashes N      of the till (8)                     --redis-kills N   of Redis (5), with
//   --store redis    instead of sqlite                   --seed N          the plan of an earlier run
//   --json FILE      the report

import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { hasRedis } from '../test/support/redis-server.ts'
import { reportOf, reportText } from '../test/support/relay-torture/report.ts'
import { soakRelay } from '../test/support/relay-torture/soak.ts'
import { openRedisStore, openSqliteStore } from '../test/support/relay-torture/soak-store.ts'
import { withBuiltRelay } from './build-relay.ts'
import { wholeNumber } from './torture-options.ts'

const STORES = { sqlite: openSqliteStore, redis: openRedisStore } as const

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      deliveries: { type: 'string', default: '200000' },
      kills: { type: 'string', default: '20' },
      crashes: { type: 'string', default: '8' },
      'redis-kills': { type: 'string', default: '5' },
      store: { type: 'string', default: 'sqlite' },
      seed: { type: 'string', default: String(randomInt(1_000_000)) },
      json: { type: 'string' },
    },
  })
  const { store } = values
  if (!isStore(store)) {
    console.error(`--store takes ${Object.keys(STORES).join(' or ')}, not ${store}.`)
    process.exit(2)
  }
  if (store === 'redis' && !hasRedis) {
    console.error('redis-server is not installed here.')
    process.exit(2)
  }
  const size = {
    seed: wholeNumber('seed', values.seed, 0),
    deliveries: wholeNumber('deliveries', values.deliveries, 100),
    relayKills: wholeNumber('kills', values.kills, 0),
    storeKills: store === 'sqlite' ? 0 : wholeNumber('redis-kills', values['redis-kills'], 0),
    tillCrashes: wholeNumber('crashes', values.crashes, 0),
  }
  console.log(`seed ${size.seed}, ${size.deliveries} deliveries, ${size.relayKills} kills, store ${store}`)
  const often = Math.max(1, Math.round(size.deliveries / 20_000)) * 1_000
  const onProgress = (answered: number) =>
    answered % often === 0 ? console.log(`${answered} of ${size.deliveries} answered`) : undefined
  const outcome = await withBuiltRelay((relayFile) =>
    soakRelay({ ...size, relayFile, openStore: STORES[store], onProgress }),
  )
  const report = reportOf(size, outcome)
  console.log(`\n${reportText(report)}`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
  process.exitCode = report.isWell ? 0 : 1
}

function isStore(name: string): name is keyof typeof STORES {
  return Object.hasOwn(STORES, name)
}
