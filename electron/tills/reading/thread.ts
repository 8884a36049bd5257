import { Worker } from 'node:worker_threads'
import type { Clock } from '../../time/clock.ts'
import type { TillsAnswers, TillsQuestion } from './messages.ts'

export type ThreadParts = {
  /** The built (or, in tests, the TypeScript) `tills-worker`. */
  readonly workerUrl: URL
  readonly clock: Clock
}

/** `died`: it ended in the middle of the question, or had to be ended. `closed`: nobody wants the answer any more. */
export type Answered<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'died'; readonly failure: unknown }
  | { readonly kind: 'closed' }

export type Thread = {
  /** One question after the other. */
  ask<Q extends TillsQuestion>(question: Q): Promise<Answered<TillsAnswers[Q['want']]>>
  close(): void
}

/** A bundle of thousands of payments and a year of Zs take a second; what takes longer than this does not end. */
const LIMIT_MS = 60_000
/** Nobody looks at the tills any more. */
const IDLE_MS = 20_000

/** A year of ten tills takes less than half of it; whatever needs more ends the thread instead of the till. */
const MEMORY_LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 }

type Running = { readonly worker: Worker; failure: unknown }

/** A thread that is started with the first question and stays between two: starting it takes longer than most of them. */
export function createThread({ workerUrl, clock }: ThreadParts): Thread {
  let running: Running | null = null
  let turn: Promise<unknown> = Promise.resolve()
  let cancelEnd = () => {}
  let isClosed = false

  function start(): Running {
    const worker = new Worker(workerUrl, { resourceLimits: MEMORY_LIMITS })
    // The till does not stay open for it.
    worker.unref()
    const started: Running = { worker, failure: undefined }
    worker.on('error', (error) => {
      started.failure = error
    })
    worker.once('exit', (code) => {
      started.failure ??= `exit code ${code}`
      if (running === started) running = null
    })
    return started
  }

  function end(failure?: string): void {
    if (running) running.failure = failure
    void running?.worker.terminate()
    running = null
  }

  function answerTo<Q extends TillsQuestion>(question: Q): Promise<Answered<TillsAnswers[Q['want']]>> {
    if (isClosed) return Promise.resolve({ kind: 'closed' })
    cancelEnd()
    running ??= start()
    const current = running
    const { worker } = current
    return new Promise((resolve) => {
      const cancelLimit = clock.after(LIMIT_MS, () => end(`no answer within ${LIMIT_MS} ms`))
      // A question of this kind is answered with a value of this kind.
      function answered(answer: TillsAnswers[Q['want']]): void {
        settle({ kind: 'answer', answer })
        cancelEnd = clock.after(IDLE_MS, end)
      }
      function died(): void {
        settle(isClosed ? { kind: 'closed' } : { kind: 'died', failure: current.failure })
      }
      function settle(outcome: Answered<TillsAnswers[Q['want']]>): void {
        cancelLimit()
        worker.off('message', answered).off('exit', died)
        resolve(outcome)
      }
      worker.once('message', answered).once('exit', died)
      worker.postMessage(question)
    })
  }

  return {
    ask(question) {
      const mine = turn.then(() => answerTo(question))
      turn = mine
      return mine
    },
    close() {
      isClosed = true
      cancelEnd()
      end()
    },
  }
}
