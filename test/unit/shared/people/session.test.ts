import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterTry,
  FIRST_WAIT_MS,
  FREE_TRIES,
  freeTriesOf,
  LONGEST_WAIT_MS,
  type WrongTries,
  waitMsOf,
} from '../../../../shared/people/lock-out.ts'
import {
  actorOf,
  type LockRule,
  lockDueAt,
  NOBODY,
  receiptsOf,
  type Session,
  type SessionEvent,
  sessionAfter,
} from '../../../../shared/people/session.ts'

const NONE: WrongTries = new Map()
const wrong = (tries: WrongTries, person: string, times: number) =>
  Array.from({ length: times }).reduce<WrongTries>((all) => afterTry(all, person, 'wrong'), tries)

describe('wrong PINs', () => {
  it('cost nothing five times but one, then thirty seconds that double up to an hour', () => {
    const waits = Array.from({ length: 16 }, (_, times) => waitMsOf(wrong(NONE, 'ben', times), 'ben') / 1000)
    expect(waits).toEqual([0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600])
    expect(waitMsOf(wrong(NONE, 'ben', 5000), 'ben')).toBe(LONGEST_WAIT_MS)
  })

  it('of one person are nobody else’s, and no other’s right one forgives them', () => {
    const tries = afterTry(wrong(NONE, 'ben', 7), 'ana', 'right')
    expect(waitMsOf(tries, 'ben')).toBe(4 * FIRST_WAIT_MS)
    expect([waitMsOf(tries, 'ana'), freeTriesOf(tries, 'ana')]).toEqual([0, FREE_TRIES])
    expect(waitMsOf(afterTry(tries, 'ben', 'right'), 'ben')).toBe(0)
  })

  it('never make a wait shorter', () => {
    const anyTry = fc.record({
      person: fc.constantFrom('ana', 'ben'),
      how: fc.constantFrom('right' as const, 'wrong' as const),
    })
    fc.assert(
      fc.property(fc.array(anyTry, { maxLength: 60 }), (all) => {
        let tries = NONE
        for (const { person, how } of all) {
          const other = person === 'ana' ? 'ben' : 'ana'
          const before = tries
          tries = afterTry(tries, person, how)
          expect(waitMsOf(tries, other)).toBe(waitMsOf(before, other))
          if (how === 'wrong')
            expect(waitMsOf(tries, person)).toBeGreaterThanOrEqual(waitMsOf(before, person))
          expect(freeTriesOf(tries, person) === 0).toBe(waitMsOf(tries, person) > 0)
        }
      }),
    )
  })
})

const RULE: LockRule = { afterMs: 60_000, isBusy: false }
const having = (session: Session, ...events: readonly SessionEvent[]) =>
  events.reduce((now, event) => sessionAfter(now, event, RULE), session)
const ben = (at: number): SessionEvent => ({ kind: 'pinFitted', person: 'ben', at })
const lockDue = (at: number): SessionEvent => ({ kind: 'lockDue', at })

