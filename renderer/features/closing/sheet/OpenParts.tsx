import { useTranslation } from 'react-i18next'
import type { Report } from '../../../../shared/contract/shifts.ts'
import type { Figures } from '../../../../shared/shift/figures.ts'
import { GoodsAndTip } from '../../../elements/GoodsText.tsx'
import { UsdtText } from '../../../elements/UsdtText.tsx'
import { useFormat } from '../../../lib/use-format.ts'
import { Amount } from './GatewaysPart.tsx'
import { nameIn } from './report-rows.ts'
import { SheetLine, SheetPart } from './SheetPart.tsx'
import { SheetTable } from './SheetTable.tsx'
import styles from './sheet.module.css'
import { useSheetTime } from './sheet-time.ts'
import { Totals } from './Totals.tsx'

type PartProps = { readonly report: Pick<Report, 'timeZone' | 'totals' | 'people'> }

/** What was given back to customers in this time. */
export function RefundsPart({ whole }: { readonly whole: Figures }) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  return (
    <SheetPart title={t('sheet.refunds')}>
      <dl className={styles['lines']}>
        <SheetLine name={t('sheet.refundCount')}>{format.count(whole.refunds)}</SheetLine>
        <SheetLine name={t('sheet.refunded')} isWhole>
          <UsdtText amount={whole.refunded} />
        </SheetLine>
      </dl>
    </SheetPart>
  )
}

type CorrectionsProps = PartProps & {
  /** The sums beside it are those of the payments of this time alone, and leave these out. */
  readonly isApart?: boolean
}

/** Each with its payment and that payment's Z, which stays as it is. */
export function CorrectionsPart({ report, isApart = false }: CorrectionsProps) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const { corrections } = report.totals
  if (corrections.length === 0) {
    return <SheetPart title={t('sheet.corrections')} note={t('sheet.noCorrections')} />
  }
  return (
    <SheetPart
      title={t('sheet.corrections')}
      note={t(isApart ? 'sheet.correctionsApart' : 'sheet.correctionsNote')}
    >
      <SheetTable
        label={t('sheet.corrections')}
        columns={[
          { key: 'payment', title: t('sheet.payment') },
          { key: 'z', title: t('sheet.ofZ'), isFigure: true },
          { key: 'sales', title: t('sheet.salesShort'), isFigure: true },
          { key: 'goods', title: t('sheet.gross'), isFigure: true },
          { key: 'received', title: t('sheet.received'), isFigure: true },
          { key: 'net', title: t('sheet.net'), isFigure: true },
          { key: 'refunded', title: t('sheet.refunded'), isFigure: true },
        ]}
        rows={corrections.map(({ paymentId, number, z, figures }) => ({
          key: paymentId,
          cells: [
            format.paymentNumber(number),
            format.paymentNumber(z),
            format.count(figures.sales),
            <Totals key="goods" figures={figures} />,
            <Amount key="received" text={figures.received} />,
            <Amount key="net" text={figures.net} />,
            <Amount key="refunded" text={figures.refunded} />,
          ],
        }))}
      />
    </SheetPart>
  )
}

/** What is in no sum yet, because nobody knows what becomes of it. */
export function CarriedPart({ report }: PartProps) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const time = useSheetTime(report.timeZone)
  const { carried } = report.totals
  if (carried.length === 0) {
    return <SheetPart title={t('sheet.carried')} note={t('sheet.noCarried')} />
  }
  return (
    <SheetPart title={t('sheet.carried')} note={t('sheet.carriedNote')}>
      <SheetTable
        label={t('sheet.carried')}
        columns={[
          { key: 'payment', title: t('sheet.payment') },
          { key: 'begun', title: t('sheet.begun') },
          { key: 'cashier', title: t('sheet.cashier') },
          { key: 'status', title: t('sheet.status') },
          { key: 'price', title: t('sheet.price'), isFigure: true },
        ]}
        rows={carried.map(({ paymentId, number, createdAt, cashier, status, price, tip = 0 }) => ({
          key: paymentId,
          cells: [
            format.paymentNumber(number),
            time(createdAt),
            <bdi key="cashier">{cashier === null ? t('sheet.nobody') : nameIn(report, cashier)}</bdi>,
            // Carried although its time ran out: the chain shows its money (`hasEnded`).
            t(`sheet.state.${status}`),
            <GoodsAndTip key="price" goods={price.minor - tip} tip={tip} currency={price.currency} />,
          ],
        }))}
      />
    </SheetPart>
  )
}

/** What a person still has to deal with, of any day. */
export function StandingPart({ report }: PartProps) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const { exceptions, owed, refunding } = report.totals.standing
  return (
    <SheetPart title={t('sheet.standing')}>
      <dl className={styles['lines']}>
        <SheetLine name={t('sheet.exceptions')}>{format.count(exceptions)}</SheetLine>
        <SheetLine name={t('sheet.owed')}>
          <UsdtText amount={owed} />
        </SheetLine>
        <SheetLine name={t('sheet.refunding')}>
          <UsdtText amount={refunding} />
        </SheetLine>
      </dl>
    </SheetPart>
  )
}
