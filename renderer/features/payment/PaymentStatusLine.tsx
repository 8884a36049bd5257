import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { StatusLine } from '../../elements/StatusLine.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useNow } from '../../lib/use-now.ts'

type PaymentStatusLineProps = {
  readonly view: PaymentView
  /** ISO instant until which the code is shown; null where no time runs. */
  readonly expiresAt: string | null
  readonly children: ReactNode
}

/** One sentence; beside it the time left and when the gateway was last heard. */
export function PaymentStatusLine({ view, expiresAt, children }: PaymentStatusLineProps) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const now = useNow()
  const parts = [
    ...(expiresAt === null
      ? []
      : [t('payment.left', { time: format.countdown(Date.parse(expiresAt) - now) })]),
    useChecked(view, now),
  ]
  return (
    <StatusLine aside={parts.join(' · ')} isWarning={view.checkError !== null}>
      {children}
    </StatusLine>
  )
}

/** When the gateway last answered about it, in words; in the middle of a line. */
export function useChecked({ checkedAt, checkError }: PaymentView, now: number): string {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  if (checkError !== null) {
    return checkedAt === null
      ? t('payment.notChecked')
      : t('payment.notCheckedSince', { time: format.time(checkedAt) })
  }
  if (checkedAt === null) return t('payment.checking')
  const seconds = Math.max(0, Math.round((now - Date.parse(checkedAt)) / 1000))
  const age =
    seconds < 120
      ? t('estimate.seconds', { value: format.count(seconds) })
      : t('estimate.minutes', { value: format.count(Math.floor(seconds / 60)) })
  return t('payment.checked', { age })
}
