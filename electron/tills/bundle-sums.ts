import { isDeepStrictEqual } from 'node:util'
import { inOrder, wholeOf } from '../../shared/shift/cells.ts'
import { figuresOf } from '../../shared/shift/counting.ts'
import { partsAsCounted } from '../../shared/shift/counting-version.ts'
import { type Figures, plus, sumOf } from '../../shared/shift/figures.ts'
import type { DayClosed } from '../../shared/shift/shift.ts'
import type { Cell, CellKey } from '../../shared/shift/totals.ts'
import type { BundlePayment } from '../../shared/tills/bundle.ts'
import { bookedOf } from '../shifts/booked.ts'

/**
 * Adds up the payments of a bundle beside its totals, by the rules that these were counted by. What belongs to the Z must make its own
 * cells, one by one; of what it corrects only the differences are known, so these must make the cells of its corrections in sum.
 */
export function createBundleSums({ z, totals, counting }: DayClosed) {
  const cells = new Map<string, Cell>()
  const seen = new Set<string>()
  const named = new Set([...totals.corrections, ...totals.carried].map(({ paymentId }) => paymentId))

  function addTo(key: CellKey, figures: Figures): void {
    const name = JSON.stringify([key.cashier, key.shift, key.gateway])
    const before = cells.get(name)?.figures
    cells.set(name, { ...key, figures: before ? plus(before, figures) : figures })
  }

  return {
    /** False for one that is not of this Z, or was added before: then none of it is right. */
    add({ payment, gateway, z: home }: BundlePayment): boolean {
      const isOwn = home === z.number
      const isItsPlace = isOwn || ((home === null || home < z.number) && named.has(payment.id))
      if (!isItsPlace || seen.has(payment.id)) return false
      seen.add(payment.id)
      const booked = bookedOf(payment, { z: home, gateway })
      const { cashier, shift } = booked
      if (isOwn) addTo({ cashier, shift, gateway: booked.gateway, isCorrection: false }, figuresOf(booked))
      return true
    },
    /** Once all of them were added. */
    areRight(): boolean {
      const own = inOrder(partsAsCounted(counting, [...cells.values()]))
      const isOwnRight = isDeepStrictEqual(
        own,
        totals.cells.filter(({ isCorrection }) => !isCorrection),
      )
      const corrected = wholeOf(totals.cells.filter(({ isCorrection }) => isCorrection))
      const isCorrectionRight = isDeepStrictEqual(
        corrected,
        sumOf(totals.corrections.map(({ figures }) => figures)),
      )
      const areAllThere = [...named].every((id) => seen.has(id))
      return areAllThere && isOwnRight && isCorrectionRight
    },
  }
}
