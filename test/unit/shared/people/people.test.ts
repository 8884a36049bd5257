import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { approve } from '../../../../shared/people/approval.ts'
import { ABILITIES, may } from '../../../../shared/people/may.ts'
import { checkPeople, peopleAfter, roleOf } from '../../../../shared/people/people.ts'
import { type Person, PersonEvent, Role } from '../../../../shared/people/person.ts'
import { sees } from '../../../../shared/people/sight.ts'
import { START } from '../../../support/builders.ts'

const head = { at: START, by: 'ana' }

function added(id: string, role: Role, name = id): PersonEvent {
  return { kind: 'personAdded', ...head, id, name, role }
}

function peopleOf(...events: readonly PersonEvent[]): readonly Person[] {
  return events.reduce<readonly Person[]>(peopleAfter, [])
}

function refusal(people: readonly Person[], event: PersonEvent): string | null {
  const checked = checkPeople(people, event)
  return checked.ok ? null : checked.error.code
}

const SHOP = peopleOf(added('ana', 'owner', 'Ana'), added('ben', 'cashier', 'Ben'))

const anyId = fc.constantFrom('ana', 'ben', 'cem', 'dua')
const anyRole = fc.constantFrom(...Role.options)
const anyEvent: fc.Arbitrary<PersonEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(anyId, anyRole, anyId).map(([id, role, name]) => added(id, role, name)) },
  fc.tuple(anyId, anyId).map(([id, name]): PersonEvent => ({ kind: 'personRenamed', ...head, id, name })),
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyId, anyRole)
      .map(([id, role]): PersonEvent => ({ kind: 'roleSet', ...head, id, role })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('personLeft' as const, 'personReturned' as const, 'pinSet' as const), anyId)
      .map(([kind, id]): PersonEvent => ({ kind, ...head, id })),
  },
  anyId.map((id): PersonEvent => ({ kind: 'pinRecovered', ...head, id, gateway: 'nowpayments' })),
)

describe('the people of a till', () => {
  it.each<[string, readonly Person[], PersonEvent, string | null]>([
    ['the first is an owner', [], added('ben', 'cashier'), 'notOwner'],
    ['the owner first', [], added('ana', 'owner'), null],
    ['twice the same', SHOP, added('ben', 'cashier', 'Other'), 'exists'],
    ['two of one name', SHOP, added('cem', 'cashier', ' ben '), 'nameTaken'],
    [
      'a name that another has',
      SHOP,
      { kind: 'personRenamed', ...head, id: 'ben', name: 'ANA' },
      'nameTaken',
    ],
    [
      'one’s own name, written otherwise',
      SHOP,
      { kind: 'personRenamed', ...head, id: 'ana', name: 'ANA' },
      null,
    ],
    ['the last owner leaves', SHOP, { kind: 'personLeft', ...head, id: 'ana' }, 'lastOwner'],
    [
      'the last owner becomes a manager',
      SHOP,
      { kind: 'roleSet', ...head, id: 'ana', role: 'manager' },
      'lastOwner',
    ],
    ['a cashier becomes a manager', SHOP, { kind: 'roleSet', ...head, id: 'ben', role: 'manager' }, null],
    ['nobody', SHOP, { kind: 'pinSet', ...head, id: 'cem' }, 'notFound'],
    ['back without having left', SHOP, { kind: 'personReturned', ...head, id: 'ben' }, 'isHere'],
    ['an owner’s lost PIN', SHOP, { kind: 'pinRecovered', ...head, id: 'ana', gateway: 'nowpayments' }, null],
    [
      'a cashier’s lost PIN',
      SHOP,
      { kind: 'pinRecovered', ...head, id: 'ben', gateway: 'nowpayments' },
      'notOwner',
    ],
  ])('%s', (_what, people, event, expected) => {
    expect(refusal(people, event)).toBe(expected)
  })

  it('who left gives their name free, and comes back only when it still is', () => {
    const without = peopleAfter(SHOP, { kind: 'personLeft', ...head, id: 'ben' })
    const another = added('cem', 'cashier', 'Ben')
    expect(refusal(without, another)).toBeNull()
    expect(refusal(peopleAfter(without, another), { kind: 'personReturned', ...head, id: 'ben' })).toBe(
      'nameTaken',
    )
    expect(roleOf(without, 'ben')).toBeNull()
  })

  it('a till without people is being set up by its owner, and by nobody once there are some', () => {
    expect(roleOf([], null)).toBe('owner')
    expect(roleOf(SHOP, null)).toBeNull()
    expect(roleOf(SHOP, 'nobody')).toBeNull()
    expect(roleOf(SHOP, 'ben')).toBe('cashier')
  })

  it('always have an owner, never two of one name, and lose nobody', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40, size: 'max' }), (events) => {
        let people: readonly Person[] = []
        for (const event of events) {
          expect(PersonEvent.parse(event)).toEqual(event)
          const before = people
          if (refusal(people, event) === null) people = peopleAfter(people, event)
          expect(people.map(({ id }) => id).slice(0, before.length)).toEqual(before.map(({ id }) => id))
          const here = people.filter(({ isHere }) => isHere)
          if (people.length > 0) expect(here.some(({ role }) => role === 'owner')).toBe(true)
          expect(new Set(here.map(({ name }) => name)).size).toBe(here.length)
          expect(new Set(people.map(({ id }) => id)).size).toBe(people.length)
        }
      }),
    )
  })
})

