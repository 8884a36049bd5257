// One measured figure, and the small arithmetic that makes one out of many.

export type Unit = 'ms' | 'ratio' | 'kB' | 'MB' | '%' | 'calls' | '/s'

export type Figure = {
  readonly id: string
  readonly value: number
  readonly unit: Unit
  /** The most it may be, or the least; null for a figure that only explains others. */
  readonly bar: number | null
  readonly pass: boolean | null
}

/** At most `bar`. */
export function figure(id: string, value: number, unit: Unit, bar: number | null = null): Figure {
  const rounded = roundedIn(unit, value)
  return { id, value: rounded, unit, bar, pass: bar === null ? null : rounded <= bar }
}

/** At least `bar`. */
export function figureAtLeast(id: string, value: number, unit: Unit, bar: number): Figure {
  const rounded = roundedIn(unit, value)
  return { id, value: rounded, unit, bar, pass: rounded >= bar }
}

const DECIMALS: Readonly<Partial<Record<Unit, number>>> = { ratio: 2, '/s': 0 }

function roundedIn(unit: Unit, value: number): number {
  return Number(value.toFixed(DECIMALS[unit] ?? 1))
}

/** How a figure stands to its bar, for a person. */
export function judgementOf({ value, bar, pass }: Figure): string {
  if (bar === null) return ''
  if (pass) return value > bar ? `above ${bar}` : `within ${bar}`
  return value > bar ? `OVER ${bar}` : `UNDER ${bar}`
}

/** The value that a share of all lies at or below, by the nearest-rank method. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error('nothing was measured')
  return value
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** How much time lies in at least one of the spans, between two moments. */
export function covered(spans: readonly Span[], from: number, to: number): number {
  let total = 0
  let reached = from
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const start = Math.max(span.start, reached)
    const end = Math.min(span.end, to)
    if (end > start) {
      total += end - start
      reached = end
    }
  }
  return total
}

/** Milliseconds since the epoch. */
export type Span = { readonly start: number; readonly end: number }
