import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { openRelayBench } from '../support/relay-bench.ts'

it('a relay counts what docs/relay.md says it does, under those names', async () => {
  const bench = await openRelayBench()
  const served = await bench.metrics()
  await bench.close()
  const guide = readFileSync(resolve('docs/relay.md'), 'utf8')
  const documented = [...guide.matchAll(/^\| `((?:relay|process)_\w+)(?:\{\w+\})?` \|/gm)].map(
    ([, name]) => name,
  )
  expect(documented.toSorted()).toEqual(
    [...served.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name).toSorted(),
  )
  // The alerts ask for labels that are there.
  expect(guide).toContain('relay_refusals_total{reason="not stored"}')
  expect(readFileSync(resolve('relay/observe/figures.ts'), 'utf8')).toContain("| 'not stored'")
})
