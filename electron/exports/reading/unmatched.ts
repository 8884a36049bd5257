import type { DatabaseSync } from 'node:sqlite'
import type { ExportFilters } from '../../../shared/contract/exports.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { Finding } from '../../../shared/reconciliation/findings.ts'
import { readFindings } from '../../reconciliation/books-record.ts'
import type { ReadStored } from '../../reports/stored-payment.ts'
import type { ExportQuestion, ExportScope } from '../export-request.ts'
import type { UnmatchedRow } from '../sheets/exceptions-sheet.ts'
import { passes } from './filters.ts'
import type { Where } from './scope.ts'

type Asked = Pick<ExportQuestion, 'scope' | 'filters'> & { readonly where: Where }

/**
 * What comparisons of the books found, by day: of days, what belongs to one of them; of a Z or a shift, what is about a
 * payment of it. What a filter asks for and a charge without a payment does not say, such a charge has not.
 */
export function* unmatchedIn(
  database: DatabaseSync,
  { scope, filters, where }: Asked,
  readStored: ReadStored,
): Generator<UnmatchedRow> {
  const find = database.prepare('SELECT body FROM payments WHERE id = ?')
  const findAsked = database.prepare(`SELECT body FROM payments WHERE id = ? AND ${where.sql}`)

  function paymentOf({ line }: Finding): Payment | null {
    const id = line.payment?.id
    if (id === undefined) return null
    const row = scope.kind === 'days' ? find.get(id) : findAsked.get(id, ...where.values)
    return row ? readStored(String(row['body'])) : null
  }

  const found = readFindings(database)
    .all()
    .filter(({ line }) => isOfDays(scope, line.day))
  for (const finding of found.toSorted(byDay)) {
    const payment = paymentOf(finding)
    const isAsked = scope.kind === 'days' || payment !== null
    if (isAsked && isPassed(filters, finding, payment)) yield { kind: 'unmatched', finding, payment }
  }
}

/** Days limit it only where days are asked for. */
function isOfDays(scope: ExportScope, day: string): boolean {
  return scope.kind !== 'days' || (day >= (scope.from ?? day) && day <= (scope.until ?? day))
}

function isPassed(
  filters: ExportFilters | undefined,
  { gateway }: Finding,
  payment: Payment | null,
): boolean {
  if (!filters) return true
  if (payment !== null) {
    // Of a charge whose reply was lost the payment names no gateway.
    const ofPayment = { ...filters, gateway: null }
    const charged = isCharged(payment) ? payment : null
    return isOfGateway(filters, gateway) && passes(ofPayment, { payment, charged })
  }
  const { cashier, status, currency } = filters
  return isOfGateway(filters, gateway) && cashier === null && status === null && currency === null
}

function isOfGateway({ gateway }: ExportFilters, compared: Finding['gateway']): boolean {
  return gateway === null || gateway === compared
}

/** Those of a day in the order in which they were found. */
function byDay({ line: a }: Finding, { line: b }: Finding): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1
  return 0
}
