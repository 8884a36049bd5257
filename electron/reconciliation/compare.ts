import type { DatabaseSync } from 'node:sqlite'
import { LINES_SHOWN, type ReportedDifference } from '../../shared/contract/reconciliation.ts'
import type { ChargedPayment } from '../../shared/payment/payment.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import {
  type GatewayList,
  type ListedCharge,
  openBooks,
  type Period,
} from '../../shared/reconciliation/books.ts'
import type { Difference } from '../../shared/reconciliation/difference.ts'
import { type Kept, keptOf } from '../../shared/reconciliation/kept.ts'
import { LINES_KEPT } from '../../shared/reconciliation/limits.ts'
import { differencesIn } from '../../shared/reconciliation/reconcile.ts'
import { Gateway } from '../../shared/relay-protocol.ts'
import { ok, type Result } from '../../shared/result.ts'
import { businessDay } from '../payments/opening/intent.ts'
import { decidedView, readFindings } from './books-record.ts'
import { differencesToCsv } from './difference-csv.ts'
import { type JournalDays, openJournalBook } from './journal-book.ts'
import type { BooksRequest, Comparison } from './messages.ts'
import { readRelayBook } from './relay-book.ts'

const DAY_MS = 24 * 3_600_000

/** A charge that began on the last of the days may be paid, and called back about, as long as its gateway watches it. */
const CALLED_BACK_MS = 8 * DAY_MS

/** @returns the comparison, to be made when the gateway's list is there. What is recorded in between is on its way. */
export function openComparison(
  database: DatabaseSync,
  request: BooksRequest,
): (list: Omit<GatewayList, 'gateway'>) => Result<Comparison> {
  const journal = openJournalBook(database)
  const { days: asked, timeZone, period, asOf, till, tillNumber, gateway, mode } = request
  const dayOf = (instant: string) => businessDay(Date.parse(instant), timeZone)

  return (list) => {
    const log = readRelayBook(request.callbackFile, widened(period, DAY_MS, CALLED_BACK_MS))
    const named = log.rows.flatMap(({ payment }) => payment?.id ?? [])
    const days = journal.read(widened(period, DAY_MS, DAY_MS), list.rows, named)
    if (!days.ok) return days
    const isAtRest = restingAmong(days.value)
    const payments = days.value.payments.filter(({ id }) => !days.value.moved.has(id))
    const rows = list.rows.filter(isAtRest)
    const callbacks = log.rows.filter(({ payment }) => payment === null || !days.value.moved.has(payment.id))
    const books = openBooks({
      ...{ period, asOf, till, tillNumber, payments, callbacks },
      listed: { ...list, rows, gateway },
    })
    const lines = differencesIn(books)
    const kept = keptOf(books, lines, { days: asked, dayOf })
    const leftOut = leftOutOf(days.value, list)
    const isIn = (instant: string | null) => instant !== null && instant >= period.from && instant < period.to
    const ours = payments.filter(isCharged).filter(({ createdAt }) => isIn(createdAt))
    const shown = rows.filter(({ createdAt }) => isIn(createdAt))
    const heard = callbacks.filter((row) => row.gateway === gateway && isIn(row.receivedAt))
    return ok({
      differences: reported(lines.slice(0, LINES_SHOWN), kept, { database, gateway }),
      found: lines.length,
      csv: differencesToCsv(lines, { asOf, mode }),
      payments: ours.filter(({ charge }) => charge.gateway === gateway).length,
      listed: new Set(shown.map(({ observation }) => observation.chargeId)).size,
      log: log.state === 'read' ? { state: 'read', callbacks: heard.length } : { state: log.state },
      elsewhere: elsewhere(ours, gateway),
      kept: {
        lines: [...kept.lines],
        isWhole: list.complete && leftOut !== null && !kept.isCut,
        hasLog: log.state === 'read',
        leftOut: leftOut ?? [],
      },
    })
  }
}

type Journal = { readonly database: DatabaseSync; readonly gateway: Gateway }

/** With what each is kept as, and what was decided about it before. */
function reported(
  lines: readonly Difference[],
  { lines: kept, keys }: Kept,
  { database, gateway }: Journal,
): ReportedDifference[] {
  const byKey = new Map(kept.map((line) => [line.key, line]))
  const findings = readFindings(database)
  return lines.map((line) => {
    const entry = byKey.get(keys.get(line) ?? '')
    if (entry === undefined || entry.action === 'nothing') return { ...line, record: null }
    const decided = findings.decided(gateway, entry)
    return { ...line, record: { key: entry.key, decided: decided && decidedView(decided) } }
  })
}

/** Null: nobody can say what all it is that was left out. */
function leftOutOf({ payments, moved }: JournalDays, { malformed }: Pick<GatewayList, 'malformed'>) {
  const charges = malformed.map(({ id }) => id)
  const ids = [...payments.filter(({ id }) => moved.has(id)).map(({ id }) => id), ...charges]
  const named = ids.filter((id) => id !== null)
  return named.length === ids.length && ids.length <= LINES_KEPT ? named : null
}

function widened({ from, to }: Period, beforeMs: number, afterMs: number): Period {
  const moved = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString()
  return { from: moved(from, -beforeMs), to: moved(to, afterMs) }
}

/** Rows about payments that moved while the list was read are left out with them: the next comparison has both. */
function restingAmong({ payments, moved }: JournalDays): (row: ListedCharge) => boolean {
  const moving = payments.filter(({ id }) => moved.has(id))
  const orders = new Set<string | null>(moving.map(({ orderId }) => orderId))
  const charges = new Set<string | null>(moving.filter(isCharged).flatMap(chargesOf))
  return ({ observation: { chargeId, parentChargeId, orderId } }) =>
    !charges.has(chargeId) && !charges.has(parentChargeId) && !orders.has(orderId)
}

function chargesOf({ charge, childChargeIds }: ChargedPayment): string[] {
  return [charge.chargeId, ...childChargeIds]
}

function elsewhere(payments: readonly ChargedPayment[], compared: Gateway) {
  const counts = new Map<Gateway, number>()
  for (const { charge } of payments) {
    const gateway = Gateway.safeParse(charge.gateway)
    if (!gateway.success || gateway.data === compared) continue
    counts.set(gateway.data, (counts.get(gateway.data) ?? 0) + 1)
  }
  return [...counts].map(([gateway, count]) => ({ gateway, payments: count }))
}
