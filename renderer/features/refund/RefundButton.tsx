import { useTranslation } from 'react-i18next'
import type { Payment } from '../../../shared/payment/payment.ts'
import { certainlyReceived } from '../../../shared/payment/refunds.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { Button, type ButtonProps } from '../../elements/Button.tsx'
import { useStores } from '../../stores/app-stores.ts'
import { type Screen, showScreen } from '../../stores/screen-store.ts'

type RefundButtonProps = Pick<ButtonProps, 'variant'> & {
  readonly payment: Payment
  /** Where the way back leads; without it to the payment's history at the till. */
  readonly from?: Screen | undefined
}

/** To the refunds of a payment; not there while nothing certain came for it. */
export function RefundButton({ payment, from, variant = 'secondary' }: RefundButtonProps) {
  const { t } = useTranslation('refund')
  const { screen } = useStores()
  if (!isCharged(payment)) return null
  if (certainlyReceived(payment) === 0n && payment.refunds.length === 0) return null
  return (
    <Button
      variant={variant}
      onPress={() => showScreen(screen, { kind: 'refund', paymentId: payment.id, ...(from && { from }) })}
      keepsFocus
    >
      {t('open')}
    </Button>
  )
}