const ANA: Person = { id: 'ana', name: 'Ana', role: 'owner', isHere: true }
const MAX: Person = { id: 'max', name: 'Max', role: 'manager', isHere: true }
const BEN: Person = { id: 'ben', name: 'Ben', role: 'cashier', isHere: true }
const GONE: Person = { ...MAX, id: 'gone', isHere: false }

describe('approval', () => {
  const asked = {
    ability: 'markPaid',
    asking: BEN,
    approver: MAX,
    reason: 'paid in cash',
    at: START,
  } as const

  it('is recorded with whose PIN, for whom, and why', () => {
    expect(approve(asked)).toEqual({
      ok: true,
      value: {
        ability: 'markPaid',
        by: { id: 'max', name: 'Max' },
        for: { id: 'ben', name: 'Ben' },
        reason: 'paid in cash',
        at: START,
      },
    })
  })

  it('is not needed for what one may do alone', () => {
    expect(approve({ ...asked, asking: MAX, approver: null, reason: null })).toEqual({
      ok: true,
      value: null,
    })
  })

  it.each([
    ['nobody’s PIN', { approver: null }, 'needsApproval'],
    ['a colleague’s', { approver: { ...BEN, id: 'dua' } }, 'approverMayNot'],
    ['one’s own', { approver: BEN }, 'approverMayNot'],
    ['of somebody who left', { approver: GONE }, 'approverMayNot'],
    ['no reason', { reason: ' ' }, 'reasonMissing'],
    ['what is never theirs', { ability: 'useAccount', approver: ANA }, 'notAllowed'],
    ['asked by somebody who left', { asking: GONE, approver: ANA }, 'notAllowed'],
  ] as const)('%s', (_what, over, code) => {
    expect(approve({ ...asked, ...over })).toEqual({ ok: false, error: { code } })
  })

  it('lets nobody do what neither of the two may', () => {
    const everyCase = ABILITIES.flatMap((ability) =>
      [ANA, MAX, BEN].flatMap((asking) =>
        [ANA, MAX, BEN, GONE, null].map((approver) => ({ ability, asking, approver })),
      ),
    )
    for (const { ability, asking, approver } of everyCase) {
      const approved = approve({ ability, asking, approver, reason: 'because', at: START })
      const permission = may(asking.role, ability)
      const canApprove = approver?.isHere === true && may(approver.role, ability) === 'always'
      expect(approved.ok).toBe(permission === 'always' || (permission === 'approved' && canApprove))
      if (approved.ok) expect(approved.value === null).toBe(permission === 'always')
    }
  })
})

describe('of payments', () => {
  const payment = { cashier: 'ben', shift: 7, isOnDesk: false, isOfNow: true, isShown: false }
  const past = { ...payment, isOfNow: false }

  it.each([
    ['a cashier sees their own shift', BEN, 7, payment, true],
    ['a cashier not their own last shift', BEN, 8, payment, false],
    ['a cashier not their own, after closing', BEN, null, payment, false],
    ['a cashier not a colleague’s', BEN, 7, { ...payment, cashier: 'dua' }, false],
    [
      'a cashier a colleague’s that is still on the screens',
      BEN,
      7,
      { ...payment, cashier: 'dua', isOnDesk: true },
      true,
    ],
    ['one of before there were people', BEN, 7, { ...payment, cashier: null, shift: null }, false],
    ['a manager everybody’s that is of now', MAX, null, payment, true],
    ['a manager none of before', MAX, 7, past, false],
    ['a manager an old one whose receipt they hold', MAX, null, { ...past, isShown: true }, true],
    ['a cashier no old one, whatever they hold', BEN, 7, { ...past, cashier: 'dua', isShown: true }, false],
    ['a manager an old one that is on the screens', MAX, null, { ...past, isOnDesk: true }, true],
    ['a manager who sells, their own shift', MAX, 7, { ...past, cashier: 'max' }, true],
    ['the owner all', ANA, null, past, true],
    ['nobody anything after they left', GONE, null, { ...payment, isOnDesk: true }, false],
  ])('%s', (_what, person, openShift, whose, expected) => {
    expect(sees(person, openShift, whose)).toBe(expected)
  })
})
