import type { Mode } from '../../shared/mode.ts'
import type { Difference } from '../../shared/reconciliation/difference.ts'
import { type Cell, csvText } from '../reports/csv.ts'

/**
 * The list of differences as CSV: one row each, the gravest first. Form as in `electron/reports/csv.ts`; a column keeps
 * its name, meaning and place, and new ones go to the end. Empty: there is no such side, or it does not say.
 *
 * - `kind`, `likely_cause`, `action` as in `shared/reconciliation/difference.ts`
 * - `ours_usdt` by the till's journal, `theirs_usdt` by the gateway's list
 * - `word` the gateway's own, or what was wrong with what it sent
 * - `count` how many of the kind stand in this one row
 * - `as_of_utc` when the gateway's list began to be read · `mode` practice, sandbox or live
 */
const COLUMNS: Readonly<Record<string, (line: Difference, context: DifferenceContext) => Cell>> = {
  kind: ({ kind }) => kind,
  likely_cause: ({ cause }) => cause,
  action: ({ action }) => action,
  payment_number: ({ payment }) => payment?.number ?? null,
  payment_id: ({ payment }) => payment?.id ?? null,
  payment_status: ({ payment }) => payment?.status ?? null,
  charge_id: ({ chargeId }) => chargeId,
  order_id: ({ orderId }) => orderId,
  callback_id: ({ callbackId }) => callbackId,
  at_utc: ({ at }) => at,
  ours_usdt: ({ ours }) => ours,
  theirs_usdt: ({ theirs }) => theirs,
  word: ({ word }) => word,
  count: ({ count }) => count,
  as_of_utc: (_line, { asOf }) => asOf,
  mode: (_line, { mode }) => mode,
}

export type DifferenceContext = { readonly asOf: string; readonly mode: Mode }

/** See `COLUMNS` for the form. */
export function differencesToCsv(lines: readonly Difference[], context: DifferenceContext): string {
  const cells = Object.values(COLUMNS)
  return csvText(
    Object.keys(COLUMNS),
    lines.map((line) => cells.map((cell) => cell(line, context))),
  )
}
