import { toDecimalText } from '../../../shared/money/money.ts'
import { formatUsdt, type MicroUsdt, microUsdt } from '../../../shared/money/usdt.ts'
import { isUsdtDeposit } from '../../../shared/payment/evidence.ts'
import type { ChargedPayment, PaymentRefund, RefundStanding } from '../../../shared/payment/payment.ts'
import { isSold, isTakenBack } from '../../../shared/payment/questions.ts'
import { rateOf } from '../../../shared/payment/rate.ts'
import { refundSum } from '../../../shared/payment/refunds.ts'
import type { Cell } from '../../reports/csv.ts'
import { always, once, type PaymentFacts, sold } from './payment-facts.ts'
import { taxCells, taxesText, taxIn, taxOf } from './sale-cells.ts'
import type { Sheet } from './sheet.ts'
import { taxColumns } from './tax-columns.ts'

/** One row for each payment, by day and number. What each column means stands in docs/exports.md. */
export const PAYMENTS_SHEET: Sheet<PaymentFacts> = {
  name: 'payments',
  columns: [
    always('day', 'date', ({ day }) => day),
    { key: 'created_local', kind: 'local', of: ({ createdLocal }) => createdLocal },
    always('created_utc', 'instant', ({ createdAt }) => createdAt),
    always('till', 'text', ({ till }) => till),
    always('number', 'integer', ({ number }) => number),
    always('reference', 'text', ({ reference }) => reference),
    always('status', 'text', ({ status }) => status),
    once('gateway_status', 'text', ({ vendorStatus }) => vendorStatus),
    once('remarks', 'text', ({ remarks }) => remarks.join(' ') || null),
    always('currency', 'text', ({ price }) => price.currency),
    always('price', 'decimal', ({ price }) => toDecimalText(price)),
    sold('sale_price', ({ total }) => total, inPrice),
    always('quote_usdt', 'decimal', ({ quote }) => quote.usdt),
    once('asked_usdt', 'decimal', ({ charge }) => charge.asked),
    once('received_usdt', 'decimal', ({ received }) => received),
    once('difference_usdt', 'decimal', differenceOf),
    once('paid_usdt', 'decimal', (payment) => (isSold(payment) ? payment.received : null)),
    always('rate', 'decimal', ({ quote }) => quote.rate ?? null),
    always('quote_source', 'text', ({ quote }) => quote.source),
    always('quote_time_utc', 'instant', ({ quote }) => quote.at),
    once('gateway', 'text', ({ charge }) => charge.gateway),
    once('charge_id', 'text', ({ charge }) => charge.chargeId),
    always('order_id', 'text', ({ orderId }) => orderId),
    once('coin', 'text', ({ charge }) => charge.coin),
    once('address', 'text', ({ charge }) => charge.address),
    once('transaction_id', 'text', ({ transactionId }) => transactionId),
    once('seen_utc', 'instant', ({ seenAt }) => seenAt),
    once('paid_utc', 'instant', ({ paidAt }) => paidAt),
    always('ended_utc', 'instant', (payment) => ('endedAt' in payment ? payment.endedAt : null)),
    once('seconds_to_seen', 'integer', ({ createdAt, seenAt }) =>
      seenAt === null ? null : Math.round((Date.parse(seenAt) - Date.parse(createdAt)) / 1000),
    ),
    once('net_received', 'decimal', (payment) => (isTakenBack(payment) ? null : payment.outcome)),
    once('net_coin', 'text', (payment) => (isTakenBack(payment) ? null : payment.outcomeCoin)),
    once('settlement', 'text', ({ settlement }) => settlement?.how ?? null),
    once('settled_utc', 'instant', ({ settlement }) => settlement?.at ?? null),
    once('settled_by', 'text', ({ settlement }) => settlement?.by ?? null),
    once('settled_reason', 'text', ({ settlement }) => settlement?.reason ?? null),
    once('released_utc', 'instant', ({ releasedAt }) => releasedAt),
    once('owed_usdt', 'decimal', (payment, { open }) =>
      open.length === 0 ? null : unlessNothing(owedOf(payment, open)),
    ),
    once('exceptions_open', 'text', (_payment, { open }) =>
      open.length === 0 ? null : inOneCell(new Set(open.map(({ kind }) => kind))),
    ),
    once('children', 'integer', ({ childChargeIds }) => childChargeIds.length || null),
    once('children_usdt', 'decimal', (payment) =>
      payment.children.length === 0 ? null : unlessNothing(childrenUsdt(payment)),
    ),
    once('refunded_usdt', 'decimal', (payment) => refunded(payment, 'sent')),
    once('refunding_usdt', 'decimal', (payment) => refunded(payment, 'open')),
    once('refund_transaction_ids', 'text', ({ refunds }) =>
      refunds.length === 0 ? null : inOneCell(refunds.filter(isSent).map(idOf)),
    ),
    always('top_up_of', 'text', ({ topUpOf }) => topUpOf),
    always('sale_id', 'text', ({ saleId }) => saleId),
    always('payment_id', 'text', ({ id }) => id),
    { key: 'mode', kind: 'text', of: ({ mode }) => mode },
    { key: 'entry_digest', kind: 'text', of: ({ digest }) => digest },
    { key: 'z', kind: 'integer', of: ({ z }) => z },
    always('shift', 'integer', ({ shift }) => shift),
    always('cashier', 'text', ({ cashier }) => cashier?.name ?? null),
    always('note', 'text', ({ sale }) => sale?.note ?? null),
    sold('subtotal', ({ subtotal }) => subtotal, inPrice),
    sold('discount', ({ discount }) => discount?.minor ?? null, inPrice),
    sold('goods', ({ goods }) => goods, inPrice),
    sold('tax', (sale) => sale.taxes && taxOf(sale), inPrice),
    {
      key: 'tax_lines',
      kind: 'text',
      of: ({ sold: sale, payment }) => sale && taxesText(taxCells(sale), payment.price.currency),
    },
    sold('tip', ({ tip }) => tip?.minor ?? null, inPrice),
    sold('total', ({ total }) => total, inPrice),
    { key: 'gateway_fee', kind: 'decimal', of: ({ arrived }) => feeOf(arrived) },
    { key: 'gateway_fee_coin', kind: 'text', of: ({ arrived }) => (arrived?.netted ? 'usdttrc20' : null) },
    always('till_number', 'integer', ({ tillNumber }) => tillNumber),
    once('settled_person', 'text', ({ settlement }) => settlement?.person?.name ?? null),
    once('approved_by', 'text', ({ settlement }) => settlement?.approvedBy?.name ?? null),
    { key: 'approval_reason', kind: 'text', of: ({ acted }) => acted.approvalReason },
    { key: 'discount_approved_by', kind: 'text', of: ({ acted }) => acted.discountApprovedBy },
    { key: 'refunded_by', kind: 'text', of: ({ acted }) => acted.refundedBy },
    once('child_charge_ids', 'text', ({ childChargeIds }) => inOneCell(childChargeIds)),
    ...taxColumns(({ sold: sale, payment }: PaymentFacts) =>
      sale?.taxes ? { lines: sale.taxes.lines, currency: payment.price.currency } : null,
    ),
    once('confirmed_utc', 'instant', ({ confirmedAt }) => confirmedAt),
    {
      key: 'taken_back_usdt',
      kind: 'decimal',
      of: ({ arrived }) => unlessNothing(arrived?.takenBack ?? 0n),
    },
    { key: 'discount_approval_reason', kind: 'text', of: ({ acted }) => acted.discountApprovalReason },
    { key: 'refund_approved_by', kind: 'text', of: ({ acted }) => acted.refundApprovedBy },
    { key: 'refund_approval_reason', kind: 'text', of: ({ acted }) => acted.refundApprovalReason },
    {
      key: 'refunded_tax',
      kind: 'decimal',
      of: (row) => (row.givenBack.length === 0 ? null : inPrice(taxIn(row.givenBack), row)),
    },
    {
      key: 'tax_after_refunds',
      kind: 'decimal',
      of: (row) => (row.sold?.taxes ? inPrice(taxOf(row.sold) - taxIn(row.givenBack), row) : null),
    },
    {
      key: 'refunded_tax_lines',
      kind: 'text',
      of: ({ givenBack, payment }) => taxesText(givenBack, payment.price.currency),
    },
    ...taxColumns(
      ({ givenBack, payment }: PaymentFacts) =>
        givenBack.length === 0 ? null : { lines: givenBack, currency: payment.price.currency },
      'refunded_tax',
    ),
    always('price_of_one_usdt', 'decimal', (payment) => rateOf(payment) ?? null),
    // TRC-20 is all that the till takes.
    once('network', 'text', () => 'TRON'),
  ],
}

