import PQueue from 'p-queue'
import type { CallPriority } from './gateway.ts'

const URGENCY: Readonly<Record<CallPriority, number>> = {
  person: 3,
  live: 2,
  estimate: 1,
  background: 0,
  spare: 0,
}

export type RequestQueueOptions = {
  /** One request in so many milliseconds, in the long run. */
  readonly everyMs: number
  /** How many may start at once after a pause. */
  readonly burst: number
  /** How many may be under way at once; a slow answer must not hold up a key press. */
  readonly concurrency: number
}

/**
 * One request per second in the long run, two in a row after a pause. The vendor's limiter counts per IP address,
 * several tills may share one, and the third request in a row has been refused (NOWPayments API, limits).
 */
export const DEFAULT_PACE: RequestQueueOptions = { everyMs: 1000, burst: 2, concurrency: 3 }

/** One queue per till: everything that goes to a gateway passes through it. */
export interface RequestQueue {
  /**
   * Runs `task` when its turn comes. `signal` takes it back while it waits, and the promise rejects with the signal's
   * reason; once it runs, the signal is the task's own business, so that its answer is never thrown away.
   */
  run<T>(priority: CallPriority, task: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

/**
 * A bucket of `burst` that fills up by one every `everyMs`, as limiters of web servers count. The pace is kept with timers, not with
 * p-queue's own intervals: those read the wall clock, and when it is set back by an hour the queue stands still for an hour.
 */
export function createRequestQueue(options: RequestQueueOptions = DEFAULT_PACE): RequestQueue {
  const queue = new PQueue({ concurrency: options.concurrency })
  let spent = 0
  /** Those that wait for a full bucket, the longest wait first. */
  const spare = new Set<() => void>()

  function fillUp(): void {
    setTimeout(() => {
      spent -= 1
      if (spent > 0) fillUp()
      else for (const go of [...spare].slice(0, 1)) go()
      queue.start()
    }, options.everyMs)
  }

  /** Rejects with the signal's reason. */
  function fullBucket(signal: AbortSignal): Promise<void> {
    if (spent === 0 || signal.aborted) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const end = () => {
        spare.delete(go)
        signal.removeEventListener('abort', giveUp)
      }
      const go = () => {
        end()
        resolve()
      }
      const giveUp = () => {
        end()
        reject(signal.reason)
      }
      spare.add(go)
      signal.addEventListener('abort', giveUp)
    })
  }

  /** Runs inside the start, so that a pause holds before the next one. */
  function spend(): void {
    spent += 1
    if (spent >= options.burst) queue.pause()
    if (spent === 1) fillUp()
  }

  return {
    async run(priority, task, signal) {
      const waiting = waitingSignal(signal)
      const start = () => {
        waiting.end()
        spend()
        return task()
      }
      try {
        if (priority === 'spare') await fullBucket(waiting.signal)
        return await queue.add(start, { priority: URGENCY[priority], signal: waiting.signal })
      } finally {
        waiting.end()
      }
    },
  }
}

/** A signal that follows another one until `end`: what p-queue may see of it. */
function waitingSignal(source: AbortSignal | undefined) {
  const controller = new AbortController()
  const follow = () => controller.abort(source?.reason)
  if (source?.aborted) follow()
  source?.addEventListener('abort', follow, { once: true })
  return { signal: controller.signal, end: () => source?.removeEventListener('abort', follow) }
}
