import type { Mode } from '../../../shared/mode.ts'
import { type Matter, openMatters } from '../../../shared/payment/matters.ts'
import type { ChargedPayment, Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { Cell } from '../../reports/csv.ts'
import type { Column, ColumnKind } from './sheet.ts'

/** A payment and what of it takes longer to find out: once for a row, not once for a cell. */
export type PaymentFacts = {
  readonly payment: Payment
  readonly charged: ChargedPayment | null
  /** Not over yet; the gravest first. */
  readonly open: readonly Matter[]
  /** Of the last event of it in the journal. */
  readonly digest: string | null
  /** When the cashier pressed charge, by the shop's clock. */
  readonly createdLocal: string
  readonly mode: Mode
}

export function factsOf(
  payment: Payment,
  rest: Pick<PaymentFacts, 'digest' | 'createdLocal' | 'mode'>,
): PaymentFacts {
  const charged = isCharged(payment) ? payment : null
  return { payment, charged, open: charged ? openMatters(charged) : [], ...rest }
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
