import { z } from 'zod'

/** The owner's PIN, typed each time it is needed: it crosses inwards only and no window keeps it. */
export const Pin = z.string().regex(/^\d{6,12}$/)

/** Why the owner decides so: stands in the journal and in every report. */
export const Reason = z.string().trim().min(3).max(200)
