import type { ExportFilters } from '../../shared/contract/exports.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { PeriodSummary } from '../../shared/contract/summary.ts'
import type { Mode } from '../../shared/mode.ts'
import type { NamedPerson } from '../../shared/people/named.ts'
import type { ExportScope, PeriodSums } from './export-request.ts'

/** What a summary is of. `cashier`: the person of the filter, as they are called now. */
export type Summarised = {
  readonly mode: Mode
  readonly settings: Pick<Settings, 'shopName' | 'tillName' | 'tillNumber' | 'timeZone'>
  readonly scope: ExportScope
  readonly filters: ExportFilters
  readonly cashier: string | null
}

type Made = { readonly at: string; readonly by: NamedPerson | null }

/** The journal's sums, and whose they are. */
export function summaryOf(
  { mode, settings, scope, filters, cashier }: Summarised,
  sums: PeriodSums,
  { at, by }: Made,
): PeriodSummary {
  const { shopName, tillName, tillNumber, timeZone } = settings
  return {
    ...{ mode, shop: shopName, till: tillName, tillNumber, timeZone, at, by },
    scope: scope.kind === 'z' || scope.kind === 'shift' ? { kind: scope.kind, number: scope.number } : scope,
    ...{ filters, cashier },
    ...sums,
  }
}
