import { formatUsdt } from '../../../shared/money/usdt.ts'
import type { PaymentEvent } from '../../../shared/payment/event.ts'
import { type Matter, mattersOf } from '../../../shared/payment/matters.ts'
import type { ChargedPayment, Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { type Finding, isOpen } from '../../../shared/reconciliation/findings.ts'
import type { Cell } from '../../reports/csv.ts'
import type { PaymentFacts } from './payment-facts.ts'
import type { Column, ColumnKind, Sheet } from './sheet.ts'

export type Decided = Extract<PaymentEvent, { kind: 'decided' }>

/** One matter of one payment, open or over. */
export type MatterRow = {
  readonly kind: 'matter'
  readonly payment: ChargedPayment
  readonly matter: Matter
  readonly isOpen: boolean
  /** The last that a person decided about the payment. */
  readonly decided: Decided | null
}

/** Something in which a gateway's books and the till's journal do not agree. */
export type UnmatchedRow = {
  readonly kind: 'unmatched'
  readonly finding: Finding
  /** Null where the till knows of none. */
  readonly payment: Payment | null
}

export type ExceptionRow = MatterRow | UnmatchedRow

export const EXCEPTIONS_SHEET: Sheet<ExceptionRow> = {
  name: 'exceptions',
  columns: [
    either(
      'day',
      'date',
      ({ payment }) => payment.day,
      ({ finding }) => finding.line.day,
    ),
    known('created_utc', 'instant', (payment) => payment.createdAt),
    known('till', 'text', (payment) => payment.till),
    known('number', 'integer', (payment) => payment.number),
    known('reference', 'text', (payment) => payment.reference),
    either(
      'exception',
      'text',
      ({ matter }) => matter.kind,
      () => 'unmatchedAtGateway',
    ),
    { key: 'standing', kind: 'text', of: (row) => (isRowOpen(row) ? 'open' : 'over') },
    either(
      'usdt',
      'decimal',
      ({ matter }) => (matter.usdt > 0n ? formatUsdt(matter.usdt) : null),
      ({ finding }) => finding.line.theirs,
    ),
    decidedCell('decision', 'text', (decided) => decided.decision),
    decidedCell('decided_by', 'text', (decided) => decided.by),
    decidedCell('decided_utc', 'instant', (decided) => decided.at),
    decidedCell('decided_reason', 'text', (decided) => decided.reason),
    known('status', 'text', (payment) => payment.status),
    known('settlement', 'text', (payment) => (isCharged(payment) ? (payment.settlement?.how ?? null) : null)),
    either(
      'gateway',
      'text',
      ({ payment }) => payment.charge.gateway,
      ({ finding }) => finding.gateway,
    ),
    either(
      'charge_id',
      'text',
      ({ payment }) => payment.charge.chargeId,
      ({ finding }) => finding.line.chargeId,
    ),
    known('sale_id', 'text', (payment) => payment.saleId),
    known('payment_id', 'text', (payment) => payment.id),
    decidedCell('decided_person', 'text', (decided) => decided.person?.name ?? null),
    decidedCell('approved_by', 'text', (decided) => decided.approval?.by.name ?? null),
    decidedCell('approval_reason', 'text', (decided) => decided.approval?.reason ?? null),
    known('till_number', 'integer', (payment) => payment.tillNumber),
    unmatched('difference', 'text', ({ line }) => line.kind),
    unmatched('likely_cause', 'text', ({ line }) => line.cause),
    unmatched('till_usdt', 'decimal', ({ line }) => line.ours),
    unmatched('gateway_status', 'text', ({ line }) => line.word),
    unmatched('order_id', 'text', ({ line }) => line.orderId),
    unmatched('count', 'integer', ({ line }) => line.count),
    unmatched('compared_utc', 'instant', ({ compared }) => compared.asOf),
    unmatched('compared_by', 'text', ({ compared }) => compared.person?.name ?? null),
  ],
}

/** A person has, or had, to look at something of it. */
export function isExceptional({ charged, open }: PaymentFacts): boolean {
  return open.length > 0 || (charged !== null && mattersOf(charged).length > 0)
}

/** A row for each matter, with all of its USDT, also what refunds have given back of it since. */
export function exceptionRows({ charged, open }: PaymentFacts, decided: Decided | null): MatterRow[] {
  if (charged === null) return []
  const openKeys = new Set(open.map(({ key }) => key))
  return mattersOf(charged).map((matter) => ({
    kind: 'matter',
    payment: charged,
    matter,
    isOpen: openKeys.has(matter.key),
    decided,
  }))
}

function isRowOpen(row: ExceptionRow): boolean {
  return row.kind === 'matter' ? row.isOpen : isOpen(row.finding)
}

function either(
  key: string,
  kind: ColumnKind,
  ofMatter: (row: MatterRow) => Cell,
  ofUnmatched: (row: UnmatchedRow) => Cell,
): Column<ExceptionRow> {
  return { key, kind, of: (row) => (row.kind === 'matter' ? ofMatter(row) : ofUnmatched(row)) }
}

/** Of the payment, where there is one. */
function known(key: string, kind: ColumnKind, of: (payment: Payment) => Cell): Column<ExceptionRow> {
  return { key, kind, of: ({ payment }) => payment && of(payment) }
}

/** Of what was decided last, where anything was. */
function decidedCell(
  key: string,
  kind: ColumnKind,
  of: (decided: Decided | NonNullable<Finding['decided']>) => Cell,
): Column<ExceptionRow> {
  return {
    key,
    kind,
    of(row) {
      const { decided } = row.kind === 'matter' ? row : row.finding
      return decided && of(decided)
    },
  }
}

function unmatched(key: string, kind: ColumnKind, of: (finding: Finding) => Cell): Column<ExceptionRow> {
  return { key, kind, of: (row) => (row.kind === 'matter' ? null : of(row.finding)) }
}
