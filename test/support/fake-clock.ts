import { createSteadyClock, type SteadyClock } from '../../electron/time/steady-clock.ts'

/** The till's real clock on a computer in the test's hand. */
export type FakeClock = SteadyClock & {
  /** Moves time on, running what falls due in order. */
  advance(ms: number): void
  /** Sets the computer's own clock forward (or back), as a person does. No time passes. */
  setWall(ms: number): void
  /** The computer sleeps, and its monotonic clock with it (Linux, macOS): nothing falls due meanwhile. */
  sleep(ms: number): void
  /** The computer sleeps, and its monotonic clock goes on (Windows): all that fell due is late. */
  jump(ms: number): void
}

export function createFakeClock(start = Date.parse('2026-11-21T14:02:00.000Z')): FakeClock {
  let monotonic = 5_000
  let ahead = start - monotonic
  let timers: { at: number; run: () => void }[] = []

  function nextDue(until: number) {
    const due = timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
    timers = timers.filter((timer) => timer !== due)
    return due
  }

  const steady = createSteadyClock({
    wall: () => monotonic + ahead,
    monotonic: () => monotonic,
    after(ms, run) {
      const timer = { at: monotonic + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
  })

  return {
    ...steady,
    advance(ms) {
      const until = monotonic + ms
      for (let due = nextDue(until); due; due = nextDue(until)) {
        monotonic = Math.max(monotonic, due.at)
        due.run()
      }
      monotonic = Math.max(monotonic, until)
    },
    setWall(ms) {
      ahead += ms
    },
    sleep(ms) {
      ahead += ms
    },
    jump(ms) {
      monotonic += ms
    },
  }
}
