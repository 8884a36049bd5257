import { formatUsdt, type MicroUsdt, microUsdt } from '../money/usdt.ts'
import { isFinal, isUsdtDeposit } from './evidence.ts'
import { openMatters } from './matters.ts'
import type { ChargedPayment, PaymentRefund, RefundStanding } from './payment.ts'

// What a payment knows of its refunds. How one is sent is a machine of its own (`shared/refund`).

/** Money of it has gone back or is on its way: it cannot pay for the goods as well. */
export function goesBack({ refunds }: ChargedPayment): boolean {
  return refunds.some(({ standing }) => standing !== 'none')
}

/**
 * What certainly came, in micro-USDT, further deposits in USDT included: only of that can anything be refunded. What
 * the gateway took back, or has not finished with, is none.
 */
export function certainlyReceived(payment: ChargedPayment): MicroUsdt {
  const own = isFinal(payment) ? microUsdt(payment.received) : 0n
  return payment.children
    .filter((child) => isUsdtDeposit(child) && isFinal({ lastObserved: child.status }))
    .reduce((sum, { received }) => sum + (received === null ? 0n : microUsdt(received)), own)
}

/** All refunds of that standing together. */
export function refundSum({ refunds }: ChargedPayment, standing: RefundStanding): MicroUsdt {
  return refunds
    .filter((refund) => refund.standing === standing)
    .reduce((sum, { amount }) => sum + microUsdt(amount), 0n)
}

/** Notes how a refund stands. Once sent it gives back first what the shop had no right to keep. */
export function withRefund(payment: ChargedPayment, refund: PaymentRefund): ChargedPayment {
  const before = payment.refunds.find(({ id }) => id === refund.id)
  // Money that is with the customer does not come back to the shop.
  if (before?.standing === 'sent' && refund.standing !== 'sent') return payment
  const refunds = before
    ? payment.refunds.map((one) => (one.id === refund.id ? refund : one))
    : [...payment.refunds, refund]
  const isNew = refund.standing === 'sent' && before?.standing !== 'sent'
  return { ...payment, refunds, repaid: isNew ? repaidWith(payment, refund) : payment.repaid }
}

function repaidWith(payment: ChargedPayment, { amount }: PaymentRefund): string {
  const open = openMatters(payment).reduce((sum, { usdt }) => sum + usdt, 0n)
  const sent = microUsdt(amount)
  return formatUsdt(microUsdt(payment.repaid) + (sent < open ? sent : open))
}
