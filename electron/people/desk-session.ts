import type { SessionView } from '../../shared/contract/till.ts'
import type { Caller } from '../../shared/people/caller.ts'
import type { Person } from '../../shared/people/person.ts'
import {
  actorOf,
  lockDueAt,
  MOST_RECEIPTS,
  NOBODY,
  receiptsOf,
  type Session,
  type SessionEvent,
  sessionAfter,
} from '../../shared/people/session.ts'
import type { Clock } from '../time/clock.ts'

/** Who stands at the till, kept in memory alone: a till that starts knows nobody. */
export type DeskSession = {
  view(): SessionView
  /** Whose calls are answered. `open`: the till has no people, `shut`: it is locked, or nobody is signed in. */
  standing(): Standing
  signedIn(person: string): void
  lock(): void
  signOut(): void
  touched(): void
  /** Whether an earlier payment may be looked for by its receipt once more, before a PIN has to be shown again. Counts it. */
  asksReceipt(): boolean
  /** That person's receipt was found to be of this payment: theirs to see until they lock or go. */
  showReceipt(person: string, payment: string): void
  hasReceipt(payment: string): boolean
  /** They left the shop, or are something else in it now. */
  personChanged(person: string): void
  /** Something on the screens may have begun or ended: whoever is there is given the time to read it. */
  follow(): void
  /** The computer slept: nobody knows who stands there now. Not while a payment on the screens is in progress. */
  woke(): void
  /** It slept for so long, in ms: for longer than the lock's time it locks whatever is on the screens. */
  slept(ms: number): void
  close(): void
}

export type Standing =
  | { readonly kind: 'open' }
  | { readonly kind: 'shut' }
  | { readonly kind: 'person'; readonly person: Person }

/** Whether whoever was let in with a call stands there still, as what they were. */
export function isStillThere({ person, role }: Caller, now: Standing): boolean {
  if (person === null) return now.kind === 'open'
  return now.kind === 'person' && now.person.id === person.id && now.person.role === role
}

type Dependencies = {
  readonly clock: Clock
  /** Null where nobody can be known (the book is damaged): then nobody is let in. */
  readonly people: () => readonly Person[] | null
  /** 0: never. */
  readonly lockAfterMs: () => number
  /** A payment on the screens is in progress. */
  readonly isBusy: () => boolean
  readonly onChange: () => void
}

export function createDeskSession({
  clock,
  people,
  lockAfterMs,
  isBusy,
  onChange,
}: Dependencies): DeskSession {
  let session: Session = NOBODY
  let wasBusy = false
  let stopTimer: () => void = () => undefined
  const forward = onlyForward(clock)

  function apply(event: SessionEvent): void {
    const before = session
    session = sessionAfter(session, event, rule())
    arm()
    const isNews = before.kind !== session.kind || personOf(before) !== personOf(session)
    if (isNews) onChange()
  }

  function rule() {
    return { afterMs: lockAfterMs(), isBusy: isBusy() }
  }

  function arm(): void {
    stopTimer()
    stopTimer = () => undefined
    const due = lockDueAt(session, rule())
    if (due === null) return
    const waitMs = Math.max(0, due - forward.now())
    stopTimer = clock.after(waitMs, () => apply({ kind: 'lockDue', at: forward.now() }))
  }

  function findHere(id: string | null): Person | undefined {
    return people()?.find((person) => person.id === id && person.isHere)
  }

  function isOpen(): boolean {
    return people()?.length === 0
  }

  return {
    view() {
      if (isOpen()) return { kind: 'open' }
      const person = findHere(personOf(session))
      if (session.kind === 'nobody' || !person) return { kind: 'nobody' }
      const { id, role } = person
      return session.kind === 'locked'
        ? { kind: 'locked', person: id }
        : { kind: 'signedIn', person: id, role }
    },
    standing() {
      if (isOpen()) return { kind: 'open' }
      const person = findHere(actorOf(session))
      return person ? { kind: 'person', person } : { kind: 'shut' }
    },
    signedIn: (person) => apply({ kind: 'pinFitted', person, at: forward.now() }),
    lock: () => apply({ kind: 'lockPressed' }),
    signOut: () => apply({ kind: 'signedOut' }),
    touched: () => apply({ kind: 'touched', at: forward.now() }),
    asksReceipt() {
      if (receiptsOf(session).asked >= MOST_RECEIPTS) return false
      apply({ kind: 'receiptAsked' })
      return true
    },
    showReceipt: (person, payment) => apply({ kind: 'receiptFound', person, payment }),
    hasReceipt: (payment) => receiptsOf(session).shown.includes(payment),
    personChanged: (person) => apply({ kind: 'personChanged', person }),
    follow() {
      const busy = isBusy()
      const hasEnded = wasBusy && !busy
      wasBusy = busy
      if (hasEnded) apply({ kind: 'touched', at: forward.now() })
      else arm()
    },
    woke() {
      if (lockAfterMs() > 0 && !isBusy()) apply({ kind: 'lockPressed' })
    },
    slept(ms) {
      const afterMs = lockAfterMs()
      if (afterMs > 0 && ms >= afterMs) apply({ kind: 'lockPressed' })
    },
    close: () => stopTimer(),
  }
}

function personOf(session: Session): string | null {
  return session.kind === 'nobody' ? null : session.person
}

/** The till's time may be put back by whoever sets the computer's clock right: the lock's does not go with it. */
function onlyForward(clock: Clock): Pick<Clock, 'now'> {
  let seen = clock.now()
  let behind = 0
  return {
    now() {
      const now = clock.now()
      if (now < seen) behind += seen - now
      seen = now
      return now + behind
    },
  }
}
