// Changes at random what reaches the relay and the till from outside: whole requests at the built relay, over connections
// of their own; deliveries at the till's desk; and the bodies and headers that its verifiers are given. Nothing may crash,
// nothing be taken that should not be, and memory stay as it is.
//   --count N   of each (100000)      --seed N   the requests of an earlier run      --json FILE   the figures

import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  FUZZ_VIOLATIONS,
  type FuzzViolationKind,
  judgeFuzz,
} from '../test/support/relay-torture/fuzz-evidence.ts'
import { fuzzRelay, statusCounts, takenCount } from '../test/support/relay-torture/fuzz-relay.ts'
import { ALLOWED_HEAP_GROWTH_MB, fuzzTill } from '../test/support/relay-torture/fuzz-till.ts'
import { withBuiltRelay } from './build-relay.ts'
import { runRunner } from './runner-session.ts'
import { wholeNumber } from './torture-options.ts'

/** Findings told one by one. */
const TOLD = 20

type Part = { readonly isWell: boolean; readonly figures: object }

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      count: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(randomInt(1_000_000)) },
      json: { type: 'string' },
    },
  })
  const count = wholeNumber('count', values.count, 1_000)
  const seed = wholeNumber('seed', values.seed, 0)
  console.log(`seed ${seed}, ${count} of each`)
  const relay = await atTheRelay(count, seed)
  const till = await atTheTill(count, seed)
  const verifiers = await atTheVerifiers(count)
  if (values.json !== undefined) {
    const figures = { seed, count, relay: relay.figures, till: till.figures, verifiers: verifiers.figures }
    writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
  }
  process.exitCode = relay.isWell && till.isWell && verifiers.isWell ? 0 : 1
}

async function atTheRelay(count: number, seed: number): Promise<Part> {
  const since = performance.now()
  const often = Math.max(1, Math.round(count / 10_000)) * 1_000
  const onProgress = (sent: number) => (sent % often === 0 ? console.log(`${sent} of ${count}`) : undefined)
  const evidence = await withBuiltRelay((relayFile) => fuzzRelay({ relayFile, count, seed, onProgress }))
  const violations = judgeFuzz(evidence)
  const kinds = Object.keys(FUZZ_VIOLATIONS) as FuzzViolationKind[]
  const found = Object.fromEntries(
    kinds.map((kind) => [kind, violations.filter((violation) => violation.kind === kind).length]),
  )
  const { warmMb, endMb, kept } = evidence
  const figures = {
    requests: evidence.answers.length,
    firstAnswers: Object.fromEntries([...statusCounts(evidence)].sort()),
    ...{ taken: takenCount(evidence), kept: kept.length, warmMb, endMb, seconds: secondsSince(since), found },
  }
  print('relay', [
    [figures.requests, 'mutated requests, each over a connection of its own'],
    ...Object.entries(figures.firstAnswers).map(([status, times]) => [times, `answered ${status}`] as const),
    [figures.kept, 'kept, those among them whose answer was lost'],
    [warmMb, 'MB of the relay after a fifth of them'],
    [endMb, 'MB at the end'],
    ...kinds.map((kind) => [found[kind] ?? 0, FUZZ_VIOLATIONS[kind]] as const),
    [figures.seconds, 'seconds'],
  ])
  for (const violation of violations.slice(0, TOLD)) console.log(`  ${violation.kind}: ${violation.found}`)
  return { isWell: violations.length === 0 && figures.requests === count, figures }
}

async function atTheTill(count: number, seed: number): Promise<Part> {
  const since = performance.now()
  const { wrong, ...report } = await fuzzTill(count, seed)
  const figures = { ...report, wrong: wrong.length, seconds: secondsSince(since) }
  print('till', [
    [report.deliveries, 'mutated deliveries at its desk'],
    [report.refused, 'refused'],
    [report.verified, 'verified, whose change means nothing to their gateway'],
    [wrong.length, 'verdicts that are not what the signature says'],
    [report.warmMb, 'MB of heap after a fifth of them'],
    [report.endMb, 'MB at the end'],
    [figures.seconds, 'seconds'],
  ])
  for (const each of wrong.slice(0, TOLD)) console.log(`  ${each}`)
  const isFlat = report.endMb - report.warmMb <= ALLOWED_HEAP_GROWTH_MB
  return { isWell: wrong.length === 0 && isFlat, figures }
}

/** Their own tests, with as many mutations as asked. */
async function atTheVerifiers(count: number): Promise<Part> {
  const since = performance.now()
  console.log('\nverifiers')
  const args = ['run', '--project', 'unit', '--reporter=dot', 'callback-properties']
  const code = await runRunner('vitest', args, { CALLBACK_MUTATIONS: String(count) })
  return { isWell: code === 0, figures: { exitCode: code, seconds: secondsSince(since) } }
}

function print(name: string, rows: readonly (readonly [number, string])[]): void {
  const lines = rows.map(([count, what]) => `${String(count).padStart(8)}  ${what}`)
  console.log(['', name, ...lines].join('\n'))
}

function secondsSince(moment: number): number {
  return Math.round((performance.now() - moment) / 1000)
}
