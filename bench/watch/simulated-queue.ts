// The till's request queue (electron/gateways/request-queue.ts) by the simulated clock: the real one waits in real time.
// The same rules: a bucket that fills up, so many under way, the most urgent first, what is spare at a full bucket.

import type { CallPriority } from '../../electron/gateways/gateway.ts'
import { DEFAULT_PACE } from '../../electron/gateways/request-queue.ts'
import type { Clock } from '../../electron/time/clock.ts'

export type SimulatedQueue = {
  /** Resolves `answerMs` after the request was sent, with what `ask` said when it was sent. */
  run<T>(priority: CallPriority, ask: () => T): Promise<T>
}

const MOST_URGENT_FIRST: readonly CallPriority[] = ['person', 'live', 'estimate', 'background', 'spare']

export function createSimulatedQueue(clock: Clock, answerMs: number, onSent: () => void): SimulatedQueue {
  const waiting = new Map<CallPriority, (() => void)[]>(MOST_URGENT_FIRST.map((priority) => [priority, []]))
  let spent = 0
  let underWay = 0

  function fillUp(): void {
    clock.after(DEFAULT_PACE.everyMs, () => {
      spent -= 1
      if (spent > 0) fillUp()
      sendNext()
    })
  }

  function sendNext(): void {
    while (spent < DEFAULT_PACE.burst && underWay < DEFAULT_PACE.concurrency) {
      const mayGo = MOST_URGENT_FIRST.filter((priority) => priority !== 'spare' || spent === 0)
      const line = mayGo.map((priority) => waiting.get(priority)).find((one) => one?.length)
      const send = line?.shift()
      if (!send) return
      spent += 1
      underWay += 1
      if (spent === 1) fillUp()
      onSent()
      send()
    }
  }

  return {
    run: (priority, ask) =>
      new Promise((answered) => {
        const send = () => {
          const answer = ask()
          clock.after(answerMs, () => {
            underWay -= 1
            answered(answer)
            sendNext()
          })
        }
        waiting.get(priority)?.push(send)
        sendNext()
      }),
  }
}
