import type { Clock } from '../../electron/clock.ts'

export type FakeClock = Clock & {
  /** Moves time on, running what falls due in order. */
  advance(ms: number): void
  /** Sets the clock without running anything, as a person or a sleeping computer does. */
  jump(ms: number): void
}

export function createFakeClock(start = Date.parse('2026-11-21T14:02:00.000Z')): FakeClock {
  let now = start
  let timers: { at: number; run: () => void }[] = []

  function nextDue(until: number) {
    const due = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
    timers = timers.filter((timer) => timer !== due)
    return due
  }

  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    advance(ms) {
      const until = now + ms
      for (let due = nextDue(until); due; due = nextDue(until)) {
        now = Math.max(now, due.at)
        due.run()
      }
      now = Math.max(now, until)
    },
    jump(ms) {
      now += ms
    },
  }
}
