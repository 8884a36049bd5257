import { useTranslation } from 'react-i18next'
import type { Payment, PaymentStatus } from '../../../shared/payment/payment.ts'
import { needsAttention } from '../../../shared/payment/questions.ts'
import { Chip, type Tone } from '../../elements/Chip.tsx'

const TONES: Readonly<Record<PaymentStatus, Tone>> = {
  created: 'neutral',
  awaiting: 'neutral',
  seen: 'seen',
  confirmed: 'seen',
  sending: 'seen',
  short: 'warning',
  paid: 'paid',
  expired: 'neutral',
  cancelled: 'neutral',
  failed: 'danger',
  refunded: 'warning',
  abandoned: 'neutral',
}

/** Where a payment stands, in a word; with a sign of its own when a person has to look at it. */
export function PaymentStatusChip({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('day')
  const asks = needsAttention(payment)
  const tone = TONES[payment.status]
  return (
    <Chip tone={asks && tone === 'neutral' ? 'warning' : tone}>
      {asks && <span aria-hidden="true">!</span>}
      {t(`status.${payment.status}`)}
    </Chip>
  )
}
