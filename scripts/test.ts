// `npm test`: everything that proves the till, in the order in which it fails fastest. A stage that fails does not
// stop the next. The last line adds up what the runners say in their own reports.
//   --only=check,vitest,e2e   some stages only

import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { plainOutput, runQuietly } from './commands.ts'
import { hostLine } from './host.ts'
import {
  addCounts,
  type Counts,
  countsLine,
  ONE_FAILED,
  ONE_PASSED,
  playwrightCounts,
  runnerCounts,
  vitestCounts,
} from './report-counts.ts'
import { prepareStores, prepareWindows, runRunner } from './runner-session.ts'

/** They take about 25 minutes on two cores; what hangs is given up all the same. */
const endToEndLimit = 45 * 60_000
const plainBiome = process.stdout.isTTY ? [] : ['--colors=off'] // it does not know NO_COLOR
const stages = { check, vitest, e2e } as const
type Stage = keyof typeof stages

const counted: Counts[] = []
for (const stage of chosenStages()) counted.push(...(await stages[stage]()))
const sum = addCounts(counted)
process.exitCode = sum.failed > 0 ? 1 : 0
console.log(`\n${countsLine(sum)}`)

function chosenStages(): readonly Stage[] {
  const all = Object.keys(stages) as Stage[]
  const { values } = parseArgs({ options: { only: { type: 'string' } } })
  if (values.only === undefined) return all
  const wanted = values.only.split(',')
  const unknown = wanted.find((name) => !(all as string[]).includes(name))
  if (unknown === undefined) return all.filter((stage) => wanted.includes(stage))
  console.error(`--only takes ${all.join(', ')}, not ${unknown}.`)
  process.exit(2)
}

async function check(): Promise<Counts[]> {
  const folders = ['.', ...readdirSync('.')].filter((folder) => existsSync(join(folder, 'tsconfig.json')))
  const types = folders.map((folder) => () => runQuietly('tsc', ['-p', folder]))
  return [
    await quietStage('types', types),
    await quietStage('lint, format, import rules', [() => runQuietly('biome', ['ci', ...plainBiome, '.'])]),
  ]
}

async function vitest(): Promise<Counts[]> {
  const file = freshReport('vitest.json')
  const args = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`, '--coverage.enabled']
  const run = () => {
    prepareStores()
    return runRunner('vitest', args, plainOutput())
  }
  return [await runnerStage('unit, contract, integration', run, file, vitestCounts)]
}

async function e2e(): Promise<Counts[]> {
  const built = await quietStage('build', [() => runQuietly('electronVite', ['build'])])
  const file = freshReport('playwright.json')
  const args = ['test', '--reporter=dot,json', `--global-timeout=${endToEndLimit}`]
  const run = () => {
    prepareWindows()
    console.log(hostLine())
    return runRunner('playwright', args, { PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  }
  return [built, await runnerStage('end to end', run, file, playwrightCounts)]
}

/** Counts as one test; its output is shown only when it fails. */
async function quietStage(
  name: string,
  runs: readonly (() => ReturnType<typeof runQuietly>)[],
): Promise<Counts> {
  const since = performance.now()
  const ended = await Promise.all(runs.map((run) => run()))
  const problems = ended.filter(({ code }) => code !== 0).map(({ output }) => output)
  if (problems.length > 0) console.error(problems.join('\n'))
  const counts = problems.length > 0 ? ONE_FAILED : ONE_PASSED
  report(name, counts, since)
  return counts
}

/** A runner shows what it does; its counts come from its own report. */
async function runnerStage(
  name: string,
  run: () => Promise<number>,
  file: string,
  read: (found: unknown) => Counts,
): Promise<Counts> {
  const since = performance.now()
  const counts = await run().then(
    (code) => runnerCounts(file, code, read),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error)
      return ONE_FAILED
    },
  )
  report(name, counts, since)
  return counts
}

function freshReport(name: string): string {
  const folder = resolve('out/reports')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, name)
  rmSync(file, { force: true })
  return file
}

function report(name: string, counts: Counts, since: number): void {
  const seconds = ((performance.now() - since) / 1000).toFixed(1)
  console.log(`── ${name}: ${countsLine(counts)} (${seconds} s)`)
}
