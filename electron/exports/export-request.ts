import type { Mode } from '../../shared/mode.ts'
import type { Result } from '../../shared/result.ts'
import type { SheetName } from './sheets/sheet.ts'

// What main and the thread that writes a file say to each other.

/** Which business days, both included; null leaves that end open. */
export type ExportPeriod = { readonly from: string | null; readonly until: string | null }

/** CSV holds one sheet, the others all of them. */
export type ExportForm =
  | { readonly format: 'csv'; readonly sheet: SheetName }
  | { readonly format: 'json' | 'xlsx' }

export type ExportQuestion = ExportForm & { readonly period: ExportPeriod; readonly file: string }

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

/** How far it is, in payments. */
export type ExportProgress = { readonly done: number; readonly total: number }

/** What came of it. A cancelled export leaves what was there before. */
export type Exported =
  | { readonly outcome: 'written'; readonly file: string; readonly payments: number }
  | { readonly outcome: 'cancelled' }

export type ExportMessage =
  | ({ readonly kind: 'progress' } & ExportProgress)
  | { readonly kind: 'answer'; readonly answer: Result<Exported> }
