import { err, ok, type Result } from '../../shared/result.ts'
import type { Keychain, SecretName } from '../settings/keychain.ts'
import { createPinLock, type PinLock } from '../settings/pin-lock.ts'
import { fits, fitsNobody, type PinCost, recordOf } from '../settings/pin-record.ts'
import type { Clock } from '../time/clock.ts'
import type { PeopleBook } from './people-book.ts'
import { createUnsurePins } from './unsure-pins.ts'

/** Everybody's PIN: what it is checked against is in the keychain, how often it was tried in the journal of the people. */
export type PersonPins = {
  /** Errors: `pinWrong`, `pinLocked`, `pinNotSet`, `notFound`, `keychainUnavailable`, `journalUnavailable`. */
  verify(person: string, pin: string): Promise<Result<null>>
  /**
   * Theirs from now on, once `record` has written it down; asked for when the keychain keeps it. Where it is not written, the
   * PIN of before fits again, or none. Nobody's PIN is tried meanwhile. A keychain that keeps it after it was given up has it
   * taken back, and where that fails too, `record` writes it down then. Errors: `keychainUnavailable`, those of `record`.
   */
  keep(person: string, pin: string, record: () => Result<null>): Promise<Result<null>>
  /** Whether what was shown for a lost PIN is right, counted like a PIN of its own. Errors: `keyDoesNotFit`, `pinLocked`, `journalUnavailable`. */
  tryKey(isRight: () => Promise<Result<boolean>>): Promise<Result<null>>
}

type Dependencies = {
  readonly keychain: Keychain
  readonly clock: Clock
  readonly book: PeopleBook
  /** Of a new PIN's record; that of `recordOf` where nothing is said. */
  readonly cost?: PinCost
}

/** Stands for a person where a gateway's key was tried. Ids of people are UUIDs. */
const LOST_PIN = 'lost-pin'

export function createPersonPins({ keychain, clock, book, cost }: Dependencies): PersonPins {
  // What the last run left to wait runs out from the start.
  const locks = new Map(book.tried().map((of) => [of, newLock(of)]))
  const unsure = createUnsurePins(keychain)
  let last: Promise<unknown> = Promise.resolve()

  function newLock(of: string): PinLock {
    return createPinLock(clock, () => book.attempts(of))
  }

  function lockOf(of: string): PinLock {
    const lock = locks.get(of) ?? newLock(of)
    locks.set(of, lock)
    return lock
  }

  /** Two tries at once would both pass the lock before either is counted. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const next = last.then(run, run)
    last = next
    return next
  }

  async function verify(person: string, pin: string): Promise<Result<null>> {
    const problem = book.problem()
    if (problem) return err(problem)
    if (!book.find(person)?.isHere) {
      await fitsNobody(pin)
      return err({ code: 'notFound' })
    }
    const sure = await unsure.settle(person)
    if (!sure.ok) return sure
    const lock = lockOf(person)
    const open = lock.check()
    if (!open.ok) return open
    const record = await keychain.get('live', nameOf(person))
    if (!record.ok) return record
    if (record.value === null) {
      await fitsNobody(pin)
      return err({ code: 'pinNotSet' })
    }
    return lock.tried((await fits(pin, record.value)) ? 'right' : 'wrong')
  }

  async function keep(person: string, pin: string, record: () => Result<null>): Promise<Result<null>> {
    const sure = await unsure.settle(person)
    if (!sure.ok) return sure
    const name = nameOf(person)
    const before = await keychain.get('live', name)
    if (!before.ok) return before
    // The journal says it second: it must not say of a PIN that it is new, and forget its wrong tries, while the old one fits.
    const kept = await keychain.set('live', name, await recordOf(pin, cost))
    const written = () => recordNew(person, record)
    const recorded = kept.ok ? written() : kept
    if (recorded.ok) return recorded
    unsure.note(person, {
      ...{ name, before: before.value },
      // Of somebody who is not there, nothing is to be written: their PIN is nobody's.
      record: () => (book.find(person) ? written() : ok(null)),
    })
    await unsure.settle(person)
    settleLater(person)
    return recorded
  }

  function recordNew(person: string, record: () => Result<null>): Result<null> {
    const recorded = record()
    // A new PIN has not been mistyped yet: the book knows that too.
    if (recorded.ok) locks.delete(person)
    return recorded
  }

  /** As soon as a keychain that is late has answered, and before anybody's PIN is tried. */
  function settleLater(person: string): void {
    const settled = keychain.owed()?.then(() => inTurn(() => unsure.settle(person)))
    void settled?.then(() => settleLater(person))
  }

  async function tryKey(isRight: () => Promise<Result<boolean>>): Promise<Result<null>> {
    const problem = book.problem()
    if (problem) return err(problem)
    const lock = lockOf(LOST_PIN)
    const open = lock.check()
    if (!open.ok) return open
    const compared = await isRight()
    if (!compared.ok) return compared
    const tried = lock.tried(compared.value ? 'right' : 'wrong')
    return !tried.ok && tried.error.code === 'pinWrong' ? err({ code: 'keyDoesNotFit' }) : tried
  }

  return {
    verify: (person, pin) => inTurn(() => verify(person, pin)),
    keep: (person, pin, record) => inTurn(() => keep(person, pin, record)),
    tryKey: (isRight) => inTurn(() => tryKey(isRight)),
  }
}

function nameOf(person: string): SecretName {
  return `pin.${person}`
}
