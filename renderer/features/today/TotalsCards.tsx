import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { money } from '../../../shared/money/money.ts'
import { Card } from '../../elements/Card.tsx'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments } from '../../stores/app-stores.ts'
import styles from './today.module.css'

export function TotalsCards() {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const today = usePayments((state) => state.today)
  return (
    <dl className={styles['totals']}>
      <Total name={t('today.payments')}>{format.count(today.payments)}</Total>
      <Total name={t('today.taken')}>
        <MoneyText amount={money(today.paidMinor, today.currency)} />
      </Total>
      <Total name={t('today.attention')} isWarning={today.attention > 0}>
        {format.count(today.attention)}
      </Total>
    </dl>
  )
}

type TotalProps = { readonly name: string; readonly isWarning?: boolean; readonly children: ReactNode }

function Total({ name, isWarning = false, children }: TotalProps) {
  return (
    <Card className={styles['total']}>
      <dt>{name}</dt>
      <dd data-warning={isWarning}>{children}</dd>
    </Card>
  )
}
