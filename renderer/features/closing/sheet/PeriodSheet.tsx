import { useTranslation } from 'react-i18next'
import type { PeriodSummary } from '../../../../shared/contract/summary.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { useGatewayTitle } from '../../../lib/use-gateway-title.ts'
import { CashiersPart } from './CashiersPart.tsx'
import { GatewaysPart } from './GatewaysPart.tsx'
import { JournalPart } from './JournalPart.tsx'
import { CarriedPart, CorrectionsPart, RefundsPart, StandingPart } from './OpenParts.tsx'
import { usePeriodText } from './period-text.ts'
import { SalesPart } from './SalesPart.tsx'
import { SheetLine } from './SheetPart.tsx'
import styles from './sheet.module.css'
import { formatDays, useSheetTime } from './sheet-time.ts'
import { TaxesPart } from './TaxesPart.tsx'

type PeriodSheetProps = { readonly summary: PeriodSummary }

/** What the payments of a period come to, in the parts of a report. What a Z corrects of earlier ones stands in its summary apart. */
export function PeriodSheet({ summary }: PeriodSheetProps) {
  const { t } = useTranslation(['exports', 'day'])
  const { mode, totals } = summary
  const whole = wholeOf(totals.cells)
  const mark = mode === 'live' ? null : <p className={styles['mark']}>{t(`day:receipt.${mode}`)}</p>
  return (
    <article className={styles['sheet']} aria-label={t('summary.label')} data-kind="period">
      {mark}
      <Head summary={summary} />
      <SalesPart whole={whole} />
      <TaxesPart whole={whole} />
      <CashiersPart report={summary} />
      <GatewaysPart report={summary} />
      <RefundsPart whole={whole} />
      {summary.scope.kind === 'z' && <CorrectionsPart report={summary} isApart />}
      <CarriedPart report={summary} />
      <StandingPart report={summary} />
      <JournalPart journal={summary.journal} />
      {mark}
    </article>
  )
}

function Head({ summary }: PeriodSheetProps) {
  const { t } = useTranslation(['exports', 'closing'])
  const format = useFormat()
  const time = useSheetTime(summary.timeZone)
  const periodText = usePeriodText()
  const { shop, till, tillNumber, days, at, by } = summary
  return (
    <header className={styles['head']}>
      <p className={styles['shop']}>
        <bdi>{shop}</bdi>
      </p>
      <h3 className={styles['kind']}>{t('summary.label')}</h3>
      <p className={styles['note']}>{t('summary.note')}</p>
      <dl className={styles['lines']}>
        <SheetLine name={t('closing:sheet.till')}>
          <bdi>{till}</bdi>
        </SheetLine>
        <SheetLine name={t('summary.tillNumber')}>{format.count(tillNumber)}</SheetLine>
        <SheetLine name={t('period.title')}>{periodText(summary.scope)}</SheetLine>
        {days !== null && (
          <SheetLine name={t('closing:sheet.daysSoFar')}>{formatDays(days, format.locale)}</SheetLine>
        )}
        <Filters summary={summary} />
        <SheetLine name={t('closing:sheet.at')}>{time(at)}</SheetLine>
        {by !== null && (
          <SheetLine name={t('closing:sheet.by')}>
            <bdi>{by.name}</bdi>
          </SheetLine>
        )}
      </dl>
    </header>
  )
}

/** What was left out; one line where nothing was. */
function Filters({ summary: { filters, cashier } }: PeriodSheetProps) {
  const { t } = useTranslation('exports')
  const { gateway, status, currency } = filters
  const gatewayTitle = useGatewayTitle(gateway ?? '')
  const set = [
    { name: t('filter.cashier'), value: filters.cashier === null ? null : (cashier ?? filters.cashier) },
    { name: t('filter.gateway'), value: gateway === null ? null : gatewayTitle },
    { name: t('filter.status'), value: status === null ? null : t(`status.${status}`) },
    { name: t('filter.currency'), value: currency },
  ].filter(({ value }) => value !== null)
  if (set.length === 0) return <SheetLine name={t('filter.title')}>{t('filter.all')}</SheetLine>
  return set.map(({ name, value }) => (
    <SheetLine key={name} name={t('summary.only', { name })}>
      <bdi>{value}</bdi>
    </SheetLine>
  ))
}
