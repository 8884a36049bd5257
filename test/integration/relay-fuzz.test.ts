import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { judgeFuzz } from '../support/relay-torture/fuzz-evidence.ts'
import { fuzzRelay, takenCount } from '../support/relay-torture/fuzz-relay.ts'

// A short run of `npm run torture -- fuzz`, with other requests each time. FUZZ_SEED repeats one.
const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(1_000_000))
const COUNT = 1_500

it('whatever a request looks like, the relay goes on, takes nothing it should not, and keeps what it takes', async () => {
  const relayFile = resolve('scripts/relay.ts')
  const evidence = await fuzzRelay({ relayFile, count: COUNT, seed, onProgress: () => undefined })
  expect(judgeFuzz(evidence), `FUZZ_SEED=${seed}`).toEqual([])
  expect(evidence.answers).toHaveLength(COUNT)
  // Some changes hurt nothing, such as one inside the signature.
  expect(takenCount(evidence)).toBeGreaterThan(COUNT / 20)
  expect(takenCount(evidence)).toBeLessThan(COUNT / 2)
}, 120_000) // many are unfinished requests, which the relay waits for: four seconds in all
