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
}
export type ExportStore = StoreApi<ExportState>

export const NO_FILTERS: ExportFilters = { cashier: null, gateway: null, status: null, currency: null }

export function createExportStore(): ExportStore {
  return createStore<ExportState>(() => ({
    period: null,
    filters: NO_FILTERS,
    format: 'xlsx',
    sheet: 'payments',
    run: { kind: 'none' },
  }))
}
