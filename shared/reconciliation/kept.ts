import type { Day, DayRange } from '../calendar/day.ts'
import type { Books, ListedCharge } from './books.ts'
import type { Difference, DifferenceKind } from './difference.ts'
import { LINES_KEPT, TEXT_KEPT } from './limits.ts'
import type { KeptDifference } from './record.ts'
import { outsiders } from './strangers.ts'

// Which differences are kept, and what each is found by again.

/**
 * Where gateway and till do not say the same about a charge. Not what makes the list doubtful, what both agree about and a
 * person has to decide on the payment, what the relay did, and what another till's journal has.
 */
const IS_UNMATCHED: Readonly<Record<DifferenceKind, boolean>> = {
  listIncomplete: false,
  rowUnreadable: true,
  reversed: true,
  finishMissed: true,
  calledFinished: true,
  depositMissed: true,
  failureMissed: true,
  paidTwice: false,
  orphanPaid: true,
  ownOrderUnknown: true,
  chargeTwice: true,
  chargeDiffers: true,
  secondCharge: true,
  statusUnknown: true,
  listBehind: true,
  receivedDiffers: true,
  askedDiffers: true,
  depositUnknown: true,
  wrongAssetUnknown: true,
  depositDiffers: true,
  notListed: true,
  stuck: false,
  byHandAndPaid: true,
  byHandOnly: true,
  moneyUndecided: false,
  moneyOwed: false,
  lookUnfinished: false,
  lookUnanswered: false,
  callbacksStopped: false,
  callbackRefused: false,
  callbackMissing: false,
  orphan: true,
  otherTill: false,
  madeElsewhere: true,
}

export function isUnmatched({ kind }: Pick<Difference, 'kind'>): boolean {
  return IS_UNMATCHED[kind]
}

export type Kept = {
  readonly lines: readonly KeptDifference[]
  /** There were more than are kept. */
  readonly isCut: boolean
  /** What each line of the list is kept as, where it is. */
  readonly keys: ReadonlyMap<Difference, string>
}

type Calendar = { readonly days: DayRange; readonly dayOf: (instant: string) => Day }

/** What is kept of a list of differences, in its order; of these days alone, since only they were compared. */
export function keptOf(books: Books, lines: readonly Difference[], { days, dayOf }: Calendar): Kept {
  const kept = new Map<string, KeptDifference>()
  const keys = new Map<Difference, string>()

  function keep(line: Difference, day: Day): void {
    if (day < days.from || day > days.to) return
    const key = keyOf(line, day)
    const before = kept.get(key)
    kept.set(key, before ? { ...before, count: before.count + line.count } : entryOf(line, key, day))
    keys.set(line, key)
  }

  for (const line of lines) {
    const began = beginningOf(books, line)
    // Those come by day below: an account may serve a web shop.
    if (isUnmatched(line) && line.kind !== 'madeElsewhere')
      keep(line, began === null ? days.to : dayOf(began))
  }
  const dayOfRow = ({ createdAt }: ListedCharge) => (createdAt === null ? days.to : dayOf(createdAt))
  for (const [day, line] of outsiders(books, dayOfRow)) keep(line, day)

  const all = [...kept.values()]
  return { lines: all.slice(0, LINES_KEPT), isCut: all.length > LINES_KEPT, keys }
}

/** A callback may come on a later day than its payment began, and is compared with it. */
function beginningOf({ byCharge }: Books, { kind, chargeId, at }: Difference): string | null {
  if (kind !== 'calledFinished' || chargeId === null) return at
  return byCharge.get(chargeId)?.createdAt ?? at
}

/** The same whenever the same is found: no amount and no word is in it. */
function keyOf({ kind, payment, chargeId }: Difference, day: Day): string {
  const about =
    kind === 'madeElsewhere' || (payment === null && chargeId === null)
      ? [day]
      : [payment?.id ?? '', chargeId ?? '']
  return [kind, ...about].join(' ')
}

function entryOf({ callbackId: _, ...line }: Difference, key: string, day: Day): KeptDifference {
  return { ...line, key, day, orderId: shortened(line.orderId), word: shortened(line.word) }
}

function shortened(text: string | null): string | null {
  return text === null ? null : text.slice(0, TEXT_KEPT)
}
