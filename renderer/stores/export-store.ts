import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AppError } from '../../shared/app-error.ts'
import type {
  ExportAsked,
  ExportFilters,
  ExportPeriod,
  ExportProgress,
} from '../../shared/contract/exports.ts'

export type ExportFormat = ExportAsked['format']
export type ExportSheet = Extract<ExportAsked, { format: 'csv' }>['sheet']

export type ExportRun =
  | { readonly kind: 'none' }
  /** Null until the first of it was read: the person may still be choosing where to. */
  | { readonly kind: 'running'; readonly progress: ExportProgress | null }
  | { readonly kind: 'done'; readonly file: string | null; readonly payments: number }
  | { readonly kind: 'failed'; readonly error: AppError }

/** What is asked for, and the export under way. It outlives its screen: the till keeps selling meanwhile. */
export type ExportState = {
  /** Null: this day. */
  readonly period: ExportPeriod | null
  readonly filters: ExportFilters
  readonly format: ExportFormat
  /** For CSV, which holds one. */
  readonly sheet: ExportSheet
  readonly run: ExportRun
  /** Counts what was set going: what is told of anything but the last is dropped. */
  readonly turn: number
}
export type ExportStore = StoreApi<ExportState>

export const NO_FILTERS: ExportFilters = { cashier: null, gateway: null, status: null, currency: null }

const NOTHING_ASKED: Omit<ExportState, 'turn'> = {
  period: null,
  filters: NO_FILTERS,
  format: 'xlsx',
  sheet: 'payments',
  run: { kind: 'none' },
}

export function createExportStore(): ExportStore {
  return createStore<ExportState>(() => ({ ...NOTHING_ASKED, turn: 0 }))
}

/** Somebody else is at the till: what goes on is written all the same, and nobody here is told of it. */
export function forgetExport(store: ExportStore): void {
  store.setState(({ turn }) => ({ ...NOTHING_ASKED, turn: turn + 1 }))
}
