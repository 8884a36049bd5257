// npm run verify-journal -- FILE [--key FINGERPRINT]: checks a journal from its first event to its last.

import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { type JournalFault, verifyJournal } from '../electron/journal/verify-journal.ts'
import { checkTable } from '../electron/payments/table-check.ts'

const FAULTS: Readonly<Record<JournalFault['what'], string>> = {
  missing: 'is missing, or its number was changed',
  changed: 'was changed, or does not follow from the one before it',
  unsigned: 'is a checkpoint whose signature does not fit: the journal was doctored before it',
  otherKey: 'is a checkpoint signed with another key',
  cutOff: 'and what followed it are gone: the file says it went on',
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
  const table = verdict.fault ? null : checkTable(database)
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
  if (table?.state === 'differs') {
    console.error(
      `BROKEN: payment ${table.paymentId} in the table is not what the events say. The events are the record.`,
    )
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
