import { isDeepStrictEqual } from 'node:util'
import type { ChargedPayment, Payment } from '../../../shared/payment/payment.ts'
import { isCharged, transition } from '../../../shared/payment/transition.ts'
import type { ChargeView } from '../../../simulator/control/contract.ts'
import type { Evidence, Violation } from './evidence.ts'
import { statusViolations } from './status-fit.ts'

/**
 * Compares what the journal holds, what the gateway holds and what the screens showed. Every deposit must have reached
 * its last stage, and the till must have looked at every payment since. Empty means that all three agree.
 */
export function compare(evidence: Evidence): readonly Violation[] {
  return [
    ...shownUnrecorded(evidence),
    ...chargesUnexplained(evidence),
    ...depositsUnaccounted(evidence),
    ...salesPaidTwice(evidence),
    ...twoLiveCodes(evidence),
    ...statuses(evidence),
    ...screensDiffer(evidence),
    ...notWhatItReplaysTo(evidence),
    ...forgotten(evidence),
  ]
}

function violation(
  kind: Violation['kind'],
  about: { readonly payment?: Payment | undefined; readonly charge?: string | undefined },
  expected: string,
  found: string,
): Violation {
  return { kind, payment: about.payment?.number ?? null, charge: about.charge ?? null, expected, found }
}

function shownUnrecorded({ journal, shown }: Evidence): Violation[] {
  const recorded = new Set<string>()
  for (const { event } of journal.events) if (event.kind === 'charged') recorded.add(event.charge.address)
  return shown
    .filter(({ address, wasRecorded }) => !wasRecorded || !recorded.has(address))
    .map(({ window, address, wasRecorded }) =>
      violation(
        'shownUnrecorded',
        { charge: address },
        'its charge is recorded before it crosses to a window',
        `${window}: recorded before ${wasRecorded}, recorded at the end ${recorded.has(address)}`,
      ),
    )
}

/** The payments by the charge that the journal says is theirs. */
function byCharge({ journal }: Evidence): ReadonlyMap<string, Payment> {
  const payments = new Map(journal.payments.map((payment) => [payment.id, payment]))
  const known = new Map<string, Payment>()
  for (const { paymentId, event } of journal.events) {
    const payment = payments.get(paymentId)
    if (event.kind === 'charged' && payment) known.set(event.charge.chargeId, payment)
  }
  return known
}

function chargesUnexplained(evidence: Evidence): Violation[] {
  const known = byCharge(evidence)
  const { events, payments } = evidence.journal
  const intents = new Map(payments.map((payment) => [payment.orderId, payment]))
  const intended = new Set<string>()
  const maybe = new Set<string>()
  for (const { paymentId, event } of events) {
    if (event.kind === 'intended') intended.add(event.payment.orderId)
    if (event.kind === 'abandoned' && event.maybe) maybe.add(paymentId)
    // Withdrawn before there was an answer: nothing was shown, whatever the gateway made of it.
    if (event.kind === 'cancelled') maybe.add(paymentId)
  }
  return evidence.charges
    .filter((charge) => charge.parentPaymentId === null && !known.has(charge.paymentId))
    .flatMap((charge) => {
      const payment = intents.get(charge.orderId ?? '')
      const isOrphan =
        payment?.status === 'abandoned' && intended.has(payment.orderId) && maybe.has(payment.id)
      if (isOrphan && BigInt(charge.actuallyPaid.replace('.', '')) === 0n) return []
      const found = payment ? `${payment.status}, paid ${charge.actuallyPaid}` : `no intent ${charge.orderId}`
      const expected = 'a charge that is not recorded belongs to an abandoned “maybe” and holds no money'
      return [violation('chargeUnexplained', { payment, charge: charge.paymentId }, expected, found)]
    })
}

function depositsUnaccounted(evidence: Evidence): Violation[] {
  const known = byCharge(evidence)
  return evidence.charges.flatMap((charge) => {
    if (charge.parentPaymentId !== null) return childUnaccounted(known.get(charge.parentPaymentId), charge)
    const payment = known.get(charge.paymentId)
    if (!payment || !hasDeposit(charge)) return []
    const found = isCharged(payment) ? payment.received : `no amount, ${payment.status}`
    if (found !== charge.actuallyPaid) {
      return [violation('depositUnaccounted', aboutCharge(payment, charge), charge.actuallyPaid, found)]
    }
    const isMore = isCharged(payment) && payment.status === 'paid' && found > '' && moreThanAsked(charge)
    if (!isMore || payment.remarks.includes('overpaid')) return []
    return [
      violation(
        'depositUnaccounted',
        aboutCharge(payment, charge),
        'overpaid',
        `remarks ${payment.remarks.join()}`,
      ),
    ]
  })
}

function childUnaccounted(parent: Payment | undefined, child: ChargeView): Violation[] {
  const isNoted =
    parent !== undefined &&
    isCharged(parent) &&
    parent.childChargeIds.includes(child.paymentId) &&
    parent.remarks.some((remark) => remark === 'repeated' || remark === 'wrongAsset')
  if (isNoted) return []
  const found =
    parent && isCharged(parent) ? `${parent.childChargeIds.join()} ${parent.remarks.join()}` : 'none'
  const expected = `a remark on the payment of charge ${child.parentPaymentId}`
  return [violation('depositUnaccounted', { payment: parent, charge: child.paymentId }, expected, found)]
}

