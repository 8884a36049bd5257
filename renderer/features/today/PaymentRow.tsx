import { Button as AriaButton } from 'react-aria-components/Button'
import { useTranslation } from 'react-i18next'
import { microUsdt } from '../../../shared/money/usdt.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { GoodsText } from '../../elements/GoodsText.tsx'
import { StatusChip } from '../../elements/StatusChip.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import styles from './today.module.css'

type PaymentRowProps = { readonly payment: Payment; readonly onOpen: () => void }

/** One payment in a line; it opens its history. */
export function PaymentRow({ payment, onOpen }: PaymentRowProps) {
  const format = useFormat()
  return (
    <AriaButton className={styles['row'] ?? ''} onPress={onOpen} preventFocusOnPress>
      <span className={styles['muted']}>{format.time(payment.createdAt)}</span>
      <span className={styles['muted']}>{format.paymentNumber(payment.number)}</span>
      <span className={styles['price']}>
        <GoodsText payment={payment} />
      </span>
      <span className={styles['usdt']}>
        <Amount payment={payment} />
      </span>
      <span className={styles['chip']}>
        <StatusChip payment={payment} />
      </span>
    </AriaButton>
  )
}

/** What came, or what was asked while nothing has. */
function Amount({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('cashier')
  if (!isCharged(payment)) return t('today.noUsdt')
  const hasReceived = microUsdt(payment.received) > 0n
  return <UsdtText amount={hasReceived ? payment.received : payment.charge.asked} />
}
