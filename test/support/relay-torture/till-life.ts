import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as after } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { callbackLogFileOf } from '../../../electron/relay/till-relay.ts'
import type { LoggedCallback } from './evidence.ts'
import type { CallbackStatus } from './plan.ts'
import type { Crash, FromTill, TillOpening, ToTill } from './till-protocol.ts'

// The till as a person keeps it: opened again whenever it died.

export type TillLife = {
  wake(): void
  crashes(): number
  /** Resolves when it has taken everything up to this delivery, and every look that brought has ended. */
  caughtUp(latest: number): Promise<void>
  /** Resolves when it has ended by itself because it was let go of. */
  close(): Promise<void>
  /** At once, whatever it is doing. */
  kill(): void
  /** Rejects when it ended and nobody had planned it. */
  readonly failed: Promise<never>
}

export type TillLifeOptions = Omit<TillOpening, 'crash'> & {
  readonly crashes: readonly Crash[]
  /** What the gateway says of a payment when it is looked at. */
  readonly statusOf: (payment: number) => CallbackStatus
}

const PROGRAM = fileURLToPath(new URL('till-process.ts', import.meta.url))

const LOOK_AT_LOG_MS = 50
/** Longer than its longest pause before it connects again. */
const STANDSTILL_MS = 90_000

/** Resolves when its payments have their charges and it listens. */
export async function startTill({ crashes, statusOf, ...opening }: TillLifeOptions): Promise<TillLife> {
  const planned = [...crashes]
  let crashed = 0
  let isLetGo = false
  let fail: (error: Error) => void = () => undefined
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  failed.catch(() => undefined) // raced against what it breaks

  const live = async (): Promise<ChildProcess> => {
    const crash = planned.shift() ?? null
    const child = fork(PROGRAM, { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    const send = (message: ToTill) => void child.send(message, () => undefined) // it may be dead by now
    child.once('exit', (code, signal) => {
      if (isLetGo) return
      if (signal !== 'SIGKILL' || crash === null) return fail(new Error(`the till ended: ${code} ${signal}`))
      crashed += 1
      live().then((reopened) => {
        running = reopened
      }, fail)
    })
    const opened = new Promise<void>((resolve) => {
      child.on('message', (message: FromTill) => {
        if (message.kind === 'opened') resolve()
        else send({ kind: 'answer', ask: message.ask, status: statusOf(message.payment) })
      })
    })
    send({ kind: 'open', opening: { ...opening, crash } })
    await Promise.race([opened, failed])
    return child
  }

  let running = await live()
  return {
    wake: () => void running.send({ kind: 'wake' } satisfies ToTill, () => undefined),
    crashes: () => crashed,
    caughtUp: (latest) => Promise.race([failed, logHas(opening.folder, latest)]),
    async close() {
      isLetGo = true
      const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()))
      running.disconnect()
      await ended
    },
    kill() {
      isLetGo = true
      running.kill('SIGKILL')
    },
    failed,
  }
}

async function logHas(folder: string, latest: number): Promise<void> {
  let before = ''
  let since = performance.now()
  for (;;) {
    const { position, looking } = standOf(folder)
    if (position >= latest && looking === 0) return
    const now = `${position} ${looking}`
    if (now !== before) {
      before = now
      since = performance.now()
    }
    if (performance.now() - since > STANDSTILL_MS) {
      throw new Error(
        `the till stands still at delivery ${position} of ${latest}, ${looking} looks under way`,
      )
    }
    await after(LOOK_AT_LOG_MS)
  }
}

/** How far its log of callbacks is. */
export function standOf(folder: string): { readonly position: number; readonly looking: number } {
  return withLog(folder, { position: 0, looking: 0 }, (log) => ({
    position: Number(log.prepare('SELECT delivery FROM position').get()?.['delivery'] ?? 0),
    looking: Number(
      log.prepare("SELECT count(*) AS n FROM callbacks WHERE outcome = 'looking'").get()?.['n'],
    ),
  }))
}

/** Its log of callbacks, in the order in which they came. */
export function readLog(folder: string): readonly LoggedCallback[] {
  return withLog(folder, [], (log) =>
    log
      .prepare('SELECT delivery, verdict, outcome, payment_number FROM callbacks ORDER BY id')
      .all()
      .map((row) => ({
        id: Number(row['delivery']),
        verdict: String(row['verdict']) as LoggedCallback['verdict'],
        outcome: String(row['outcome']) as LoggedCallback['outcome'],
        payment: row['payment_number'] === null ? null : Number(row['payment_number']),
      })),
  )
}

function withLog<T>(folder: string, none: T, read: (log: DatabaseSync) => T): T {
  const file = callbackLogFileOf(folder, 'practice')
  if (!existsSync(file)) return none
  const log = new DatabaseSync(file, { readOnly: true, timeout: 2_000 })
  try {
    return read(log)
  } finally {
    log.close()
  }
}
