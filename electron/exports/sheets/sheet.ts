import type { Cell } from '../../reports/csv.ts'

/**
 * What a column holds, and in which form a cell of it comes; the writers make of it what their format has.
 *
 * - `text`    any text, or null
 * - `integer` a whole number
 * - `decimal` decimal text with a dot, never a float ("19.874210")
 * - `instant` ISO 8601 in UTC, milliseconds ("2026-11-21T14:02:07.123Z")
 * - `local`   ISO 8601 with the offset of the shop's zone ("2026-11-21T15:02:07.123+01:00")
 * - `date`    a business day ("2026-11-21")
 */
export type ColumnKind = 'text' | 'integer' | 'decimal' | 'instant' | 'local' | 'date'

/** A column keeps its key, kind and meaning for ever: other programs read these files. */
export type ColumnHead = { readonly key: string; readonly kind: ColumnKind }

export type Column<T> = ColumnHead & { readonly of: (row: T) => Cell }

export type Sheet<T> = { readonly name: SheetName; readonly columns: readonly Column<T>[] }

export const SHEET_NAMES = ['payments', 'days', 'exceptions', 'corrections'] as const
export type SheetName = (typeof SHEET_NAMES)[number]

/** The sheets that a file of this scope has: only a Z corrects anything. */
export function sheetsOf(scope: { readonly kind: string }): readonly SheetName[] {
  return SHEET_NAMES.filter((name) => name !== 'corrections' || scope.kind === 'z')
}

/**
 * Counts up whenever a column changes its key, kind, meaning or place; a new one at the end does not count. Described in
 * docs/exports.md, which a test holds to the sheets.
 */
export const EXPORT_VERSION = 1

/** A sheet with its rows, each read only when it is written. */
export type Table = {
  readonly name: string
  readonly columns: readonly ColumnHead[]
  readonly rows: Iterable<readonly Cell[]>
}

export function tableOf<T>({ name, columns }: Sheet<T>, items: Iterable<T>): Table {
  return { name, columns, rows: cellsOf(columns, items) }
}

function* cellsOf<T>(columns: readonly Column<T>[], items: Iterable<T>): Generator<readonly Cell[]> {
  const cells = columns.map(({ of }) => of)
  for (const item of items) yield cells.map((of) => of(item))
}
