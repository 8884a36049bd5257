import { z } from 'zod'
import { Money } from '../money/money.ts'
import { UsdtText } from '../money/usdt.ts'
import { Instant, PaymentStatus } from '../payment/payment.ts'
import { Figures, plus, sumOf } from './figures.ts'

/**
 * The smallest part of a report: one cashier, one shift, one gateway, and whether it corrects an earlier Z. Every other part
 * of a report is a sum of these, so that parts always make the whole. **Stored.**
 */
export const Cell = z.strictObject({
  cashier: z.string().nullable(),
  shift: z.int().nullable(),
  gateway: z.string().nullable(),
  isCorrection: z.boolean(),
  figures: Figures,
})
export type Cell = Readonly<z.infer<typeof Cell>>
export type CellKey = Omit<Cell, 'figures'>

/** What changed about one payment of an earlier Z since then, all of this report's changes together. **Stored.** */
export const Correction = z.strictObject({
  paymentId: z.string(),
  number: z.int(),
  /** The Z it belongs to. */
  z: z.int(),
  figures: Figures,
})
export type Correction = Readonly<z.infer<typeof Correction>>

/** A payment that has not come to its end: it is carried into the next Z. **Stored.** */
export const CarriedPayment = z.strictObject({
  paymentId: z.string(),
  number: z.int(),
  price: Money,
  status: PaymentStatus,
  createdAt: Instant,
  cashier: z.string().nullable(),
})
export type CarriedPayment = Readonly<z.infer<typeof CarriedPayment>>

/** How things stand at the moment of the report, of payments of any day: no sums over time. **Stored.** */
export const Standing = z.strictObject({
  /** Payments with something open that a person has to deal with. */
  exceptions: z.int(),
  owed: UsdtText,
  /** Refunds on their way, or in doubt. */
  refunding: UsdtText,
})
export type Standing = Readonly<z.infer<typeof Standing>>

/** All that a report says of money. **Stored** in a Z. */
export const Totals = z.strictObject({
  cells: z.array(Cell),
  corrections: z.array(Correction),
  carried: z.array(CarriedPayment),
  standing: Standing,
})
export type Totals = Readonly<z.infer<typeof Totals>>

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

/** Whether a stored report is what the events come to. Both are in the one order that reports are made in. */
export function isSameReport(a: Totals, b: Totals): boolean {
  return JSON.stringify(Totals.parse(a)) === JSON.stringify(Totals.parse(b))
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
