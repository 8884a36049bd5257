// `npm run bench`: how fast the till is, as figures that hold on any machine: ratios, shares and sizes of one run.
//   npm run bench -- NAME…       some of them: charge, start, bundle, budget, relay, seen
//   npm run bench -- ledger      by its name alone, since it makes a journal of eleven gigabytes; --payments N for a smaller one
//   npm run bench -- --json FILE an array of { id, value, unit, bar, pass }
// It ends with 1 when a figure missed its bar, and with 2 when it was asked for what there is not.

import { writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { runQuietly } from '../scripts/commands.ts'
import { hostLine } from '../scripts/host.ts'
import { ranInVirtualDisplay } from '../scripts/runner-session.ts'
import { benchBudget } from './budget.ts'
import { benchBundle } from './bundle.ts'
import { benchCharge } from './charge.ts'
import { type Figure, judgementOf } from './figures.ts'
import { benchLedger } from './ledger/ledger.ts'
import { benchRelay } from './relay/relay.ts'
import { benchSeen } from './seen.ts'
import { benchStart } from './start.ts'

const benches: Readonly<Record<string, () => Promise<Figure[]>>> = {
  charge: benchCharge,
  start: benchStart,
  bundle: benchBundle,
  budget: benchBudget,
  relay: benchRelay,
  seen: benchSeen,
  ledger: () => benchLedger({ payments: Number(values.payments), workers: 'built' }),
}
/** Measured on modules, or on programs that have no window. */
const withoutTill: readonly string[] = ['budget', 'relay', 'ledger']
/** Measured on the built threads of the till, without its windows. */
const onThreads: readonly string[] = ['ledger']
const byNameAlone: readonly string[] = ['ledger']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    built: { type: 'boolean' },
    payments: { type: 'string', default: '1000000' },
  },
})
const chosen =
  positionals.length > 0 ? positionals : Object.keys(benches).filter((name) => !byNameAlone.includes(name))
const opensTill = chosen.some((name) => !withoutTill.includes(name))
const unknown = positionals.find((name) => !Object.hasOwn(benches, name))
if (unknown !== undefined) {
  console.error(`There is no bench ${unknown}, only ${Object.keys(benches).join(', ')}.`)
  process.exitCode = 2
} else if (!opensTill || !(await ranInVirtualDisplay())) {
  await run()
}

async function run(): Promise<void> {
  const needsBuild = opensTill || chosen.some((name) => onThreads.includes(name))
  if (needsBuild && !values.built) await build()
  printMachine()
  const figures: Figure[] = []
  for (const [name, bench] of Object.entries(benches)) {
    if (!chosen.includes(name)) continue
    const measured = await bench()
    for (const one of measured) printFigure(one)
    figures.push(...measured)
  }
  if (figures.some(({ pass }) => pass === false)) process.exitCode = 1
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
}

async function build(): Promise<void> {
  const { code, output } = await runQuietly('electronVite', ['build'])
  if (code !== 0) throw new Error(`The till could not be built.\n${output}`)
}

function printMachine(): void {
  const memory = (totalmem() / 2 ** 30).toFixed(0)
  const load = loadavg()[0]?.toFixed(1)
  console.log(`${cpus()[0]?.model}, ${availableParallelism()} cores, ${memory} GB, load ${load}`)
  console.log(`Node ${process.versions.node}. ${hostLine()}\n`)
}

function printFigure(measured: Figure): void {
  const { id, value, unit } = measured
  const text = `${value} ${unit === 'ratio' ? '×' : unit}`
  console.log(`${id.padEnd(34)} ${text.padStart(12)}   ${judgementOf(measured)}`)
}
