// What the ledger's benches take from the till: its threads, as they are built or as they stand in the sources, and real time.

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createSteadyClock, type SteadyClock, thisComputer } from '../../electron/time/steady-clock.ts'

export type Workers = { readonly exportWorker: URL; readonly reportWorker: URL }

export const sourceWorkers: Workers = {
  exportWorker: pathToFileURL(resolve('electron/exports/export-worker.ts')),
  reportWorker: pathToFileURL(resolve('electron/reports/report-worker.ts')),
}

export function builtWorkers(): Workers {
  const built = (name: string) => resolve(process.env['USDTILL_APP'] ?? '.', 'out/main', `${name}.js`)
  for (const name of ['export-worker', 'report-worker']) {
    if (!existsSync(built(name))) throw new Error(`${built(name)} is not built`)
  }
  return {
    exportWorker: pathToFileURL(built('export-worker')),
    reportWorker: pathToFileURL(built('report-worker')),
  }
}

export const realClock: SteadyClock = createSteadyClock(thisComputer)
