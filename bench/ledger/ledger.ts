// The till after three busy years: a journal of a million payments, about six million events. What is written, asked and
// exported is measured against a baseline of the same run. The journal is made once and kept in the temporary folder.

import type { Figure } from '../figures.ts'
import { benchAppend } from './append.ts'
import { benchDayReport, benchSearch } from './asking.ts'
import { benchExports } from './exporting.ts'
import { ledgerOf } from './generate.ts'
import { benchStartUp } from './start-up.ts'
import { builtWorkers, sourceWorkers } from './till-parts.ts'

type Options = {
  readonly payments: number
  /** The till's threads as they are shipped, or as they stand in the sources. */
  readonly workers: 'built' | 'source'
}

export async function benchLedger({ payments, workers }: Options): Promise<Figure[]> {
  const ledger = ledgerOf(payments, (line) => console.log(line))
  const threads = workers === 'built' ? builtWorkers() : sourceWorkers
  return [
    ...(await benchStartUp(ledger)),
    ...benchAppend(ledger),
    ...(await benchDayReport(ledger, threads)),
    ...benchSearch(ledger),
    ...(await benchExports(ledger, threads)),
  ]
}
