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
  SELECT json_extract(approval, '$.by.name') AS approver, json_extract(approval, '$.reason') AS reason FROM (
    SELECT number, (
      SELECT json_extract(body, '$.approval') FROM events
      WHERE payment_id = payments.id AND kind = 'intended' ORDER BY seq LIMIT 1
    ) AS approval
    FROM payments WHERE sale_id = ?
  ) WHERE approval IS NOT NULL ORDER BY number LIMIT 1`
const REFUNDED = `
  SELECT json_extract(body, '$.event.person.name') AS person,
    json_extract(body, '$.event.approval.by.name') AS approver,
    json_extract(body, '$.event.approval.reason') AS reason
  FROM events
  WHERE kind GLOB 'refund.*' AND kind = 'refund.intended' AND json_extract(body, '$.refundId') = ?
  ORDER BY seq LIMIT 1`

type Row = Readonly<Record<string, unknown>> | undefined
type Refunded = Pick<WhoActed, 'refundedBy' | 'refundApprovedBy' | 'refundApprovalReason'>
type Discounted = Pick<WhoActed, 'discountApprovedBy' | 'discountApprovalReason'>

/**
 * Who acted in a payment, as its events alone say it, by their index. Asked only of the payments in which somebody may have, so
 * that nearly all of a million cost nothing more.
 */
export function createWhoActed(database: DatabaseSync): (payment: Payment) => WhoActed {
  const settled = database.prepare(SETTLED)
  const discounted = database.prepare(DISCOUNTED)
  const refunded = database.prepare(REFUNDED)

  function approvalReason({ id, settlement }: ChargedPayment): string | null {
    return settlement?.approvedBy ? textOf(settled.get(id, settlement.at, settlement.how), 'value') : null
  }

  function ofDiscount({ sale, cashier, saleId }: Payment): Discounted {
    const row = sale?.discount && cashier ? discounted.get(saleId) : undefined
    return { discountApprovedBy: textOf(row, 'approver'), discountApprovalReason: textOf(row, 'reason') }
  }

  function ofRefunds({ refunds }: ChargedPayment): Refunded {
    const rows = refunds.filter(({ standing }) => standing === 'sent').map(({ id }) => refunded.get(id))
    return {
      refundedBy: oneForEach(rows, 'person'),
      refundApprovedBy: oneForEach(rows, 'approver'),
      refundApprovalReason: oneForEach(rows, 'reason'),
    }
  }

  return (payment) => {
    const charged = isCharged(payment) ? payment : null
    if (!charged?.settlement && !charged?.refunds.length && !payment.sale?.discount) return NOBODY
    return {
      ...NOBODY,
      approvalReason: charged && approvalReason(charged),
      ...ofDiscount(payment),
      ...(charged && ofRefunds(charged)),
    }
  }
}

/** In their order, so that one stands for the same refund in each column; null where none of them has any. */
function oneForEach(rows: readonly Row[], key: string): string | null {
  const texts = rows.map((row) => textOf(row, key))
  return texts.some((text) => text !== null) ? texts.map((text) => text ?? '?').join(' | ') : null
}

function textOf(row: Row, key: string): string | null {
  const value = row?.[key]
  return typeof value === 'string' ? value : null
}
