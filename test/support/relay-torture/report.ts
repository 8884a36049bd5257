import { VIOLATIONS, type Violation, type ViolationKind } from './evidence.ts'
import type { SoakSize } from './plan.ts'
import type { Counts, SoakOutcome } from './soak.ts'

export type SoakReport = SoakOutcome & {
  readonly found: Readonly<Record<ViolationKind, number>>
  /** Everything that was planned happened, and nothing that must not happen did. */
  readonly isWell: boolean
}

/** `size` is what was asked for: a soak that did less is not well. */
export function reportOf(size: SoakSize, outcome: SoakOutcome): SoakReport {
  const { counts, violations, failure } = outcome
  const isWhole =
    counts.answered === size.deliveries &&
    counts.relayKills === size.relayKills &&
    counts.storeKills === size.storeKills &&
    counts.tillCrashes === size.tillCrashes
  return {
    ...outcome,
    found: countKinds(violations),
    isWell: isWhole && failure === null && violations.length === 0,
  }
}

function countKinds(violations: readonly Violation[]): Record<ViolationKind, number> {
  const kinds = Object.keys(VIOLATIONS) as ViolationKind[]
  const counted = kinds.map((kind) => [kind, violations.filter((one) => one.kind === kind).length])
  return Object.fromEntries(counted) as Record<ViolationKind, number>
}

const WORDS: Readonly<Record<keyof Counts, string>> = {
  answered: 'callbacks answered with 2xx',
  requests: 'requests of the gateways',
  unanswered: 'without an answer',
  putOff: 'answered with "send it again"',
  kept: 'deliveries kept',
  payments: 'payments',
  looksThatChanged: 'looks that changed a payment',
  forged: 'forged callbacks refused',
  relayKills: 'kills of the relay',
  storeKills: 'kills of its store',
  tillCrashes: 'crashes of the till',
  peakMb: 'MB of the relay at most',
}

/** Violations told one by one. */
const TOLD = 50

/** The table, and below it where to look when something was found. */
export function reportText(report: SoakReport): string {
  const { counts, violations, found, seed, seconds, folder, failure, complaints } = report
  const row = (name: string, count: number) => `${String(count).padStart(8)}  ${name}`
  const names = Object.keys(WORDS) as (keyof Counts)[]
  const kinds = Object.keys(VIOLATIONS) as ViolationKind[]
  return [
    ...names.map((name) => row(WORDS[name], counts[name])),
    '',
    ...kinds.map((kind) => row(VIOLATIONS[kind], found[kind])),
    '',
    `seed ${seed}, ${seconds} s`,
    ...(failure === null ? [] : [`not completed: ${failure}`]),
    ...(folder === null ? [] : [`all of it is kept in ${folder}`]),
    ...violations
      .slice(0, TOLD)
      .map(
        ({ kind, about, expected, found: was }) =>
          `  ${VIOLATIONS[kind]}: ${about}\n    expected ${expected}\n    found    ${was}`,
      ),
    ...(report.isWell ? [] : complaints.map((line) => `  relay: ${line}`)),
  ].join('\n')
}
