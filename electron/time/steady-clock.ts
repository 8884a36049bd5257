import type { Clock } from './clock.ts'

/** What a computer has to tell time by. */
export type Computer = {
  /** Its own clock, milliseconds since the epoch: anybody may set it, forwards or back. */
  wall(): number
  /** Milliseconds since some moment: nobody can set it, but on Linux and macOS it may stand while the computer sleeps. */
  monotonic(): number
  /** Runs once after `ms`; the returned function takes it back. */
  after(ms: number, run: () => void): () => void
}

/** The till's time: what the computer's clock said at the start, and what has passed since. */
export type SteadyClock = Clock & {
  /** The computer's own clock: to be compared with the till's time, never to be gone by. */
  wall(): number
  /** Puts the till's time forward by `ms` (or back). The clock watch alone knows when that is right. */
  shift(ms: number): void
}

/** Setting the computer's clock changes nothing here: no payment ends early, and none stays open for ever. */
export function createSteadyClock(computer: Computer): SteadyClock {
  let start = computer.wall() - computer.monotonic()
  return {
    now: () => Math.round(start + computer.monotonic()),
    wall: () => computer.wall(),
    after: (ms, run) => computer.after(ms, run),
    shift(ms) {
      start += ms
    },
  }
}

export const thisComputer: Computer = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
