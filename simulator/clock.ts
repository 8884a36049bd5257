// Time for the practice gateway. Everything that happens later (stages, expiry, callback retries, delays) is
// scheduled here, so a test moves time instead of waiting for it.

export type CancelTask = () => void

export interface SimulatorClock {
  /** Milliseconds since the epoch as the gateway sees them. */
  now(): number
  schedule(delayMs: number, task: () => void | Promise<void>): CancelTask
  sleep(delayMs: number): Promise<void>
  /** Moves time on, running what falls due in order; resolves when those tasks have settled. */
  advance(ms: number): Promise<void>
  stop(): void
}

type Task = { dueAt: number; order: number; run: () => void | Promise<void> }

/** setTimeout treats anything longer than this as one millisecond. */
const longestTimerMs = 2_147_483_647

const createClock = (baseNow: () => number, isTicking: boolean): SimulatorClock => {
  let offsetMs = 0
  let lastOrder = 0
  let tasks: Task[] = []
  let timer: NodeJS.Timeout | undefined

  const now = () => baseNow() + offsetMs

  const takeDue = (untilMs: number): Task | undefined => {
    const next = tasks[0]
    if (next === undefined || next.dueAt > untilMs) return undefined
    tasks = tasks.slice(1)
    return next
  }

  const rearm = () => {
    clearTimeout(timer)
    const next = tasks[0]
    if (!isTicking || next === undefined) return
    timer = setTimeout(tick, Math.min(Math.max(0, next.dueAt - now()), longestTimerMs))
    // A pending expiry in seven days must not keep a process alive.
    timer.unref()
  }

  const tick = () => {
    for (let task = takeDue(now()); task !== undefined; task = takeDue(now())) void task.run()
    rearm()
  }

  const schedule = (delayMs: number, run: Task['run']): CancelTask => {
    lastOrder += 1
    const task: Task = { dueAt: now() + delayMs, order: lastOrder, run }
    tasks = [...tasks, task].sort((a, b) => a.dueAt - b.dueAt || a.order - b.order)
    rearm()
    return () => {
      tasks = tasks.filter((other) => other !== task)
      rearm()
    }
  }

  return {
    now,
    schedule,
    sleep: (delayMs) => new Promise((resolve) => schedule(delayMs, resolve)),
    advance: async (ms) => {
      const untilMs = now() + ms
      for (let task = takeDue(untilMs); task !== undefined; task = takeDue(untilMs)) {
        offsetMs += Math.max(0, task.dueAt - now())
        await task.run()
      }
      offsetMs += Math.max(0, untilMs - now())
      rearm()
    },
    stop: () => {
      clearTimeout(timer)
      tasks = []
    },
  }
}

/** The computer's clock plus an offset that `advance` adds to. */
export const createRealClock = (): SimulatorClock => createClock(Date.now, true)

/** A clock that stands still until it is advanced. */
export const createManualClock = (startMs = Date.UTC(2026, 7, 27, 16, 56, 58, 628)): SimulatorClock =>
  createClock(() => startMs, false)
