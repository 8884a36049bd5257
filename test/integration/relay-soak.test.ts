import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { reportOf, reportText } from '../support/relay-torture/report.ts'
import { soakRelay } from '../support/relay-torture/soak.ts'
import { openSqliteStore } from '../support/relay-torture/soak-store.ts'

// A short run of `npm run torture -- relay`, with another seed each time. SOAK_SEED repeats a plan.
const seed = Number(process.env['SOAK_SEED'] ?? randomInt(1_000_000))

// A dozen processes come and go, and every callback is a disk sync here and there: seven seconds on two cores.
it('relay and till are killed under load: every callback that was answered takes effect, and once', async () => {
  const size = { seed, deliveries: 2_000, relayKills: 3, storeKills: 0, tillCrashes: 2 }
  const relayFile = resolve('scripts/relay.ts')
  const outcome = await soakRelay({
    ...size,
    relayFile,
    openStore: openSqliteStore,
    onProgress: () => undefined,
  })
  const report = reportOf(size, outcome)
  expect(report.isWell, `SOAK_SEED=${seed}\n${reportText(report)}`).toBe(true)
}, 180_000)
