import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Report } from '../../../../shared/contract/shifts.ts'
import { wholeOf } from '../../../../shared/shift/cells.ts'
import { useFormat } from '../../../lib/use-format.ts'
import { CashiersPart } from './CashiersPart.tsx'
import { GatewaysPart } from './GatewaysPart.tsx'
import { JournalPart } from './JournalPart.tsx'
import { CarriedPart, CorrectionsPart, RefundsPart, StandingPart } from './OpenParts.tsx'
import { SalesPart } from './SalesPart.tsx'
import { SheetLine } from './SheetPart.tsx'
import { ShiftsPart } from './ShiftsPart.tsx'
import styles from './sheet.module.css'
import { formatDays, useSheetTime } from './sheet-time.ts'
import { TaxesPart } from './TaxesPart.tsx'

type ReportSheetProps = {
  readonly report: Report
  readonly onOpenShift?: (number: number) => void
}

/**
 * An X, a Z or a shift's report, the same on the screen and on paper. Every figure is main's or a sum of main's cells;
 * marked top and bottom when the money was not real.
 */
export function ReportSheet({ report, onOpenShift }: ReportSheetProps) {
  const { t } = useTranslation(['closing', 'day'])
  const { mode, kind } = report
  const whole = wholeOf(report.totals.cells)
  const mark = mode === 'live' ? null : <p className={styles['mark']}>{t(`day:receipt.${mode}`)}</p>
  return (
    <article className={styles['sheet']} aria-label={t('sheet.label')} data-kind={kind}>
      {mark}
      <Head report={report} />
      <SalesPart whole={whole} />
      <TaxesPart whole={whole} />
      {kind !== 'shift' && <CashiersPart report={report} />}
      <GatewaysPart report={report} />
      <RefundsPart whole={whole} />
      {kind !== 'shift' && <CorrectionsPart report={report} />}
      <CarriedPart report={report} />
      <StandingPart report={report} />
      {report.shifts.length > 0 && <ShiftsPart report={report} onOpenShift={onOpenShift} />}
      <JournalPart journal={report.journal} />
      {mark}
    </article>
  )
}

function Head({ report }: Pick<ReportSheetProps, 'report'>) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const time = useSheetTime(report.timeZone)
  const { kind, shop, till, tillNumber, tillId, from, until, at, by, approval } = report
  const number = format.paymentNumber(report.number)
  return (
    <header className={styles['head']}>
      <p className={styles['shop']}>
        <bdi>{shop}</bdi>
      </p>
      <h3 className={styles['kind']}>{t(`sheet.kind.${kind}`, { number })}</h3>
      {kind === 'x' && <p className={styles['note']}>{t('sheet.xNote', { number })}</p>}
      <dl className={styles['lines']}>
        <SheetLine name={t('sheet.till')}>
          <bdi>{till}</bdi>
          {tillNumber !== null && ` · ${t('sheet.tillNumber', { number: format.count(tillNumber) })}`}
        </SheetLine>
        {tillId !== null && (
          <SheetLine name={t('sheet.tillId')}>
            <bdi dir="ltr">{tillId}</bdi>
          </SheetLine>
        )}
        <SheetLine name={kind === 'z' ? t('sheet.days') : t('sheet.daysSoFar')}>
          <Days report={report} />
        </SheetLine>
        <SheetLine name={t('sheet.from')}>{from === null ? t('sheet.fromFirst') : time(from)}</SheetLine>
        <SheetLine name={t('sheet.until')}>{until === null ? t('sheet.now') : time(until)}</SheetLine>
        <SheetLine name={t('sheet.at')}>{time(at)}</SheetLine>
        {by !== null && (
          <SheetLine name={t('sheet.by')}>
            <bdi>{by.name}</bdi>
          </SheetLine>
        )}
        {approval && (
          <SheetLine name={t('sheet.approval')}>
            <bdi>{approval.by.name}</bdi> · <bdi>{approval.reason}</bdi>
          </SheetLine>
        )}
      </dl>
    </header>
  )
}

function Days({ report: { days } }: Pick<ReportSheetProps, 'report'>): ReactNode {
  const { t } = useTranslation('closing')
  const { locale } = useFormat()
  return days === null ? t('sheet.noDays') : formatDays(days, locale)
}
