import { z } from 'zod'
import { Instant } from '../payment/payment.ts'
import { request } from './define.ts'
import { Secret } from './secret.ts'

/** Why TronGrid could not be asked. Nothing follows from it for a payment: the gateway settles it either way. */
export const ChainTrouble = z.enum([
  'noNetwork',
  'noAnswer',
  'unreachable',
  /** It asks for a pause, which the till keeps. */
  'slowDown',
  /** It does not know the key: a person has to put it right. */
  'wrongKey',
  'badReply',
])
export type ChainTrouble = z.infer<typeof ChainTrouble>

/** How the looking at the chain goes, for the owner alone. */
export const ChainView = z.strictObject({
  /** The last four characters of the TronGrid key; null without one. */
  keyEnding: z.string().max(4).nullable(),
  /** The last look that was answered since the till was opened. */
  lookedAt: Instant.nullable(),
  /** The last look that failed, until one is answered again. */
  failure: z.strictObject({ at: Instant, trouble: ChainTrouble }).nullable(),
})
export type ChainView = z.infer<typeof ChainView>

/** The owner's own key for TronGrid. It crosses inwards only. */
export const chain = {
  /** Tries the key and keeps it when it is good; null tries the one that is kept. `trouble`: why nothing was kept. */
  connect: request(
    ['cashier'],
    z.strictObject({ key: Secret.nullable() }),
    z.strictObject({ trouble: ChainTrouble.nullable() }),
  ),
  forget: request(['cashier'], z.undefined(), z.null()),
}
