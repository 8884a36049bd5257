import type { CallbackRow } from '../contract/relay.ts'
import type { ChargedPayment } from '../payment/payment.ts'
import { type Books, difference, FRESH_MS, isFresh, isWithin } from './books.ts'
import { finishWasSaid } from './charges.ts'
import type { Difference, DifferenceCause } from './difference.ts'

// The log of callbacks against the other two. Without a relay it is empty, and nothing follows from that.

/** So many in a row may have come in an outage of minutes; more is one thing, and one line. */
const MOST_LOST = 2

export function relayDifferences(books: Books): Difference[] {
  const silent = silence(books)
  return [...looks(books), ...calledFinished(books), ...silent, ...refused(books, silent)]
}

// Looks that a callback led to.

function looks(books: Books): Difference[] {
  const told = new Set<string>()
  return books.input.callbacks.flatMap((row) => {
    const payment = row.chargeId === null ? undefined : books.byCharge.get(row.chargeId)
    const isOver = isWithin(books, row.receivedAt) && !isFresh(books, row.receivedAt)
    if (row.verdict.kind !== 'verified' || payment === undefined || !isOver) return []
    const line = lookDifference(books, row, payment)
    if (line === null || told.has(`${line.kind} ${payment.id}`)) return []
    told.add(`${line.kind} ${payment.id}`)
    return [line]
  })
}

function lookDifference(books: Books, row: CallbackRow, payment: ChargedPayment): Difference | null {
  const facts = { of: payment, callbackId: row.id, at: row.receivedAt, word: wordOf(row) }
  if (row.outcome.kind === 'looking') return difference('lookUnfinished', 'lookHung', facts)
  if (row.outcome.kind !== 'unanswered' || isCaughtUp(books, payment, wordOf(row))) return null
  // The finish it spoke of is told as what it is.
  if (finishWasSaid(books, payment) && payment.lastObserved !== 'finished') return null
  return difference('lookUnanswered', 'gatewaySilent', facts)
}

/** The till has since heard what the gateway's list says now; or, without a row, what the callback said. */
function isCaughtUp({ listed }: Books, payment: ChargedPayment, said: string | null): boolean {
  const row = listed.get(payment.charge.chargeId)
  return payment.vendorStatus === (row?.observation.vendorStatus ?? said)
}

function wordOf({ verdict }: CallbackRow): string | null {
  return verdict.kind === 'verified' ? verdict.vendorStatus : null
}

/** A genuine callback that neither the till nor the list confirms. Where the list does, the finish was missed. */
function calledFinished(books: Books): Difference[] {
  return books.payments.flatMap((payment) => {
    const callback = finishWasSaid(books, payment)
    const row = books.listed.get(payment.charge.chargeId)
    const words = [payment.lastObserved, row?.observation.status]
    const isKnown = words.some((word) => word === 'finished' || word === 'failed' || word === 'refunded')
    // A further deposit's callback names the charge that it was sent to.
    const isChilds = payment.childChargeIds.length > 0
    if (callback === undefined || isKnown || isChilds || isFresh(books, callback.receivedAt)) return []
    const { id: callbackId, receivedAt: at } = callback
    const theirs = row?.observation.received ?? null
    return [difference('calledFinished', 'callbackAlone', { of: payment, callbackId, at, theirs })]
  })
}

// Callbacks that did not come.

/** Finished at the gateway, and not a word of it through the relay, though others came. */
function silence(books: Books): Difference[] {
  const [first] = heardTimes(books)
  if (first === undefined) return []
  const due = books.payments
    .filter((payment) => isDue(books, payment, first))
    .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.number - b.number)
  return runsOf(due, ({ charge }) => !books.said.has(charge.chargeId)).flatMap((run) => {
    if (run.length <= MOST_LOST) {
      return run.map((payment) => difference('callbackMissing', 'callbackLost', { of: payment }))
    }
    const isLast = run.at(-1) === due.at(-1)
    const cause: DifferenceCause = isLast && isWrongNow(books) ? 'wrongSecret' : 'relaySilent'
    return [difference('callbacksStopped', cause, { at: run[0]?.createdAt ?? null, count: run.length })]
  })
}

/** Those that follow one another, as a list each. */
function runsOf<T>(all: readonly T[], belongs: (one: T) => boolean): readonly (readonly T[])[] {
  const runs: T[][] = []
  let run: T[] | null = null
  for (const one of all) {
    if (!belongs(one)) {
      run = null
    } else if (run === null) {
      run = [one]
      runs.push(run)
    } else run.push(one)
  }
  return runs
}

/** When verified callbacks came, oldest first. */
function heardTimes({ said }: Books): number[] {
  return [...said.values()]
    .flat()
    .map(({ receivedAt }) => Date.parse(receivedAt))
    .sort((a, b) => a - b)
}

/** A callback that says finished should be there by now. Before the first one there was no relay. */
function isDue({ listed, span }: Books, payment: ChargedPayment, first: number): boolean {
  const row = listed.get(payment.charge.chargeId)
  const isFinished = payment.lastObserved === 'finished' || row?.observation.status === 'finished'
  const finishedAt = payment.paidAt ?? row?.observation.gatewayUpdatedAt ?? payment.createdAt
  const isInTime = Date.parse(finishedAt) <= span.asOf - 2 * FRESH_MS
  return isFinished && isInTime && Date.parse(payment.createdAt) >= first
}

// Callbacks that were turned away.

const BY_REASON: Readonly<Record<string, DifferenceCause>> = {
  noSecret: 'wrongSecret',
  wrongSignature: 'wrongSecret',
  tooOld: 'clockOrReplay',
  tooNew: 'clockOrReplay',
}

/** The gateway's own callbacks are refused for their signature, and none was right since. */
function isWrongNow(books: Books): boolean {
  const isOfGateway = gatewaySince(books)
  return books.input.callbacks.some(
    (row) =>
      row.verdict.kind === 'refused' && BY_REASON[row.verdict.reason] === 'wrongSecret' && isOfGateway(row),
  )
}

/**
 * Strangers post what they like, and that is no difference. It is one about a charge of ours, where there is no secret to
 * check with, or from where the gateway's own came and no genuine one came since.
 */
function refused(books: Books, silent: readonly Difference[]): Difference[] {
  const isToldAlready = silent.some(({ cause }) => cause === 'wrongSecret')
  const isOfGateway = gatewaySince(books)
  const lines = new Map<string, Difference>()
  for (const row of books.input.callbacks) {
    const { verdict, receivedAt, chargeId } = row
    if (verdict.kind !== 'refused' || !isWithin(books, receivedAt)) continue
    const { reason } = verdict
    const of = chargeId === null ? undefined : books.byCharge.get(chargeId)
    const concernsAll = !isToldAlready && (reason === 'noSecret' || (reason in BY_REASON && isOfGateway(row)))
    if (of === undefined && !concernsAll) continue
    const key = `${reason} ${of?.id ?? ''}`
    const count = (lines.get(key)?.count ?? 0) + 1
    const facts = { of, callbackId: row.id, at: receivedAt, word: reason, ours: null, count }
    lines.set(key, difference('callbackRefused', BY_REASON[reason] ?? 'altered', facts))
  }
  return [...lines.values()]
}

/** From an address that genuine ones came from, after the last of them. */
function gatewaySince(books: Books): (row: CallbackRow) => boolean {
  const last = heardTimes(books).at(-1)
  const sources = new Set([...books.said.values()].flat().map(({ source }) => source))
  return ({ source, receivedAt }) =>
    last !== undefined && sources.has(source) && Date.parse(receivedAt) > last
}
