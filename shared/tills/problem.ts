import { z } from 'zod'
import { Day } from '../calendar/day.ts'
import { TillRef } from './till-ref.ts'

const OfTill = { till: TillRef }
const OfZ = { ...OfTill, z: z.int(), day: Day }
/** What a person may choose to count after all. */
const Choosable = { ...OfZ, bundle: z.string() }

/** What keeps a merged report from being the whole truth. */
export const TillProblem = z.discriminatedUnion('kind', [
  /** Zs that must exist, since there is one before and one after; both ends included. */
  z.strictObject({ kind: z.literal('gap'), ...OfTill, from: z.int(), to: z.int() }),
  /** The first Z there is of this till is not its first, and those before it may be of the period. */
  z.strictObject({ kind: z.literal('missingBefore'), ...OfZ }),
  /** There is nothing of this till after that Z, and the period goes on. */
  z.strictObject({ kind: z.literal('nothingAfter'), ...OfZ }),
  /** Up to this Z its reports do not say the tax in their refunds, of which there are some: it is in no sum. */
  z.strictObject({ kind: z.literal('refundTaxUntold'), ...OfZ }),
  /** This Z does not name the one before it as it is: one of the two is of another journal, or was changed. */
  z.strictObject({ kind: z.literal('brokenChain'), ...OfZ }),
  /** Another file says something else of a Z that is counted; it is not. */
  z.strictObject({ kind: z.literal('conflict'), ...Choosable }),
  /** Signed by another key than this till's bundles before; not counted. */
  z.strictObject({ kind: z.literal('otherKey'), ...Choosable, fingerprint: z.string() }),
  /** Not signed, although this till signs; not counted. */
  z.strictObject({ kind: z.literal('lostSignature'), ...Choosable }),
  /** Nothing of this till is signed: it is counted, and nobody vouches for it. */
  z.strictObject({ kind: z.literal('unsigned'), ...OfTill }),
  /** The same Z under two tills: counted once. */
  z.strictObject({ kind: z.literal('twice'), ...OfZ, other: TillRef }),
  /** Two tills have one number. */
  z.strictObject({ kind: z.literal('sameNumber'), ...OfTill, other: TillRef }),
])
export type TillProblem = Readonly<z.infer<typeof TillProblem>>
