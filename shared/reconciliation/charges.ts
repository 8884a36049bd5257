import { assertNever } from '../assert-never.ts'
import type { CallbackRow } from '../contract/relay.ts'
import { microUsdt } from '../money/usdt.ts'
import { mismatches } from '../payment/evidence.ts'
import type { ChargedPayment, Observation, ObservedStatus } from '../payment/payment.ts'
import { isConfirming, isSold } from '../payment/questions.ts'
import { isCharged } from '../payment/transition.ts'
import { CALLERS } from '../relay-protocol.ts'
import { type Books, difference, FRESH_MS, isFresh, isWithin, type ListedCharge } from './books.ts'
import type { Difference, DifferenceCause, DifferenceKind } from './difference.ts'

// The journal's payments against the rows of the same charges.

/** A deposit is through within minutes; what takes a day needs somebody at the gateway. */
const STUCK_MS = 24 * 60 * 60_000
/** The till looks at least hourly for seven days. */
const LOOKS_APART_MS = 2 * 60 * 60_000

/** The gateway has said its last word, as far as it usually goes. */
const SETTLED: readonly ObservedStatus[] = ['partiallyPaid', 'finished', 'failed', 'refunded']
const ON_ITS_WAY: readonly ObservedStatus[] = ['confirming', 'confirmed', 'sending']

export function chargeDifferences(books: Books): Difference[] {
  const isNoneListed = books.payments.every(({ charge }) => !books.listed.has(charge.chargeId))
  const whyMissing: DifferenceCause = isNoneListed && books.payments.length > 1 ? 'otherKey' : 'dropped'
  return books.payments.flatMap((payment) => {
    const row = books.listed.get(payment.charge.chargeId)
    return row === undefined ? missing(books, payment, whyMissing) : compared(books, payment, row)
  })
}

/** Only what the list must hold is missing from it. */
function missing(books: Books, payment: ChargedPayment, cause: DifferenceCause): Difference[] {
  const { listed } = books.input
  const from = Date.parse(listed.covers.from) + FRESH_MS
  const to = Math.min(Date.parse(listed.covers.to), books.span.asOf) - FRESH_MS
  const began = Date.parse(payment.createdAt)
  const isExpected = listed.complete && !books.odd.has(payment.charge.chargeId) && began >= from && began < to
  return isExpected ? [difference('notListed', cause, { of: payment })] : []
}

function compared(books: Books, payment: ChargedPayment, row: ListedCharge): Difference[] {
  const { observation: seen } = row
  const said = { of: payment, theirs: seen.received, word: seen.vendorStatus }
  const wrong = mismatches(payment, seen)
  if (wrong.length > 0) {
    // What the till noted itself is for a person to decide, and stands among that.
    const isKnown = payment.remarks.some((remark) => remark === 'mismatch' || remark === 'wrongAsset')
    return isKnown ? [] : [difference('chargeDiffers', 'chargeChanged', { ...said, word: wrong.join(' ') })]
  }
  const found: Difference[] = []
  if (microUsdt(payment.charge.asked) !== microUsdt(seen.asked)) {
    const { asked } = payment.charge
    found.push(difference('askedDiffers', 'askedAnew', { ...said, ours: asked, theirs: seen.asked }))
  }
  // What the owner settled by hand is compared with the money that came, not with the word for it (`decisions.ts`).
  if (isFresh(books, seen.gatewayUpdatedAt) || payment.settlement?.how === 'byHand') return found
  const status = statusDifference(books, payment, seen) ?? receivedDifference(payment, seen)
  if (status !== null) found.push(difference(...status, said))
  return found
}

type Reading = readonly [DifferenceKind, DifferenceCause]

function statusDifference(books: Books, payment: ChargedPayment, seen: Observation): Reading | null {
  const { lastObserved: ours, vendorStatus } = payment
  if (seen.status === 'unknown') {
    return vendorStatus === seen.vendorStatus ? null : ['statusUnknown', 'changedByHand']
  }
  if (ours === seen.status) return isStuck(books, payment) ? ['stuck', 'held'] : null
  if (isBehind(seen.status, ours)) return ['listBehind', 'listOld']
  return missed(books, payment, seen)
}

