// A process that loads the till's own half and opens it on a journal, against the same with an empty one, in turns.

import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Figure, figure, median } from '../figures.ts'
import type { Ledger } from './generate.ts'

/** Of a large journal; a small one is there to see that it runs. */
const ROUNDS = 7
const LARGE = 10_000

export async function benchStartUp({ folder, payments }: Ledger): Promise<Figure[]> {
  const empty = join(folder, 'empty')
  mkdirSync(empty, { recursive: true })
  const times = { full: [] as Started[], empty: [] as Started[] }
  await started(empty) // makes the journal
  await started(folder)
  for (let round = 0; round < (payments < LARGE ? 1 : ROUNDS); round += 1) {
    times.empty.push(await started(empty))
    times.full.push(await started(folder))
  }
  rmSync(empty, { recursive: true, force: true })
  const ratios = times.full.map(({ processMs }, round) => processMs / (times.empty[round]?.processMs ?? 0))
  return [
    figure('ledger.start-up.ratio', median(ratios), 'ratio', 1.2),
    figure('ledger.start-up.open-till', median(times.full.map(({ openMs }) => openMs)), 'ms'),
    figure('ledger.start-up.open-till-empty', median(times.empty.map(({ openMs }) => openMs)), 'ms'),
  ]
}

/** From the start of the process until the till is open; and `openTill` alone. */
type Started = { readonly processMs: number; readonly openMs: number }

async function started(folder: string): Promise<Started> {
  const since = performance.now()
  const child = spawn(process.execPath, [resolve('bench/ledger/open-once.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  let processMs = 0
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    processMs ||= performance.now() - since
    said += text
  })
  const code = await new Promise((ended) => child.once('exit', ended))
  if (code !== 0) throw new Error(`open-once ended with ${code}`)
  return { processMs, openMs: Number(said) }
}
