import { formatUsdt } from '../../../shared/money/usdt.ts'
import type { PaymentEvent } from '../../../shared/payment/event.ts'
import { type Matter, mattersOf } from '../../../shared/payment/matters.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import type { PaymentFacts } from './payment-facts.ts'
import type { Sheet } from './sheet.ts'

export type Decided = Extract<PaymentEvent, { kind: 'decided' }>

/** One matter of one payment, open or over. */
export type ExceptionRow = {
  readonly payment: ChargedPayment
  readonly matter: Matter
  readonly isOpen: boolean
  /** The last that a person decided about the payment. */
  readonly decided: Decided | null
}

export const EXCEPTIONS_SHEET: Sheet<ExceptionRow> = {
  name: 'exceptions',
  columns: [
    { key: 'day', kind: 'date', of: ({ payment }) => payment.day },
    { key: 'created_utc', kind: 'instant', of: ({ payment }) => payment.createdAt },
    { key: 'till', kind: 'text', of: ({ payment }) => payment.till },
    { key: 'number', kind: 'integer', of: ({ payment }) => payment.number },
    { key: 'reference', kind: 'text', of: ({ payment }) => payment.reference },
    { key: 'exception', kind: 'text', of: ({ matter }) => matter.kind },
    { key: 'standing', kind: 'text', of: ({ isOpen }) => (isOpen ? 'open' : 'over') },
    { key: 'usdt', kind: 'decimal', of: ({ matter }) => (matter.usdt > 0n ? formatUsdt(matter.usdt) : null) },
    { key: 'decision', kind: 'text', of: ({ decided }) => decided?.decision ?? null },
    { key: 'decided_by', kind: 'text', of: ({ decided }) => decided?.by ?? null },
    { key: 'decided_utc', kind: 'instant', of: ({ decided }) => decided?.at ?? null },
    { key: 'decided_reason', kind: 'text', of: ({ decided }) => decided?.reason ?? null },
    { key: 'status', kind: 'text', of: ({ payment }) => payment.status },
    { key: 'settlement', kind: 'text', of: ({ payment }) => payment.settlement?.how ?? null },
    { key: 'gateway', kind: 'text', of: ({ payment }) => payment.charge.gateway },
    { key: 'charge_id', kind: 'text', of: ({ payment }) => payment.charge.chargeId },
    { key: 'sale_id', kind: 'text', of: ({ payment }) => payment.saleId },
    { key: 'payment_id', kind: 'text', of: ({ payment }) => payment.id },
    { key: 'decided_person', kind: 'text', of: ({ decided }) => decided?.person?.name ?? null },
    { key: 'approved_by', kind: 'text', of: ({ decided }) => decided?.approval?.by.name ?? null },
    { key: 'approval_reason', kind: 'text', of: ({ decided }) => decided?.approval?.reason ?? null },
    { key: 'till_number', kind: 'integer', of: ({ payment }) => payment.tillNumber },
  ],
}

/** A person has, or had, to look at something of it. */
export function isExceptional({ charged, open }: PaymentFacts): boolean {
  return open.length > 0 || (charged !== null && mattersOf(charged).length > 0)
}

/** A row for each matter, with all of its USDT, also what refunds have given back of it since. */
export function exceptionRows({ charged, open }: PaymentFacts, decided: Decided | null): ExceptionRow[] {
  if (charged === null) return []
  const openKeys = new Set(open.map(({ key }) => key))
  return mattersOf(charged).map((matter) => ({
    payment: charged,
    matter,
    isOpen: openKeys.has(matter.key),
    decided,
  }))
}
