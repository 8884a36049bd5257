import type { TillState } from '../../shared/contract/till.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../time/clock.ts'
import type { Keychain } from './keychain.ts'
import { createPinLock, type PinAttempts } from './pin-lock.ts'
import { fits, type PinCost, recordOf } from './pin-record.ts'

/** The owner's PIN: what only the owner may decide asks for it each time. Calls are answered one after another. */
export type OwnerPin = {
  state(): TillState['ownerPin']
  /** False for a PIN that is gone when the till is closed. */
  lasts(): boolean
  /** Looks into the keychain again. */
  refresh(): Promise<void>
  /** Errors: those of `verify` when there is one already and `current` is not it, `keychainUnavailable`. */
  set(change: Change): Promise<Result<null>>
  /** Errors: `pinNotSet`, `pinWrong`, `pinLocked`, `keychainUnavailable`, `journalUnavailable`. */
  verify(pin: string | null): Promise<Result<null>>
  /** There are people now, each with a PIN of their own. Errors: `keychainUnavailable`. */
  remove(): Promise<Result<null>>
}

type Change = { readonly current: string | null; readonly pin: string }

type Dependencies = {
  readonly keychain: Keychain
  readonly clock: Clock
  /** Wrong tries so far, kept where a restart does not forget them. */
  readonly attempts: () => PinAttempts
  /** In practice a till without a keychain keeps the PIN until it is closed; with real money it keeps none. */
  readonly mayKeepInMemory: () => boolean
  /** Of a new PIN's record; that of `recordOf` where nothing is said. */
  readonly cost?: PinCost
}

export function createOwnerPin({ keychain, clock, attempts, mayKeepInMemory, cost }: Dependencies): OwnerPin {
  let inMemory: string | null = null
  let state: TillState['ownerPin'] = 'none'
  /** The keychain answered when it was last asked: it is where the PIN belongs. */
  let isKept = true
  let last: Promise<unknown> = Promise.resolve()
  const lock = createPinLock(clock, attempts)

  async function stored(): Promise<Result<string | null>> {
    const kept = await keychain.get('live', 'owner-pin')
    const found = kept.ok || !mayKeepInMemory() ? kept : ok(inMemory)
    if (found.ok) state = found.value === null ? 'none' : 'set'
    else state = 'unavailable'
    isKept = kept.ok
    return found
  }

  /** Two tries at once would both pass the lock before either is counted. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const next = last.then(run, run)
    last = next
    return next
  }

  async function keep(record: string): Promise<Result<null>> {
    if (isKept) {
      const kept = await keychain.set('live', 'owner-pin', record)
      if (!kept.ok) return kept
    } else {
      inMemory = record
    }
    state = 'set'
    return ok(null)
  }

  async function compare(pin: string | null, record: string): Promise<Result<null>> {
    const locked = lock.check()
    if (!locked.ok) return locked
    const isRight = pin !== null && (await fits(pin, record))
    return lock.tried(isRight ? 'right' : 'wrong')
  }

  async function set(change: Change): Promise<Result<null>> {
    const record = await stored()
    if (!record.ok) return record
    if (record.value !== null) {
      const same = await compare(change.current, record.value)
      if (!same.ok) return same
    }
    return keep(await recordOf(change.pin, cost))
  }

  async function verify(pin: string | null): Promise<Result<null>> {
    const record = await stored()
    if (!record.ok) return record
    return record.value === null ? err({ code: 'pinNotSet' }) : compare(pin, record.value)
  }

  async function remove(): Promise<Result<null>> {
    inMemory = null
    const removed = await keychain.remove('live', 'owner-pin')
    if (removed.ok) state = 'none'
    return removed
  }

  return {
    state: () => state,
    lasts: () => isKept,
    refresh: async () => void (await inTurn(stored)),
    set: (change) => inTurn(() => set(change)),
    verify: (pin) => inTurn(() => verify(pin)),
    remove: () => inTurn(remove),
  }
}
