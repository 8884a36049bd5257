import { useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../shared/assert-never.ts'
import type { PaperContentView } from '../../../shared/contract/paper.ts'
import type { Report } from '../../../shared/contract/shifts.ts'
import type { PeriodSummary } from '../../../shared/contract/summary.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePeriodText } from '../closing/sheet/period-text.ts'
import { useSheetTime } from '../closing/sheet/sheet-time.ts'
import { cssString } from './css-string.ts'

type Drawing = PaperContentView['drawing']

/**
 * Gives the pages' feet (styles/paper.css) the shop, the till and the number: a second page that is lost finds back to its
 * first. A receipt has one page, and its foot no words.
 */
export function usePageFoot(drawing: Drawing): void {
  const parts = useParts(drawing)
  const foot = parts.map((part) => `${isolated(part)} · `).join('')
  // Before the page says that it stands there.
  useLayoutEffect(() => {
    document.documentElement.style.setProperty('--sheet', cssString(foot))
  }, [foot])
}

function useParts(drawing: Drawing): readonly string[] {
  const { t } = useTranslation(['closing', 'exports'])
  const format = useFormat()
  const time = useSheetTime(timeZoneOf(drawing))
  const periodText = usePeriodText()
  const tillOf = ({ shop, till, tillNumber }: Report | PeriodSummary) =>
    tillNumber === null
      ? [shop, till]
      : [shop, till, t('closing:sheet.tillNumber', { number: format.count(tillNumber) })]
  switch (drawing.kind) {
    case 'report': {
      const { kind, number, at } = drawing.report
      const title = t(`closing:sheet.kind.${kind}`, { number: format.paymentNumber(number) })
      // Two of a day have no number that tells them apart.
      return [...tillOf(drawing.report), title, ...(kind === 'x' ? [time(at)] : [])]
    }
    case 'period': {
      const { scope, at } = drawing.summary
      return [...tillOf(drawing.summary), t('exports:summary.label'), periodText(scope), time(at)]
    }
    case 'receipt':
      return []
    default:
      return assertNever(drawing)
  }
}

function timeZoneOf(drawing: Drawing): string | undefined {
  switch (drawing.kind) {
    case 'report':
      return drawing.report.timeZone
    case 'period':
      return drawing.summary.timeZone
    case 'receipt':
      return undefined
    default:
      return assertNever(drawing)
  }
}

/** With a direction of its own, as in a `bdi`. */
function isolated(text: string): string {
  return `\u2068${text}\u2069`
}
