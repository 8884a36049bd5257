import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { formatUsdt, microUsdt } from '../../../shared/money/usdt.ts'
import { excessOf, missingOf } from '../../../shared/payment/evidence.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { NoticeCard } from './NoticeCard.tsx'
import styles from './outcome.module.css'
import { PracticeRow } from './PracticeRow.tsx'
import type { Problem } from './payment-screen.ts'

type PaidCardProps = {
  readonly view: PaymentView
  readonly payment: ChargedPayment
  readonly notice: Problem | null
}

/** The big green result; the screen leaves it by itself. */
export function PaidCard({ view, payment, notice }: PaidCardProps) {
  const { t } = useTranslation('cashier')
  // What came too much stands in the card itself.
  const beside = notice === 'overpaid' ? null : notice
  return (
    <>
      <div className={styles['paid']} data-beside={beside !== null} role="status">
        <span className={styles['tick']} aria-hidden="true">
          <Check size={96} strokeWidth={2.5} />
        </span>
        <p className={styles['paidTitle']}>{t('paid.title')}</p>
        <p className={styles['paidPrice']}>
          <MoneyText amount={view.sale.price} />
        </p>
        <p>
          <PaidText view={view} payment={payment} />
        </p>
        <p className={styles['paidNext']}>{t('paid.next')}</p>
      </div>
      {beside !== null && <NoticeCard view={view} problem={beside} />}
      <PracticeRow view={view} />
    </>
  )
}

/** What came, and by how much it differs. The sandbox reports nothing; then nothing is claimed. */
function PaidText({ view, payment }: Pick<PaidCardProps, 'view' | 'payment'>) {
  const { received } = view.sale
  if (microUsdt(received) === 0n) return null
  const excess = excessOf(payment)
  const missing = missingOf(payment)
  return (
    <>
      <Sentence text="cashier:paid.received" values={{ received }} />
      <br />
      <Together view={view} />
      {excess > 0n && <Sentence text="cashier:paid.excess" values={{ excess: formatUsdt(excess) }} />}
      {missing > 0n && <Sentence text="cashier:paid.less" values={{ missing: formatUsdt(missing) }} />}
    </>
  )
}

/** A rest that was paid closes the sale together with the payment that was short. */
function Together({ view: { payment, sale } }: Pick<PaidCardProps, 'view'>) {
  const format = useFormat()
  const short = sale.others.find(({ id }) => id === payment.topUpOf)
  if (!short) return null
  const values = { first: format.paymentNumber(short.number), second: format.paymentNumber(payment.number) }
  return <Sentence text="cashier:paid.together" values={values} />
}
