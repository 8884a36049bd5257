import { parentPort, workerData } from 'node:worker_threads'
import { ZodError } from 'zod'
import { assertNever } from '../../shared/assert-never.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { journalError } from '../journal/database.ts'
import { exportError } from '../reports/write-file.ts'
import type { Exported, ExportMessage, ExportRequest } from './export-request.ts'
import { type JournalPass, openJournalPass } from './reading/journal-pass.ts'
import { NoSuchScope } from './reading/scope.ts'
import { writeCsv } from './writers/csv-writer.ts'
import { writeJson } from './writers/json-writer.ts'
import { createTextFile, writeBeside } from './writers/whole-file.ts'
import { writeXlsx } from './writers/xlsx-writer.ts'

/**
 * A thread of its own for one export, given as `workerData`: the till goes on selling meanwhile. Says how far it is,
 * answers with one message and ends. What is written is there whole, or not at all.
 */
const request = workerData as ExportRequest
const isCancelled = new Int32Array(request.cancelled)

/** Often enough that a bar moves, seldom enough that nobody is kept busy with it. */
const PAYMENTS_PER_WORD = 1000

/** Well before silence is taken for the end: a slow disk flushes what the system held back for minutes. */
const DISK_WORD_MS = 15_000

/** A person wants no more of it. */
class Cancelled extends Error {}

function say(message: ExportMessage): void {
  parentPort?.postMessage(message)
}

say({ kind: 'answer', answer: await answerTo(request) })

async function answerTo({ file, temporary }: ExportRequest): Promise<Result<Exported>> {
  let done = 0
  let payments = 0
  let pass: JournalPass | undefined

  function goOn(): void {
    if (Atomics.load(isCancelled, 0) !== 0) throw new Cancelled()
  }

  function sayHowFar(): void {
    say({ kind: 'progress', done, total: pass?.total ?? done })
  }

  function read(): void {
    goOn()
    done += 1
    if (done % PAYMENTS_PER_WORD === 0) sayHowFar()
  }

  function taken(): void {
    payments += 1
  }

  // Runs while the disk is waited for, and never while rows are made: who is caught in those stays silent.
  const words = setInterval(sayHowFar, DISK_WORD_MS).unref()
  try {
    const opened = openJournalPass(request, request, { read, taken })
    pass = opened
    sayHowFar()
    if (request.format === 'pdf') {
      const sums = opened.sums()
      return ok({ outcome: 'summed', payments, sums })
    }
    await writeBeside({ file, temporary }, (handle) => write(opened, request, handle), goOn)
    return ok({ outcome: 'written', file, payments })
  } catch (error) {
    return answerFor(error)
  } finally {
    clearInterval(words)
    pass?.close()
  }
}

type Handle = Parameters<typeof createTextFile>[0]

type FileRequest = Exclude<ExportRequest, { format: 'pdf' }>

async function write(pass: JournalPass, asked: FileRequest, handle: Handle): Promise<void> {
  const { format, about = {} } = asked
  const text = createTextFile(handle)
  switch (format) {
    case 'csv':
      writeCsv(pass.table(asked.sheet), text)
      return text.flush()
    case 'json':
      writeJson(pass.tables(), about, text)
      return text.flush()
    case 'xlsx':
      return writeXlsx(pass.tables(), about, handle)
    default:
      return assertNever(format)
  }
}

/** @throws what is neither the journal's nor the disk's: a bug, which ends the thread. */
function answerFor(error: unknown): Result<Exported> {
  if (error instanceof Cancelled) return ok({ outcome: 'cancelled' })
  if (error instanceof NoSuchScope) return err({ code: 'notFound' })
  if (error instanceof ZodError || error instanceof SyntaxError) {
    return err({ code: 'journalUnavailable', reason: 'damaged' })
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ERR_SQLITE_ERROR') return err(journalError(error))
  if (error instanceof Error && 'syscall' in error) return err(exportError(error))
  throw error
}
