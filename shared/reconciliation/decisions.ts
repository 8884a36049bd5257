import { formatUsdt, type MicroUsdt, microUsdt } from '../money/usdt.ts'
import { mismatches } from '../payment/evidence.ts'
import { type Matter, mattersOf, openMatters, owedOf } from '../payment/matters.ts'
import type { ChargedPayment } from '../payment/payment.ts'
import { isPaid, isSold } from '../payment/questions.ts'
import { isCharged } from '../payment/transition.ts'
import { type Books, difference, isWithin } from './books.ts'
import { meansMoney } from './charges.ts'
import type { Difference } from './difference.ts'

// What people decided, or still have to, against the money that is there.

export function decisionDifferences(books: Books): Difference[] {
  const twice = salesPaidTwice(books)
  const told = new Set(twice.map(({ saleId }) => saleId))
  return [
    ...twice.map(({ line }) => line),
    ...books.payments.flatMap((payment) => [
      ...byHand(books, payment),
      ...(told.has(payment.saleId) ? [] : undecided(payment)),
      ...owed(payment),
    ]),
    ...chargesHeldTwice(books),
  ]
}

/** Goods went on the owner's word. Whether money came is for the list to say. */
function byHand({ listed }: Books, payment: ChargedPayment): Difference[] {
  const row = listed.get(payment.charge.chargeId)
  if (payment.settlement?.how !== 'byHand' || row === undefined) return []
  const { observation: seen } = row
  const facts = { of: payment, theirs: seen.received, word: seen.vendorStatus }
  return [
    meansMoney(seen)
      ? difference('byHandAndPaid', 'cameAfterAll', facts)
      : difference('byHandOnly', 'paidOutside', facts),
  ]
}

function undecided(payment: ChargedPayment): Difference[] {
  const open = openMatters(payment).filter(
    ({ key, kind }) => kind !== 'overpaid' && !payment.owed.includes(key),
  )
  if (open.length === 0) return []
  const ours = formatUsdt(sumOf(open))
  return [difference('moneyUndecided', 'notDecided', { of: payment, ours, word: open[0]?.kind ?? null })]
}

function owed(payment: ChargedPayment): Difference[] {
  const usdt = owedOf(payment)
  return usdt === 0n ? [] : [difference('moneyOwed', 'notPaidBack', { of: payment, ours: formatUsdt(usdt) })]
}

/** Two payments each brought all of a sale's money: told is the one that the sale can do without. */
function salesPaidTwice(books: Books): { readonly saleId: string; readonly line: Difference }[] {
  const bySale = new Map<string, ChargedPayment[]>()
  for (const payment of books.input.payments) {
    if (!isCharged(payment) || !cameInFull(books, payment) || isDealtWith(payment)) continue
    const before = bySale.get(payment.saleId)
    if (before) before.push(payment)
    else bySale.set(payment.saleId, [payment])
  }
  return [...bySale].flatMap(([saleId, payments]) => {
    const inOrder = [...payments].sort(byBeginning)
    const extra = inOrder.findLast((payment) => !isSold(payment)) ?? inOrder.at(-1)
    const isOurs = extra !== undefined && isWithin(books, extra.createdAt)
    if (payments.length < 2 || !isOurs) return []
    const theirs = books.listed.get(extra.charge.chargeId)?.observation.received ?? null
    return [
      { saleId, line: difference('paidTwice', 'paidBoth', { of: extra, theirs, count: payments.length }) },
    ]
  })
}

function byBeginning(a: ChargedPayment, b: ChargedPayment): number {
  return Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.number - b.number
}

/** By either book. A short payment that a top-up completed has not come in full, and its top-up has. */
function cameInFull({ listed }: Books, payment: ChargedPayment): boolean {
  if (payment.status === 'short') return false
  const seen = listed.get(payment.charge.chargeId)?.observation
  const isThere = seen?.status === 'finished' && mismatches(payment, seen).length === 0
  // What came in another coin is no money of the sale.
  const isHere = payment.lastObserved === 'finished' && microUsdt(payment.received) > 0n
  return isPaid(payment) || isHere || isThere
}

/** It did not pay for the goods, and what becomes of its money is decided. */
function isDealtWith(payment: ChargedPayment): boolean {
  if (isSold(payment)) return false
  const money = mattersOf(payment).filter(({ usdt }) => usdt > 0n)
  const decided = [...payment.owed, ...payment.closed]
  return money.length > 0 && money.every(({ key }) => decided.includes(key))
}

function sumOf(matters: readonly Matter[]): MicroUsdt {
  return matters.reduce((sum, { usdt }) => sum + usdt, 0n)
}

/** Two payments with one charge: journals were joined or copied. */
function chargesHeldTwice({ doubles }: Books): Difference[] {
  return doubles.map((payment) => difference('chargeTwice', 'journalJoined', { of: payment }))
}
