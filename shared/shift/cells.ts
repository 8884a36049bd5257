import { type Figures, plus, sumOf } from './figures.ts'
import type { Cell, CellKey } from './totals.ts'

// Apart from the stored form, so that a window that adds up lines takes no schema with it.

/** The bottom line. */
export function wholeOf(cells: readonly Cell[]): Figures {
  return sumOf(cells.map(({ figures }) => figures))
}

/** The cells summed by one thing about them, in order; null stands for payments that have none of it. */
export function summedBy<K extends keyof CellKey>(
  cells: readonly Cell[],
  key: K,
): readonly { readonly of: CellKey[K]; readonly figures: Figures }[] {
  const sums = new Map<CellKey[K], Figures>()
  for (const cell of cells) {
    const before = sums.get(cell[key])
    sums.set(cell[key], before ? plus(before, cell.figures) : cell.figures)
  }
  return [...sums].map(([of, figures]) => ({ of, figures })).toSorted((a, b) => order(a.of, b.of))
}

/** One order for every list of cells, so that the same events make the same record. */
export function inOrder(cells: readonly Cell[]): Cell[] {
  return cells.toSorted(
    (a, b) =>
      order(a.cashier, b.cashier) ||
      order(a.shift, b.shift) ||
      order(a.gateway, b.gateway) ||
      order(a.isCorrection, b.isCorrection),
  )
}

/** Null first. */
function order<T extends string | number | boolean>(a: T | null, b: T | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? -1 : 1
  return a < b ? -1 : 1
}
