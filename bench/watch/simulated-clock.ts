// A clock that runs weeks in seconds: what falls due is run in order, and all that follows from it at that moment is
// waited for before time moves on.

import type { Clock } from '../../electron/time/clock.ts'

export type SimulatedClock = Clock & {
  /** Lets time pass until a moment (milliseconds since the epoch). */
  runUntil(moment: number): Promise<void>
}

type Timer = { readonly at: number; readonly order: number; run: (() => void) | undefined }

export function createSimulatedClock(start: number): SimulatedClock {
  let now = start
  let made = 0
  const heap = createHeap()

  return {
    now: () => now,
    after(ms, run) {
      const timer: Timer = { at: now + ms, order: made++, run }
      heap.push(timer)
      return () => {
        timer.run = undefined
      }
    },
    async runUntil(moment) {
      for (let due = heap.pop(moment); due; due = heap.pop(moment)) {
        if (!due.run) continue
        now = due.at
        due.run()
        await new Promise((done) => setImmediate(done))
      }
      now = moment
    },
  }
}

const isBefore = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.order < b.order)

/** A binary heap: the test clock's list would take minutes for a week of five hundred payments. */
function createHeap() {
  const timers: Timer[] = []
  const at = (place: number) => timers[place]

  function swapIfBefore(child: number, parent: number): boolean {
    const [lower, upper] = [at(child), at(parent)]
    if (!lower || !upper || !isBefore(lower, upper)) return false
    timers[child] = upper
    timers[parent] = lower
    return true
  }

  return {
    push(timer: Timer): void {
      let place = timers.push(timer) - 1
      while (place > 0 && swapIfBefore(place, (place - 1) >> 1)) place = (place - 1) >> 1
    },
    /** The first timer that is due by a moment. */
    pop(moment: number): Timer | undefined {
      const first = timers[0]
      if (!first || first.at > moment) return undefined
      const last = timers.pop()
      if (!last || timers.length === 0) return first
      timers[0] = last
      for (let place = 0; ; ) {
        const [left, right] = [at(2 * place + 1), at(2 * place + 2)]
        const smaller = left && right && isBefore(right, left) ? 2 * place + 2 : 2 * place + 1
        if (!swapIfBefore(smaller, place)) return first
        place = smaller
      }
    },
  }
}
