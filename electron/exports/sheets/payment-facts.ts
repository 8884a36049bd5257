import type { Mode } from '../../../shared/mode.ts'
import { type Matter, openMatters } from '../../../shared/payment/matters.ts'
import type { ChargedPayment, Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { SaleDetails } from '../../../shared/sale/details.ts'
import { type TaxShare, taxesGivenBack } from '../../../shared/sale/given-back.ts'
import { type Arrived, arrivedOf } from '../../../shared/shift/arrived.ts'
import type { Cell } from '../../reports/csv.ts'
import { soldOf } from './sale-cells.ts'
import type { Column, ColumnKind } from './sheet.ts'

/** People as they were called then, and their words: what the payment itself does not keep, but its events do. */
export type WhoActed = {
  /** Of whoever let the goods go. */
  readonly approvalReason: string | null
  readonly discountApprovedBy: string | null
  readonly discountApprovalReason: string | null
  /** One for each refund that was sent, as the next two. */
  readonly refundedBy: string | null
  readonly refundApprovedBy: string | null
  readonly refundApprovalReason: string | null
}

export const NOBODY: WhoActed = {
  approvalReason: null,
  discountApprovedBy: null,
  discountApprovalReason: null,
  refundedBy: null,
  refundApprovedBy: null,
  refundApprovalReason: null,
}

/** A payment and what of it takes longer to find out: once for a row, not once for a cell. */
export type PaymentFacts = {
  readonly payment: Payment
  readonly charged: ChargedPayment | null
  /** Not over yet; the gravest first. */
  readonly open: readonly Matter[]
  /** What it sold; null where it does not count as a sale. */
  readonly sold: SaleDetails | null
  /** Of its taxes, what refunds gave back. */
  readonly givenBack: readonly TaxShare[]
  /** Null before there is a charge. */
  readonly arrived: Arrived | null
  /** The Z that it belongs to; null until it has come to an end in one. */
  readonly z: number | null
  /** Of the last event of it in the journal. */
  readonly digest: string | null
  /** When the cashier pressed charge, by the shop's clock. */
  readonly createdLocal: string
  readonly mode: Mode
  readonly acted: WhoActed
}

export function factsOf(
  payment: Payment,
  rest: Pick<PaymentFacts, 'z' | 'digest' | 'createdLocal' | 'mode'> & Partial<Pick<PaymentFacts, 'acted'>>,
): PaymentFacts {
  const charged = isCharged(payment) ? payment : null
  const sale = soldOf(payment)
  return {
    payment,
    charged,
    open: charged ? openMatters(charged) : [],
    sold: sale,
    givenBack: charged && sale ? taxesGivenBack(charged, sale) : [],
    arrived: charged && arrivedOf(charged),
    acted: NOBODY,
    ...rest,
  }
}

/** What is known from the first moment. */
export function always<T>(
  key: string,
  kind: ColumnKind,
  of: (payment: Payment, row: T) => Cell,
): Column<T & { readonly payment: Payment }> {
  return { key, kind, of: (row) => of(row.payment, row) }
}

/** What is known once there is a charge; empty before. */
export function once(
  key: string,
  kind: ColumnKind,
  of: (charged: ChargedPayment, row: PaymentFacts) => Cell,
): Column<PaymentFacts> {
  return { key, kind, of: (row) => (row.charged === null ? null : of(row.charged, row)) }
}

/** What a row has that counts as a sale; empty in the others. `of` answers in the minor unit of the price. */
export function sold(
  key: string,
  of: (sale: SaleDetails) => number | null,
  write: (minor: number, row: PaymentFacts) => Cell,
): Column<PaymentFacts> {
  return {
    key,
    kind: 'decimal',
    of(row) {
      const minor = row.sold === null ? null : of(row.sold)
      return minor === null ? null : write(minor, row)
    },
  }
}
