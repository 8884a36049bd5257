import { assertNever } from '../assert-never.ts'
import { formatUsdt, microUsdt } from '../money/usdt.ts'
import type { PaymentEvent } from './event.ts'
import { isFinal, leastAccepted } from './evidence.ts'
import { type Matter, mattersOf, openMatters, repaidOf, undecidedMatters } from './matters.ts'
import type { ChargedPayment, Decision, Settlement } from './payment.ts'
import { goesBack } from './refunds.ts'

/** Decisions that need the owner's PIN and a reason. */
export const OWNER_DECISIONS: readonly Decision[] = ['accepted', 'byHand', 'closed']

/** Whether this can be decided as the payment stands; what other payments of the sale say comes on top (`sale.ts`). */
export function canDecide(payment: ChargedPayment, decision: Decision): boolean {
  switch (decision) {
    case 'accepted':
      return (
        isOpenSale(payment) &&
        !goesBack(payment) &&
        isFinal(payment) &&
        microUsdt(payment.received) > 0n &&
        !cameInFull(payment)
      )
    case 'delivered':
      return (
        isOpenSale(payment) &&
        !goesBack(payment) &&
        isFinal(payment) &&
        isAbout(payment, 'late') &&
        cameInFull(payment)
      )
    case 'byHand':
      return isOpenSale(payment) && payment.status !== 'awaiting'
    case 'owed':
      return undecidedOrHanded(payment).some((matter) => canBeOwed(payment, matter))
    case 'handed':
      return undecidedMatters(payment).length > 0
    case 'closed':
      return openMatters(payment).length > 0
    default:
      return assertNever(decision)
  }
}

type Decided = Omit<Extract<PaymentEvent, { kind: 'decided' }>, 'kind'>

/** Applies a decision; the same payment back where it cannot be decided. */
export function decide(payment: ChargedPayment, event: Decided): ChargedPayment {
  const { decision, at, by, reason, person, approval } = event
  if (!canDecide(payment, decision)) return payment
  switch (decision) {
    case 'accepted':
    case 'delivered':
    case 'byHand':
      return settle(payment, {
        ...{ how: decision, at, by, reason },
        ...(person && { person }),
        ...(approval && { approvedBy: approval.by }),
      })
    case 'owed': {
      const owed = undecidedOrHanded(payment).filter((matter) => canBeOwed(payment, matter))
      return { ...payment, owed: withKeys(payment.owed, owed) }
    }
    case 'handed':
      return { ...payment, handed: withKeys(payment.handed, undecidedMatters(payment)) }
    case 'closed':
      return withClosed(payment, openMatters(payment))
    default:
      return assertNever(decision)
  }
}

/** The goods may go. What spoke against it is over; further deposits and other coins are matters of their own. */
export function settle(payment: ChargedPayment, settlement: Settlement): ChargedPayment {
  const settled = mattersOf(payment).filter(({ kind }) => kind !== 'repeated' && kind !== 'wrongAsset')
  return { ...withClosed(payment, settled), settlement }
}

/** What was given back of a matter that is closed is over with it, and is counted for no other. */
function withClosed(payment: ChargedPayment, matters: readonly Matter[]): ChargedPayment {
  const repaid = repaidOf(payment)
  const gone = matters.reduce((sum, { key }) => sum + (repaid.get(key) ?? 0n), 0n)
  return {
    ...payment,
    closed: withKeys(payment.closed, matters),
    repaid: formatUsdt(microUsdt(payment.repaid) - gone),
  }
}

/** The sale still waits for its money as far as this payment goes. */
function isOpenSale(payment: ChargedPayment): boolean {
  return payment.status !== 'paid' && payment.settlement === null
}

function cameInFull(payment: ChargedPayment): boolean {
  return microUsdt(payment.received) >= leastAccepted(payment)
}

function isAbout(payment: ChargedPayment, kind: Matter['kind']): boolean {
  return openMatters(payment).some((matter) => matter.kind === kind)
}

/** Money that the till knows of and that does not pay for the goods. */
function canBeOwed(payment: ChargedPayment, { kind, usdt }: Matter): boolean {
  if (usdt === 0n) return false
  return (
    kind === 'repeated' ||
    (payment.settlement === null && (kind === 'late' || kind === 'short') && isFinal(payment))
  )
}

/** The owner may decide, after all, what was left to them. */
function undecidedOrHanded(payment: ChargedPayment): readonly Matter[] {
  return openMatters(payment).filter(({ key }) => !payment.owed.includes(key))
}

function withKeys(keys: readonly string[], matters: readonly Matter[]): string[] {
  return [...new Set([...keys, ...matters.map(({ key }) => key)])]
}
