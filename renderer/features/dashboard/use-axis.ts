import { useMemo } from 'react'
import { useLocale } from '../../lib/use-format.ts'
import type { Measure } from './measure.ts'

/** Figures beside an axis: "1.2K". A part of a sale does not exist, so none is named. */
export function useAxis(measure: Measure): (value: number) => string {
  const locale = useLocale()
  return useMemo(() => {
    const format = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
    return (value) => (measure === 'sales' && !Number.isInteger(value) ? '' : format.format(value))
  }, [locale, measure])
}
