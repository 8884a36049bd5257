import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatUsdt, microUsdt } from '../../../shared/money/usdt.ts'
import { excessOf, missingOf } from '../../../shared/payment/evidence.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { NoticeCard } from './NoticeCard.tsx'
import styles from './outcome.module.css'
import type { Problem } from './payment-screen.ts'

type PaidCardProps = { readonly payment: ChargedPayment; readonly notice: Problem | null }

/** The big green result; the screen leaves it by itself. */
export function PaidCard({ payment, notice }: PaidCardProps) {
  const { t } = useTranslation('cashier')
  return (
    <>
      <div className={styles['paid']} role="status">
        <span className={styles['tick']} aria-hidden="true">
          <Check size={96} strokeWidth={2.5} />
        </span>
        <p className={styles['paidTitle']}>{t('paid.title')}</p>
        <p className={styles['paidPrice']}>
          <MoneyText amount={payment.price} />
        </p>
        <p>
          <PaidText payment={payment} />
        </p>
        <p className={styles['paidNext']}>{t('paid.next')}</p>
      </div>
      {notice !== null && notice !== 'overpaid' && <NoticeCard payment={payment} problem={notice} />}
    </>
  )
}

/** What came, and by how much it differs. The sandbox reports nothing; then nothing is claimed. */
function PaidText({ payment }: { readonly payment: ChargedPayment }) {
  const { received } = payment
  if (microUsdt(received) === 0n) return null
  const excess = excessOf(payment)
  const missing = missingOf(payment)
  return (
    <>
      <Sentence text="cashier:paid.received" values={{ received }} />
      <br />
      {excess > 0n && <Sentence text="cashier:paid.excess" values={{ excess: formatUsdt(excess) }} />}
      {missing > 0n && <Sentence text="cashier:paid.less" values={{ missing: formatUsdt(missing) }} />}
    </>
  )
}
