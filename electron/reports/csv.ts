import { stringify } from 'csv-stringify/sync'
import { DateTime, IANAZone } from 'luxon'
import type { Mode } from '../../shared/mode.ts'
import { money, toDecimalText } from '../../shared/money/money.ts'
import { formatUsdt, type MicroUsdt, microUsdt } from '../../shared/money/usdt.ts'
import { isUsdtDeposit } from '../../shared/payment/evidence.ts'
import { openMatters, owedOf } from '../../shared/payment/matters.ts'
import type { ChargedPayment, Payment, PaymentRefund } from '../../shared/payment/payment.ts'
import { countsAsSale, isSold, isTakenBack } from '../../shared/payment/questions.ts'
import { refundSum } from '../../shared/payment/refunds.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { countedSale } from '../../shared/sale/counted.ts'
import { plainSale, type SaleDetails } from '../../shared/sale/details.ts'
import { arrivedOf } from '../../shared/shift/arrived.ts'

export type CsvContext = {
  readonly mode: Mode
  /** Used only for a payment whose own zone this computer does not know. */
  readonly timeZone: string
}

export type Cell = string | number | null

/**
 * The day's payments as CSV: one row each, oldest first. **A contract**: other programs read these files, so a column
 * keeps its name, meaning and place, and new ones go to the end.
 *
 * Form: UTF-8 with BOM, comma, CRLF, one heading row; dot decimals without grouping; times ISO 8601, `…_utc` in UTC and
 * `…_local` with the offset of the shop's zone when the payment began. Empty: not known, or does not apply. Text that a
 * spreadsheet would take for a formula has an apostrophe in front.
 *
 * - `day` business day · `number` the till's running number · `payment_id`, `sale_id` UUIDs, one sale may need several
 *   payments · `till` its name
 * - `created_local`, `created_utc` when the cashier pressed charge
 * - `price`, `currency` shop money, ISO 4217 · `quote_usdt`, `quote_source`, `quote_time_utc` the USDT price quoted then
 * - `asked_usdt` what the customer was asked to send · `received_usdt` what arrived, paid or not ·
 *   `paid_usdt` what arrived for a payment whose goods may go, otherwise empty · `outcome_amount`, `outcome_coin` what the shop got
 *   after the gateway's fees, empty where the gateway gave the money back to the customer
 * - `status` created, awaiting, seen, confirmed, sending, short, paid, expired, cancelled, failed, refunded or abandoned ·
 *   `remarks` underpaid, overpaid, late, repeated, wrongAsset, mismatch, reversed, by blanks
 * - `reference` the cashier's · `order_id` ours at the gateway · `gateway`, `charge_id`, `address`, `transaction_id`
 * - `seen_utc` first sight of the deposit · `paid_utc` when the gateway's word made it paid · `mode` practice, sandbox or live
 * - `sale_price`, `sale_currency` the price where the row counts as a sale, otherwise empty: a sale is in one row, however
 *   many payments it took, so that the sum per currency is what customers were charged: goods and tip, without the part of a tip that
 *   never came. What the till shows as taken is the sum of `goods`
 * - `settlement` why the goods may go although the gateway alone did not say so: accepted (short, by the owner), delivered
 *   (late), byHand (on the owner's word) or toppedUp (another payment brought the rest) · `settled_utc` ·
 *   `settled_by` cashier, owner or till · `settled_reason` the owner's
 * - `released_utc` when the owner's rule let the goods go early · `top_up_of` the payment_id whose rest this one asks for
 * - `owed_usdt` what is owed to the customer, empty for nothing · `exceptions_open` what a person still has to deal with: short, failed,
 *   refunded, late, mismatch, wrongAsset, repeated, reversed, overpaid or untold, by blanks
 * - `children` how many further deposits came to the address · `children_usdt` the USDT in them, which no other column holds
 * - `refunded_usdt` what was sent back to the customer, on whatever day · `refund_addresses`, `refund_transaction_ids`,
 *   `refunds_sent_utc` where to, with which transaction and when, one for each refund that was sent, by blanks, `?` for an id
 *   that nobody named · `refunding_usdt` what is on its way back, or in doubt · `quote_rate` the shop's currency for one
 *   USDT where the price was converted at a rate (by `quote_source` at `quote_time_utc`), otherwise empty
 * - `subtotal`, `discount`, `tax`, `tip`, `goods` what `sale_price` is made of, in the rows that have one: `subtotal` was typed,
 *   `goods` is it less the discount, taxes included; `sale_price` is `goods` and `tip`. A tip is no part of what was sold;
 *   of a payment that was accepted short it is what came beyond the goods
 * - `taken_back_usdt` of `received_usdt` and `children_usdt`, what the gateway gave back to the customer by itself: the till's sums
 *   leave it out
 */
