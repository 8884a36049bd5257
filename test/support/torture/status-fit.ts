import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import type { ChargeView } from '../../../simulator/control/contract.ts'
import type { Violation } from './evidence.ts'

/** What may be said of a payment at the end, by the gateway's last word. Written from the gateway's table of statuses. */
export function statusViolations(payment: ChargedPayment, charge: ChargeView): Violation[] {
  const isGood = charge.status === 'finished' && micro(charge.actuallyPaid) >= micro(charge.payAmount)
  const looksPaid = payment.status === 'paid' && !payment.remarks.includes('reversed')
  if (looksPaid && !isGood) return [about('unpaidLookedPaid', payment, charge)]
  if (isGood && !looksPaid && !isLate(payment)) return [about('paidLookedUnpaid', payment, charge)]
  return isGood || fits(payment, charge) ? [] : [about('statusWrong', payment, charge)]
}

const micro = (text: string) => BigInt(text.replace('.', ''))

/** Money that came after the QR was withdrawn lies in front of a person. */
function isLate({ status, remarks }: ChargedPayment): boolean {
  return (status === 'expired' || status === 'cancelled' || status === 'failed') && remarks.includes('late')
}

function fits(payment: ChargedPayment, charge: ChargeView): boolean {
  const { status, remarks } = payment
  switch (charge.status) {
    case 'waiting':
      return status === 'awaiting' || status === 'expired' || status === 'cancelled'
    case 'expired':
      return status === 'expired' || status === 'cancelled'
    case 'partially_paid':
      return status === 'short' || isLate(payment)
    case 'failed':
      // Goods may have gone: what was paid or short stays so, with a remark.
      return status === 'failed' || ((status === 'paid' || status === 'short') && remarks.length > 0)
    case 'refunded':
      return status === 'refunded'
    default:
      return false
  }
}

function about(kind: Violation['kind'], payment: ChargedPayment, charge: ChargeView): Violation {
  const { status, remarks, number, received } = payment
  return {
    kind,
    payment: number,
    charge: charge.paymentId,
    expected: `gateway: ${charge.status}, ${charge.actuallyPaid} of ${charge.payAmount}`,
    found: `till: ${status}, ${received}, remarks ${remarks.join() || 'none'}`,
  }
}
