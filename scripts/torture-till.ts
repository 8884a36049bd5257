// Kills the built till while it sells, again and again, and compares what the journal, the gateway and the screens say
// afterwards. Nothing may be lost, doubled or shown wrongly.
//   --kills N   how often (200)      --seed N      the plan of an earlier run
//   --tills N   at the same time (2) --json FILE   the report   --built   uses the build that is there

import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { reportText, torture } from '../test/support/torture/torture.ts'
import { runQuietly } from './commands.ts'
import { hostLine } from './host.ts'
import { ranInVirtualDisplay } from './runner-session.ts'
import { wholeNumber } from './torture-options.ts'

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '200' },
      seed: { type: 'string', default: String(randomInt(1_000_000)) },
      tills: { type: 'string', default: '2' },
      json: { type: 'string' },
      built: { type: 'boolean' },
    },
  })
  const kills = wholeNumber('kills', values.kills, 1)
  const seed = wholeNumber('seed', values.seed, 0)
  const tillsAtOnce = wholeNumber('tills', values.tills, 1)
  if (await ranInVirtualDisplay()) return
  process.env['STANDIN_HEADLESS'] ??= '1'
  if (!values.built) await build()
  console.log(`${hostLine()}\nseed ${seed}, ${kills} kills, ${tillsAtOnce} tills at a time`)
  const often = Math.max(1, Math.round(kills / 20))
  const report = await torture({
    seed,
    kills,
    tillsAtOnce,
    onKill: (done) => (done % often === 0 ? console.log(`${done} of ${kills} kills`) : undefined),
  })
  console.log(`\n${reportText(report)}`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`)
  process.exitCode = report.isWell ? 0 : 1
}

async function build(): Promise<void> {
  const { code, output } = await runQuietly('electronVite', ['build'])
  if (code !== 0) throw new Error(`The till could not be built.\n${output}`)
}