const aboutCharge = (payment: Payment, charge: ChargeView) => ({ payment, charge: charge.paymentId })
const micro = (text: string) => BigInt(text.replace('.', ''))
const hasDeposit = (charge: ChargeView) => micro(charge.actuallyPaid) > 0n
const moreThanAsked = (charge: ChargeView) => micro(charge.actuallyPaid) > micro(charge.payAmount)

/** The goods may go: the gateway or a person said so. Written anew from the words, not taken from the till. */
const isSold = (payment: ChargedPayment) =>
  payment.status === 'paid' || (payment.settlement !== null && payment.status !== 'refunded')

/** Paying twice for one sale, or for one rest, is the customer's to do, and must be seen by a person. */
function salesPaidTwice(evidence: Evidence): Violation[] {
  const asked = evidence.journal.payments.filter(isCharged)
  const sales = Map.groupBy(asked, ({ saleId, topUpOf }) => `${saleId} ${topUpOf}`)
  const held = new Map(evidence.charges.map((charge) => [charge.paymentId, charge]))
  const reallyCame = ({ charge }: ChargedPayment) => {
    const atGateway = held.get(charge.chargeId)
    return atGateway !== undefined && hasDeposit(atGateway)
  }
  return [...sales.values()].flatMap((payments) => {
    const sold = payments.filter(isSold)
    if (sold.length < 2) return []
    const isByGateway = sold.every((payment) => payment.settlement === null && reallyCame(payment))
    if (isByGateway && sold.some(({ remarks }) => remarks.length > 0)) return []
    const numbers = sold.map(({ number }) => number).join(' and ')
    return [
      violation('salePaidTwice', { payment: sold[1] }, 'one payment sold, or a remark', `${numbers} sold`),
    ]
  })
}

function twoLiveCodes({ journal }: Evidence): Violation[] {
  const payments = new Map<string, Payment>()
  const found: Violation[] = []
  for (const { seq, paymentId, event } of journal.events) {
    const after = transition(payments.get(paymentId), event)
    payments.set(paymentId, after)
    if (event.kind !== 'charged') continue
    const live = [...payments.values()].filter(
      (one) => one.saleId === after.saleId && one.status === 'awaiting',
    )
    if (live.length < 2) continue
    const numbers = live.map(({ number }) => number).join(' and ')
    found.push(
      violation('twoLiveCodes', { payment: after }, 'one live code', `event ${seq}: ${numbers} are live`),
    )
  }
  return found
}

function statuses(evidence: Evidence): Violation[] {
  const known = byCharge(evidence)
  return evidence.charges.flatMap((charge) => {
    const payment = known.get(charge.paymentId)
    return payment && isCharged(payment) ? statusViolations(payment, charge) : []
  })
}

const shownOf = (payment: Payment) =>
  isCharged(payment)
    ? `${payment.status} ${payment.received} ${payment.remarks.toSorted().join()}`
    : payment.status

function screensDiffer({ journal, told }: Evidence): Violation[] {
  const onScreen = new Map(told.payments.map((payment) => [payment.id, shownOf(payment)]))
  const differing = journal.payments
    .filter((payment) => onScreen.get(payment.id) !== shownOf(payment))
    .map((payment) =>
      violation('screenDiffers', { payment }, shownOf(payment), onScreen.get(payment.id) ?? 'not there'),
    )
  // The price of a rest is a part of its sale's.
  const ofDay = journal.payments.filter(({ day, topUpOf }) => day === told.today.day && topUpOf === null)
  const paid = ofDay.filter(isCharged).filter(isSold)
  const sum = paid.reduce((minor, { price }) => minor + price.minor, 0)
  if (told.today.paid === paid.length && told.today.paidMinor === sum) return differing
  const found = `${told.today.paid} paid, ${told.today.paidMinor}`
  return [
    ...differing,
    violation('screenDiffers', {}, `${paid.length} paid, ${sum}`, `the day says ${found}`),
  ]
}

/** The table of payments holds exactly what the events say. */
export function notWhatItReplaysTo({ journal }: Pick<Evidence, 'journal'>): Violation[] {
  const table = new Map(journal.payments.map((payment) => [payment.id, payment]))
  const replayed = new Map(journal.replayed.map((payment) => [payment.id, payment]))
  return [...new Set([...table.keys(), ...replayed.keys()])].flatMap((id) => {
    const [inTable, fromEvents] = [table.get(id) ?? {}, replayed.get(id) ?? {}]
    const about = { payment: table.get(id) ?? replayed.get(id) }
    return differences(inTable, fromEvents).map(({ name, one, other }) =>
      violation('journalBroken', about, `events: ${name} ${other}`, `table: ${name} ${one}`),
    )
  })
}

function differences(one: object, other: object): { name: string; one: string; other: string }[] {
  const [ones, others] = [new Map(Object.entries(one)), new Map(Object.entries(other))]
  return [...new Set([...ones.keys(), ...others.keys()])]
    .filter((name) => !isDeepStrictEqual(ones.get(name), others.get(name)))
    .map((name) => ({ name, one: JSON.stringify(ones.get(name)), other: JSON.stringify(others.get(name)) }))
}

/** A gateway that forgets money would make every other comparison worthless. */
function forgotten({ charges, deposited }: Evidence): Violation[] {
  const held = new Map(charges.map((charge) => [charge.paymentId, charge]))
  return [...new Set(deposited)].flatMap((id) => {
    const charge = held.get(id)
    if (charge && (hasDeposit(charge) || charge.childPaymentIds.length > 0)) return []
    return [
      violation('gatewayForgot', { charge: id }, 'a deposit', charge ? charge.status : 'no such charge'),
    ]
  })
}
