import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { Found } from '../../../shared/contract/search.ts'
import { err, type Result } from '../../../shared/result.ts'
import type { Clock } from '../../time/clock.ts'
import type { Sought } from './search.ts'
import type { SearchReply, SearchRequest, SearchSource } from './search-request.ts'

export type SearchService = {
  /** Errors: `journalUnavailable`, `internal` when the thread died or stood still, `notNow` after `close`. */
  find(sought: Sought): Promise<Result<Found>>
  close(): Promise<void>
}

type Dependencies = SearchSource & {
  /** The built (or, in tests, the TypeScript) `search-worker`. */
  readonly workerUrl: URL
  readonly clock: Clock
  /** A thread that died is a bug: for the log, under the reference the windows are given. */
  readonly onCrash?: (reference: string, error: unknown) => void
}

/** A search takes milliseconds; a journal on a sleeping disk takes seconds. What takes longer does not end. */
const LIMIT_MS = 20_000
/** Nobody types any more. */
const IDLE_MS = 60_000

type Thread = {
  readonly worker: Worker
  readonly waiting: Map<number, (answer: Result<Found>) => void>
  readonly isOver: Promise<unknown>
  failure: unknown
}

/**
 * Searches in a thread of its own. Most take a few milliseconds, but a cold disk or a letter that half the references
 * begin with take longer, and main must not wait for either. The thread stays between two letters: starting one takes
 * longer than a search.
 */
export function createSearchService(dependencies: Dependencies): SearchService {
  const { workerUrl, clock, journalFile, onCrash } = dependencies
  let thread: Thread | null = null
  let asked = 0
  let closed = false
  let cancelEnd = () => {}

  function start(): Thread {
    const worker = new Worker(workerUrl, { workerData: { journalFile } satisfies SearchSource })
    // The till does not stay open for it.
    worker.unref()
    const { promise: isOver, resolve: over } = Promise.withResolvers<void>()
    const started: Thread = { worker, waiting: new Map(), isOver, failure: null }
    worker.on('message', ({ id, answer }: SearchReply) => {
      started.waiting.get(id)?.(answer)
      started.waiting.delete(id)
      waitFor(started)
    })
    worker.once('error', (error) => {
      started.failure = error
    })
    worker.once('exit', (code) => {
      if (thread === started) thread = null
      const answer = started.waiting.size > 0 ? failed(started.failure ?? `exit code ${code}`) : null
      if (answer) for (const resolve of started.waiting.values()) resolve(answer)
      over()
    })
    return started
  }

  /** Ends the thread when it is silent for too long, or not needed any more. */
  function waitFor(current: Thread): void {
    cancelEnd()
    const isBusy = current.waiting.size > 0
    cancelEnd = clock.after(isBusy ? LIMIT_MS : IDLE_MS, () => {
      if (isBusy) current.failure = `no answer within ${LIMIT_MS} ms`
      if (thread === current) thread = null
      void current.worker.terminate()
    })
  }

  function failed(failure: unknown): Result<never> {
    if (closed) return err({ code: 'notNow' })
    const reference = randomUUID().slice(0, 8)
    onCrash?.(reference, failure)
    return err({ code: 'internal', reference })
  }

  return {
    find(sought) {
      if (closed) return Promise.resolve(err({ code: 'notNow' }))
      thread ??= start()
      const current = thread
      asked += 1
      const id = asked
      return new Promise((resolve) => {
        current.waiting.set(id, resolve)
        current.worker.postMessage({ id, sought } satisfies SearchRequest)
        waitFor(current)
      })
    },
    async close() {
      closed = true
      cancelEnd()
      const last = thread
      await last?.worker.terminate()
      await last?.isOver
    },
  }
}
