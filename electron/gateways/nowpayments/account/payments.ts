import type { Observation } from '../../../../shared/payment/payment.ts'
import { ok, type Result } from '../../../../shared/result.ts'
import type { CallOptions } from '../../gateway.ts'
import { toInstant, toObservation } from '../mapping.ts'
import { readBody, readValue } from '../wire.ts'
import { type AccountDependencies, ask } from './ask.ts'
import type { AccountFailure } from './failure.ts'
import { type Page, walk } from './paging.ts'
import { keyOf, type Listing, type ListRow, listingOf, type RowReader, readRow } from './rows.ts'
import { ListedPaymentRow, NamedPaymentRow, PaymentsPage } from './wire.ts'

/** A payment as the account's list shows it. */
export type ListedPayment = {
  readonly observation: Observation
  readonly createdAt: string | null
  /** The vendor's word for a payment nobody created ("REPEATED"); null for one somebody did. */
  readonly originType: string | null
}

/** Both ends included, ISO. An end in the future is fine: what comes in meanwhile is read too, or not, but once. */
export type Period = {
  readonly from: string
  readonly to: string
  /** Only those of this invoice. */
  readonly invoiceId?: string
}

/** `onRead` hears how many rows are there after each page, and of how many where the vendor counts. */
export type ListOptions = CallOptions & {
  readonly onRead?: ((rows: number, of: number | null) => void) | undefined
}

/** The most the vendor gives. */
export const PAYMENTS_A_PAGE = 500

const reader: RowReader<ReturnType<typeof ListedPaymentRow.parse>, ListedPayment> = {
  schema: ListedPaymentRow,
  read(row) {
    const seen = toObservation(row)
    if (!seen.ok) return seen
    const { created_at, origin_type } = row
    return ok({ observation: seen.value, createdAt: toInstant(created_at), originType: origin_type })
  },
  idOf: ({ observation }) => observation.chargeId,
  idOfAny(row) {
    const named = readValue(NamedPaymentRow, row)
    return named.ok ? named.value.payment_id : null
  },
}

/**
 * Every payment the account made in a period, oldest first, from all its tills and shops.
 *
 * Oldest first, so that new payments come in behind the page being read; how the rest is made sure of, `walk` says.
 */
export async function listPayments(
  account: AccountDependencies,
  period: Period,
  options: ListOptions,
  pageSize: number,
): Promise<Result<Listing<ListedPayment>, AccountFailure>> {
  const walked = await walk<ListRow<ListedPayment>>({
    ask: (page) => askPage(account, period, page, { options, pageSize }),
    keyOf,
  })
  return walked.ok ? listingOf(walked.value) : walked
}

async function askPage(
  account: AccountDependencies,
  { from, to, invoiceId }: Period,
  page: number,
  { options, pageSize }: { readonly options: ListOptions; readonly pageSize: number },
): Promise<Result<Page<ListRow<ListedPayment>>, AccountFailure>> {
  const answer = await ask(account, {
    request: {
      path: '/payment/',
      query: {
        limit: String(pageSize),
        page: String(page),
        sortBy: 'created_at',
        orderBy: 'asc',
        dateFrom: from,
        dateTo: to,
        ...(invoiceId !== undefined && { invoiceId }),
      },
    },
    options,
    token: 'needed',
    changes: false,
    priority: 'background',
    read(text) {
      const body = readBody(PaymentsPage, text)
      if (!body.ok) return body
      return ok({ rows: body.value.data.map((row) => readRow(reader, row)), total: body.value.total })
    },
  })
  if (!answer.ok) return answer
  const { rows, total } = answer.value.value
  options.onRead?.(page * pageSize + rows.length, total)
  return ok({ rows, total })
}
