import type { Payment } from '../../../shared/payment/payment.ts'
import type { ChargeView } from '../../../simulator/control/contract.ts'
import type { Shown } from './gateway-book.ts'
import type { JournalReading } from './journal-copy.ts'

/** What one till left behind after its last kill, a last start and a last look at every payment. */
export type Evidence = {
  readonly journal: Pick<JournalReading, 'events' | 'payments' | 'replayed'>
  /** The gateway's book: what is true about money. */
  readonly charges: readonly ChargeView[]
  readonly shown: readonly Shown[]
  /** Charges of which the gateway had said that a deposit arrived. */
  readonly deposited: readonly string[]
  /** What the till told its window at the end. */
  readonly told: {
    readonly payments: readonly Payment[]
    readonly today: { readonly day: string; readonly paid: number; readonly paidMinor: number }
  }
}

/** What must never happen, with the words of the report. */
export const VIOLATIONS = {
  shownUnrecorded: 'charges shown but unrecorded',
  chargeUnexplained: 'charges at the gateway that no record explains',
  depositUnaccounted: 'deposits unaccounted for',
  salePaidTwice: 'sales paid twice without a remark',
  twoLiveCodes: 'sales with two live codes',
  paidLookedUnpaid: 'paid that looked unpaid',
  unpaidLookedPaid: 'unpaid that looked paid',
  statusWrong: 'other statuses that do not fit the gateway',
  screenDiffers: 'screens that differ from the record',
  journalBroken: 'journals broken, shortened or not what they replay to',
  gatewayForgot: 'deposits that the practice gateway itself forgot',
} as const
export type ViolationKind = keyof typeof VIOLATIONS

export type Violation = {
  readonly kind: ViolationKind
  /** As people say it aloud; null when it is about none, or an unknown one. */
  readonly payment: number | null
  readonly charge: string | null
  readonly expected: string
  readonly found: string
}
