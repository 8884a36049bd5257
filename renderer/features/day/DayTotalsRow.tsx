import { useTranslation } from 'react-i18next'
import type { DayTotals } from '../../../shared/contract/payments.ts'
import { money } from '../../../shared/money/money.ts'
import { Figure, Figures } from '../../elements/Figures.tsx'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { DecidedTotals } from './DecidedTotals.tsx'
import styles from './day.module.css'

/** The day in five figures, as main added them up, and below them what people decided about it. */
export function DayTotalsRow({ totals }: { readonly totals: DayTotals }) {
  return (
    <>
      <Sums totals={totals} />
      <DecidedTotals totals={totals} />
    </>
  )
}

function Sums({ totals }: { readonly totals: DayTotals }) {
  const { t } = useTranslation('day')
  const format = useFormat()
  return (
    <Figures label={t('totals')}>
      <Figure name={t('total.payments')}>{format.count(totals.payments)}</Figure>
      <Figure name={t('total.paid')}>{format.count(totals.paid)}</Figure>
      <Figure name={t('total.gross')}>
        <MoneyText amount={money(totals.paidMinor, totals.currency)} />
        {totals.others?.map(({ currency, paidMinor }) => (
          <span key={currency} className={styles['other']}>
            + <MoneyText amount={money(paidMinor, currency)} />
          </span>
        ))}
      </Figure>
      <Figure name={t('total.received')}>
        <UsdtText amount={totals.receivedUsdt} />
      </Figure>
      <Figure name={t('total.attention')} isWarning={totals.attention > 0}>
        {format.count(totals.attention)}
      </Figure>
    </Figures>
  )
}