describe('who stands at the till', () => {
  it('is nobody until a PIN fits', () => {
    expect(actorOf(NOBODY)).toBeNull()
    expect(actorOf(having(NOBODY, ben(0)))).toBe('ben')
  })

  it('is locked out of nothing but by its own time, and comes back to where they were', () => {
    const session = having(NOBODY, ben(1000), { kind: 'touched', at: 30_000 }, lockDue(89_999))
    expect(actorOf(session)).toBe('ben')
    const locked = having(session, lockDue(90_000))
    expect([locked.kind, actorOf(locked)]).toEqual(['locked', null])
    expect(having(locked, ben(200_000))).toEqual({
      kind: 'signedIn',
      person: 'ben',
      since: 1000,
      activeAt: 200_000,
      receipts: { shown: [], asked: 0 },
    })
  })

  it('changes with another’s PIN, locked or not', () => {
    const ana: SessionEvent = { kind: 'pinFitted', person: 'ana', at: 5000 }
    const anaNow = {
      kind: 'signedIn',
      person: 'ana',
      since: 5000,
      activeAt: 5000,
      receipts: { shown: [], asked: 0 },
    }
    expect(having(NOBODY, ben(0), ana)).toEqual(anaNow)
    expect(having(NOBODY, ben(0), { kind: 'lockPressed' }, ana)).toEqual(anaNow)
  })

  it('has what receipts opened to them until they lock or go, or show their PIN again', () => {
    const asked: SessionEvent = { kind: 'receiptAsked' }
    const found = (person: string): SessionEvent => ({ kind: 'receiptFound', person, payment: '118' })
    const session = having(NOBODY, ben(0), asked, asked, found('ben'), { kind: 'touched', at: 5 })
    expect(receiptsOf(session)).toEqual({ shown: ['118'], asked: 2 })
    const none = { shown: [], asked: 0 }
    for (const end of [[{ kind: 'lockPressed' }, ben(9)], [{ kind: 'signedOut' }], [ben(9)]] as const) {
      expect(receiptsOf(having(session, ...end))).toEqual(none)
    }
    expect(receiptsOf(having(session, { kind: 'lockPressed' }))).toEqual(none)
    // Whoever asked has gone meanwhile.
    expect(receiptsOf(having(session, found('ana'))).shown).toEqual(['118'])
    expect(having(NOBODY, asked, found('ben'))).toBe(NOBODY)
  })

  it('is not locked while a payment is in progress', () => {
    const session = having(NOBODY, ben(0))
    expect(sessionAfter(session, lockDue(10 ** 9), { ...RULE, isBusy: true })).toBe(session)
    expect(lockDueAt(session, { ...RULE, isBusy: true })).toBeNull()
  })

  it('is signed out when they leave the shop or become something else in it', () => {
    const changed = (person: string): SessionEvent => ({ kind: 'personChanged', person })
    expect(having(NOBODY, ben(0), changed('ben'))).toBe(NOBODY)
    expect(having(NOBODY, ben(0), { kind: 'lockPressed' }, changed('ben'))).toBe(NOBODY)
    expect(actorOf(having(NOBODY, ben(0), changed('ana')))).toBe('ben')
  })

  it('is somebody only since their PIN last fitted, and no longer than the lock allows', () => {
    const anyPerson = fc.constantFrom('ana', 'ben')
    const anyTime = fc.integer({ min: 0, max: 1_000_000 })
    const anyEvent: fc.Arbitrary<SessionEvent> = fc.oneof(
      fc.record({ kind: fc.constant('pinFitted' as const), person: anyPerson, at: anyTime }),
      fc.record({ kind: fc.constantFrom('touched' as const, 'lockDue' as const), at: anyTime }),
      fc.constantFrom<SessionEvent>({ kind: 'lockPressed' }, { kind: 'signedOut' }),
      fc.record({ kind: fc.constant('personChanged' as const), person: anyPerson }),
      fc.record({ kind: fc.constant('receiptFound' as const), person: anyPerson, payment: anyPerson }),
    )
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), fc.boolean(), (events, isBusy) => {
        const rule = { ...RULE, isBusy }
        let session: Session = NOBODY
        for (const event of events) {
          const next = sessionAfter(session, event, rule)
          expectNobodyNew(session, event, next)
          expectInTime(event, next, rule)
          session = next
        }
      }),
    )
  })
})

/** Only a PIN that fits brings somebody; a touch is noted, and never takes back a later one. */
function expectNobodyNew(before: Session, event: SessionEvent, session: Session): void {
  const actor = actorOf(session)
  if (event.kind === 'pinFitted') expect(actor).toBe(event.person)
  else expect([actorOf(before), null]).toContain(actor)
  if (event.kind !== 'touched' || before.kind !== 'signedIn') return
  expect(session).toEqual({ ...before, activeAt: Math.max(before.activeAt, event.at) })
}

function expectInTime(event: SessionEvent, session: Session, { afterMs, isBusy }: LockRule): void {
  if (event.kind !== 'lockDue' || session.kind !== 'signedIn') return
  expect(isBusy || event.at < session.activeAt + afterMs).toBe(true)
}
