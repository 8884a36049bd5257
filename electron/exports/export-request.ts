import type { ExportFilters } from '../../shared/contract/exports.ts'
import type { PeriodSummary } from '../../shared/contract/summary.ts'
import type { Mode } from '../../shared/mode.ts'
import type { CurrencyCode } from '../../shared/money/currency.ts'
import type { Result } from '../../shared/result.ts'
import type { SheetName } from './sheets/sheet.ts'

// What main and the thread that writes a file say to each other.

/** Which payments: of business days, both included (null leaves that end open), of a Z, or of a shift. */
export type ExportScope =
  | { readonly kind: 'days'; readonly from: string | null; readonly until: string | null }
  | { readonly kind: 'z' | 'shift'; readonly number: number }
  | { readonly kind: 'sinceZ' }

/** CSV holds one sheet, JSON and XLSX all of them. The thread adds up a PDF and writes none: drawing needs a window. */
export type ExportForm =
  | { readonly format: 'csv'; readonly sheet: SheetName }
  | { readonly format: 'json' | 'xlsx' }
  | { readonly format: 'pdf' }

/** Whose a day is on which nothing happened. Days after `today` are not over. */
export type ExportedShop = {
  readonly till: string
  readonly tillNumber: number
  readonly currency: CurrencyCode
  readonly today: string
}

export type ExportQuestion = ExportForm & {
  readonly scope: ExportScope
  readonly filters?: ExportFilters
  /** Without it days without a payment are left out. */
  readonly shop?: ExportedShop
  /** What the file says of itself where its format can, by key. */
  readonly about?: Readonly<Record<string, string>>
  readonly file: string
}

export type ExportSource = {
  readonly journalFile: string
  readonly mode: Mode
  /** IANA name: for a payment whose own zone this computer does not know. */
  readonly timeZone: string
}

export type ExportRequest = ExportSource &
  ExportQuestion & {
    /** Beside the file; renamed to it when it is whole. */
    readonly temporary: string
    /** One integer, not zero once a person wants it to end. */
    readonly cancelled: SharedArrayBuffer
  }

/** How far it is, in payments that were read. */
export type ExportProgress = { readonly done: number; readonly total: number }

/** What a summary says that the journal alone knows. `days`: as far as they have come; null where no days are asked for, or none has come. */
export type PeriodSums = Pick<PeriodSummary, 'totals' | 'journal' | 'people' | 'days'>

/** What came of it. A cancelled export leaves what was there before. */
export type Exported =
  | { readonly outcome: 'written'; readonly file: string; readonly payments: number }
  | { readonly outcome: 'summed'; readonly payments: number; readonly sums: PeriodSums }
  | { readonly outcome: 'cancelled' }

export type ExportMessage =
  | ({ readonly kind: 'progress' } & ExportProgress)
  | { readonly kind: 'answer'; readonly answer: Result<Exported> }
