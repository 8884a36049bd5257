import { useTranslation } from 'react-i18next'
import { money } from '../../../../shared/money/money.ts'
import type { Figures, MoneyFigures } from '../../../../shared/shift/figures.ts'
import { MoneyText } from '../../../elements/MoneyText.tsx'
import { useFormat } from '../../../lib/use-format.ts'
import { onTopOf } from './report-rows.ts'
import { SheetLine, SheetPart } from './SheetPart.tsx'
import styles from './sheet.module.css'

/** How much was sold, so that each line can be checked from those above it. Tips stand apart from the goods. */
export function SalesPart({ whole }: { readonly whole: Figures }) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  return (
    <>
      <SheetPart title={t('sheet.sales')} note={whole.sales === 0 ? t('sheet.noSales') : undefined}>
        <dl className={styles['lines']}>
          <SheetLine name={t('sheet.count')} isWhole>
            {format.count(whole.sales)}
          </SheetLine>
          <SheetLine name={t('sheet.ended')}>{format.count(whole.ended)}</SheetLine>
        </dl>
      </SheetPart>
      {whole.currencies.map((figures) => (
        <CurrencyPart key={figures.currency} figures={figures} />
      ))}
    </>
  )
}

function CurrencyPart({ figures }: { readonly figures: MoneyFigures }) {
  const { t } = useTranslation('closing')
  const { currency, subtotal, discount, goods, tip, total, refunded } = figures
  const onTop = onTopOf(figures)
  const shown = (minor: number) => <MoneyText amount={money(minor, currency)} />
  return (
    <SheetPart title={t('sheet.salesIn', { currency })}>
      <dl className={styles['lines']}>
        <SheetLine name={t('sheet.subtotal')}>{shown(subtotal)}</SheetLine>
        {/* No minus zero: it would be read as one. */}
        <SheetLine name={t('sheet.discount')}>{shown(discount === 0 ? 0 : -discount)}</SheetLine>
        {onTop !== 0 && <SheetLine name={t('sheet.onTop')}>{shown(onTop)}</SheetLine>}
        <SheetLine name={t('sheet.goods')} isWhole>
          {shown(goods)}
        </SheetLine>
        <SheetLine name={t('sheet.tip')}>{shown(tip)}</SheetLine>
        <SheetLine name={t('sheet.total')} isWhole>
          {shown(total)}
        </SheetLine>
        <SheetLine name={t('sheet.refundedAs')}>{shown(refunded === 0 ? 0 : -refunded)}</SheetLine>
      </dl>
    </SheetPart>
  )
}
