import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openJournal } from '../../../electron/journal/journal.ts'
import { verifyJournal } from '../../../electron/journal/verify-journal.ts'
import { createPaymentRepository } from '../../../electron/payments/payment-repository.ts'
import { PaymentEvent } from '../../../shared/payment/event.ts'
import { Payment } from '../../../shared/payment/payment.ts'

export type RecordedEvent = {
  readonly seq: number
  readonly paymentId: string
  readonly event: PaymentEvent
}

export type JournalReading = {
  /** What `verifyJournal` says is wrong. */
  readonly fault: string | null
  /** Every event's hash, in order. */
  readonly hashes: readonly string[]
  readonly events: readonly RecordedEvent[]
  /** As the table has them, by number. */
  readonly payments: readonly Payment[]
  /** The same, computed from the events alone. */
  readonly replayed: readonly Payment[]
}

/**
 * Reads the journal of a dead till from a copy, so that putting right what the kill left stays the till's own work.
 * Null when the till was killed before it made one.
 */
export function readJournal(folder: string): JournalReading | null {
  const source = join(folder, 'journal', 'practice.sqlite')
  if (!existsSync(source)) return null
  const scratch = mkdtempSync(join(tmpdir(), 'usdtill-journal-'))
  try {
    const copy = join(scratch, 'practice.sqlite')
    // Not the index of the log (-shm): after a crash it is computed again from the log.
    for (const part of ['', '-wal']) {
      if (existsSync(source + part)) copyFileSync(source + part, copy + part)
    }
    return readCopy(copy)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function readCopy(file: string): JournalReading {
  const opened = openJournal(file, 'practice')
  if (!opened.ok) throw new Error(`the journal cannot be opened: ${JSON.stringify(opened.error)}`)
  const journal = opened.value
  try {
    const { fault } = verifyJournal(journal.database)
    // As the till left it: opening the repository may compute the table anew.
    const table = journal.database.prepare('SELECT body FROM payments ORDER BY number').all()
    const repository = createPaymentRepository(journal)
    const entries = journal.entries()
    return {
      fault: fault && `event ${fault.seq}: ${fault.what}`,
      hashes: entries.map(({ hash }) => hash),
      events: entries.flatMap(({ seq, paymentId, body }) =>
        paymentId === null ? [] : [{ seq, paymentId, event: PaymentEvent.parse(JSON.parse(body)) }],
      ),
      payments: table.map(({ body }) => Payment.parse(JSON.parse(String(body)))),
      replayed: repository.replay(),
    }
  } finally {
    journal.close()
  }
}
