import { useTranslation } from 'react-i18next'
import { formatUsdt, microUsdt } from '../../../shared/money/usdt.ts'
import { excessOf, missingOf } from '../../../shared/payment/evidence.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { UsdtText } from '../../elements/UsdtText.tsx'
import styles from './outcome.module.css'

type Row = { readonly key: 'asked' | 'received' | 'missing' | 'excess'; readonly amount: string }

/** Asked and received side by side, only where they differ and something has come. */
export function Facts({ payment }: { readonly payment: ChargedPayment }) {
  const { t } = useTranslation('cashier')
  const missing = missingOf(payment)
  const excess = excessOf(payment)
  if (microUsdt(payment.received) === 0n || (missing === 0n && excess === 0n)) return null
  const rows: readonly Row[] = [
    { key: 'asked', amount: payment.charge.asked },
    { key: 'received', amount: payment.received },
    missing > 0n
      ? { key: 'missing', amount: formatUsdt(missing) }
      : { key: 'excess', amount: formatUsdt(excess) },
  ]
  return (
    <dl className={styles['facts']}>
      {rows.map(({ key, amount }) => (
        <div key={key}>
          <dt>{t(`payment.${key}`)}</dt>
          <dd>
            <UsdtText amount={amount} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
