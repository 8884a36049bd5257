import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { ZodError } from 'zod'
import type { ListedCharge } from '../../shared/reconciliation/books.ts'
import { err, type Result } from '../../shared/result.ts'
import { journalError } from '../journal/database.ts'
import { openComparison } from './compare.ts'
import type { BooksRequest, Comparison, ListMessage, ThreadMessage } from './messages.ts'

/**
 * A thread of its own for one comparison, given as `workerData`: the till goes on selling meanwhile. Opens the journal
 * and the log of callbacks read-only, takes in the gateway's list, answers with one message and ends.
 */
const request = workerData as BooksRequest
const port = parentPort
const rows: ListedCharge[] = []

function say(message: ThreadMessage): void {
  port?.postMessage(message)
}

function end(answer: Result<Comparison>): void {
  say({ kind: 'answer', answer })
  port?.close()
}

try {
  const database = new DatabaseSync(request.journalFile, { readOnly: true, timeout: 2000 })
  const compare = openComparison(database, request)
  port?.on('message', (message: ListMessage) => {
    if (message.kind === 'rows') {
      for (const row of message.rows) rows.push(row)
      return
    }
    const { kind: _end, ...list } = message
    end(compared(() => compare({ ...list, rows })))
    database.close()
  })
  say({ kind: 'open' })
} catch (error) {
  end(err(journalError(error)))
}

/** A disk that fails, and an event that cannot be read, is a state of the journal; whatever else goes wrong is a bug, and ends the thread. */
function compared(compare: () => Result<Comparison>): Result<Comparison> {
  try {
    return compare()
  } catch (error) {
    if (isOfDatabase(error)) return err(journalError(error))
    if (error instanceof ZodError || error instanceof SyntaxError) {
      return err({ code: 'journalUnavailable', reason: 'damaged' })
    }
    throw error
  }
}

function isOfDatabase(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR'
}
