import { assertNever } from '../../shared/assert-never.ts'
import { rangeOf } from '../../shared/calendar/period.ts'
import type { ExportAsked, ExportPeriod, ExportProgress } from '../../shared/contract/exports.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Mode } from '../../shared/mode.ts'
import type { Person } from '../../shared/people/person.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { aboutOf, fileNameOf } from './export-name.ts'
import type { ExportForm, ExportQuestion, ExportScope } from './export-request.ts'
import type { ExportService, RunningExport } from './export-service.ts'

/** Exports that a person asks for: one at a time, to where they say. */
export type ExportDesk = {
  /** Errors: those of the export, and `notNow` while another is asked for or written. `file` is null when they gave it up. */
  start(asked: ExportAsked): Promise<Result<{ file: string | null; payments: number }>>
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
  readonly onProgress: (progress: ExportProgress) => void
  /** Asks a person where to save; null when they gave up. */
  readonly askWhere: (fileName: string) => Promise<string | null>
}

export function createExportDesk({
  service,
  till,
  onProgress,
  askWhere,
}: ExportDeskDependencies): ExportDesk {
  let running: RunningExport | null = null
  let isAsking = false

  async function where(asked: ExportAsked): Promise<ExportQuestion | null> {
    const { mode, settings, people, today } = till()
    const { filters } = asked
    const scope = scopeOf(asked.period, settings)
    const form = formOf(asked)
    const cashier = people.find(({ id }) => id === filters.cashier)?.name ?? null
    const named = { mode, settings, scope, filters, cashier }
    const file = await askWhere(fileNameOf(named, form))
    const shop = { till: settings.tillName, currency: filters.currency ?? settings.currency, today }
    return file === null ? null : { ...form, scope, filters, shop, about: aboutOf(named), file }
  }

  async function start(asked: ExportAsked): Promise<Result<{ file: string | null; payments: number }>> {
    const question = await where(asked)
    if (question === null) return ok({ file: null, payments: 0 })
    running = service().start(question, onProgress)
    const written = await running.done
    if (!written.ok) return written
    const { value } = written
    return ok(value.outcome === 'cancelled' ? { file: null, payments: 0 } : pick(value))
  }

  return {
    async start(asked) {
      if (isAsking) return err({ code: 'notNow' })
      isAsking = true
      try {
        return await start(asked)
      } finally {
        running = null
        isAsking = false
      }
    },
    cancel: () => running?.cancel(),
  }
}

function pick({ file, payments }: { readonly file: string; readonly payments: number }) {
  return { file, payments }
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
