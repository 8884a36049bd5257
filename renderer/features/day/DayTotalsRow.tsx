import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayTotals } from '../../../shared/contract/payments.ts'
import { money } from '../../../shared/money/money.ts'
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
    <dl className={styles['totals']} aria-label={t('totals')}>
      <Total name={t('total.payments')}>{format.count(totals.payments)}</Total>
      <Total name={t('total.paid')}>{format.count(totals.paid)}</Total>
      <Total name={t('total.taken')}>
        <MoneyText amount={money(totals.paidMinor, totals.currency)} />
        {totals.others?.map(({ currency, paidMinor }) => (
          <span key={currency} className={styles['other']}>
            + <MoneyText amount={money(paidMinor, currency)} />
          </span>
        ))}
      </Total>
      <Total name={t('total.received')}>
        <UsdtText amount={totals.receivedUsdt} />
      </Total>
      <Total name={t('total.attention')} isWarning={totals.attention > 0}>
        {format.count(totals.attention)}
      </Total>
    </dl>
  )
}

type TotalProps = { readonly name: string; readonly isWarning?: boolean; readonly children: ReactNode }

function Total({ name, isWarning = false, children }: TotalProps) {
  return (
    <div className={styles['total']}>
      <dt>{name}</dt>
      <dd data-warning={isWarning}>{children}</dd>
    </div>
  )
}
