import { useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ShiftRow, ZRow } from '../../../shared/contract/shifts.ts'
import { TimeZoneContext, useFormat } from '../../lib/use-format.ts'
import type { NumberedRows } from './use-numbered.ts'

export type NumberedOption = { readonly value: string; readonly text: string }

/** "0031 · Nov 21, 2026, 09:00 – 17:02 · Ana": its number, when, who, and whether it is open. */
export function useNumberedText(): (found: NumberedRows) => NumberedOption[] {
  const { t } = useTranslation('closing')
  const { locale, paymentNumber } = useFormat()
  const timeZone = useContext(TimeZoneContext)
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, {
      ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
      hourCycle: 'h23',
      ...(timeZone !== undefined && { timeZone }),
    })
    const shiftParts = ({ person, openedAt, closedAt }: ShiftRow) =>
      closedAt === null
        ? [format.format(new Date(openedAt)), alone(person.name), t('choose.open')]
        : [format.formatRange(new Date(openedAt), new Date(closedAt)), alone(person.name)]
    const zParts = ({ at, by }: ZRow) => [
      format.format(new Date(at)),
      ...(by === null ? [] : [alone(by.name)]),
    ]
    const option = (number: number, parts: readonly string[]) => ({
      value: String(number),
      text: [paymentNumber(number), ...parts].join(' · '),
    })
    return (found) =>
      found.kind === 'z'
        ? found.rows.map((row) => option(row.number, zParts(row)))
        : found.rows.map((row) => option(row.number, shiftParts(row)))
  }, [t, locale, paymentNumber, timeZone])
}

/** A name may be written in another direction than the line it stands in. */
function alone(name: string): string {
  return `\u2068${name}\u2069`
}
