import { err, type Result } from '../../shared/result.ts'
import type { Keychain, SecretName } from '../settings/keychain.ts'
import { createPinLock, type PinLock } from '../settings/pin-lock.ts'
import { fits, fitsNobody, recordOf } from '../settings/pin-record.ts'
import type { Clock } from '../time/clock.ts'
import type { PeopleBook } from './people-book.ts'

/** Everybody's PIN: what it is checked against is in the keychain, how often it was tried in the journal of the people. */
export type PersonPins = {
  /** Errors: `pinWrong`, `pinLocked`, `pinNotSet`, `notFound`, `keychainUnavailable`, `journalUnavailable`. */
  verify(person: string, pin: string): Promise<Result<null>>
  /**
   * Theirs from now on, once `record` has written it down; asked for when the keychain keeps it. Where it is not written, the
   * PIN of before fits again, or none. Nobody's PIN is tried meanwhile. Errors: `keychainUnavailable`, those of `record`.
   */
  keep(person: string, pin: string, record: () => Result<null>): Promise<Result<null>>
  /** Whether what was shown for a lost PIN is right, counted like a PIN of its own. Errors: `keyDoesNotFit`, `pinLocked`, `journalUnavailable`. */
  tryKey(isRight: () => Promise<Result<boolean>>): Promise<Result<null>>
}

type Dependencies = { readonly keychain: Keychain; readonly clock: Clock; readonly book: PeopleBook }

/** Stands for a person where a gateway's key was tried. Ids of people are UUIDs. */
const LOST_PIN = 'lost-pin'

export function createPersonPins({ keychain, clock, book }: Dependencies): PersonPins {
  // What the last run left to wait runs out from the start.
  const locks = new Map(book.tried().map((of) => [of, newLock(of)]))
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
    const name = nameOf(person)
    const before = await keychain.get('live', name)
    if (!before.ok) return before
    // The journal says it second: it must not say of a PIN that it is new, and forget its wrong tries, while the old one fits.
    const kept = await keychain.set('live', name, await recordOf(pin))
    if (!kept.ok) return kept
    const recorded = record()
    if (recorded.ok) {
      // A new PIN has not been mistyped yet: the book knows that too.
      locks.delete(person)
      return recorded
    }
    const { value } = before
    await (value === null ? keychain.remove('live', name) : keychain.set('live', name, value))
    return recorded
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
