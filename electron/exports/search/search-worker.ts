import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { Found } from '../../../shared/contract/search.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { journalError } from '../../journal/database.ts'
import { createPaymentSearch, type PaymentSearch, type Sought } from './search.ts'
import type { SearchReply, SearchRequest, SearchSource } from './search-request.ts'

/** A thread that answers one question after another, for as long as somebody searches. The journal is opened read-only, once. */
const { journalFile } = workerData as SearchSource
let opened: PaymentSearch | undefined

parentPort?.on('message', ({ id, sought }: SearchRequest) => {
  parentPort?.postMessage({ id, answer: answerTo(sought) } satisfies SearchReply)
})

function answerTo(sought: Sought): Result<Found> {
  try {
    opened ??= createPaymentSearch(new DatabaseSync(journalFile, { readOnly: true, timeout: 2000 }))
    return ok(opened.find(sought))
  } catch (error) {
    return err(journalError(error))
  }
}
