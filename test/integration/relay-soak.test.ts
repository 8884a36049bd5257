import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { hasRedis } from '../support/redis-server.ts'
import type { SoakSize } from '../support/relay-torture/plan.ts'
import { reportOf, reportText } from '../support/relay-torture/report.ts'
import { soakRelay } from '../support/relay-torture/soak.ts'
import { openRedisStore, openSqliteStore, type SoakStore } from '../support/relay-torture/soak-store.ts'

// Short runs of `npm run torture -- relay`, with another seed each time. SOAK_SEED repeats a plan.
const seed = Number(process.env['SOAK_SEED'] ?? randomInt(1_000_000))
const relayFile = resolve('scripts/relay.ts')

async function soaked(
  size: Omit<SoakSize, 'seed'>,
  openStore: (folder: string) => Promise<SoakStore>,
): Promise<void> {
  const planned = { ...size, seed }
  const outcome = await soakRelay({ ...planned, relayFile, openStore, onProgress: () => undefined })
  const report = reportOf(planned, outcome)
  expect(report.isWell, `SOAK_SEED=${seed}\n${reportText(report)}`).toBe(true)
}

// A dozen processes come and go in each, and every callback is a disk sync here and there: five to ten seconds.
const LIMIT_MS = 180_000

it(
  'relay and till are killed under load: every callback that was answered takes effect, and once',
  () => soaked({ deliveries: 2_000, relayKills: 3, storeKills: 0, tillCrashes: 2 }, openSqliteStore),
  LIMIT_MS,
)

it.skipIf(!hasRedis)(
  'the same when Redis is the store, and is killed as well',
  () => soaked({ deliveries: 1_000, relayKills: 1, storeKills: 1, tillCrashes: 1 }, openRedisStore),
  LIMIT_MS,
)
