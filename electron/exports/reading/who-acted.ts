import type { DatabaseSync } from 'node:sqlite'
import type { ChargedPayment, Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { NOBODY, type WhoActed } from '../sheets/payment-facts.ts'

const SETTLED = `
  SELECT json_extract(body, '$.approval.reason') AS value FROM events
  WHERE payment_id = ? AND kind = 'decided' AND json_extract(body, '$.at') = ? AND json_extract(body, '$.decision') = ?
  ORDER BY seq LIMIT 1`
/** A sale that is asked for again keeps its discount, and its approval stands with the first of its payments. */
const DISCOUNTED = `
  SELECT (
    SELECT json_extract(body, '$.approval.by.name') FROM events
    WHERE payment_id = payments.id AND kind = 'intended' ORDER BY seq LIMIT 1
  ) AS value
  FROM payments WHERE sale_id = ? ORDER BY value IS NULL, number LIMIT 1`
const REFUNDED = `
  SELECT json_extract(body, '$.event.person.name') AS value FROM events
  WHERE kind GLOB 'refund.*' AND kind = 'refund.intended' AND json_extract(body, '$.refundId') = ?
  ORDER BY seq LIMIT 1`

/**
 * Who acted in a payment, as its events alone say it, by their index. Asked only of the payments in which somebody may have, so
 * that nearly all of a million cost nothing more.
 */
export function createWhoActed(database: DatabaseSync): (payment: Payment) => WhoActed {
  const settled = database.prepare(SETTLED)
  const discounted = database.prepare(DISCOUNTED)
  const refunded = database.prepare(REFUNDED)

  function approvalReason({ id, settlement }: ChargedPayment): string | null {
    return settlement?.approvedBy ? textOf(settled.get(id, settlement.at, settlement.how)) : null
  }

  function discountApprovedBy({ sale, cashier, saleId }: Payment): string | null {
    return sale?.discount && cashier ? textOf(discounted.get(saleId)) : null
  }

  function refundedBy({ refunds }: ChargedPayment): string | null {
    const names = refunds
      .filter(({ standing }) => standing === 'sent')
      .map(({ id }) => textOf(refunded.get(id)))
    return names.some((name) => name !== null) ? names.map((name) => name ?? '?').join(' | ') : null
  }

  return (payment) => {
    const charged = isCharged(payment) ? payment : null
    if (!charged?.settlement && !charged?.refunds.length && !payment.sale?.discount) return NOBODY
    return {
      approvalReason: charged && approvalReason(charged),
      discountApprovedBy: discountApprovedBy(payment),
      refundedBy: charged && refundedBy(charged),
    }
  }
}

function textOf(row: Readonly<Record<string, unknown>> | undefined): string | null {
  const value = row?.['value']
  return typeof value === 'string' ? value : null
}
