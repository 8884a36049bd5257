import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { isSeenOnChain } from '../../../shared/payment/questions.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useGatewayTitle } from '../../lib/use-gateway-title.ts'
import { ConfirmingCard } from './ConfirmingCard.tsx'
import { DueCard } from './DueCard.tsx'
import { OnChainCard } from './OnChainCard.tsx'
import { OpeningCard } from './OpeningCard.tsx'
import { PaidCard } from './PaidCard.tsx'
import { ProblemCard } from './ProblemCard.tsx'
import styles from './payment.module.css'
import { screenOf } from './payment-screen.ts'
import { SettledCard } from './SettledCard.tsx'

/** The right side while it is about a payment. */
export function PaymentPanel({ view }: { readonly view: PaymentView }) {
  const { t } = useTranslation(['cashier', 'gateways'])
  const format = useFormat()
  const { payment, sale } = view
  // The charge stays with its gateway, whichever is next now.
  const gateway = useGatewayTitle(isCharged(payment) ? payment.charge.gateway : '')
  const number = format.paymentNumber(payment.number)
  const first = sale.others.find(({ id }) => id === payment.topUpOf)
  return (
    <section className={styles['panel']} aria-labelledby="payment-title">
      <div className={styles['heading']}>
        <h2 id="payment-title" className={styles['name']}>
          {first === undefined
            ? t('payment.title', { number })
            : t('payment.restOf', { number: format.paymentNumber(first.number) })}
          <span className={styles['reference']}>
            {[
              ...(first === undefined ? [] : [t('payment.title', { number })]),
              ...(payment.reference === null
                ? []
                : [t('payment.reference', { reference: payment.reference })]),
            ].join(' · ')}
          </span>
        </h2>
        {gateway !== '' && <p className={styles['reference']}>{t('gateways:via', { title: gateway })}</p>}
      </div>
      <PaymentBody view={view} />
    </section>
  )
}

function PaymentBody({ view }: { readonly view: PaymentView }) {
  const { payment } = view
  const screen = screenOf(payment)
  if (screen.kind === 'problem')
    return <ProblemCard view={view} problem={screen.problem} also={screen.also} />
  if (!isCharged(payment)) return <OpeningCard payment={payment} />
  if (isSeenOnChain(payment)) return <OnChainCard view={view} payment={payment} />
  switch (screen.kind) {
    case 'due':
      return <DueCard view={view} payment={payment} notice={screen.notice} />
    case 'confirming':
      return <ConfirmingCard view={view} payment={payment} notice={screen.notice} />
    case 'paid':
      return <PaidCard view={view} payment={payment} notice={screen.notice} />
    case 'settled':
      return <SettledCard view={view} payment={payment} settled={screen.as} notice={screen.notice} />
    case 'opening':
    case 'onChain':
      return null
  }
}
