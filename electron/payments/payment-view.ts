import type { CustomerView } from '../../shared/contract/customer.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { TipQuestion } from '../../shared/contract/tip.ts'
import type { Mode } from '../../shared/mode.ts'
import { formatUsdt, type MicroUsdt } from '../../shared/money/usdt.ts'
import { missingOf } from '../../shared/payment/evidence.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { isConfirming, isLive, isPaid, isSeenOnChain, isSold } from '../../shared/payment/questions.ts'
import { canTopUp, choicesOf, restPrice, salePrice, saleReceived } from '../../shared/payment/sale.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { CheckState } from './watching/payment-check.ts'

/**
 * What the QR holds: the bare address, since no other form is read by every TRON wallet. In practice mode it stands behind a mark, so that
 * no wallet takes it. Null as soon as nobody should pay any more.
 */
export function qrOf(payment: Payment, mode: Mode, now: number): string | null {
  if (!isCharged(payment) || !isLive(payment) || now >= Date.parse(payment.expiresAt)) return null
  return mode === 'practice' ? `practice:${payment.charge.address}` : payment.charge.address
}

type ViewInput = {
  readonly payment: Payment
  /** Every payment of its sale, oldest first. */
  readonly sale: readonly Payment[]
  readonly check: CheckState
  readonly mode: Mode
  readonly now: number
  /** Only the payment on the screens has a QR. */
  readonly isCurrent: boolean
  /** The least the gateway takes, where known. */
  readonly minimum: MicroUsdt | undefined
}

export function toPaymentView(input: ViewInput): PaymentView {
  const { payment, sale, check } = input
  const rest = restOf(input)
  return {
    payment,
    qr: input.isCurrent ? qrOf(payment, input.mode, input.now) : null,
    checkedAt: check.checkedAt,
    checkError: check.error,
    choices: [...choicesOf(payment, sale, rest?.minimumUsdt === null)],
    rest,
    sale: {
      price: salePrice(sale, payment),
      received: saleReceived(sale),
      others: sale.filter(({ id }) => id !== payment.id),
    },
  }
}

function restOf({ payment, sale, minimum }: ViewInput): PaymentView['rest'] {
  if (!canTopUp(payment, sale)) return null
  const missing = missingOf(payment)
  const isTooSmall = minimum !== undefined && missing < minimum
  return {
    price: restPrice(payment),
    usdt: formatUsdt(missing),
    minimumUsdt: isTooSmall ? formatUsdt(minimum) : null,
  }
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
  tip: TipQuestion | null = null,
): CustomerView {
  const shown = {
    revision,
    mode,
    shopName: settings.shopName,
    language: settings.language,
    theme: settings.theme,
  }
  // Before whatever is on the screens still: it is this customer's turn.
  if (tip) return { ...shown, kind: 'tip', attempt: tip.attempt, price: tip.goods, offers: [...tip.offers] }
  if (!view || view.payment.status === 'abandoned' || view.payment.status === 'created') {
    return { ...shown, kind: 'idle' }
  }
  const sale = { ...shown, price: view.sale.price, number: view.payment.number }
  if (isSeenOnChain(view.payment)) return { ...sale, kind: 'seen', by: 'chain' }
  return isLive(view.payment) ? dueView(view, sale, now) : outcomeView(view.payment, sale)
}

type SaleShown = Pick<
  Extract<CustomerView, { kind: 'paid' }>,
  Exclude<keyof CustomerView, 'kind'> | 'price' | 'number'
>

function dueView({ payment, qr }: PaymentView, sale: SaleShown, now: number): CustomerView {
  if (!isCharged(payment) || qr === null) return { ...sale, kind: 'expired' }
  const leftMs = Date.parse(payment.expiresAt) - now
  if (leftMs <= 0) return { ...sale, kind: 'expired' }
  const { expiresAt, price } = payment
  const { asked, address, network = null, isExact = false } = payment.charge
  // The price this QR asks for: of a rest, not the whole sale's.
  return {
    ...sale,
    kind: 'due',
    price,
    asked,
    network,
    isExact,
    address,
    qr,
    expiresAt,
    leftMs,
    isRest: payment.topUpOf !== null,
  }
}

function outcomeView(payment: Payment, sale: SaleShown): CustomerView {
  if (!isCharged(payment) || payment.remarks.includes('reversed')) return { ...sale, kind: 'trouble' }
  if (isPaid(payment)) return { ...sale, kind: 'paid' }
  if (isSold(payment)) return { ...sale, kind: 'accepted' }
  if (payment.remarks.includes('mismatch') || payment.remarks.includes('wrongAsset')) {
    return { ...sale, kind: 'trouble' }
  }
  if (isConfirming(payment)) return { ...sale, kind: 'seen', by: 'gateway' }
  if (payment.status === 'short') return { ...sale, kind: 'short', missing: formatUsdt(missingOf(payment)) }
  const ended = payment.status === 'expired' || payment.status === 'cancelled'
  return { ...sale, kind: ended && payment.remarks.length === 0 ? 'expired' : 'trouble' }
}
