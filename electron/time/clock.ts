/** Time as a dependency: the only way main knows what time it is, or waits. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs once after `ms`; the returned function takes it back. */
  after(ms: number, run: () => void): () => void
}

/** ISO text in UTC, the form of every stored instant. */
export function isoNow(clock: Clock): string {
  return new Date(clock.now()).toISOString()
}
