import { z } from 'zod'

/** Somebody as they were called then: a later name changes no record. **Stored.** */
export const NamedPerson = z.strictObject({ id: z.string(), name: z.string() })
export type NamedPerson = Readonly<z.infer<typeof NamedPerson>>

/** Somebody as they are called now. */
export function named({ id, name }: NamedPerson): NamedPerson {
  return { id, name }
}
