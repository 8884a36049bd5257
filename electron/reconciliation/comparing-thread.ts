import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { GatewayList } from '../../shared/reconciliation/books.ts'
import { err, type Result } from '../../shared/result.ts'
import type { Clock } from '../time/clock.ts'
import type { BooksRequest, Comparison, ListMessage, ThreadMessage } from './messages.ts'

/** A hundred thousand rows take some seconds, many more on an old computer at work; what takes longer does not end. */
const LIMIT_MS = 3 * 60_000

/** Handed over at once: a few milliseconds, and then whatever else waits has its turn. */
const SLICE = 500

export type ComparingThread = {
  /** Resolves when what the till records from now on counts as on its way: then the gateway may be asked. */
  readonly isOpen: Promise<void>
  /** Errors: `journalUnavailable`, `internal` when the thread died or had to be ended, `notNow` after `end`. */
  compare(list: Omit<GatewayList, 'gateway'>): Promise<Result<Comparison>>
  end(): void
}

type Dependencies = {
  /** The built (or, in tests, the TypeScript) `reconciliation-worker`. */
  readonly workerUrl: URL
  readonly clock: Clock
  /** A thread that died is a bug: for the log, under the reference the windows are given. */
  readonly onCrash: (reference: string, error: unknown) => void
}

export function startComparing(
  request: BooksRequest,
  { workerUrl, clock, onCrash }: Dependencies,
): ComparingThread {
  const worker = new Worker(workerUrl, { workerData: request })
  // A till that is closed in the middle of it does not wait for the end.
  worker.unref()
  const opened = Promise.withResolvers<void>()
  let answer: Result<Comparison> | undefined
  let failure: unknown
  let isEnded = false

  const over = new Promise<Result<Comparison>>((resolve) => {
    worker.on('message', (message: ThreadMessage) => {
      if (message.kind === 'answer') answer = message.answer
      opened.resolve()
    })
    worker.once('error', (error) => {
      failure = error
    })
    worker.once('exit', (code) => {
      opened.resolve()
      resolve(answer ?? (isEnded ? err({ code: 'notNow' }) : crashed(failure ?? `exit code ${code}`)))
    })
  })

  function crashed(error: unknown): Result<never> {
    const reference = randomUUID().slice(0, 8)
    onCrash(reference, error)
    return err({ code: 'internal', reference })
  }

  return {
    isOpen: opened.promise,
    async compare({ rows, ...rest }) {
      const say = (message: ListMessage) => worker.postMessage(message)
      for (let at = 0; at < rows.length && !isEnded; at += SLICE) {
        say({ kind: 'rows', rows: rows.slice(at, at + SLICE) })
        await setImmediate()
      }
      say({ kind: 'end', ...rest })
      const cancelLimit = clock.after(LIMIT_MS, () => {
        failure = `no answer within ${LIMIT_MS} ms`
        void worker.terminate()
      })
      return over.finally(cancelLimit)
    },
    end() {
      isEnded = true
      void worker.terminate()
    },
  }
}
