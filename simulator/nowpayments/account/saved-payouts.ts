import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { Payout } from './payout.ts'

// Keeps payouts in a file from one start to the next, so that a till in practice mode finds the refunds again that it
// left on their way. Whatever cannot be read is forgotten: nothing here is real money.

const kept = 200

const savedBatch = z.object({
  id: z.string(),
  apiKey: z.string(),
  tries: z.number(),
  isVerified: z.boolean(),
})

const savedPayout = z.object({
  id: z.string(),
  batchId: z.string(),
  apiKey: z.string(),
  address: z.string(),
  currency: z.string(),
  micro: z
    .string()
    .regex(/^\d+$/)
    .transform((digits) => BigInt(digits)),
  externalId: z.string().nullable(),
  description: z.string().nullable(),
  callbackUrl: z.string().nullable(),
  createdAt: z.number(),
  status: z.enum(['CREATING', 'WAITING', 'PROCESSING', 'SENDING', 'FINISHED', 'FAILED', 'REJECTED']),
  updatedAt: z.number(),
  hash: z.string().nullable(),
  error: z.string().nullable(),
})

const file = z.object({ version: z.literal(1), batches: z.array(savedBatch), payouts: z.array(savedPayout) })

export type Batch = z.infer<typeof savedBatch>
export type PayoutBook = { readonly batches: readonly Batch[]; readonly payouts: readonly Payout[] }

export interface SavedPayouts {
  load(): PayoutBook
  save(book: PayoutBook): void
}

const nothing: PayoutBook = { batches: [], payouts: [] }

const digitsForBigint = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value

/** `stateFile`: of the charges; payouts are kept in a file beside it. */
export const createSavedPayouts = (stateFile: string | undefined): SavedPayouts => {
  const path = stateFile?.replace(/(\.json)?$/, '-payouts.json')
  return {
    load: () => {
      if (path === undefined) return nothing
      try {
        return file.parse(JSON.parse(readFileSync(path, 'utf8')))
      } catch {
        return nothing
      }
    },
    save: ({ batches, payouts }) => {
      if (path === undefined) return
      try {
        const book = { version: 1, batches: batches.slice(-kept), payouts: payouts.slice(-kept) }
        writeFileSync(`${path}.new`, JSON.stringify(book, digitsForBigint))
        renameSync(`${path}.new`, path)
      } catch {
        // A full disk must not stop a practice refund: the till's own journal is what is being practised.
      }
    },
  }
}
