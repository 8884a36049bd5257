// npm run verify-journal -- FILE [--key FINGERPRINT]: checks a journal from its first event to its last.

import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { type JournalFault, verifyJournal } from '../electron/journal/verify-journal.ts'
import { checkTable, type TableVerdict } from '../electron/payments/table-check.ts'
import { foldJournal, type ReportFault } from '../electron/shifts/journal-fold.ts'

const FAULTS: Readonly<Record<JournalFault['what'], string>> = {
  missing: 'is missing, or its number was changed',
  changed: 'was changed, or does not follow from the one before it',
  unsigned: 'is a checkpoint whose signature does not fit: the journal was doctored before it',
  otherKey: 'is a checkpoint signed with another key',
  cutOff: 'and what followed it are gone: the file says it went on',
}

const REPORT_FAULTS: Readonly<Record<ReportFault['what'], string>> = {
  totals: 'says other totals than the events before it come to',
  order: 'does not follow from the shifts and reports before it',
  place: 'names another end of the journal than the event before it',
}

function main(): number {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: { type: 'string' } } })
  const [file] = positionals
  if (file === undefined || !existsSync(file)) {
    console.error(
      file === undefined ? 'Which file? npm run verify-journal -- FILE' : `There is no file ${file}.`,
    )
    return 2
  }
  const database = new DatabaseSync(file, { readOnly: true })
  const verdict = verifyJournal(database)
  const fold = verdict.fault ? null : foldJournal(database)
  const table = fold && checkTable(database, fold)
  database.close()
  if (verdict.fault) {
    console.error(`BROKEN: event ${verdict.fault.seq} ${FAULTS[verdict.fault.what]}.`)
    return 1
  }
  if (values.key !== undefined && values.key !== verdict.keyFingerprint) {
    console.error(`BROKEN: signed with key ${verdict.keyFingerprint ?? '(none)'}, not with ${values.key}.`)
    return 1
  }
  console.log(`${verdict.events} events, the chain holds; last hash ${verdict.lastHash}`)
  console.log(
    verdict.keyFingerprint === null
      ? 'unsigned: no checkpoint was signed'
      : `signed up to event ${verdict.signedUpTo} by ${verdict.checkpoints} checkpoints, key ${verdict.keyFingerprint}`,
  )
  return tellTables(fold?.fault ?? null, fold?.shifts.lastZ ?? 0, table)
}

/** What of the events the tables and the Z reports say. */
function tellTables(fault: ReportFault | null, zs: number, table: TableVerdict | null): number {
  if (fault) {
    const about = fault.z === null ? 'a shift' : `Z ${fault.z}`
    console.error(`BROKEN: event ${fault.seq}, ${about}, ${REPORT_FAULTS[fault.what]}.`)
    return 1
  }
  console.log(
    zs === 0 ? 'no Z was taken' : `${zs} Z reports, numbered without a gap, say what the events come to`,
  )
  if (table?.state === 'differs' || table?.state === 'bookDiffers') {
    const what = table.state === 'differs' ? `payment ${table.paymentId}` : `the book of report ${table.z}`
    console.error(`BROKEN: ${what} in the table is not what the events say. The events are the record.`)
    return 1
  }
  console.log(
    table?.state === 'agrees'
      ? `the table of ${table.payments} payments is what the events come to`
      : 'the table of payments is of an older version; the till computes it anew when it opens the file',
  )
  return 0
}

process.exitCode = main()
