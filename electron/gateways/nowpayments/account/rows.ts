import type { z } from 'zod'
import { ok, type Result } from '../../../../shared/result.ts'
import { readValue } from '../wire.ts'

/** A row of a list that holds nothing usable: shown to a person, never dropped. `raw` is cut to 2,000 characters. */
export type MalformedRow = { readonly id: string | null; readonly detail: string; readonly raw: string }

export type ListRow<Value> =
  | { readonly ok: true; readonly id: string; readonly value: Value }
  | ({ readonly ok: false } & MalformedRow)

const MAX_RAW_LENGTH = 2000

export type RowReader<Wire, Value> = {
  readonly schema: z.ZodType<Wire>
  readonly read: (wire: Wire) => Result<Value, string>
  readonly idOf: (value: Value) => string
  /** The id alone, for a row whose rest does not fit. */
  readonly idOfAny: (row: unknown) => string | null
}

export function readRow<Wire, Value>(reader: RowReader<Wire, Value>, row: unknown): ListRow<Value> {
  const wire = readValue(reader.schema, row)
  const value = wire.ok ? reader.read(wire.value) : wire
  if (value.ok) return { ok: true, id: reader.idOf(value.value), value: value.value }
  const raw = (JSON.stringify(row) ?? '').slice(0, MAX_RAW_LENGTH)
  return { ok: false, id: reader.idOfAny(row), detail: value.error, raw }
}

/** A row without a readable id is itself only by what it says. */
export function keyOf<Value>(row: ListRow<Value>): string {
  return row.id ?? (row.ok ? '' : row.raw)
}

/** What came of a list: what could be read, what could not, and whether that is all of it. */
export type Listing<Value> = {
  readonly rows: readonly Value[]
  readonly malformed: readonly MalformedRow[]
  /** False when the vendor counts more rows than it showed, however often it was asked. */
  readonly complete: boolean
  /** How many rows the vendor counts and did not show; 0 where it does not count. */
  readonly missing: number
}

export function listingOf<Value>(walked: {
  readonly rows: readonly ListRow<Value>[]
  readonly complete: boolean
  readonly missing: number
}): Result<Listing<Value>, never> {
  const rows = walked.rows.flatMap((row) => (row.ok ? [row.value] : []))
  const malformed = walked.rows.flatMap((row) =>
    row.ok ? [] : [{ id: row.id, detail: row.detail, raw: row.raw }],
  )
  return ok({ rows, malformed, complete: walked.complete, missing: walked.missing })
}
