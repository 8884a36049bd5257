import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import type { TillState } from '../../shared/contract/till.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../clock.ts'
import type { Keychain } from './keychain.ts'
import { createPinLock, type PinAttempts } from './pin-lock.ts'

/** The owner's PIN: what only the owner may decide asks for it each time. */
export type OwnerPin = {
  state(): TillState['ownerPin']
  /** Looks into the keychain again. */
  refresh(): Promise<void>
  /** Errors: `pinWrong` and `pinLocked` when there is one already and `current` is not it, `keychainUnavailable`. */
  set(change: { readonly current: string | null; readonly pin: string }): Promise<Result<null>>
  /** Errors: `pinNotSet`, `pinWrong`, `pinLocked`, `keychainUnavailable`. */
  verify(pin: string | null): Promise<Result<null>>
}

type Dependencies = {
  readonly keychain: Keychain
  readonly clock: Clock
  /** Wrong tries so far, kept where a restart does not forget them. */
  readonly attempts: () => PinAttempts
  /** In practice a till without a keychain keeps the PIN until it is closed; with real money it keeps none. */
  readonly mayKeepInMemory: () => boolean
}

/** 32 MiB and some 80 ms for each guess (OWASP's middle setting for scrypt). */
const COST: ScryptOptions = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 }
const HASH_BYTES = 32

export function createOwnerPin({ keychain, clock, attempts, mayKeepInMemory }: Dependencies): OwnerPin {
  let inMemory: string | null = null
  let state: TillState['ownerPin'] = 'none'
  const lock = createPinLock(clock, attempts)

  async function stored(): Promise<Result<string | null>> {
    const kept = await keychain.get('live', 'owner-pin')
    const found = kept.ok || !mayKeepInMemory() ? kept : ok(inMemory)
    if (found.ok) state = found.value === null ? 'none' : 'set'
    else state = 'unavailable'
    return found
  }

  async function keep(record: string): Promise<Result<null>> {
    const kept = await keychain.set('live', 'owner-pin', record)
    if (!kept.ok && !mayKeepInMemory()) return kept
    if (!kept.ok) inMemory = record
    state = 'set'
    return ok(null)
  }

  async function compare(pin: string | null, record: string): Promise<Result<null>> {
    const locked = lock.check()
    if (!locked.ok) return locked
    const isRight = pin !== null && (await fits(pin, record))
    return isRight ? lock.succeeded() : lock.failed()
  }

  return {
    state: () => state,
    refresh: async () => void (await stored()),
    async set({ current, pin }) {
      const record = await stored()
      if (!record.ok) return record
      if (record.value !== null) {
        const same = await compare(current, record.value)
        if (!same.ok) return same
      }
      return keep(await recordOf(pin))
    },
    async verify(pin) {
      const record = await stored()
      if (!record.ok) return record
      return record.value === null ? err({ code: 'pinNotSet' }) : compare(pin, record.value)
    },
  }
}

/** "scrypt 32768 8 1 <salt> <hash>": says how it was made, so that the cost can grow later. */
async function recordOf(pin: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(pin, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join(' ')
}

async function fits(pin: string, record: string): Promise<boolean> {
  const [kind, n, r, p, salt = '', hash = ''] = record.split(' ')
  if (kind !== 'scrypt') return false
  const expected = Buffer.from(hash, 'base64')
  const options = { N: Number(n), r: Number(r), p: Number(p), maxmem: COST.maxmem ?? 0 }
  const actual = await derive(pin, Buffer.from(salt, 'base64'), options)
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

function derive(pin: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
