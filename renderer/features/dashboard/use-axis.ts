import { useMemo } from 'react'
import { useLocale } from '../../lib/use-format.ts'
import type { Measure } from './measure.ts'

/** Figures beside an axis, as `axisFormat` writes them in the window's language. */
export function useAxis(measure: Measure): (value: number) => string {
  const locale = useLocale()
  return useMemo(() => axisFormat(measure, locale), [locale, measure])
}

/**
 * "1.25K": short, and never another figure than the line's own. Lines are 1, 2, 2.5 or 5 of a ten apart and about eight, so
 * that four digits are enough. A part of a sale does not exist, so none is named.
 */
export function axisFormat(measure: Measure, locale: string): (value: number) => string {
  const format = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 4 })
  return (value) => (measure === 'sales' && !Number.isInteger(value) ? '' : format.format(value))
}
