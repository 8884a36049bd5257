/** How long something took, of so many times; in milliseconds. Both figures are ones that were measured. */
export type Spread = { readonly count: number; readonly medianMs: number; readonly p95Ms: number }

/**
 * Median and 95th percentile by nearest rank: at least half (95 of 100) of the values are no longer. Of fewer than twenty
 * the 95th percentile is the longest. Null of none.
 */
export function spreadOf(values: readonly number[]): Spread | null {
  const sorted = values.toSorted((a, b) => a - b)
  const medianMs = atRank(sorted, 50)
  const p95Ms = atRank(sorted, 95)
  return medianMs === undefined || p95Ms === undefined ? null : { count: sorted.length, medianMs, p95Ms }
}

/** In whole numbers: 0.95 × 20 through a float is more than 19. */
function atRank(sorted: readonly number[], percent: number): number | undefined {
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1]
}
