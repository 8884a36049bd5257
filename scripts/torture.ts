// `npm run torture`: kills the built till while it sells, again and again, and compares what the journal, the gateway
// and the screens say afterwards. Exit code 0 only if nothing was lost, doubled or shown wrongly.
//   -- --kills N   how often (200)      --seed N      the plan of an earlier run
//      --tills N   at the same time (2) --json FILE   the report   --built   uses the build that is there

import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { reportText, torture } from '../test/support/torture/torture.ts'
import { runQuietly } from './commands.ts'
import { hostLine } from './host.ts'
import { ranInVirtualDisplay } from './runner-session.ts'

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(randomInt(1_000_000)) },
    tills: { type: 'string', default: '2' },
    json: { type: 'string' },
    built: { type: 'boolean' },
  },
})
const [kills, seed, tillsAtOnce] = [whole('kills', 1), whole('seed', 0), whole('tills', 1)]

if (!(await ranInVirtualDisplay())) await run()

async function run(): Promise<void> {
  process.env['STANDIN_HEADLESS'] ??= '1'
  await build()
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
  if (values.built) return
  const { code, output } = await runQuietly('electronVite', ['build'])
  if (code !== 0) throw new Error(`The till could not be built.\n${output}`)
}

function whole(name: 'kills' | 'seed' | 'tills', least: number): number {
  const value = Number(values[name])
  if (Number.isSafeInteger(value) && value >= least) return value
  console.error(`--${name} takes a whole number from ${least}, not ${values[name]}.`)
  process.exit(2)
}
