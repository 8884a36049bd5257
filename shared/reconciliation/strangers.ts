import { formatUsdt, microUsdt } from '../money/usdt.ts'
import type { Payment } from '../payment/payment.ts'
import { isCharged } from '../payment/transition.ts'
import { type Books, difference, isFresh, isListedWithin, type ListedCharge, listedFacts } from './books.ts'
import { meansMoney, parentOf } from './charges.ts'
import type { Difference } from './difference.ts'
import { tillOfOrder } from './order-id.ts'

// What the list shows and the journal does not hold.

export function strangers(books: Books): Difference[] {
  const rows = strangeRows(books)
  const ours = rows.flatMap((row) => ofUs(books, row) ?? [])
  const others = Map.groupBy(
    rows.filter((row) => ofUs(books, row) === undefined),
    (row) => tillOf(books, row),
  )
  return [...ours, ...[...others].map(([till, theirs]) => elsewhere(till, theirs))]
}

/** The charges that no till made, one line for each group of them. */
export function outsiders<T>(books: Books, groupOf: (row: ListedCharge) => T): Map<T, Difference> {
  const rows = strangeRows(books).filter(
    (row) => ofUs(books, row) === undefined && tillOf(books, row) === undefined,
  )
  const groups = Map.groupBy(rows, groupOf)
  return new Map([...groups].map(([group, theirs]) => [group, elsewhere(undefined, theirs)]))
}

function strangeRows(books: Books): ListedCharge[] {
  return [...books.listed.values()].filter((row) => isStranger(books, row))
}

function tillOf(books: Books, row: ListedCharge): string | undefined {
  return tillOfOrder(orderOf(books, row) ?? '')
}

function isStranger(books: Books, row: ListedCharge): boolean {
  const { chargeId } = row.observation
  return !books.byCharge.has(chargeId) && parentOf(books, row) === undefined && isListedWithin(books, row)
}

/** What there is to say when this till made the order; undefined when it did not. */
function ofUs(books: Books, row: ListedCharge): Difference[] | undefined {
  const orderId = orderOf(books, row)
  if (orderId === null) return undefined
  const payment = books.byOrder.get(orderId)
  if (payment !== undefined) return ofOurOrder(books, payment, row)
  const till = tillOfOrder(orderId)
  if (till === undefined || !books.names.has(till)) return undefined
  return [difference('ownOrderUnknown', 'journalOlder', listedFacts(row))]
}

/** A further deposit may come without the order of the charge that it was sent to. */
function orderOf({ listed }: Books, { observation }: ListedCharge): string | null {
  const { orderId, parentChargeId } = observation
  if (orderId !== null || parentChargeId === null) return orderId
  return listed.get(parentChargeId)?.observation.orderId ?? null
}

function ofOurOrder(books: Books, payment: Payment, row: ListedCharge): Difference[] {
  const facts = { of: payment, ...listedFacts(row) }
  // On the gateway's own page a customer may begin to pay in several ways; money makes one of them a further deposit.
  const isTriedOnPage =
    isCharged(payment) && payment.charge.invoice !== undefined && !meansMoney(row.observation)
  if (isTriedOnPage) return []
  if (isCharged(payment)) return [difference('secondCharge', 'orderTwice', facts)]
  // Its reply is perhaps on its way to the till at this moment.
  if (payment.status === 'created' && isFresh(books, row.createdAt)) return []
  return [
    meansMoney(row.observation)
      ? difference('orphanPaid', 'paidUnshown', facts)
      : difference('orphan', 'lostReply', facts),
  ]
}

/** One line for all of them: an account may serve other tills and a web shop. */
function elsewhere(till: string | undefined, rows: readonly ListedCharge[]): Difference {
  const received = rows.reduce(
    (sum, { observation }) => sum + microUsdt(observation.received ?? '0.000000'),
    0n,
  )
  const [first] = rows
  const facts = {
    ...(first !== undefined && rows.length === 1 && listedFacts(first)),
    theirs: formatUsdt(received),
    count: rows.length,
    word: till ?? null,
  }
  return till === undefined
    ? difference('madeElsewhere', 'outsideTills', facts)
    : difference('otherTill', 'anotherTill', facts)
}