/** An amount of the sale in the currency of its price. */
function inPrice(minor: number, { payment }: PaymentFacts): Cell {
  return toDecimalText({ minor, currency: payment.price.currency })
}

const NOTHING = formatUsdt(0n)

function feeOf(arrived: PaymentFacts['arrived']): Cell {
  return arrived?.netted ? formatUsdt(arrived.netted.fee) : null
}

/** What arrived less what was asked; nothing to compare where nothing arrived. */
function differenceOf({ received, charge }: ChargedPayment): Cell {
  if (received === charge.asked) return NOTHING
  return received === NOTHING ? null : formatUsdt(microUsdt(received) - microUsdt(charge.asked))
}

/** As `owedOf` (shared/payment/matters.ts), of matters that are known already. */
function owedOf({ owed }: ChargedPayment, open: PaymentFacts['open']): MicroUsdt {
  return open
    .filter(({ key, kind }) => kind === 'overpaid' || owed.includes(key))
    .reduce((sum, { usdt }) => sum + usdt, 0n)
}

function childrenUsdt({ children }: ChargedPayment): MicroUsdt {
  return children
    .filter(isUsdtDeposit)
    .reduce((sum, { received }) => sum + (received === null ? 0n : microUsdt(received)), 0n)
}

const isSent = ({ standing }: PaymentRefund): boolean => standing === 'sent'
const idOf = ({ transactionId }: PaymentRefund): string => transactionId ?? '?'

function refunded(payment: ChargedPayment, standing: RefundStanding): Cell {
  return payment.refunds.length === 0 ? null : unlessNothing(refundSum(payment, standing))
}

function unlessNothing(amount: MicroUsdt): Cell {
  return amount === 0n ? null : formatUsdt(amount)
}

function inOneCell(words: Iterable<string>): Cell {
  return [...words].join(' ') || null
}
