import type { DatabaseSync } from 'node:sqlite'
import { assertNever } from '../../../shared/assert-never.ts'
import { addDays, type DayRange } from '../../../shared/calendar/day.ts'
import { DayClosed } from '../../../shared/shift/shift.ts'
import type { ExportedShop, ExportScope } from '../export-request.ts'
import type { AskedDays } from '../sheets/empty-days.ts'

/** There is no such Z, or shift. */
export class NoSuchScope extends Error {}

/** A condition on `payments`, and what belongs into it. */
export type Where = { readonly sql: string; readonly values: readonly (string | number)[] }

/** @throws NoSuchScope */
export function whereOf(scope: ExportScope, database: DatabaseSync): Where {
  switch (scope.kind) {
    case 'days':
      return {
        sql: 'day BETWEEN ? AND ?',
        values: [scope.from ?? '0000-01-01', scope.until ?? '9999-12-31'],
      }
    case 'z':
      demand(database, 'SELECT 1 FROM zs WHERE number = ?', scope.number)
      return { sql: 'z = ?', values: [scope.number] }
    case 'sinceZ':
      // What has come to no Z is open still. Each half on its own has an index; of both in one condition SQLite reads every payment.
      return {
        sql: `number IN (SELECT number FROM payments WHERE is_open = 1 AND z IS NULL
          UNION ALL SELECT number FROM payments WHERE z > (SELECT coalesce(max(number), 0) FROM zs))`,
        values: [],
      }
    case 'shift':
      demand(database, 'SELECT 1 FROM shifts WHERE number = ?', scope.number)
      return { sql: 'shift = ?', values: [scope.number] }
    default:
      return assertNever(scope)
  }
}

/** The days that are asked for, as far as they have come: each has a row, whatever happened. Null where no days are, or none has come. */
export function daysAsked(
  scope: ExportScope,
  database: DatabaseSync,
  shop: ExportedShop | undefined,
): AskedDays | null {
  if (!shop) return null
  const range = rangeOf(scope, database, shop.today)
  const { till, tillNumber, currency } = shop
  const hasCome = range !== null && range.from <= range.to
  return hasCome ? { range, shop: { till, tillNumber, currency } } : null
}

function rangeOf(scope: ExportScope, database: DatabaseSync, today: string): DayRange | null {
  switch (scope.kind) {
    case 'days': {
      const from = scope.from ?? textOf(database, 'SELECT min(day) AS value FROM payments') ?? today
      return { from, to: scope.until !== null && scope.until < today ? scope.until : today }
    }
    case 'z': {
      const sql = 'SELECT body AS value FROM events WHERE seq = (SELECT seq FROM zs WHERE number = ?)'
      const body = textOf(database, sql, scope.number)
      return body === null ? null : DayClosed.parse(JSON.parse(body)).z.days
    }
    case 'sinceZ': {
      const closed = textOf(database, 'SELECT max(closed_up_to) AS value FROM zs')
      return closed === null ? null : { from: addDays(closed, 1), to: today }
    }
    case 'shift':
      return null
    default:
      return assertNever(scope)
  }
}

function textOf(database: DatabaseSync, sql: string, ...values: readonly number[]): string | null {
  const value = database.prepare(sql).get(...values)?.['value']
  return typeof value === 'string' ? value : null
}

function demand(database: DatabaseSync, sql: string, number: number): void {
  if (!database.prepare(sql).get(number)) throw new NoSuchScope(`${number}`)
}
