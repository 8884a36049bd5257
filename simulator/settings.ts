import { z } from 'zod'

// What the settings and accounts of every vendor have in common.

export const amountText = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,6})?$/, 'a decimal amount with at most six decimals')

/** Settings each vendor has, whatever it is. */
export const commonSettings = {
  /** Deposits move through their stages by themselves, one stage every `stageMs`. */
  autoAdvance: z.boolean(),
  stageMs: z.number().int().min(0),
  /** Third request within a second gets the 429 page when this is 2; null never refuses. */
  rateLimitPerSecond: z.number().int().positive().nullable(),
  /** Added to the Date header only, to pose as a gateway whose clock disagrees with the till's. */
  dateSkewMs: z.number().int(),
}

export const defaultCommonSettings = {
  autoAdvance: true,
  stageMs: 2500,
  rateLimitPerSecond: null,
  dateSkewMs: 0,
}

/** A patch as zod gives it, where a field that is left out may also be undefined. */
export type Patch<T> = { [K in keyof T]?: T[K] | undefined }

export const withoutUndefined = (patch: object): object =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))

export interface Kept<T> {
  current(): T
  change(patch: object): T
  reset(): void
}

/** A value that controls may change and a reset brings back. Throws on a value that its schema refuses. */
export const keep = <T extends object>(schema: z.ZodType<T>, initial: unknown): Kept<T> => {
  const first = schema.parse(initial)
  let value = first
  return {
    current: () => value,
    change: (patch) => {
      value = schema.parse({ ...value, ...withoutUndefined(patch) })
      return value
    },
    reset: () => {
      value = first
    },
  }
}
