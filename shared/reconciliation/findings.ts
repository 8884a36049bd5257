import type { Gateway } from '../relay-protocol.ts'
import type { BooksCompared, BooksDecided, BooksEvent, KeptDifference } from './record.ts'

/** A difference as the newest comparison of its day has it. */
export type Finding = {
  readonly gateway: Gateway
  /** As it was found last. */
  readonly line: KeptDifference
  /** The newest comparison that has a word on it: it was found then, or it was gone. */
  readonly compared: Pick<BooksCompared, 'asOf' | 'person'>
  readonly isFound: boolean
  /** The last that was decided about it, also about another amount. */
  readonly decided: BooksDecided | null
}

/** All that comparisons found, as the journal's events come to it. Pure but for what it holds. */
export type Findings = {
  add(event: BooksEvent): void
  all(): readonly Finding[]
  /** What was decided about just this, where anything was. */
  decided(gateway: Gateway, line: Pick<KeptDifference, 'key' | 'theirs'>): BooksDecided | null
}

type Held = Omit<Finding, 'decided'>

/** The events are to be added in the journal's order. */
export function createFindings(): Findings {
  const held = new Map<string, Held>()
  const decisions = new Map<string, BooksDecided>()

  function compare(event: BooksCompared): void {
    const { gateway, lines, asOf, person } = event
    const compared = { asOf, ...(person && { person }) }
    for (const [name, before] of held) {
      const isToldOf = before.gateway === gateway && tellsOf(event, before.line)
      if (isToldOf) held.set(name, { ...before, compared, isFound: false })
    }
    for (const line of lines) held.set(nameOf(gateway, line.key), { gateway, line, compared, isFound: true })
  }

  return {
    add(event) {
      if (event.kind === 'books.compared') compare(event)
      else decisions.set(nameOf(event.gateway, event.key), event)
    },
    all: () => [...held].map(([name, one]) => ({ ...one, decided: decisions.get(name) ?? null })),
    decided(gateway, { key, theirs }) {
      const decision = decisions.get(nameOf(gateway, key))
      return decision?.theirs === theirs ? decision : null
    },
  }
}

/** Somebody still has to do something about it: it was there when last compared, and nobody has said what became of it. */
export function isOpen({ line, isFound, decided }: Finding): boolean {
  return isFound && line.action !== 'nothing' && !(decided !== null && decided.theirs === line.theirs)
}

/** Had it been there, the comparison would have found it. */
function tellsOf({ days, isWhole, hasLog, leftOut }: BooksCompared, line: KeptDifference): boolean {
  const { day, kind, payment, chargeId } = line
  const isLeftOut = leftOut.some((id) => id === payment?.id || id === chargeId)
  const isSeen = kind !== 'calledFinished' || hasLog
  return day >= days.from && day <= days.to && isWhole && isSeen && !isLeftOut
}

function nameOf(gateway: Gateway, key: string): string {
  return `${gateway} ${key}`
}
