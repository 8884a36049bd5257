import { z } from 'zod'
import { BasisPoints } from './details.ts'
import { MOST_MINOR } from './limits.ts'

/** An amount in the minor unit, or a percentage of what it is taken from. */
export const Amount = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('amount'), minor: z.int().min(0).max(MOST_MINOR) }),
  z.strictObject({ kind: z.literal('percent'), basisPoints: BasisPoints }),
])
export type Amount = Readonly<z.infer<typeof Amount>>
