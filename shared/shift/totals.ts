import { z } from 'zod'
import { Money } from '../money/money.ts'
import { UsdtText } from '../money/usdt.ts'
import { Instant, PaymentStatus } from '../payment/payment.ts'
import { partsAsCounted } from './counting-version.ts'
import { Figures } from './figures.ts'

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
  /** What it is to collect, with its tip. */
  price: Money,
  /** Of the price, the tip in the minor unit; absent where there is none, and in Zs from before it was stored. */
  tip: z.int().exactOptional(),
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

/**
 * Whether a stored report is what the events come to by the rules that it was counted by (`counting`). Both are in the one order that
 * reports are made in. Tips of what was carried are proven where they were stored: an older Z says nothing of them.
 */
export function isSameReport(made: Totals, stored: Totals, counting: number): boolean {
  return (
    JSON.stringify(Totals.parse(asOldAs(stored, made, counting))) === JSON.stringify(Totals.parse(stored))
  )
}

function asOldAs(stored: Totals, made: Totals, counting: number): Totals {
  const carried = made.carried.map((payment, index) => {
    if (stored.carried[index]?.tip !== undefined) return payment
    const { tip: _tip, ...older } = payment
    return older
  })
  const cells = partsAsCounted(counting, made.cells)
  const standing = standingAsOldAs(stored, made, counting)
  return { ...made, cells, corrections: partsAsCounted(counting, made.corrections), carried, standing }
}

/** What is carried although its time ran out was seen on chain; before it could be an exception, none of it was one. */
function standingAsOldAs(stored: Totals, made: Totals, counting: number): Standing {
  if (counting >= 3) return made.standing
  const mostUntold = made.carried.filter(({ status }) => status === 'expired').length
  const beyond = made.standing.exceptions - stored.standing.exceptions
  const isOfThem = beyond >= 0 && beyond <= mostUntold
  return isOfThem ? { ...made.standing, exceptions: stored.standing.exceptions } : made.standing
}
