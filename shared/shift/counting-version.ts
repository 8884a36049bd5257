import { type Figures, isNothing, NO_FIGURES, plus } from './figures.ts'

/**
 * Counts up whenever the figures of the same payments become others. A Z names the version it was counted by and keeps it for
 * good: whoever proves its totals reckons by that one, so that what an older Z does not say is no difference.
 *
 * - 1: Zs that name none.
 * - 2: figures say the taxes in refunds (`refundedTaxes`, decision 0026).
 * - 3: what the chain showed and the gateway denied is an exception (`untold`, decision 0022).
 */
export const COUNTING_VERSION = 3

export function saysRefundedTaxes(counting: number): boolean {
  return counting >= 2
}

/** The figures of now, as that version says them. */
function asCounted(counting: number, figures: Figures): Figures {
  if (saysRefundedTaxes(counting)) return figures
  const currencies = figures.currencies.map(({ refundedTaxes: _back, ...older }) => older)
  // Added, so that a currency of which nothing is left goes, as everywhere.
  return plus({ ...figures, currencies: [] }, { ...NO_FIGURES, currencies })
}

/** The parts of a report as that version says them; one of which nothing is left is none. */
export function partsAsCounted<T extends { readonly figures: Figures }>(
  counting: number,
  parts: readonly T[],
): T[] {
  return parts
    .map((part) => ({ ...part, figures: asCounted(counting, part.figures) }))
    .filter(({ figures }) => !isNothing(figures))
}
