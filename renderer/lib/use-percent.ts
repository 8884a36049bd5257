import { useCallback } from 'react'
import { formatPercent, type PercentUnit } from './percent.ts'
import { useLocale } from './use-format.ts'

/** Percentages for people in the window's language; basis points unless said otherwise. */
export function usePercent(): (value: number, unit?: PercentUnit) => string {
  const locale = useLocale()
  return useCallback((value, unit = 2) => formatPercent(value, unit, locale), [locale])
}