const COLUMNS: Readonly<Record<string, (payment: Payment, context: CsvContext) => Cell>> = {
  day: (payment) => payment.day,
  number: (payment) => payment.number,
  payment_id: (payment) => payment.id,
  sale_id: (payment) => payment.saleId,
  till: (payment) => payment.till,
  created_local: (payment, context) => localTime(payment, context),
  created_utc: (payment) => payment.createdAt,
  price: (payment) => toDecimalText(payment.price),
  currency: (payment) => payment.price.currency,
  quote_usdt: (payment) => payment.quote.usdt,
  quote_source: (payment) => payment.quote.source,
  quote_time_utc: (payment) => payment.quote.at,
  asked_usdt: charged((payment) => payment.charge.asked),
  received_usdt: charged((payment) => payment.received),
  paid_usdt: charged((payment) => (isSold(payment) ? payment.received : null)),
  outcome_amount: charged((payment) => (isTakenBack(payment) ? null : payment.outcome)),
  outcome_coin: charged((payment) => (isTakenBack(payment) ? null : payment.outcomeCoin)),
  status: (payment) => payment.status,
  remarks: charged((payment) => payment.remarks.join(' ')),
  reference: (payment) => payment.reference,
  order_id: (payment) => payment.orderId,
  gateway: charged((payment) => payment.charge.gateway),
  charge_id: charged((payment) => payment.charge.chargeId),
  address: charged((payment) => payment.charge.address),
  transaction_id: charged((payment) => payment.transactionId),
  seen_utc: charged((payment) => payment.seenAt),
  paid_utc: charged((payment) => payment.paidAt),
  mode: (_payment, context) => context.mode,
  sale_price: sold(({ total }) => total),
  sale_currency: (payment) => (countsAsSale(payment) ? payment.price.currency : null),
  settlement: charged((payment) => payment.settlement?.how ?? null),
  settled_utc: charged((payment) => payment.settlement?.at ?? null),
  settled_by: charged((payment) => payment.settlement?.by ?? null),
  settled_reason: charged((payment) => payment.settlement?.reason ?? null),
  released_utc: charged((payment) => payment.releasedAt),
  top_up_of: (payment) => payment.topUpOf,
  owed_usdt: charged((payment) => usdtOrEmpty(owedOf(payment))),
  exceptions_open: charged((payment) => openKinds(payment).join(' ')),
  children: charged((payment) => payment.childChargeIds.length || null),
  children_usdt: charged((payment) => usdtOrEmpty(childrenUsdt(payment))),
  refunded_usdt: charged((payment) => usdtOrEmpty(refundSum(payment, 'sent'))),
  refund_addresses: charged((payment) => sentRefunds(payment, ({ address }) => address)),
  refund_transaction_ids: charged((payment) => sentRefunds(payment, (refund) => refund.transactionId ?? '?')),
  refunds_sent_utc: charged((payment) => sentRefunds(payment, ({ sentAt }) => sentAt ?? '?')),
  refunding_usdt: charged((payment) => usdtOrEmpty(refundSum(payment, 'open'))),
  quote_rate: (payment) => payment.quote.rate ?? null,
  subtotal: sold((sale) => sale.subtotal),
  discount: sold(({ discount }) => discount?.minor ?? null),
  tax: sold(({ taxes }) => taxes?.lines.reduce((sum, { tax }) => sum + tax, 0) ?? null),
  tip: sold(({ tip }) => tip?.minor ?? null),
  goods: sold((sale) => sale.goods),
  taken_back_usdt: charged((payment) => usdtOrEmpty(arrivedOf(payment).takenBack)),
}

/** The headings, in order. */
export const CSV_COLUMNS: readonly string[] = Object.keys(COLUMNS)

/** See `COLUMNS` for the form. */
export function toCsv(payments: readonly Payment[], context: CsvContext): string {
  const cells = Object.values(COLUMNS)
  return csvText(
    CSV_COLUMNS,
    payments.map((payment) => cells.map((cell) => cell(payment, context))),
  )
}

/** Rows of cells in the form of every file that the till writes: no cell of them is a formula. */
export function csvText(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return stringify([...rows], {
    bom: true,
    header: true,
    columns: [...columns],
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { string: plainCell },
  })
}

/** Of the whole sale, in its one row; a price and nothing else is what the goods cost. */
function sold(minor: (sale: SaleDetails) => number | null): (payment: Payment) => Cell {
  return (payment) => {
    if (!countsAsSale(payment)) return null
    const amount = minor(countedSale(payment, payment.sale ?? plainSale(payment.price)))
    return amount === null ? null : toDecimalText(money(amount, payment.price.currency))
  }
}

function charged(cell: (payment: ChargedPayment) => Cell): (payment: Payment) => Cell {
  return (payment) => (isCharged(payment) ? cell(payment) : null)
}

/** Each kind once, the gravest first. */
function openKinds(payment: ChargedPayment): string[] {
  return [...new Set(openMatters(payment).map(({ kind }) => kind))]
}

function childrenUsdt(payment: ChargedPayment): MicroUsdt {
  return payment.children
    .filter(isUsdtDeposit)
    .reduce((sum, { received }) => sum + (received === null ? 0n : microUsdt(received)), 0n)
}

function sentRefunds({ refunds }: ChargedPayment, of: (refund: PaymentRefund) => string): Cell {
  const sent = refunds.filter(({ standing }) => standing === 'sent')
  return sent.length === 0 ? null : sent.map(of).join(' ')
}

function usdtOrEmpty(amount: MicroUsdt): Cell {
  return amount === 0n ? null : formatUsdt(amount)
}

function localTime(payment: Payment, context: CsvContext): string {
  const zone = IANAZone.isValidZone(payment.timeZone) ? payment.timeZone : context.timeZone
  return DateTime.fromISO(payment.createdAt, { zone }).toISO({ includeOffset: true }) ?? payment.createdAt
}

/**
 * One line without invisible control characters. The library puts the apostrophe before = + - @ and their full-width
 * forms; here it goes before the small forms and the minus sign, which some spreadsheets read as the same, and behind a
 * semicolon, which in many countries separates cells.
 */
function plainCell(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .replace(/^(?=[\ufe62\ufe63\ufe66\ufe6b\u2212])/, "'")
    .replace(/;(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b\u2212])/g, ";'")
}
