import { z } from 'zod'
import { Instant } from '../payment/payment.ts'

/** What a person is in the shop. **Stored.** What each may do: `may.ts`. */
export const Role = z.enum(['owner', 'manager', 'cashier'])
export type Role = z.infer<typeof Role>

export const PersonName = z.string().trim().min(1).max(40)

/** Nobody is ever deleted: reports of years ago name them. Whoever left signs in no more. */
export const Person = z.strictObject({ id: z.string(), name: PersonName, role: Role, isHere: z.boolean() })
export type Person = Readonly<z.infer<typeof Person>>

const head = { at: Instant, id: z.string(), by: z.string() }

/**
 * What can happen to the people of a till. **Stored** as events of the journal; who there is, is their fold. `id` is whom it
 * is about, `by` who did it. No PIN and nothing made from one is in them.
 */
export const PersonEvent = z.discriminatedUnion('kind', [
  /** The first is the owner, who added themselves in the first run. */
  z.strictObject({ kind: z.literal('personAdded'), ...head, name: PersonName, role: Role }),
  z.strictObject({ kind: z.literal('personRenamed'), ...head, name: PersonName }),
  z.strictObject({ kind: z.literal('roleSet'), ...head, role: Role }),
  z.strictObject({ kind: z.literal('personLeft'), ...head }),
  z.strictObject({ kind: z.literal('personReturned'), ...head }),
  z.strictObject({ kind: z.literal('pinSet'), ...head }),
  /** The owner's PIN was lost, and whoever set a new one showed the key of that gateway. */
  z.strictObject({ kind: z.literal('pinRecovered'), ...head, gateway: z.string() }),
])
export type PersonEvent = z.infer<typeof PersonEvent>
