// From the start of the process to a keypad that is painted, against an app that is nothing but one window with one
// page, in the same host. The two take turns, so that whatever else the machine does meets both. The till opens two
// windows, a journal and the practice gateway in that time.

import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { seedSettings, tillEnvironment } from '../test/support/app-driver.ts'
import { type Figure, figure, median } from './figures.ts'

const rounds = 11
const limitMs = 60_000

export async function benchStart(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-bench-'))
  const till = { app: resolve(process.env['USDTILL_APP'] ?? '.'), data: join(folder, 'till') }
  const bare = { app: resolve('bench/bare-window'), data: join(folder, 'bare') }
  seedSettings(till.data)
  const times = { till: [] as number[], bare: [] as number[] }
  try {
    await timeStart(till) // the first start of all makes profiles and fills caches
    await timeStart(bare)
    for (let round = 0; round < rounds; round++) {
      times.bare.push(await timeStart(bare))
      times.till.push(await timeStart(till))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  // Each start against the one beside it: the load of the machine drifts, and meets neighbours alike.
  const ratios = times.till.map((time, round) => time / (times.bare[round] ?? Number.NaN))
  return [
    figure('start.ratio', median(ratios), 'ratio', 1.5),
    figure('start.till.median', median(times.till), 'ms'),
    figure('start.bare.median', median(times.bare), 'ms'),
  ]
}

/** Milliseconds until the keypad is painted; the app is ended before this resolves. */
async function timeStart({ app, data }: { readonly app: string; readonly data: string }): Promise<number> {
  const electron = createRequire(import.meta.url)('electron') as unknown as string
  const sandbox = process.platform === 'linux' ? ['--no-sandbox'] : []
  const args = ['-r', resolve('bench/say-when-ready.cjs'), ...sandbox, app, `--user-data-dir=${data}`]
  const since = performance.now()
  const child = spawn(electron, args, { stdio: ['ignore', 'pipe', 'inherit'], env: tillEnvironment() })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const patience = setTimeout(() => child.kill('SIGKILL'), limitMs)
  try {
    return await new Promise<number>((done, fail) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('keypad painted')) done(performance.now() - since)
      })
      child.once('exit', () => fail(new Error(`${app} ended before its keypad was painted`)))
    })
  } finally {
    clearTimeout(patience)
    child.kill('SIGTERM')
    await ended
  }
}
