import { join } from 'node:path'
import type { AppError } from '../../../shared/app-error.ts'
import type { DayFileFormat, DayFileOf } from '../../../shared/contract/day-files.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { PeriodSummary } from '../../../shared/contract/summary.ts'
import type { Mode } from '../../../shared/mode.ts'
import type { Result } from '../../../shared/result.ts'
import { writeFileWhole } from '../../reports/write-file.ts'
import { type Clock, isoNow } from '../../time/clock.ts'
import { aboutOf, fileNameOf } from '../export-name.ts'
import type { ExportForm, ExportQuestion, ExportScope } from '../export-request.ts'
import type { ExportService } from '../export-service.ts'
import { type Summarised, summaryOf } from '../period-summary.ts'
import { sheetsOf } from '../sheets/sheet.ts'

export type DayFileParts = {
  readonly clock: Clock
  readonly settings: () => Settings
  /** In the names of the files, for tills that share a folder and are called the same; null where it could not be made. */
  readonly tillId: () => string | null
  /** Of the mode that is open. */
  readonly service: () => ExportService
  /** A summary as a PDF. Error: `exportFailed`. */
  readonly draw: (summary: PeriodSummary) => Promise<Result<Uint8Array>>
  /** Of each Z a file for the shop's other tills as well; null once it is written. */
  readonly writeBundle?: (z: number, folder: string) => Promise<AppError | null>
}

export type DayFileTask = {
  readonly of: DayFileOf
  readonly mode: Mode
  /** The shop's business day. */
  readonly today: string
  /** Whether there is any use in drawing: without it a PDF is refused as one that could not be drawn. */
  readonly draws: boolean
}

const NOT_DRAWN: AppError = { code: 'exportFailed', reason: 'notDrawn' }
const EVERY_PAYMENT = { cashier: null, gateway: null, status: null, currency: null } as const

/** All files of one day or Z, in the formats that were chosen: null, or the first error. The PDF comes last, for a page that cannot be drawn keeps nothing else waiting. */
export async function writeDayFile(parts: DayFileParts, task: DayFileTask): Promise<AppError | null> {
  const chosen = parts.settings().dayFiles
  if (chosen === null) return { code: 'notNow' }
  const { folder, formats } = chosen
  for (const form of formats.flatMap((format) => tablesIn(format, namedBy(parts, task).scope))) {
    const written = await parts.service().start(questionOf(parts, task, { form, folder })).done
    if (!written.ok) return written.error
  }
  if (task.of.kind === 'z') {
    const error = await parts.writeBundle?.(task.of.number, folder)
    if (error) return error
  }
  if (!formats.includes('pdf')) return null
  return task.draws ? writeSummary(parts, task, folder) : NOT_DRAWN
}

async function writeSummary(
  parts: DayFileParts,
  task: DayFileTask,
  folder: string,
): Promise<AppError | null> {
  const question = questionOf(parts, task, { form: { format: 'pdf' }, folder })
  const summed = await parts.service().start(question).done
  if (!summed.ok) return summed.error
  // Nobody gives these up but a till that closes.
  if (summed.value.outcome !== 'summed') return { code: 'notNow' }
  // Whoever stands there: nobody asked for it.
  const made = { at: isoNow(parts.clock), by: null }
  const pdf = await parts.draw(summaryOf(namedBy(parts, task), summed.value.sums, made))
  if (!pdf.ok) return pdf.error
  const written = await writeFileWhole(question.file, pdf.value)
  return written.ok ? null : written.error
}

type Where = { readonly form: ExportForm; readonly folder: string }

function questionOf(parts: DayFileParts, task: DayFileTask, { form, folder }: Where): ExportQuestion {
  const { tillName, tillNumber, currency } = parts.settings()
  const named = namedBy(parts, task)
  const shop = { till: tillName, tillNumber, currency, today: task.today }
  const file = join(folder, fileNameOf({ ...named, tillId: parts.tillId() }, form))
  return { ...form, scope: named.scope, shop, about: aboutOf(named), file }
}

function namedBy({ settings }: DayFileParts, { of, mode }: DayFileTask): Summarised {
  const scope = of.kind === 'z' ? of : ({ kind: 'days', from: of.day, until: of.day } as const)
  return { mode, settings: settings(), scope, filters: EVERY_PAYMENT, cashier: null }
}

/** A PDF has none. */
function tablesIn(format: DayFileFormat, scope: ExportScope): ExportForm[] {
  if (format === 'pdf') return []
  return format === 'csv' ? sheetsOf(scope).map((sheet) => ({ format, sheet })) : [{ format }]
}
