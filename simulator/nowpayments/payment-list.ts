import type { Charge } from './charge.ts'
import { internalError, invalidParams } from './errors.ts'
import type { Parsed } from './requests.ts'

// `GET /payment/`: paging, sorting and the date filter. There is no filter by order id.

export type ListPage = {
  data: readonly Charge[]
  limit: number
  page: number
  pagesCount: number
  total: number
}

type Query = Readonly<Record<string, string>>

const sortKeys: Readonly<Record<string, (charge: Charge) => number>> = {
  created_at: (charge) => charge.createdAt,
  updated_at: (charge) => charge.updatedAt,
  payment_id: (charge) => Number(charge.id),
}

const isWithin = (charge: Charge, query: Query): boolean => {
  const from = Date.parse(query['dateFrom'] ?? '')
  const to = Date.parse(query['dateTo'] ?? '')
  const isInvoice = query['invoiceId'] === undefined || charge.invoiceId === query['invoiceId']
  return isInvoice && !(charge.createdAt < from) && !(charge.createdAt > to)
}

export const listPage = (charges: readonly Charge[], query: Query): Parsed<ListPage> => {
  const limit = Number(query['limit'] ?? 10)
  const page = Number(query['page'] ?? 0)
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) {
    return { ok: false, error: invalidParams('limit must be a number between 1 and 500') }
  }
  if (!Number.isInteger(page) || page < 0) {
    return { ok: false, error: invalidParams('page must be a number, starting from 0') }
  }
  const direction = query['orderBy'] ?? 'asc'
  const keyOf = sortKeys[query['sortBy'] ?? 'created_at']
  // A field name where asc or desc belongs crashes the vendor's query.
  if (keyOf === undefined || !['asc', 'desc'].includes(direction))
    return { ok: false, error: internalError() }
  const sign = direction === 'asc' ? 1 : -1
  const found = charges.filter((charge) => isWithin(charge, query))
  const ordered = found.toSorted((a, b) => sign * (keyOf(a) - keyOf(b)))
  const data = ordered.slice(page * limit, (page + 1) * limit)
  return {
    ok: true,
    value: { data, limit, page, pagesCount: Math.ceil(found.length / limit), total: found.length },
  }
}
