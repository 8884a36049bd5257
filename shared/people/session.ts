import { assertNever } from '../assert-never.ts'

/**
 * Who stands at the till, of main's making and never a window's. It lives in memory: a till that starts knows nobody. Times
 * are milliseconds of a clock that only runs forward. `locked` keeps who was there, so that one PIN brings them back.
 */
export type Session =
  | { readonly kind: 'nobody' }
  | {
      readonly kind: 'signedIn'
      readonly person: string
      readonly since: number
      readonly activeAt: number
      readonly receipts: Receipts
    }
  | { readonly kind: 'locked'; readonly person: string; readonly since: number }

/** What their customers' receipts have opened to them since their PIN last fitted, and how often they asked. */
export type Receipts = {
  /** The ids of those payments. */
  readonly shown: readonly string[]
  readonly asked: number
}

const NO_RECEIPTS: Receipts = { shown: [], asked: 0 }

/**
 * So many in one stay: more than there are refunds in a busy hour. Transactions are public, and whoever could try all of a day
 * would have the shop's list in the end.
 */
export const MOST_RECEIPTS = 30

export type SessionEvent =
  /** Somebody's PIN fitted: signing in, unlocking and the quick switch are one and the same. */
  | { readonly kind: 'pinFitted'; readonly person: string; readonly at: number }
  /** A key, a touch; also that a payment on the screens came to its end, so that it can be read what became of it. */
  | { readonly kind: 'touched'; readonly at: number }
  /** They named an earlier payment in full, as a receipt does; found, it was this one of theirs. */
  | { readonly kind: 'receiptAsked' }
  | { readonly kind: 'receiptFound'; readonly person: string; readonly payment: string }
  | { readonly kind: 'lockDue'; readonly at: number }
  | { readonly kind: 'lockPressed' }
  | { readonly kind: 'signedOut' }
  /** They left the shop, or are something else in it now. */
  | { readonly kind: 'personChanged'; readonly person: string }

/** What the lock goes by: 0 ms is never. `isBusy`: a payment on the screens is in progress. */
export type LockRule = { readonly afterMs: number; readonly isBusy: boolean }

export const NOBODY: Session = { kind: 'nobody' }

/** Applies one event: pure, the same session back when nothing changes. */
export function sessionAfter(session: Session, event: SessionEvent, rule: LockRule): Session {
  switch (event.kind) {
    case 'pinFitted':
      return fitted(session, event)
    case 'touched':
      if (session.kind !== 'signedIn' || event.at <= session.activeAt) return session
      return { ...session, activeAt: event.at }
    case 'receiptAsked':
      return withReceipts(session, ({ shown, asked }) => ({ shown, asked: asked + 1 }))
    case 'receiptFound':
      if (actorOf(session) !== event.person) return session
      return withReceipts(session, ({ shown, asked }) => ({ shown: [...shown, event.payment], asked }))
    case 'lockDue': {
      const due = lockDueAt(session, rule)
      return due !== null && event.at >= due ? locked(session) : session
    }
    case 'lockPressed':
      return locked(session)
    case 'signedOut':
      return NOBODY
    case 'personChanged':
      return session.kind !== 'nobody' && session.person === event.person ? NOBODY : session
    default:
      return assertNever(event)
  }
}

/**
 * When it locks by itself if nobody touches it; null: not at all, or not now. While a payment is in progress nobody has to
 * touch anything, and the cashier must see it get paid.
 */
export function lockDueAt(session: Session, { afterMs, isBusy }: LockRule): number | null {
  return session.kind === 'signedIn' && !isBusy && afterMs > 0 ? session.activeAt + afterMs : null
}

/** Whose calls are answered now; null: nobody's. */
export function actorOf(session: Session): string | null {
  return session.kind === 'signedIn' ? session.person : null
}

/** What the receipts in their hands have opened; gone with the lock. */
export function receiptsOf(session: Session): Receipts {
  return session.kind === 'signedIn' ? session.receipts : NO_RECEIPTS
}

function withReceipts(session: Session, change: (receipts: Receipts) => Receipts): Session {
  return session.kind === 'signedIn' ? { ...session, receipts: change(session.receipts) } : session
}

/** Whoever comes back to their own lock goes on where they were; anybody else begins. */
function fitted(session: Session, { person, at }: Extract<SessionEvent, { kind: 'pinFitted' }>): Session {
  const isBack = session.kind !== 'nobody' && session.person === person
  return { kind: 'signedIn', person, since: isBack ? session.since : at, activeAt: at, receipts: NO_RECEIPTS }
}

function locked(session: Session): Session {
  return session.kind === 'signedIn'
    ? { kind: 'locked', person: session.person, since: session.since }
    : session
}
