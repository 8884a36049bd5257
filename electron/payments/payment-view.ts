import type { CustomerView } from '../../shared/contract/customer.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Mode } from '../../shared/mode.ts'
import { formatUsdt } from '../../shared/money/usdt.ts'
import { missingOf } from '../../shared/payment/evidence.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { isConfirming, isLive, isPaid } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { CheckState } from './payment-check.ts'

/**
 * What the QR holds: the bare address, since no other form is read by every TRON wallet. In practice mode it stands behind a mark, so that
 * no wallet takes it. Null as soon as nobody should pay any more.
 */
export function qrOf(payment: Payment, mode: Mode, now: number): string | null {
  if (!isCharged(payment) || !isLive(payment) || now >= Date.parse(payment.expiresAt)) return null
  return mode === 'practice' ? `practice:${payment.charge.address}` : payment.charge.address
}

export function toPaymentView(payment: Payment, check: CheckState, mode: Mode, now: number): PaymentView {
  return { payment, qr: qrOf(payment, mode, now), checkedAt: check.checkedAt, checkError: check.error }
}

/** The part of the settings that the customer's window may know. */
type Shown = Pick<Settings, 'shopName' | 'language' | 'theme'>

/**
 * The sanitised record for the customer's window, built field by field: nothing that is not named here can cross.
 */
export function toCustomerView(
  view: PaymentView | null,
  settings: Shown,
  mode: Mode,
  revision: number,
  now: number,
): CustomerView {
  const shown = {
    revision,
    mode,
    shopName: settings.shopName,
    language: settings.language,
    theme: settings.theme,
  }
  if (!view || view.payment.status === 'abandoned' || view.payment.status === 'created') {
    return { ...shown, kind: 'idle' }
  }
  const { payment } = view
  const sale = { ...shown, price: payment.price, number: payment.number }
  if (isLive(payment)) {
    const leftMs = Date.parse(payment.expiresAt) - now
    if (view.qr === null || leftMs <= 0) return { ...sale, kind: 'expired' }
    const { asked, address } = payment.charge
    return { ...sale, kind: 'due', asked, address, qr: view.qr, expiresAt: payment.expiresAt, leftMs }
  }
  if (isPaid(payment)) {
    return { ...sale, kind: payment.remarks.includes('reversed') ? 'trouble' : 'paid' }
  }
  if (payment.remarks.includes('mismatch') || payment.remarks.includes('wrongAsset')) {
    return { ...sale, kind: 'trouble' }
  }
  if (isConfirming(payment)) return { ...sale, kind: 'seen' }
  if (payment.status === 'short') return { ...sale, kind: 'short', missing: formatUsdt(missingOf(payment)) }
  const ended = payment.status === 'expired' || payment.status === 'cancelled'
  return { ...sale, kind: ended && payment.remarks.length === 0 ? 'expired' : 'trouble' }
}
