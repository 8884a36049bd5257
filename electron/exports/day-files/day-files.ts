import { randomUUID } from 'node:crypto'
import type { AppError } from '../../../shared/app-error.ts'
import type { DayFileOf, DayFilesView } from '../../../shared/contract/day-files.ts'
import type { Mode } from '../../../shared/mode.ts'
import { isoNow } from '../../time/clock.ts'
import type { DayFilesRecord, RecordFile } from './day-files-record.ts'
import { type DaysNow, dealtWith, dueFiles, nothingYet } from './due-files.ts'
import { type DayFileParts, writeDayFile } from './write-day-file.ts'

/** Files that the till writes by itself where the owner said: of each Z, and of each business day that ended without one. */
export type DayFiles = {
  /** Something may have come to its end. Cheap when nothing has; writes in the background and never throws. */
  follow(): void
  view(): DayFilesView
  /** Nothing is under way, or waited for. */
  settled(): Promise<void>
  /** What was not written is remembered, and written at the next start. */
  close(): void
}

export type DayFilesDependencies = DayFileParts & {
  /** Null while its journal is shut: nobody knows then what has come to its end. */
  readonly till: () => (DaysNow & { readonly mode: Mode }) | null
  readonly recordOf: (mode: Mode) => RecordFile
  readonly onChange: () => void
  /** A file that was not written; what the window shows does not stay. */
  readonly onFailed: (of: DayFileOf, error: AppError) => void
  /** What nobody expected is a bug: for the log, under the reference the windows are given. */
  readonly onCrash?: (reference: string, error: unknown) => void
}

/** Whether there is any use in going on with the next one. */
type Next = 'goOn' | 'drawNoMore' | 'stop'

/** How often a day that has ended is noticed at a till that nobody touches, and a file that failed is tried again. */
const LOOK_EVERY_MS = 5 * 60_000

export function createDayFiles(dependencies: DayFilesDependencies): DayFiles {
  const { clock, settings, till, recordOf, onChange, onFailed, onCrash } = dependencies
  let seen = ''
  let record: DayFilesRecord | null = null
  let errors: readonly { readonly of: DayFileOf; readonly error: AppError }[] = []
  let underWay: Promise<unknown> = Promise.resolve()
  let cancelLook: () => void = () => undefined
  let isClosed = false

  function follow(): void {
    if (isClosed) return
    const open = till()
    const now = JSON.stringify([open?.mode, open?.lastZ, open?.today, settings().dayFiles])
    if (now === seen) return
    seen = now
    look()
  }

  /** Whatever becomes of this look, there is a next one. */
  function look(): void {
    cancelLook()
    cancelLook = clock.after(LOOK_EVERY_MS, look)
    try {
      note()
    } catch (error) {
      crashed(error)
    }
  }

  /** Notes what is due before anything is written, so that no crash loses a day. */
  function note(): void {
    const open = till()
    if (open === null || settings().dayFiles === null) {
      if (open !== null) recordOf(open.mode).remove()
      cancelLook()
      record = null
      errors = []
      return
    }
    const { mode, ...now } = open
    const file = recordOf(mode)
    const kept = file.read() ?? { dealt: nothingYet(now), missing: [], last: null }
    const due = dueFiles(kept.dealt, now).filter((of) => !kept.missing.some((one) => isSame(one, of)))
    const missing = [...kept.missing, ...due]
    keep(mode, { ...kept, dealt: dealtWith(kept.dealt, now), missing })
    if (missing.length > 0) underWay = underWay.then(() => writeMissing(mode)).catch(crashed)
  }

  /** A disk that refuses this too is told of by the files themselves; the next look begins where the last record was. */
  function keep(mode: Mode, next: DayFilesRecord): void {
    record = next
    try {
      recordOf(mode).write(next)
    } catch {
      errors = next.missing.map((of) => ({ of, error: { code: 'exportFailed', reason: 'other' } }))
    }
  }

  async function writeMissing(mode: Mode): Promise<void> {
    let next: Next = 'goOn'
    for (const of of owed()) {
      if (next !== 'stop') next = await writeOne(of, mode, next)
    }
  }

  async function writeOne(of: DayFileOf, mode: Mode, how: Exclude<Next, 'stop'>): Promise<Next> {
    const today = till()?.today
    if (isOver(mode) || today === undefined || !isMissing(of)) return 'stop'
    const task = { of, mode, today, draws: how !== 'drawNoMore' }
    const error = await writeDayFile(dependencies, task).catch(crashed)
    // Still owed, by the record of its mode.
    if (isOver(mode)) return 'stop'
    if (error === null) written(of, mode)
    else failed(of, error)
    onChange()
    return error === null ? how : after(error, how)
  }

  function crashed(error: unknown): AppError {
    const reference = randomUUID().slice(0, 8)
    onCrash?.(reference, error)
    return { code: 'internal', reference }
  }

  /** The till or its journal was closed, its mode changed, or the files are wanted no more. */
  function isOver(mode: Mode): boolean {
    return isClosed || till()?.mode !== mode || settings().dayFiles === null
  }

  function written(of: DayFileOf, mode: Mode): void {
    errors = errors.filter((one) => !isSame(one.of, of))
    if (record === null) return
    const missing = record.missing.filter((one) => !isSame(one, of))
    keep(mode, { ...record, missing, last: { of, at: isoNow(clock) } })
  }

  function failed(of: DayFileOf, error: AppError): void {
    const others = isOfFolder(error) ? [] : errors.filter((one) => !isSame(one.of, of))
    const all = isOfFolder(error) ? owed() : [of]
    errors = [...others, ...all.map((one) => ({ of: one, error }))]
    onFailed(of, error)
  }

  /** What is to be written now: a day that was noted under a clock ahead is not, until it is over. */
  function owed(): readonly DayFileOf[] {
    const today = till()?.today
    if (today === undefined || record === null) return []
    return record.missing.filter((of) => of.kind === 'z' || of.day < today)
  }

  function isMissing(of: DayFileOf): boolean {
    return owed().some((one) => isSame(one, of))
  }

  return {
    follow,
    view() {
      return {
        missing: owed().map((of) => ({
          of,
          error: errors.find((one) => isSame(one.of, of))?.error ?? null,
        })),
        last: record?.last ?? null,
      }
    },
    async settled() {
      await underWay
    },
    close() {
      isClosed = true
      cancelLook()
    },
  }
}

/** A folder that takes one file takes no other; a page that cannot be drawn is no matter of the folder's. */
function isOfFolder(error: AppError): boolean {
  return error.code === 'exportFailed' && error.reason !== 'notDrawn'
}

/** A page that does not stand for one does not stand for the next, and each would be waited for. */
function after(error: AppError, how: Next): Next {
  if (isOfFolder(error)) return 'stop'
  return error.code === 'exportFailed' ? 'drawNoMore' : how
}

function isSame(a: DayFileOf, b: DayFileOf): boolean {
  return a.kind === 'z' ? b.kind === 'z' && a.number === b.number : b.kind === 'day' && a.day === b.day
}
