import { z } from 'zod'

/** A PIN, typed each time it is needed: it crosses inwards only and no window keeps it. */
export const Pin = z.string().regex(/^\d{6,12}$/)

/**
 * Whose word it is, shown by their PIN: one's own again where money leaves, or that of somebody who may what one may not do
 * alone. `person` is null at a till without people: then it is the owner's PIN.
 */
export const Word = z.strictObject({ person: z.string().nullable(), pin: Pin })
export type Word = Readonly<z.infer<typeof Word>>

/** Why the owner decides so: stands in the journal and in every report. */
export const Reason = z.string().trim().min(3).max(200)
