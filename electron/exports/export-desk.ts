import { assertNever } from '../../shared/assert-never.ts'
import { rangeOf } from '../../shared/calendar/period.ts'
import type { ExportAsked, ExportPeriod, ExportProgress } from '../../shared/contract/exports.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { PeriodSummary } from '../../shared/contract/summary.ts'
import type { Mode } from '../../shared/mode.ts'
import type { NamedPerson } from '../../shared/people/named.ts'
import type { Person } from '../../shared/people/person.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { AskWhere } from '../reports/ask-where.ts'
import { writeFileWhole } from '../reports/write-file.ts'
import { aboutOf, fileNameOf } from './export-name.ts'
import type { ExportForm, ExportQuestion, ExportScope } from './export-request.ts'
import type { ExportService, RunningExport } from './export-service.ts'
import { type Summarised, summaryOf } from './period-summary.ts'

type Saved = { readonly file: string | null; readonly payments: number }

/** Exports that a person asks for: one at a time, to where they say. */
export type ExportDesk = {
  /**
   * Errors: those of the export and of `askWhere`, and `notNow` while another is asked for or written. `file` is null when they
   * gave it up.
   */
  start(asked: ExportAsked, by: NamedPerson | null, askWhere: AskWhere): Promise<Result<Saved>>
  /** Gives up what is under way. Does nothing when nothing is. */
  cancel(): void
}

export type ExportDeskDependencies = {
  readonly service: () => ExportService
  readonly till: () => {
    readonly mode: Mode
    readonly settings: Settings
    readonly people: readonly Person[]
    /** The shop's business day. */
    readonly today: string
  }
  readonly now: () => string
  /** A summary as a PDF. Error: `exportFailed`. */
  readonly draw: (summary: PeriodSummary) => Promise<Result<Uint8Array>>
  readonly onProgress: (progress: ExportProgress) => void
}

type Where = { readonly named: Summarised; readonly question: ExportQuestion }

const NOTHING: Saved = { file: null, payments: 0 }

export function createExportDesk({
  service,
  till,
  now,
  draw,
  onProgress,
}: ExportDeskDependencies): ExportDesk {
  let running: RunningExport | null = null
  let isAsking = false
  let isGivenUp = false

  async function where(asked: ExportAsked, askWhere: AskWhere): Promise<Result<Where | null>> {
    const { mode, settings, people, today } = till()
    const { filters } = asked
    const scope = scopeOf(asked.period, settings)
    const form = formOf(asked)
    const cashier = people.find(({ id }) => id === filters.cashier)?.name ?? null
    const named = { mode, settings, scope, filters, cashier }
    const told = await askWhere(fileNameOf(named, form))
    if (!told.ok) return told
    const file = told.value
    const { tillName, tillNumber } = settings
    const shop = { till: tillName, tillNumber, currency: filters.currency ?? settings.currency, today }
    if (file === null) return ok(null)
    return ok({ named, question: { ...form, scope, filters, shop, about: aboutOf(named), file } })
  }

  async function start(
    asked: ExportAsked,
    by: NamedPerson | null,
    askWhere: AskWhere,
  ): Promise<Result<Saved>> {
    const told = await where(asked, askWhere)
    if (!told.ok) return told
    // Whoever gave it up in the meantime chose the place for nothing.
    if (told.value === null || isGivenUp) return ok(NOTHING)
    const { named, question } = told.value
    const at = now()
    running = service().start(question, onProgress)
    const done = await running.done
    if (!done.ok) return done
    const { value } = done
    switch (value.outcome) {
      case 'cancelled':
        return ok(NOTHING)
      case 'written':
        return ok({ file: value.file, payments: value.payments })
      case 'summed':
        return saveDrawn(summaryOf(named, value.sums, { at, by }), question.file, value.payments)
      default:
        return assertNever(value)
    }
  }

  async function saveDrawn(summary: PeriodSummary, file: string, payments: number): Promise<Result<Saved>> {
    const pdf = await draw(summary)
    if (isGivenUp) return ok(NOTHING)
    if (!pdf.ok) return pdf
    const written = await writeFileWhole(file, pdf.value)
    return written.ok ? ok({ file, payments }) : written
  }

  return {
    async start(asked, by, askWhere) {
      if (isAsking) return err({ code: 'notNow' })
      isAsking = true
      isGivenUp = false
      try {
        return await start(asked, by, askWhere)
      } finally {
        running = null
        isAsking = false
      }
    },
    cancel() {
      isGivenUp = true
      running?.cancel()
    },
  }
}

function formOf(asked: ExportAsked): ExportForm {
  return asked.format === 'csv' ? { format: 'csv', sheet: asked.sheet } : { format: asked.format }
}

/** Days of the shop's calendar as a range; the rest is the journal's to know. */
export function scopeOf(period: ExportPeriod, { weekStart }: Pick<Settings, 'weekStart'>): ExportScope {
  switch (period.kind) {
    case 'day':
    case 'week':
    case 'month':
    case 'custom': {
      const { from, to } = rangeOf(period, weekStart)
      return { kind: 'days', from, until: to }
    }
    case 'everything':
      return { kind: 'days', from: null, until: null }
    case 'z':
    case 'shift':
    case 'sinceZ':
      return period
    default:
      return assertNever(period)
  }
}
