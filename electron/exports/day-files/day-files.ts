import { join } from 'node:path'
import type { AppError } from '../../../shared/app-error.ts'
import type { DayFileOf, DayFilesView } from '../../../shared/contract/day-files.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { Mode } from '../../../shared/mode.ts'
import { type Clock, isoNow } from '../../time/clock.ts'
import { aboutOf, fileNameOf } from '../export-name.ts'
import type { ExportForm, ExportQuestion } from '../export-request.ts'
import type { ExportService } from '../export-service.ts'
import { SHEET_NAMES } from '../sheets/sheet.ts'
import type { DayFilesRecord, RecordFile } from './day-files-record.ts'
import { type DaysNow, dealtWith, dueFiles, nothingYet } from './due-files.ts'

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

export type DayFilesDependencies = {
  readonly clock: Clock
  readonly settings: () => Settings
  readonly till: () => DaysNow & { readonly mode: Mode }
  /** Of the mode that is open. */
  readonly service: () => ExportService
  readonly recordOf: (mode: Mode) => RecordFile
  /** Of each Z a file for the shop's other tills as well; null once it is written. */
  readonly writeBundle?: (z: number, folder: string) => Promise<AppError | null>
  readonly onChange: () => void
  /** A file that was not written; what the window shows does not stay. */
  readonly onFailed: (of: DayFileOf, error: AppError) => void
}

/** How often a day that has ended is noticed at a till that nobody touches, and a file that failed is tried again. */
const LOOK_EVERY_MS = 5 * 60_000

export function createDayFiles(dependencies: DayFilesDependencies): DayFiles {
  const { clock, settings, till, service, recordOf, onChange, onFailed } = dependencies
  let seen = ''
  let record: DayFilesRecord | null = null
  let errors: readonly { readonly of: DayFileOf; readonly error: AppError }[] = []
  let underWay: Promise<void> = Promise.resolve()
  let cancelLook: () => void = () => undefined
  let isClosed = false

  function follow(): void {
    if (isClosed) return
    const { mode, lastZ, today } = till()
    const now = JSON.stringify([mode, lastZ, today, settings().dayFiles])
    if (now === seen) return
    seen = now
    look()
  }

  /** Notes what is due before anything is written, so that no crash loses a day. */
  function look(): void {
    cancelLook()
    const { mode, ...now } = till()
    const file = recordOf(mode)
    if (settings().dayFiles === null) {
      file.remove()
      record = null
      errors = []
      return
    }
    const kept = file.read() ?? { dealt: nothingYet(now), missing: [], last: null }
    const missing = [...kept.missing, ...dueFiles(kept.dealt, now)]
    keep(mode, { ...kept, dealt: dealtWith(kept.dealt, now), missing })
    cancelLook = clock.after(LOOK_EVERY_MS, look)
    if (missing.length > 0) underWay = underWay.then(() => writeMissing(mode))
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
    for (const of of record?.missing ?? []) {
      if (!(await writeOne(of, mode))) return
    }
  }

  /** False where there is no use in going on. */
  async function writeOne(of: DayFileOf, mode: Mode): Promise<boolean> {
    if (isOver(mode) || !isMissing(of)) return false
    const error = await write(of, mode)
    // Still owed, by the record of its mode.
    if (isOver(mode)) return false
    if (error === null) written(of, mode)
    else failed(of, error)
    onChange()
    // A folder that takes one file takes no other.
    return error?.code !== 'exportFailed'
  }

  /** The till was closed, its mode changed, or the files are wanted no more. */
  function isOver(mode: Mode): boolean {
    return isClosed || till().mode !== mode || settings().dayFiles === null
  }

  function written(of: DayFileOf, mode: Mode): void {
    errors = errors.filter((one) => !isSame(one.of, of))
    if (record === null) return
    const missing = record.missing.filter((one) => !isSame(one, of))
    keep(mode, { ...record, missing, last: { of, at: isoNow(clock) } })
  }

  function failed(of: DayFileOf, error: AppError): void {
    const others = error.code === 'exportFailed' ? [] : errors.filter((one) => !isSame(one.of, of))
    const all = error.code === 'exportFailed' ? (record?.missing ?? []) : [of]
    errors = [...others, ...all.map((one) => ({ of: one, error }))]
    onFailed(of, error)
  }

  function isMissing(of: DayFileOf): boolean {
    return record?.missing.some((one) => isSame(one, of)) ?? false
  }

  /** All formats of one, or the first error. */
  async function write(of: DayFileOf, mode: Mode): Promise<AppError | null> {
    const chosen = settings().dayFiles
    if (chosen === null) return { code: 'notNow' }
    for (const form of chosen.formats.flatMap(formsOf)) {
      const written = await service().start(questionOf(of, form, mode, chosen.folder)).done
      if (!written.ok) return written.error
    }
    if (of.kind === 'z') return (await dependencies.writeBundle?.(of.number, chosen.folder)) ?? null
    return null
  }

  function questionOf(of: DayFileOf, form: ExportForm, mode: Mode, folder: string): ExportQuestion {
    const { tillName, tillNumber, currency } = settings()
    const scope = of.kind === 'z' ? of : ({ kind: 'days', from: of.day, until: of.day } as const)
    const named = { mode, settings: { tillName, tillNumber }, scope }
    const shop = { till: tillName, tillNumber, currency, today: till().today }
    return { ...form, scope, shop, about: aboutOf(named), file: join(folder, fileNameOf(named, form)) }
  }

  return {
    follow,
    view() {
      const missing = record?.missing ?? []
      return {
        missing: missing.map((of) => ({
          of,
          error: errors.find((one) => isSame(one.of, of))?.error ?? null,
        })),
        last: record?.last ?? null,
      }
    },
    settled: () => underWay,
    close() {
      isClosed = true
      cancelLook()
    },
  }
}

function formsOf(format: 'csv' | 'json' | 'xlsx'): ExportForm[] {
  return format === 'csv' ? SHEET_NAMES.map((sheet) => ({ format, sheet })) : [{ format }]
}

function isSame(a: DayFileOf, b: DayFileOf): boolean {
  return a.kind === 'z' ? b.kind === 'z' && a.number === b.number : b.kind === 'day' && a.day === b.day
}
