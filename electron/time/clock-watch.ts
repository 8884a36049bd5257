import type { AppError } from '../../shared/app-error.ts'
import type { ConnectionStep } from '../../shared/contract/gateways.ts'
import type { Asleep } from '../../shared/contract/till.ts'
import type { Mode } from '../../shared/mode.ts'
import type { SteadyClock } from './steady-clock.ts'

/** How often the computer's clock is compared with the till's time. */
const LOOK_MS = 15_000
/** A look that comes so much later than it was due: the computer slept. */
const SLEPT_MS = 60_000
/** Computers correct their clocks by so little all the time. */
const SMALL_MS = 5_000
/** What the gateway's connection test lets pass: below it nobody is told. */
const WRONG_MS = 2 * 60_000
/** How often the gateway is asked again while something is wrong. */
const ASK_AGAIN_MS = 60_000
/** Long enough to be read. */
const ASLEEP_SHOWN_MS = 10_000

export type ClockWatch = {
  start(): void
  /** What is wrong with the computer's clock (`clockWrong`), as long as it is. */
  problem(): AppError | null
  /** Set after a sleep until everything open was checked again. */
  asleep(): Asleep | null
  /** What the gateway said of the till's time: it is so much ahead (0: right, as far as anybody can tell); null: nothing. */
  heard(aheadMs: number | null): void
  /** The computer says that it woke up. */
  woke(): void
  stop(): void
}

type Dependencies = {
  readonly clock: SteadyClock
  /** Asks the gateway for its time; the answer comes through `heard`. */
  readonly ask: () => Promise<void>
  /** A QR that ends by the till's time is up: then that is not touched, or it would end early or late. */
  readonly isQrUp: () => boolean
  /** Looks at every open payment; resolves when those looks have ended. */
  readonly recheck: () => Promise<void>
  /** The computer slept for so long, in ms; up to `LOOK_MS` more. Told before anything that waited through it ends. */
  readonly onSlept: (ms: number) => void
  readonly onChange: () => void
}

/**
 * Tells the three reasons apart for which the computer's clock leaves the till's time: it slept (time did pass: what is
 * open is looked at, then ends), it was put right (the till follows as soon as no QR is up), or it is wrong (the till
 * says so and goes on by its own time, the gateway's being the judge).
 */
export function createClockWatch({
  clock,
  ask,
  isQrUp,
  recheck,
  onSlept,
  onChange,
}: Dependencies): ClockWatch {
  /** How far the computer's clock was ahead of the till's time when that was last explained. */
  let explained = 0
  let wrong: AppError | null = null
  let asleep: Asleep | null = null
  /** What the gateway said of the till's time last. A refuted one is put right when no QR is up. */
  let trust: 'unknown' | 'proven' | 'refuted' = 'unknown'
  let isAsking = false
  let askedAt = clock.now()
  let lookedAt = clock.now()
  let sleeps = 0
  let cancelLook: () => void = () => undefined
  let cancelShown: () => void = () => undefined
  let isStopped = false

  const drift = () => clock.wall() - clock.now()

  function say(next: AppError | null): void {
    const changed = JSON.stringify(next) !== JSON.stringify(wrong)
    wrong = next
    if (changed) onChange()
  }

  function sayWrongBy(ms: number): void {
    say(Math.abs(ms) > WRONG_MS ? { code: 'clockWrong', skewSeconds: Math.round(ms / 1000) } : null)
  }

  async function askNow(): Promise<void> {
    if (isAsking || isStopped) return
    isAsking = true
    askedAt = clock.now()
    try {
      await ask()
    } finally {
      isAsking = false
    }
  }

  function look(): void {
    const late = clock.now() - lookedAt - LOOK_MS
    lookedAt = clock.now()
    cancelLook = clock.after(LOOK_MS, look)
    const apart = drift()
    if (late > SLEPT_MS) slept(late)
    else if (Math.abs(apart - explained) > SMALL_MS) {
      explained = apart
      void askNow()
    } else if (wrong !== null || Math.abs(apart) > SMALL_MS) {
      if (clock.now() - askedAt >= ASK_AGAIN_MS) void askNow()
    } else if (!isQrUp()) follow()
  }

  /** Takes the computer's clock over. */
  function follow(): void {
    clock.shift(drift())
    explained = 0
  }

  function slept(ms: number): void {
    onSlept(ms)
    const minutes = Math.round(ms / 60_000)
    if (minutes >= 1) asleep = { minutes }
    onChange()
    const turn = ++sleeps
    const shown = new Promise<void>((resolve) => {
      cancelShown()
      cancelShown = clock.after(ASLEEP_SHOWN_MS, resolve)
    })
    void Promise.allSettled([recheck(), askNow(), shown]).then(() => {
      if (turn !== sleeps || isStopped) return
      asleep = null
      onChange()
    })
  }

  /** The computer's clock is right. */
  function agree(aheadMs: number): void {
    const missed = drift()
    // The till's time was right and is behind now: time passed unseen.
    const hasSlept = trust === 'proven' && aheadMs < 0 && missed >= SLEPT_MS
    const isFree = hasSlept || !isQrUp()
    if (isFree) follow()
    trust = isFree || aheadMs === 0 ? 'proven' : 'refuted'
    say(null)
    if (hasSlept) slept(missed)
  }

  /** The computer's clock is wrong: the till goes by the gateway's time. */
  function correct(aheadMs: number, wallAheadMs: number): void {
    const isFree = !isQrUp()
    if (isFree) clock.shift(-aheadMs)
    trust = isFree || aheadMs === 0 ? 'proven' : 'refuted'
    explained = drift()
    sayWrongBy(wallAheadMs)
  }

  /** Nobody to ask. A proven time stands against the computer's clock, and any other as long as a QR is up. */
  function alone(): void {
    if (trust === 'refuted') return
    if (trust === 'proven' || isQrUp()) sayWrongBy(drift())
    else {
      follow()
      say(null)
    }
  }

  return {
    start() {
      lookedAt = clock.now()
      cancelLook = clock.after(LOOK_MS, look)
    },
    problem: () => wrong,
    asleep: () => asleep,
    heard(aheadMs) {
      if (isStopped) return
      const wallAheadMs = drift() + (aheadMs ?? 0)
      if (aheadMs === null) alone()
      else if (Math.abs(wallAheadMs) <= WRONG_MS) agree(aheadMs)
      else correct(aheadMs, wallAheadMs)
    },
    woke() {
      // A monotonic clock that stood still missed what the computer's clock has gained meanwhile.
      const missed = Math.max(0, drift() - explained)
      clock.shift(missed)
      const ms = clock.now() - lookedAt
      lookedAt = clock.now()
      slept(ms)
    },
    stop() {
      isStopped = true
      cancelLook()
      cancelShown()
    },
  }
}

/**
 * What a connection test says of the till's time. The practice gateway runs on this computer and by its clock: it
 * can say nothing.
 */
export function timeHeard(mode: Mode, steps: readonly ConnectionStep[]): number | null {
  const error = steps.find(({ step }) => step === 'clock')?.error
  if (mode === 'practice' || error === undefined) return null
  return error?.code === 'clockWrong' ? error.skewSeconds * 1000 : 0
}
