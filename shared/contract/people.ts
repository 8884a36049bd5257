import { z } from 'zod'
import { Person, PersonName, Role } from '../people/person.ts'
import { Gateway } from '../relay-protocol.ts'
import { request } from './define.ts'
import { Pin, Word } from './pin.ts'
import { RealMode, Secret } from './secret.ts'
import { TillState } from './till.ts'

/** What a person is to become. */
export const PersonChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rename'), name: PersonName }),
  z.strictObject({ kind: z.literal('role'), role: Role }),
  /** They work here no more, or again. Nobody is ever deleted. */
  z.strictObject({ kind: z.literal('leave') }),
  z.strictObject({ kind: z.literal('return') }),
])
export type PersonChange = z.infer<typeof PersonChange>

const PersonRef = z.strictObject({ id: Person.shape.id })

/** Who works here and who stands at the till. PINs cross inwards only. */
export const people = {
  /**
   * Signing in, coming back to the lock, and the quick switch. Errors: `pinWrong`, `pinLocked`, `keychainUnavailable`,
   * `journalUnavailable`, `notFound`.
   */
  signIn: request(['cashier'], PersonRef.extend({ pin: Pin }), TillState),
  lock: request(['cashier'], z.undefined(), TillState),
  signOut: request(['cashier'], z.undefined(), TillState),
  /** Somebody touches the till: it does not lock by itself yet. Every few seconds is enough. */
  touched: request(['cashier'], z.undefined(), z.null()),
  /**
   * The first is the owner; where the till has an owner's PIN from before there were people, `word` is that one, with nobody's name.
   * Errors, beside those of the word: `nameTaken`.
   */
  add: request(
    ['cashier'],
    z.strictObject({ name: PersonName, role: Role, pin: Pin, word: Word.nullable() }),
    TillState,
  ),
  /** Errors, beside those of the word: `nameTaken`, `lastOwner`, `notFound`, `notNow`. */
  change: request(['cashier'], PersonRef.extend({ change: PersonChange, word: Word }), TillState),
  /** One's own, with the PIN so far as the word; somebody else's with an owner's. */
  setPin: request(['cashier'], PersonRef.extend({ pin: Pin, word: Word }), TillState),
  /**
   * An owner's PIN that was lost: whoever has the secret key of one of the till's gateways sets a new one, and the journal
   * says so. Errors: `keyDoesNotFit`, `pinLocked`, `notFound`, `keychainUnavailable`.
   */
  recover: request(
    ['cashier'],
    PersonRef.extend({ gateway: Gateway, mode: RealMode, key: Secret, pin: Pin }),
    TillState,
  ),
}
