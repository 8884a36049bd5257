import { VIOLATIONS, type Violation, type ViolationKind } from './evidence.ts'
import { type TillOutcome, tortureTill } from './till-torture.ts'

/** More would not fit into the practice gateway's book (`gateway-book.ts`). */
const KILLS_PER_TILL = 50

export type TortureOptions = {
  readonly seed: number
  readonly kills: number
  /** Tills that sell at the same time, each on a data folder of its own. */
  readonly tillsAtOnce: number
  readonly onKill: (killsSoFar: number) => void
}

export type TortureReport = {
  readonly seed: number
  readonly tills: readonly TillOutcome[]
  readonly counts: Readonly<Record<Count, number>>
  readonly violations: Readonly<Record<ViolationKind, number>>
  readonly seconds: number
  /** Every kill happened, and nothing that must not happen did. */
  readonly isWell: boolean
}

const COUNTS = ['kills', 'restarts', 'sales', 'payments', 'charges', 'deposits', 'events'] as const
type Count = (typeof COUNTS)[number]

/** Kills tills while they sell, as often as asked, and counts what that broke. */
export async function torture(options: TortureOptions): Promise<TortureReport> {
  const since = performance.now()
  const waiting = shareOut(options.kills)
  const tills: TillOutcome[] = []
  let kills = 0
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      // Seeds of neighbours differ by one: their plans have nothing in common.
      const outcome = await tortureTill(options.seed + next.till, next.kills, () => options.onKill(++kills))
      tills.push(outcome)
    }
  }
  await Promise.all(Array.from({ length: options.tillsAtOnce }, work))
  return reportOf(options, tills, (performance.now() - since) / 1000)
}

/** As few tills as hold all kills, each with about as many. */
export function shareOut(kills: number): { till: number; kills: number }[] {
  const tills = Math.max(1, Math.ceil(kills / KILLS_PER_TILL))
  const least = Math.floor(kills / tills)
  return Array.from({ length: tills }, (_, till) => ({ till, kills: least + (till < kills % tills ? 1 : 0) }))
}

export function reportOf(
  { seed, kills }: Pick<TortureOptions, 'seed' | 'kills'>,
  tills: readonly TillOutcome[],
  seconds: number,
): TortureReport {
  const sum = (count: Count) => tills.reduce((total, till) => total + till[count], 0)
  const found = tills.flatMap(({ violations }) => violations)
  const counts = Object.fromEntries(COUNTS.map((count) => [count, sum(count)])) as Record<Count, number>
  return {
    seed,
    tills,
    counts,
    violations: countKinds(found),
    seconds: Math.round(seconds),
    isWell: found.length === 0 && counts.kills === kills && tills.every(({ failure }) => failure === null),
  }
}

function countKinds(found: readonly Violation[]): Record<ViolationKind, number> {
  const kinds = Object.keys(VIOLATIONS) as ViolationKind[]
  const counted = kinds.map((kind) => [kind, found.filter((one) => one.kind === kind).length])
  return Object.fromEntries(counted) as Record<ViolationKind, number>
}

/** The table, and below it where to look when something was found. */
export function reportText({ counts, violations, tills, seed, seconds }: TortureReport): string {
  const row = (name: string, count: number) => `${String(count).padStart(6)}  ${name}`
  const kinds = Object.keys(VIOLATIONS) as ViolationKind[]
  return [
    ...COUNTS.map((count) => row(count, counts[count])),
    '',
    ...kinds.map((kind) => row(VIOLATIONS[kind], violations[kind])),
    '',
    `seed ${seed}, ${seconds} s`,
    ...tills.flatMap(detailsOf),
  ].join('\n')
}

function detailsOf({ seed, folder, failure, violations }: TillOutcome): string[] {
  if (folder === null) return []
  return [
    '',
    `Till of seed ${seed}: its data is kept in ${folder}`,
    ...(failure === null ? [] : [`  not completed: ${failure}`]),
    ...violations.map(
      ({ kind, payment, charge, expected, found }) =>
        `  ${VIOLATIONS[kind]}: payment ${payment ?? '–'}, charge ${charge ?? '–'}\n    expected ${expected}\n    found    ${found}`,
    ),
  ]
}
