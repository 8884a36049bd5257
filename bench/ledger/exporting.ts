// Exports of the till's own service, in its thread, with an eye on this process's memory and on how long its main thread
// was ever held up.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import type { ExportQuestion } from '../../electron/exports/export-request.ts'
import { createExportService } from '../../electron/exports/export-service.ts'
import { type Figure, figure } from '../figures.ts'
import type { Ledger } from './generate.ts'
import { hasSqliteShell, SAME_COLUMNS, sqliteCsv, WHOLE_TABLE } from './sqlite-shell.ts'
import { realClock, type Workers } from './till-parts.ts'

const MB = 2 ** 20
const XLSX_ROWS = 100_000

export async function benchExports(ledger: Ledger, workers: Workers): Promise<Figure[]> {
  const idle = await watched(() => setTimeout(1000))
  const csvFile = join(ledger.folder, 'everything.csv')
  const everything = {
    format: 'csv',
    sheet: 'payments',
    scope: { kind: 'days', from: null, until: null },
  } as const
  await readOnce(ledger)
  const csv = await watched(() => exported(ledger, workers, { ...everything, file: csvFile }))
  const baseline = await baselines(ledger, csv.ms)
  const xlsxFile = join(ledger.folder, 'some.xlsx')
  const scope = { kind: 'days', from: dayOfLast(ledger, XLSX_ROWS), until: null } as const
  const xlsx = await watched(() => exported(ledger, workers, { format: 'xlsx', scope, file: xlsxFile }))
  for (const file of [csvFile, xlsxFile]) rmSync(file, { force: true })
  return [
    ...baseline,
    figure('ledger.csv.extra-memory', csv.extraMb, 'MB', 150),
    figure('ledger.xlsx.100000-rows', xlsx.ms * (XLSX_ROWS / xlsx.value), 'ms', 15_000),
    figure('ledger.xlsx.extra-memory', xlsx.extraMb, 'MB'),
    figure('ledger.export.main-thread-block', Math.max(csv.blockMs, xlsx.blockMs), 'ms', 50),
    figure('ledger.idle.main-thread-block', idle.blockMs, 'ms'),
  ]
}

/** Whoever reads twelve gigabytes first waits for the disk; programs are compared, each with the file in the system's memory. */
async function readOnce({ journalFile, folder }: Ledger): Promise<void> {
  if (!hasSqliteShell()) return
  const file = join(folder, 'warm.csv')
  await sqliteCsv(journalFile, SAME_COLUMNS, file)
  rmSync(file)
}

async function baselines({ journalFile, folder }: Ledger, csvMs: number): Promise<Figure[]> {
  const ours = figure('ledger.csv.everything', csvMs, 'ms')
  if (!hasSqliteShell()) {
    console.log('sqlite3 is not installed (Debian: sqlite3), so that CSV is compared with nothing.')
    return [ours]
  }
  const file = join(folder, 'baseline.csv')
  const same = await sqliteCsv(journalFile, SAME_COLUMNS, file)
  const whole = await sqliteCsv(journalFile, WHOLE_TABLE, file)
  rmSync(file)
  return [
    figure('ledger.csv.to-sqlite3', csvMs / same, 'ratio', 1.5),
    figure('ledger.csv.to-sqlite3-of-raw-table', csvMs / whole, 'ratio'),
    ours,
  ]
}

/** The payments that were written. */
async function exported(
  { journalFile }: Ledger,
  { exportWorker }: Workers,
  question: ExportQuestion,
): Promise<number> {
  const source = { journalFile, mode: 'live', timeZone: 'Europe/Madrid' } as const
  const service = createExportService({ ...source, workerUrl: exportWorker, clock: realClock })
  const answer = await service.start(question).done
  await service.close()
  if (!answer.ok || answer.value.outcome !== 'written') throw new Error(JSON.stringify(answer))
  return answer.value.payments
}

type Watched<T> = {
  readonly value: T
  readonly ms: number
  readonly extraMb: number
  readonly blockMs: number
}

async function watched<T>(run: () => Promise<T>): Promise<Watched<T>> {
  const before = process.memoryUsage.rss()
  let most = before
  const delays = monitorEventLoopDelay({ resolution: 5 })
  delays.enable()
  const looking = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 20)
  const since = performance.now()
  const value = await run()
  const ms = performance.now() - since
  clearInterval(looking)
  delays.disable()
  return { value, ms, extraMb: (most - before) / MB, blockMs: delays.max / 1e6 }
}

/** The day from which on there are about so many payments. */
function dayOfLast({ journalFile }: Ledger, rows: number): string | null {
  const database = new DatabaseSync(journalFile, { readOnly: true })
  const row = database.prepare('SELECT day FROM payments ORDER BY number DESC LIMIT 1 OFFSET ?').get(rows - 1)
  database.close()
  return row ? String(row['day']) : null
}
