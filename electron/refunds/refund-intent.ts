import type { AppError } from '../../shared/app-error.ts'
import { formatUsdt } from '../../shared/money/usdt.ts'
import { certainlyReceived } from '../../shared/payment/refunds.ts'
import type { ByWhom } from '../../shared/people/caller.ts'
import { addressIn } from '../../shared/refund/address-text.ts'
import type { RefundEvent } from '../../shared/refund/event.ts'
import { canRefund, intend, type RefundRefusal } from '../../shared/refund/intend.ts'
import type { RefundBase } from '../../shared/refund/refund.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { PaymentRepository } from '../payments/payment-repository.ts'
import type { RefundRepository } from './refund-repository.ts'

export type RefundInput = {
  /** The window's attempt key: a repeated request is the same refund. */
  readonly attempt: string
  readonly paymentId: string
  readonly way: RefundBase['way']
  /** As it was typed or scanned. */
  readonly address: string
  readonly amount: string
  readonly reason: string
  readonly by?: ByWhom
}

type Dependencies = {
  readonly payments: Pick<PaymentRepository, 'find' | 'ofSale' | 'isOwnAddress'>
  readonly repository: Pick<RefundRepository, 'ofPayment'>
}

/**
 * What a refund is before the gateway hears of it, from what the journal says at this moment. Errors: `notFound`,
 * `notNow` where another payment of the sale is being paid, `refundAddress`, `refundTooMuch`, `amountZero`.
 */
export function makeIntent(
  input: RefundInput,
  at: string,
  { payments, repository }: Dependencies,
): Result<Extract<RefundEvent, { kind: 'intended' }>> {
  const payment = payments.find(input.paymentId)
  if (!payment) return err({ code: 'notFound' })
  if (!canRefund(payment, payments.ofSale(payment.saleId))) return err({ code: 'notNow' })
  const { attempt, paymentId, way, amount, reason } = input
  const address = addressIn(input.address)
  const base: RefundBase = {
    ...{ id: attempt, paymentId, way, address, amount, reason, createdAt: at },
    externalId: externalIdOf(attempt, payment.number),
  }
  const begun = intend(base, {
    received: certainlyReceived(payment),
    refunds: repository.ofPayment(paymentId),
    ours: payments.isOwnAddress(address) ? [address] : [],
  })
  return begun.ok ? ok({ ...begun.value, ...input.by }) : err(refusalError(begun.error))
}

/** Unique at the gateway, whichever till and journal asks; the number is for people who read its dashboard. */
function externalIdOf(attempt: string, number: number): string {
  return `R${String(number).padStart(4, '0')}-${attempt}`
}

export function refusalError(refusal: RefundRefusal): AppError {
  switch (refusal.code) {
    case 'address':
      return { code: 'refundAddress', reason: refusal.reason }
    case 'tooMuch':
      return { code: 'refundTooMuch', left: formatUsdt(refusal.left) }
    case 'amountZero':
      return refusal
    case 'externalId':
      // The same press of a key, meant for something else.
      return { code: 'notNow' }
  }
}
