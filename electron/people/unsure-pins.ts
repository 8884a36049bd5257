import { ok, type Result } from '../../shared/result.ts'
import type { Keychain, SecretName } from '../settings/keychain.ts'

/** A new PIN that was said to have failed. The keychain may have it all the same, or be about to. */
export type UnsurePin = {
  readonly name: SecretName
  /** What was there before; null for nothing. */
  readonly before: string | null
  /** Writes down that the new one counts. Errors: those of the journal. */
  readonly record: () => Result<null>
}

/** Puts the keychain back to what the journal says, or the journal to what the keychain has. Each of them by somebody's id. */
export type UnsurePins = {
  note(person: string, pin: UnsurePin): void
  /**
   * Nothing to do for whoever is not among them. Until it answers well, neither PIN is to count. Errors: `keychainUnavailable`,
   * those of `record`.
   */
  settle(person: string): Promise<Result<null>>
}

type Held = UnsurePin & { readonly wasTakenBack: boolean }

export function createUnsurePins(keychain: Pick<Keychain, 'get' | 'set' | 'remove'>): UnsurePins {
  const unsure = new Map<string, Held>()

  async function settle(person: string): Promise<Result<null>> {
    const held = unsure.get(person)
    if (held === undefined) return ok(null)
    const now = await keychain.get('live', held.name)
    if (!now.ok) return now
    if (now.value !== held.before) {
      if (!held.wasTakenBack) return takeBack(person, held)
      const recorded = held.record()
      if (!recorded.ok) {
        unsure.set(person, { ...held, wasTakenBack: false })
        return recorded
      }
    }
    unsure.delete(person)
    return ok(null)
  }

  /** What came of it is looked up: a keychain that asks its owner once more may be late once more, and do it then. */
  async function takeBack(person: string, held: Held): Promise<Result<null>> {
    unsure.set(person, { ...held, wasTakenBack: true })
    const { name, before } = held
    await (before === null ? keychain.remove('live', name) : keychain.set('live', name, before))
    return settle(person)
  }

  return {
    note: (person, pin) => void unsure.set(person, { ...pin, wasTakenBack: false }),
    settle,
  }
}
