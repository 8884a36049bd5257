import type { MergedPeriod, MergedReport, TillsView } from '../../../shared/contract/tills.ts'
import type { Result } from '../../../shared/result.ts'
import type { BundleFault } from '../../../shared/tills/bundle.ts'
import type { TillRef } from '../../../shared/tills/till-ref.ts'
import type { MergedCsv } from '../merged-csv.ts'
import type { NewBundle } from '../new-bundle.ts'

// What main and the threads that read other tills' files and Zs say to each other. One question at a time.

/** This till, and where what it knows of itself and of the others stands. */
export type TillsSource = {
  readonly till: TillRef
  readonly shop: string
  readonly journalFile: string
  /** The record of bundles: main has opened it, so it is there. */
  readonly recordFile: string
}

/** `today`: the shop's business day. */
export type Merging = TillsSource & { readonly period: MergedPeriod; readonly today: string }

export type TillsQuestion =
  | { readonly want: 'bundle'; readonly file: string }
  | ({ readonly want: 'list' } & TillsSource)
  | ({ readonly want: 'merged' | 'csv' } & Merging)

export type TillsAnswers = {
  readonly bundle: Result<NewBundle, BundleFault>
  readonly list: Result<TillsView>
  readonly merged: Result<MergedReport>
  readonly csv: Result<MergedCsv>
}