/** The list says more than the till knows. */
function missed(books: Books, payment: ChargedPayment, seen: Observation): Reading | null {
  const ours = payment.lastObserved
  switch (seen.status) {
    case 'finished':
      return ['finishMissed', finishWasSaid(books, payment) ? 'callbackNotFollowed' : 'lookMissed']
    case 'failed':
    case 'refunded':
      return isSold(payment) || ours === 'finished'
        ? ['reversed', 'takenBack']
        : ['failureMissed', 'notProcessed']
    case 'partiallyPaid':
      return ['depositMissed', 'lookMissed']
    case 'confirming':
    case 'confirmed':
    case 'sending':
      return ON_ITS_WAY.includes(ours) || !isOld(books, seen) ? null : ['depositMissed', 'lookMissed']
    case 'waiting':
    case 'expired':
    case 'unknown':
      return null
    default:
      return assertNever(seen.status)
  }
}

/** The gateway told us more than its list does. */
function isBehind(theirs: ObservedStatus, ours: ObservedStatus): boolean {
  if (!SETTLED.includes(ours)) return false
  if (!SETTLED.includes(theirs)) return true
  if (ours === 'refunded') return true
  return ours === 'finished' && theirs === 'partiallyPaid'
}

function isStuck({ span }: Books, payment: ChargedPayment): boolean {
  const since = payment.seenAt ?? payment.createdAt
  return isConfirming(payment) && span.asOf - Date.parse(since) > STUCK_MS
}

function isOld({ span }: Books, { gatewayUpdatedAt }: Observation): boolean {
  return gatewayUpdatedAt === null || span.asOf - Date.parse(gatewayUpdatedAt) > LOOKS_APART_MS
}

function receivedDifference(payment: ChargedPayment, seen: Observation): Reading | null {
  if (seen.received === null || ON_ITS_WAY.includes(seen.status)) return null
  const more = microUsdt(seen.received) - microUsdt(payment.received)
  if (more === 0n) return null
  return ['receivedDiffers', more > 0n ? 'moreCame' : 'corrected']
}

/** Money came to the charge, by the list. */
export function meansMoney({ status, received }: Observation): boolean {
  if (status === 'finished' || status === 'partiallyPaid' || ON_ITS_WAY.includes(status)) return true
  return status !== 'failed' && status !== 'refunded' && received !== null && microUsdt(received) > 0n
}

/** The callback that said of this charge that it is finished, if one did. */
export function finishWasSaid({ said }: Books, { charge }: ChargedPayment) {
  const isFinish = ({ gateway, verdict }: CallbackRow) =>
    verdict.kind === 'verified' && verdict.vendorStatus.toLowerCase() === CALLERS[gateway].finished
  return said.get(charge.chargeId)?.find(isFinish)
}

// Further deposits.

/** Every listed charge that is a further deposit to one of ours. It belongs to the period in which it came. */
export function depositDifferences(books: Books): Difference[] {
  return [...books.listed.values()].flatMap((row) => {
    const parent = parentOf(books, row)
    if (parent === undefined) return []
    const isIn = isWithin(books, row.createdAt ?? parent.createdAt)
    return isIn && !isFresh(books, row.observation.gatewayUpdatedAt) ? depositDifference(parent, row) : []
  })
}

/** Our payment that this row is a further deposit to. */
export function parentOf(books: Books, { observation, originType }: ListedCharge) {
  const { chargeId, parentChargeId, orderId } = observation
  if (books.byCharge.has(chargeId)) return undefined
  const named = parentChargeId === null ? undefined : books.byCharge.get(parentChargeId)
  const parent = books.byChild.get(chargeId) ?? named
  if (parent !== undefined || originType?.toUpperCase() !== 'REPEATED') return parent
  const payment = orderId === null ? undefined : books.byOrder.get(orderId)
  return payment !== undefined && isCharged(payment) ? payment : undefined
}

function depositDifference(parent: ChargedPayment, { observation: seen, createdAt }: ListedCharge) {
  const { chargeId, received, vendorStatus, status, coin } = seen
  const facts = { of: parent, chargeId, theirs: received, word: vendorStatus, ours: null }
  const at = createdAt ?? parent.createdAt
  if (!parent.childChargeIds.includes(chargeId)) {
    return coin === 'usdttrc20'
      ? [difference('depositUnknown', 'furtherDeposit', { ...facts, at })]
      : [difference('wrongAssetUnknown', 'otherCoin', { ...facts, at, word: coin })]
  }
  if (!SETTLED.includes(status)) return []
  const known = parent.children.find((child) => child.chargeId === chargeId)
  const isSame = known?.status === status && (received === null || known.received === received)
  const ours = known?.received ?? null
  return isSame ? [] : [difference('depositDiffers', 'lookMissed', { ...facts, at, ours })]
}
