import type { DayRange } from '../../shared/calendar/day.ts'
import type { Dashboard } from '../../shared/contract/dashboard.ts'
import type { LatencyPeriod, LatencyRecord } from '../../shared/contract/latency.ts'
import type { DayReport } from '../../shared/contract/reports.ts'
import type { Mode } from '../../shared/mode.ts'
import type { CurrencyCode } from '../../shared/money/currency.ts'
import type { Result } from '../../shared/result.ts'

/** Which journal, and how the shop counts at this moment. */
export type ReportSource = {
  readonly journalFile: string
  readonly mode: Mode
  readonly currency: CurrencyCode
  /** IANA name. */
  readonly timeZone: string
}

/** The CSV text and how many payments are in it. */
export type DayCsv = { readonly csv: string; readonly rows: number }

/** What can be asked for: a business day, as sums or as a file, how fast the gateways were, or the picture of some days. */
export type ReportQuestion =
  | { readonly want: 'report' | 'csv'; readonly day: string }
  | { readonly want: 'latency'; readonly period: LatencyPeriod }
  | { readonly want: 'dashboard'; readonly range: DayRange }

/** What each kind of question gives. */
export type ReportValues = { report: DayReport; csv: DayCsv; latency: LatencyRecord; dashboard: Dashboard }

/** What the worker is started with; it answers with one message and ends. */
export type ReportRequest = ReportSource & ReportQuestion

export type ReportAnswer = Result<ReportValues[keyof ReportValues]>
