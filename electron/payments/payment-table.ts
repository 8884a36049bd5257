import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { owedOf } from '../../shared/payment/matters.ts'
import { Payment } from '../../shared/payment/payment.ts'
import { isInProgress, needsAttention } from '../../shared/payment/questions.ts'
import { refundSum } from '../../shared/payment/refunds.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { hasEnded } from '../../shared/shift/counting.ts'
import { changesTerms } from '../exports/search/search-table.ts'
import type { Place } from '../shifts/booked.ts'

/** A payment and which report it is in. */
export type Booked = { readonly payment: Payment; readonly place: Place }

/** Writes the table of payments: what is beside a payment's body answers questions without reading it. */
export type PaymentTable = {
  find(id: string): Booked | undefined
  placeOf(id: string): Place | undefined
  save(payment: Payment, place: Place): void
  /** The same of a row that stood there as `before`: only the columns that are another are written, and so their indexes. */
  change(before: Booked, after: Booked): void
  /** The same; where the payment itself is as it stands there, nothing that is made from it is made again. */
  saveAnew(payment: Payment, place: Place): void
  /** Takes out what no event tells of. */
  removeUntold(): void
}

/** All that stands in a row beside the payment itself; the table check compares it. */
export function columnsOf(payment: Payment, { z, gateway }: Place) {
  const attention = needsAttention(payment)
  const refunding = isCharged(payment) ? refundSum(payment, 'open') : 0n
  return {
    sale_id: payment.saleId,
    number: payment.number,
    day: payment.day,
    status: payment.status,
    created_at: payment.createdAt,
    attention: attention ? 1 : 0,
    z,
    is_open: hasEnded(payment) ? 0 : 1,
    in_progress: isInProgress(payment) ? 1 : 0,
    gateway,
    cashier: payment.cashier?.id ?? null,
    shift: payment.shift,
    owed: attention && isCharged(payment) ? owedOf(payment) : 0n,
    refunding,
    charge_id: isCharged(payment) ? payment.charge.chargeId : null,
  }
}

type Columns = ReturnType<typeof columnsOf>
type ColumnName = keyof Columns

export function createPaymentTable(database: DatabaseSync): PaymentTable {
  const byId = database.prepare('SELECT z, gateway, body FROM payments WHERE id = ?')
  const placeBy = database.prepare('SELECT z, gateway FROM payments WHERE id = ?')
  const save = database.prepare(
    `INSERT INTO payments (id, sale_id, number, day, status, created_at, attention, z, is_open, in_progress, gateway,
       cashier, shift, owed, refunding, charge_id, body)
     VALUES (:id, :sale_id, :number, :day, :status, :created_at, :attention, :z, :is_open, :in_progress, :gateway,
       :cashier, :shift, :owed, :refunding, :charge_id, :body)`,
  )
  const saveBeside = database.prepare(
    `UPDATE payments SET sale_id = :sale_id, number = :number, day = :day, status = :status, created_at = :created_at,
       attention = :attention, z = :z, is_open = :is_open, in_progress = :in_progress, gateway = :gateway,
       cashier = :cashier, shift = :shift, owed = :owed, refunding = :refunding, charge_id = :charge_id
     WHERE id = :id AND body = :body`,
  )
  const remove = database.prepare('DELETE FROM payments WHERE id = ?')
  const termsAreDue = database.prepare('INSERT INTO terms_due (number) VALUES (?) ON CONFLICT DO NOTHING')
  const kept = createKept()
  const changes = new Map<string, StatementSync>()

  /** Sets these columns and the body. */
  function changeOf(columns: readonly ColumnName[]): StatementSync {
    const names = columns.join()
    const known = changes.get(names)
    if (known) return known
    const set = [...columns, 'body'].map((name) => `${name} = :${name}`)
    const change = database.prepare(`UPDATE payments SET ${set.join(', ')} WHERE id = :id`)
    changes.set(names, change)
    return change
  }

  function rowOf(payment: Payment, place: Place) {
    const body = JSON.stringify(payment)
    const columns = columnsOf(payment, place)
    kept.keep({ payment, place, body, columns })
    return { id: payment.id, ...columns, body }
  }

  return {
    find(id) {
      const row = byId.get(id)
      if (!row) return undefined
      return { payment: kept.of(id, String(row['body'])) ?? toPayment(row), place: toPlace(row) }
    },
    placeOf(id) {
      const row = placeBy.get(id)
      return row ? toPlace(row) : undefined
    },
    save(payment, place) {
      save.run(rowOf(payment, place))
    },
    change(before, { payment, place }) {
      const was = kept.columnsOf(before) ?? columnsOf(before.payment, before.place)
      const { id, body, ...is } = rowOf(payment, place)
      const other = (Object.keys(is) as ColumnName[]).filter((name) => was[name] !== is[name])
      const values = Object.fromEntries(other.map((name) => [name, is[name]]))
      const done = changeOf(other).run({ id, body, ...values })
      if (Number(done.changes) === 0) throw new Error(`there is no row of payment ${id}`)
      if (changesTerms(before.payment, payment)) termsAreDue.run(payment.number)
    },
    saveAnew(payment, place) {
      const row = rowOf(payment, place)
      if (Number(saveBeside.run(row).changes) > 0) return
      remove.run(payment.id)
      save.run(row)
    },
    removeUntold: () =>
      database.exec(
        'DELETE FROM payments WHERE id NOT IN (SELECT payment_id FROM events WHERE payment_id IS NOT NULL)',
      ),
  }
}

/** So many: more than a shop has under way. */
const KEPT = 64

type Kept = Booked & { readonly body: string; readonly columns: Columns }

/**
 * Payments as they were saved last: the next event of one mostly follows soon, and its row need not be read into a payment again. The
 * row itself is read all the same, and only one and the same text is one and the same payment.
 */
function createKept() {
  const kept = new Map<string, Kept>()
  return {
    keep(one: Kept): void {
      kept.delete(one.payment.id)
      kept.set(one.payment.id, one)
      const [oldest] = kept.keys()
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
    },
    of(id: string, body: string): Payment | undefined {
      const one = kept.get(id)
      return one?.body === body ? one.payment : undefined
    },
    /** Undefined where it was saved otherwise. */
    columnsOf({ payment, place }: Booked): Columns | undefined {
      const one = kept.get(payment.id)
      const isIt = one?.payment === payment && one.place.z === place.z && one.place.gateway === place.gateway
      return isIt ? one.columns : undefined
    },
  }
}

/** Of a row of the table. */
export function toPayment(row: Record<string, unknown>): Payment {
  return Payment.parse(JSON.parse(String(row['body'])))
}

function toPlace(row: Record<string, unknown>): Place {
  const { z, gateway } = row
  return { z: z === null ? null : Number(z), gateway: gateway === null ? null : String(gateway) }
}
