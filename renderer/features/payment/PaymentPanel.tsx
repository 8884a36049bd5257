import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { useFormat } from '../../lib/use-format.ts'
import { ConfirmingCard } from './ConfirmingCard.tsx'
import { DueCard } from './DueCard.tsx'
import { OpeningCard } from './OpeningCard.tsx'
import { PaidCard } from './PaidCard.tsx'
import { ProblemCard } from './ProblemCard.tsx'
import styles from './payment.module.css'
import { screenOf } from './payment-screen.ts'

/** The right side while it is about a payment. */
export function PaymentPanel({ view }: { readonly view: PaymentView }) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const { payment } = view
  return (
    <section className={styles['panel']} aria-labelledby="payment-title">
      <h2 id="payment-title" className={styles['heading']}>
        {t('payment.title', { number: format.paymentNumber(payment.number) })}
        {payment.reference !== null && (
          <span className={styles['reference']}>
            {t('payment.reference', { reference: payment.reference })}
          </span>
        )}
      </h2>
      <PaymentBody view={view} />
    </section>
  )
}

function PaymentBody({ view }: { readonly view: PaymentView }) {
  const { payment } = view
  const screen = screenOf(payment)
  if (screen.kind === 'problem') return <ProblemCard view={view} problem={screen.problem} />
  if (!isCharged(payment)) return <OpeningCard payment={payment} />
  switch (screen.kind) {
    case 'due':
      return <DueCard view={view} payment={payment} notice={screen.notice} />
    case 'confirming':
      return <ConfirmingCard view={view} payment={payment} notice={screen.notice} />
    case 'paid':
      return <PaidCard payment={payment} notice={screen.notice} />
    case 'opening':
      return null
  }
}
