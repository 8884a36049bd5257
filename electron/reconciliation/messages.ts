import type { DayRange } from '../../shared/calendar/day.ts'
import type { ReconciledLog, ReportedDifference } from '../../shared/contract/reconciliation.ts'
import type { Mode } from '../../shared/mode.ts'
import type { GatewayList, ListedCharge, Period } from '../../shared/reconciliation/books.ts'
import type { BooksCompared } from '../../shared/reconciliation/record.ts'
import type { Gateway } from '../../shared/relay-protocol.ts'
import type { Result } from '../../shared/result.ts'

// What main and the thread that compares say to each other.

/** What the thread is started with, before the gateway is asked: what the till records from then on is on its way. */
export type BooksRequest = {
  readonly journalFile: string
  readonly callbackFile: string
  readonly mode: Mode
  /** The name of this till, and its number. */
  readonly till: string
  readonly tillNumber: number
  /** The days, and the same by the clocks of the zone. */
  readonly days: DayRange
  readonly timeZone: string
  readonly period: Period
  /** ISO. */
  readonly asOf: string
  readonly gateway: Gateway
}

/** The list comes in slices, so that handing it over holds up nothing; the rest of it ends it. */
export type ListMessage =
  | { readonly kind: 'rows'; readonly rows: readonly ListedCharge[] }
  | ({ readonly kind: 'end' } & Omit<GatewayList, 'rows' | 'gateway'>)

export type Comparison = {
  /** The gravest first, as many as are shown. */
  readonly differences: readonly ReportedDifference[]
  readonly found: number
  /** All of them. */
  readonly csv: string
  readonly payments: number
  readonly listed: number
  readonly log: ReconciledLog
  readonly elsewhere: readonly { readonly gateway: Gateway; readonly payments: number }[]
  /** What the journal keeps of it. */
  readonly kept: Pick<BooksCompared, 'lines' | 'isWhole' | 'hasLog' | 'leftOut'>
}

/** The thread says once that it has begun, and once what came of it; then it ends. */
export type ThreadMessage =
  | { readonly kind: 'open' }
  | { readonly kind: 'answer'; readonly answer: Result<Comparison> }
