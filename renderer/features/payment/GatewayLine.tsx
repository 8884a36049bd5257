import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { isWatched } from '../../../shared/payment/questions.ts'
import { useNow } from '../../lib/use-now.ts'
import styles from './outcome.module.css'
import { useChecked } from './PaymentStatusLine.tsx'

type GatewayLineProps = { readonly view: PaymentView; readonly payment: ChargedPayment }

/** Small, under a payment that is over: that it stays watched, when it was last looked at, and its id for support. */
export function GatewayLine({ view, payment }: GatewayLineProps) {
  const { t } = useTranslation('cashier')
  const checked = useChecked(view, useNow())
  return (
    <p className={styles['support']} data-warning={view.checkError !== null}>
      <span>{isWatched(payment) ? t('payment.watched', { checked }) : checked}</span>
      <span>
        {t('payment.code')}: <bdi dir="ltr">{payment.charge.chargeId}</bdi>
      </span>
    </p>
  )
}
