import { z } from 'zod'

/** Modes with secrets of their own. */
export const RealMode = z.enum(['sandbox', 'live'])
export type RealMode = z.infer<typeof RealMode>

/** Keys come from the clipboard: blanks around them are the usual mistake, so they are cut. */
export const Secret = z
  .string()
  .trim()
  .min(8)
  .max(200)
  .regex(/^[\x21-\x7e]+$/)
