import { stringify } from 'csv-stringify/sync'
import { DateTime, IANAZone } from 'luxon'
import type { Mode } from '../../shared/mode.ts'
import { toDecimalText } from '../../shared/money/money.ts'
import type { ChargedPayment, Payment } from '../../shared/payment/payment.ts'
import { isPaid } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'

export type CsvContext = {
  readonly mode: Mode
  /** Used only for a payment whose own zone this computer does not know. */
  readonly timeZone: string
}

type Cell = string | number | null

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
 *   `paid_usdt` what arrived for a paid payment, otherwise empty · `outcome_amount`, `outcome_coin` what the shop got
 *   after the gateway's fees
 * - `status` created, awaiting, seen, confirmed, sending, short, paid, expired, cancelled, failed, refunded or abandoned ·
 *   `remarks` underpaid, overpaid, late, repeated, wrongAsset, mismatch, reversed, by blanks
 * - `reference` the cashier's · `order_id` ours at the gateway · `gateway`, `charge_id`, `address`, `transaction_id`
 * - `seen_utc` first sight of the deposit · `paid_utc` · `mode` practice, sandbox or live
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
  paid_usdt: charged((payment) => (isPaid(payment) ? payment.received : null)),
  outcome_amount: charged((payment) => payment.outcome),
  outcome_coin: charged((payment) => payment.outcomeCoin),
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
}

/** The headings, in order. */
export const CSV_COLUMNS: readonly string[] = Object.keys(COLUMNS)

/** See `COLUMNS` for the form. */
export function toCsv(payments: readonly Payment[], context: CsvContext): string {
  const cells = Object.values(COLUMNS)
  const rows = payments.map((payment) => cells.map((cell) => cell(payment, context)))
  return stringify(rows, {
    bom: true,
    header: true,
    columns: [...CSV_COLUMNS],
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { string: plainCell },
  })
}

function charged(cell: (payment: ChargedPayment) => Cell): (payment: Payment) => Cell {
  return (payment) => (isCharged(payment) ? cell(payment) : null)
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
    .replace(/;(?=\s*[=+\-@])/g, ";'")
}
