import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { err, ok, type Result } from '../../shared/result.ts'
import { temporaryBeside } from '../reports/write-file.ts'
import type { Clock } from '../time/clock.ts'
import type {
  Exported,
  ExportMessage,
  ExportProgress,
  ExportQuestion,
  ExportRequest,
  ExportSource,
} from './export-request.ts'

/** One export under way. */
export type RunningExport = {
  /**
   * Errors: `journalUnavailable`, `exportFailed`, `internal` when the worker died or stood still, `notNow` when the till
   * closed. Whatever it is, no part of a file is left.
   */
  readonly done: Promise<Result<Exported>>
  /** What was there before stays. Does nothing once it is written. */
  cancel(): void
}

export type ExportService = {
  start(question: ExportQuestion, onProgress?: (progress: ExportProgress) => void): RunningExport
  /** Ends what is under way. */
  close(): Promise<void>
}

type Dependencies = ExportSource & {
  /** The built (or, in tests, the TypeScript) `export-worker`. */
  readonly workerUrl: URL
  readonly clock: Clock
  /** A worker that died is a bug: for the log, under the reference the windows are given. */
  readonly onCrash?: (reference: string, error: unknown) => void
}

/** A thousand payments take well under a second; who says nothing for so long does not go on. */
const SILENCE_LIMIT_MS = 60_000

/** Rows are forgotten as they are written: more than this is a leak, and ends the thread instead of the till. */
const MEMORY_LIMITS = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 }

/** Exports of any length, each in a worker thread that ends with its answer. */
export function createExportService(dependencies: Dependencies): ExportService {
  const { workerUrl, clock, onCrash } = dependencies
  const { journalFile, mode, timeZone } = dependencies
  const running = new Map<Worker, Promise<unknown>>()
  let closed = false

  function crashed(error: unknown): Result<never> {
    const reference = randomUUID().slice(0, 8)
    onCrash?.(reference, error)
    return err({ code: 'internal', reference })
  }

  function run(request: ExportRequest, onProgress: (progress: ExportProgress) => void) {
    const worker = new Worker(workerUrl, { workerData: request, resourceLimits: MEMORY_LIMITS })
    const isCancelled = new Int32Array(request.cancelled)
    const done = new Promise<Result<Exported>>((resolve) => {
      let answer: Result<Exported> | undefined
      let failure: unknown
      const limit = () =>
        clock.after(SILENCE_LIMIT_MS, () => {
          failure = `nothing was said for ${SILENCE_LIMIT_MS} ms`
          void worker.terminate()
        })
      let cancelLimit = limit()
      worker.on('message', (message: ExportMessage) => {
        cancelLimit()
        cancelLimit = limit()
        if (message.kind === 'answer') answer = message.answer
        else onProgress({ done: message.done, total: message.total })
      })
      worker.once('error', (error) => {
        failure = error
      })
      worker.once('exit', (code) => {
        cancelLimit()
        resolve(answer ?? withoutAnswer(failure ?? `exit code ${code}`, Atomics.load(isCancelled, 0) !== 0))
      })
    })
    return { worker, done: done.finally(() => rm(request.temporary, { force: true }).catch(() => undefined)) }
  }

  /** The thread was ended, or ended itself. */
  function withoutAnswer(failure: unknown, isCancelled: boolean): Result<Exported> {
    if (closed) return err({ code: 'notNow' })
    return isCancelled ? ok({ outcome: 'cancelled' }) : crashed(failure)
  }

  return {
    start(question, onProgress = () => undefined) {
      if (closed) return { done: Promise.resolve(err({ code: 'notNow' })), cancel: () => undefined }
      const cancelled = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
      const temporary = temporaryBeside(question.file)
      const { worker, done } = run(
        { journalFile, mode, timeZone, ...question, temporary, cancelled },
        onProgress,
      )
      const settled = done.finally(() => running.delete(worker))
      running.set(worker, settled)
      return {
        done: settled,
        cancel() {
          Atomics.store(new Int32Array(cancelled), 0, 1)
        },
      }
    },
    async close() {
      closed = true
      const all = [...running]
      await Promise.all(all.map(([worker]) => worker.terminate()))
      await Promise.all(all.map(([, done]) => done))
    },
  }
}
