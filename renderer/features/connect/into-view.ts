/** The outcome of a press must not stay below the fold. */
export function intoView(outcome: HTMLElement | null): void {
  outcome?.scrollIntoView({ block: 'nearest' })
}
