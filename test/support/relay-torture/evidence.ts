import type { CallbackOutcome, CallbackVerdict } from '../../../shared/contract/relay.ts'
import type { PaymentStatus } from '../../../shared/payment/payment.ts'

/** What a soak left behind at the gateways, in the relay and in the till. */
export type Evidence = {
  readonly gateways: {
    readonly callbacks: readonly SentCallback[]
    /** Answers that are neither "stored" nor "send it again". */
    readonly wrongAnswers: readonly { readonly callback: number; readonly status: number }[]
  }
  readonly relay: {
    /** In the order in which a till is sent them. */
    readonly kept: readonly KeptDelivery[]
    readonly latest: number
    readonly acknowledged: number
    /** Times the process ended although nobody killed it. */
    readonly endedByItself: readonly string[]
    readonly peakMb: number
    /** More than this is a leak. */
    readonly allowedMb: number
  }
  readonly till: {
    readonly log: readonly LoggedCallback[]
    readonly cursor: number
    readonly journalFault: string | null
  }
  readonly payments: readonly SoakedPayment[]
}

export type SentCallback = {
  readonly number: number
  readonly payment: number
  readonly isForged: boolean
  /** How often the relay answered it with 2xx. */
  readonly answered: number
}

/** `callback` is null when nobody sent those bytes. */
export type KeptDelivery = { readonly id: number; readonly callback: number | null }

export type LoggedCallback = {
  readonly id: number
  readonly verdict: CallbackVerdict['kind']
  readonly outcome: CallbackOutcome['kind']
  /** The payment it was found to be about. */
  readonly payment: number | null
}

export type SoakedPayment = {
  readonly number: number
  /** What its gateway says in the end means this to the till. */
  readonly expected: PaymentStatus
  readonly found: PaymentStatus | null
  /** How often the journal records its last state. */
  readonly ends: number
}

/** What must never happen, with the words of the report. */
export const VIOLATIONS = {
  lost: 'callbacks answered but not kept',
  altered: 'deliveries nobody sent, or not as they were sent',
  notDense: 'ids missing, twice or out of order',
  neverSeen: 'deliveries that did not reach the till',
  loggedTwice: 'deliveries that took effect twice',
  forgedVerified: 'forged callbacks taken for genuine',
  genuineRefused: 'genuine callbacks refused, or taken for another payment',
  notLookedAt: 'looks that never ended',
  endNotOnce: 'payments whose last state was not applied exactly once',
  journalBroken: 'journals broken',
  acknowledgedTooFar: 'acknowledgements of what the till does not have',
  wrongAnswer: 'answers that are neither "stored" nor "again"',
  endedByItself: 'ends of the relay that nobody caused',
  memoryGrew: 'relays larger than they may be',
} as const
export type ViolationKind = keyof typeof VIOLATIONS

export type Violation = {
  readonly kind: ViolationKind
  /** The delivery, callback or payment it is about. */
  readonly about: string
  readonly expected: string
  readonly found: string
}
