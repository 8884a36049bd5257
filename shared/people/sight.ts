import { may } from './may.ts'
import type { Person } from './person.ts'

/** What of a payment says whose it is; null for payments from before there were people or shifts. */
export type WhosePayment = {
  readonly cashier: string | null
  readonly shift: number | null
  /** It is on the screens, or parked: not over, and a matter of whoever is at the till. */
  readonly isOnDesk: boolean
}

/**
 * `isOfNow`: it is of this business day or has come to no Z yet, or somebody still has to deal with it, or something happened to
 * it since the last Z.
 */
export type PaymentInSight = WhosePayment & {
  readonly isOfNow: boolean
  /** Whoever asks has its receipt before them, and asks for what a receipt opens (`opensByReceipt`). */
  readonly isShown: boolean
}

/**
 * Whether somebody may see it. A cashier sees their own open shift and what is still going on at the till: the next
 * cashier has to hand out the goods of a payment that the last one began. A manager sees what is of now and the one whose receipt they hold, the owner all.
 */
export function sees(person: Person, openShift: number | null, payment: PaymentInSight): boolean {
  if (!person.isHere) return false
  if (may(person.role, 'seeHistory') === 'always' || payment.isOnDesk) return true
  if (may(person.role, 'seeTill') === 'always' && (payment.isOfNow || payment.isShown)) return true
  return payment.cashier === person.id && openShift !== null && payment.shift === openShift
}
