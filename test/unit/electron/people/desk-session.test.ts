import { beforeEach, describe, expect, it } from 'vitest'
import { createDeskSession, type DeskSession } from '../../../../electron/people/desk-session.ts'
import type { Person } from '../../../../shared/people/person.ts'
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts'

const BEN: Person = { id: 'ben', name: 'Ben', role: 'cashier', isHere: true }
const LOCK_MS = 300_000

let clock: FakeClock
let people: readonly Person[] | null
let isBusy: boolean
let lockMs: number
let changes: number
let session: DeskSession

beforeEach(() => {
  clock = createFakeClock()
  people = [BEN]
  isBusy = false
  lockMs = LOCK_MS
  changes = 0
  session = createDeskSession({
    clock,
    people: () => people,
    lockAfterMs: () => lockMs,
    isBusy: () => isBusy,
    onChange: () => {
      changes += 1
    },
  })
})

describe('who stands at the till', () => {
  it('is anybody before there are people, and nobody where they cannot be known', () => {
    people = []
    expect(session.standing()).toEqual({ kind: 'open' })
    expect(session.view()).toEqual({ kind: 'open' })
    people = null
    expect(session.standing()).toEqual({ kind: 'shut' })
    expect(session.view()).toEqual({ kind: 'nobody' })
  })

  it('is whoever signed in, as what they are now', () => {
    session.signedIn('ben')
    expect(session.view()).toEqual({ kind: 'signedIn', person: 'ben', role: 'cashier' })
    people = [{ ...BEN, role: 'manager' }]
    expect(session.standing()).toMatchObject({ kind: 'person', person: { role: 'manager' } })
    people = [{ ...BEN, isHere: false }]
    expect(session.standing()).toEqual({ kind: 'shut' })
    expect(session.view()).toEqual({ kind: 'nobody' })
  })
})

describe('the lock', () => {
  it('tells once, when it comes, and keeps who was there', () => {
    session.signedIn('ben')
    clock.advance(LOCK_MS - 1)
    expect(changes).toBe(1)
    clock.advance(1)
    expect(changes).toBe(2)
    expect(session.view()).toEqual({ kind: 'locked', person: 'ben' })
    expect(session.standing()).toEqual({ kind: 'shut' })
  })

  it('comes as soon as ever, however the till’s time is put right meanwhile', () => {
    session.signedIn('ben')
    clock.shift(-86_400_000)
    session.touched()
    clock.advance(LOCK_MS)
    expect(session.view().kind).toBe('locked')
  })

  it('gives its whole time again when a payment on the screens is over', () => {
    session.signedIn('ben')
    isBusy = true
    session.follow()
    clock.advance(3 * LOCK_MS)
    expect(session.view().kind).toBe('signedIn')
    isBusy = false
    session.follow()
    clock.advance(LOCK_MS - 1)
    expect(session.view().kind).toBe('signedIn')
    clock.advance(1)
    expect(session.view().kind).toBe('locked')
  })

  it('comes with sleep, and over a customer who pays only if it was longer than the lock’s time', () => {
    session.signedIn('ben')
    isBusy = true
    session.woke()
    session.slept(LOCK_MS - 1)
    expect(session.view().kind).toBe('signedIn')
    session.slept(LOCK_MS)
    expect(session.view().kind).toBe('locked')
    // What became of that payment is for whoever comes back with a PIN.
    isBusy = false
    session.follow()
    expect(session.view().kind).toBe('locked')
    session.signedIn('ben')
    isBusy = false
    session.woke()
    expect(session.view().kind).toBe('locked')
  })

  it('never comes where the owner said never, however long the computer slept', () => {
    lockMs = 0
    session.signedIn('ben')
    session.woke()
    session.slept(100 * LOCK_MS)
    expect(session.view().kind).toBe('signedIn')
  })

  it('waits for nothing once the till is closed', () => {
    session.signedIn('ben')
    session.close()
    clock.advance(LOCK_MS)
    expect(changes).toBe(1)
  })
})
