import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import type { TillState } from '../../shared/contract/till.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../time/clock.ts'
import type { Keychain } from './keychain.ts'
import { createPinLock, type PinAttempts } from './pin-lock.ts'

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
}

type Change = { readonly current: string | null; readonly pin: string }

type Dependencies = {
  readonly keychain: Keychain
  readonly clock: Clock
  /** Wrong tries so far, kept where a restart does not forget them. */
  readonly attempts: () => PinAttempts
  /** In practice a till without a keychain keeps the PIN until it is closed; with real money it keeps none. */
  readonly mayKeepInMemory: () => boolean
}

/** 32 MiB and some 80 ms for each guess (OWASP's middle setting for scrypt). */
const COST = { N: 2 ** 15, r: 8, p: 1 } as const
/** Records of a later version may ask for more, within reason. */
const MOST_MEMORY = 256 * 2 ** 20
const HASH_BYTES = 32
/** `scrypt`, the cost (N, r, p), 16 bytes of salt, 32 of hash: nothing else is taken for a record. */
const RECORD = /^scrypt (\d{1,8}) (\d{1,2}) (\d) ([A-Za-z0-9+/]{22}==) ([A-Za-z0-9+/]{43}=)$/

export function createOwnerPin({ keychain, clock, attempts, mayKeepInMemory }: Dependencies): OwnerPin {
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
    return keep(await recordOf(change.pin))
  }

  async function verify(pin: string | null): Promise<Result<null>> {
    const record = await stored()
    if (!record.ok) return record
    return record.value === null ? err({ code: 'pinNotSet' }) : compare(pin, record.value)
  }

  return {
    state: () => state,
    lasts: () => isKept,
    refresh: async () => void (await inTurn(stored)),
    set: (change) => inTurn(() => set(change)),
    verify: (pin) => inTurn(() => verify(pin)),
  }
}

/** "scrypt 32768 8 1 <salt> <hash>": says how it was made, so that the cost can grow later. */
async function recordOf(pin: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(pin, salt, COST)
  if (!hash) throw new Error('scrypt refuses its own cost')
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join(' ')
}

async function fits(pin: string, record: string): Promise<boolean> {
  const [, n, r, p, salt = '', hash = ''] = RECORD.exec(record) ?? []
  if (hash === '') return false
  const actual = await derive(pin, Buffer.from(salt, 'base64'), { N: Number(n), r: Number(r), p: Number(p) })
  return actual !== undefined && timingSafeEqual(Buffer.from(hash, 'base64'), actual)
}

/** Undefined for a cost that this computer cannot or will not pay: such a record fits no PIN. */
function derive(pin: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    try {
      const options = { ...cost, maxmem: MOST_MEMORY }
      scrypt(pin, salt, HASH_BYTES, options, (error, key) => resolve(error ? undefined : key))
    } catch {
      // Costs out of scrypt's range are thrown at once.
      resolve(undefined)
    }
  })
}
