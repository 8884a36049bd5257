import type { DayClosed } from '../shift/shift.ts'
import type { JournalPlace } from './bundle.ts'
import type { TillRef } from './till-ref.ts'

/** One Z of one till, wherever it is known from. */
export type TillZ = {
  readonly till: TillRef
  readonly event: DayClosed
  /** Where it stands in its till's journal, and where the Z before does. */
  readonly place: JournalPlace
  readonly before: JournalPlace | null
}

/** The business day a Z is counted to: that which it ends, so that every Z is of one day and of one month. */
export function dayOf({ event }: TillZ): string {
  return event.z.day
}

/** The tills in the order of their numbers, each with its Zs in theirs. */
export function byTill(zs: readonly TillZ[]): readonly (readonly [TillZ, ...TillZ[]])[] {
  const tills = new Map<string, [TillZ, ...TillZ[]]>()
  for (const one of zs.toSorted((a, b) => a.place.number - b.place.number)) {
    const before = tills.get(one.till.id)
    if (before) before.push(one)
    else tills.set(one.till.id, [one])
  }
  return [...tills.values()].toSorted(
    ([a], [b]) => a.till.number - b.till.number || (a.till.id < b.till.id ? -1 : 1),
  )
}
