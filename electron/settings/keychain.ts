import { existsSync } from 'node:fs'
import keytar from 'keytar/keytar.js'
import type { Mode } from '../../shared/mode.ts'
import type { Gateway as VendorId } from '../../shared/relay-protocol.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../time/clock.ts'
import { withinLimit } from '../time/within-limit.ts'

export type RealMode = Exclude<Mode, 'practice'>

const SERVICE = 'USDTill'

/** Reading: the till's start waits for it, and a keychain that answers does so at once. */
const READ_LIMIT_MS = 10_000
/** Changing: the system may ask the owner, who is there, for a password. */
const CHANGE_LIMIT_MS = 60_000

/** Whose secret it is: part of the entry's name. */
const OWNERS = {
  'relay-token': 'relay',
  'signing-key': 'journal',
  'owner-pin': 'till',
  'chain-key': 'chain',
} as const

/** The till's own secrets, a person's (`pin.` and their id), and a gateway's as its vendor names it (`nowpayments.api-key`). */
export type SecretName = keyof typeof OWNERS | `pin.${string}` | `${VendorId}.${string}`

/** The OS keychain: the only place a secret is ever stored. No fallback: without it live mode says so and stops. */
export type Keychain = {
  get(mode: RealMode, name: SecretName): Promise<Result<string | null>>
  set(mode: RealMode, name: SecretName, secret: string): Promise<Result<null>>
  remove(mode: RealMode, name: SecretName): Promise<Result<null>>
  /**
   * When everything that was given up as late is answered; null where nothing is. A change that was too late may be made all
   * the same.
   */
  owed(): Promise<unknown> | null
}

/** keytar's API, as its drop-in provides it; a parameter so that tests can stand in for the service. */
export type Keytar = Pick<typeof keytar, 'getPassword' | 'setPassword' | 'deletePassword'>

/**
 * Errors: `keychainUnavailable` for everything, since the next step is the same (start or unlock it). So it is for a service
 * that does not answer in time; while it still owes an answer, nobody waits for a second one.
 */
export function createKeychain(
  clock: Clock,
  service: Keytar = keytar,
  isPresent: () => boolean = hasSecretService,
): Keychain {
  const owed = new Set<Promise<unknown>>()

  async function guarded<T>(limitMs: number, run: () => Promise<T>): Promise<Result<T>> {
    if (!isPresent() || owed.size > 0) return err({ code: 'keychainUnavailable' })
    const work = attempted(run)
    return withinLimit<Result<T>>(clock, limitMs, work, () => {
      owed.add(work)
      void work.finally(() => owed.delete(work))
      return err({ code: 'keychainUnavailable' })
    })
  }

  async function attempted<T>(run: () => Promise<T>): Promise<Result<T>> {
    try {
      return ok(await run())
    } catch {
      // The library's texts differ by system and may name the entry; the person needs the same next step for all.
      return err({ code: 'keychainUnavailable' })
    }
  }
  return {
    get: (mode, name) =>
      guarded(READ_LIMIT_MS, async () => (await service.getPassword(SERVICE, account(mode, name))) ?? null),
    set: (mode, name, secret) =>
      guarded(CHANGE_LIMIT_MS, async () => {
        await service.setPassword(SERVICE, account(mode, name), secret)
        return null
      }),
    remove: (mode, name) =>
      guarded(CHANGE_LIMIT_MS, async () => {
        await service.deletePassword(SERVICE, account(mode, name))
        return null
      }),
    owed: () => (owed.size === 0 ? null : Promise.allSettled([...owed])),
  }
}

/**
 * On Linux the library falls back to the kernel's key ring when no D-Bus session is there, which forgets everything
 * at the next start of the computer: a key stored there would look saved and be lost.
 */
function hasSecretService(): boolean {
  if (process.platform !== 'linux') return true
  if (process.env['DBUS_SESSION_BUS_ADDRESS']) return true
  return existsSync(`/run/user/${process.getuid?.() ?? 0}/bus`)
}

function account(mode: RealMode, name: SecretName): string {
  if (isOwn(name)) return `${OWNERS[name]}:${mode}:${name}`
  if (name.startsWith('pin.')) return `till:${mode}:${name}`
  const [vendor, secret] = name.split('.', 2)
  return `${vendor}:${mode}:${secret}`
}

function isOwn(name: SecretName): name is keyof typeof OWNERS {
  return name in OWNERS
}
