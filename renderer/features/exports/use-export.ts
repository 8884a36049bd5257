import { useStore } from 'zustand'
import type { ExportPeriod } from '../../../shared/contract/exports.ts'
import { useMay } from '../../lib/use-may.ts'
import { usePayments, useStores, useTill } from '../../stores/app-stores.ts'
import type { ExportState } from '../../stores/export-store.ts'
import type { PeriodFacts } from './period-choice.ts'

export function useExport<T>(select: (state: ExportState) => T): T {
  return useStore(useStores().exporting, select)
}

export function usePeriodFacts(): PeriodFacts {
  const today = usePayments((payments) => payments.today.day)
  const weekStart = useTill((till) => till.settings.weekStart)
  const lastZ = useTill((till) => till.shifts.lastZ)
  const lastShift = useTill((till) => till.shifts.lastShift)
  return { today, weekStart, lastZ, lastShift }
}

/** What is chosen; whoever may not see the history has what is of now, whatever somebody else chose before. */
export function useChosenPeriod(): ExportPeriod {
  const today = usePayments((payments) => payments.today.day)
  const chosen = useExport(({ period }) => period) ?? { kind: 'day', day: today }
  const seesHistory = useSeesHistory()
  return seesHistory || chosen.kind === 'sinceZ' || chosen.kind === 'shift'
    ? chosen
    : { kind: 'day', day: today }
}

export function useSeesHistory(): boolean {
  return useMay('seeHistory') === 'always'
}
