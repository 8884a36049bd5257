import { type Books, difference, openBooks, type ReconciliationInput } from './books.ts'
import { chargeDifferences, depositDifferences } from './charges.ts'
import { decisionDifferences } from './decisions.ts'
import { type Difference, DifferenceKind } from './difference.ts'
import { relayDifferences } from './relay.ts'
import { strangers } from './strangers.ts'

/**
 * Everything in which journal, gateway's list and relay's log do not agree in a period, the gravest first; empty when they
 * do. Pure, and about as fast as reading the three: nothing is looked for by going through another book.
 *
 * What is only on its way from one book to the next (a charge that changed within five minutes, a charge at the edge of
 * the days asked for, a row shown twice) is no difference.
 */
export function reconcile(input: ReconciliationInput): readonly Difference[] {
  return differencesIn(openBooks(input))
}

/** The same of books that are open already. */
export function differencesIn(books: Books): readonly Difference[] {
  return [
    ...aboutList(books),
    ...chargeDifferences(books),
    ...depositDifferences(books),
    ...strangers(books),
    ...decisionDifferences(books),
    ...relayDifferences(books),
  ].sort(inOrder)
}

/** What makes the list itself doubtful. */
function aboutList({ input, byCharge }: Books): Difference[] {
  const { complete, malformed } = input.listed
  const rows = malformed.map(({ id, detail }) => {
    const of = id === null ? undefined : byCharge.get(id)
    return difference('rowUnreadable', 'oddRow', { of, chargeId: id, word: detail })
  })
  return complete ? rows : [difference('listIncomplete', 'listCut', {}), ...rows]
}

const RANK = new Map(DifferenceKind.options.map((kind, rank) => [kind, rank]))

function inOrder(a: Difference, b: Difference): number {
  const byKind = (RANK.get(a.kind) ?? 0) - (RANK.get(b.kind) ?? 0)
  if (byKind !== 0) return byKind
  const [left, right] = [placeOf(a), placeOf(b)]
  return left < right ? -1 : Number(left > right)
}

/** Within a kind: by time, and the same list for the same books in whatever order they came. */
function placeOf({ at, chargeId, payment, callbackId, word }: Difference): string {
  return [at, chargeId, payment?.id, callbackId, word].join(' ')
}
