import { useTranslation } from 'react-i18next'
import { formatUsdt, type MicroUsdt, microUsdt } from '../../../shared/money/usdt.ts'
import { excessOf, isUsdtDeposit, missingOf } from '../../../shared/payment/evidence.ts'
import { owedOf } from '../../../shared/payment/matters.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { UsdtText } from '../../elements/UsdtText.tsx'
import styles from './outcome.module.css'

type Row = { readonly key: 'missing' | 'excess' | 'further' | 'owed'; readonly amount: MicroUsdt }

/** Asked and received side by side, only where something has come and more is to say about it. */
export function Facts({ payment }: { readonly payment: ChargedPayment }) {
  const { t } = useTranslation('cashier')
  const owed = owedOf(payment)
  const excess = excessOf(payment)
  const rows: readonly Row[] = [
    { key: 'missing', amount: missingOf(payment) },
    { key: 'excess', amount: excess === owed ? 0n : excess },
    { key: 'further', amount: furtherOf(payment) },
    { key: 'owed', amount: owed },
  ]
  const said = rows.filter(({ amount }) => amount > 0n)
  if (microUsdt(payment.received) === 0n || said.length === 0) return null
  const all = [
    { key: 'asked', amount: payment.charge.asked },
    { key: 'received', amount: payment.received },
    ...said.map(({ key, amount }) => ({ key, amount: formatUsdt(amount) })),
  ] as const
  return (
    <dl className={styles['facts']}>
      {all.map(({ key, amount }) => (
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

/** USDT that came to the same address again. */
function furtherOf({ children }: ChargedPayment): MicroUsdt {
  return children
    .filter(isUsdtDeposit)
    .reduce((sum, { received }) => sum + (received === null ? 0n : microUsdt(received)), 0n)
}
