import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { Charge } from './charge.ts'

// Keeps charges in a file from one start to the next, so that a till in practice mode finds the payments again that
// it left open. Whatever cannot be read is forgotten: nothing here is real money.

const kept = 200

const micro = z
  .string()
  .regex(/^\d+$/)
  .transform((digits) => BigInt(digits))

const savedCharge = z.object({
  id: z.string(),
  purchaseId: z.string(),
  invoiceId: z.string().nullable(),
  accountName: z.string(),
  apiKey: z.string(),
  parentId: z.string().nullable(),
  originType: z.enum(['REPEATED', 'WRONG_ASSET']).nullable(),
  payAddress: z.string(),
  payCurrency: z.string(),
  payMicro: micro,
  priceText: z.string(),
  priceCurrency: z.string(),
  orderId: z.string().nullable(),
  orderDescription: z.string().nullable(),
  callbackUrl: z.string().nullable(),
  customerEmail: z.string().nullable(),
  sandboxCase: z.string().nullable(),
  isFixedRate: z.boolean(),
  isFeePaidByUser: z.boolean(),
  createdAt: z.number(),
  quoteEndsAt: z.number(),
  validUntil: z.number(),
  status: z.string(),
  updatedAt: z.number(),
  paidMicro: micro,
  payinHash: z.string().nullable(),
  childIds: z.array(z.string()),
  hasExpired: z.boolean(),
})

const file = z.object({ version: z.literal(1), charges: z.array(savedCharge) })

export interface SavedCharges {
  load(): Charge[]
  save(charges: readonly Charge[]): void
}

const digitsForBigint = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value

export const createSavedCharges = (path: string | undefined): SavedCharges => ({
  load: () => {
    if (path === undefined) return []
    try {
      return file.parse(JSON.parse(readFileSync(path, 'utf8'))).charges
    } catch {
      return []
    }
  },
  save: (charges) => {
    if (path === undefined) return
    try {
      const text = JSON.stringify({ version: 1, charges: charges.slice(-kept) }, digitsForBigint)
      writeFileSync(`${path}.new`, text)
      renameSync(`${path}.new`, path)
    } catch {
      // A full disk must not stop a practice sale: the till's own journal is what is being practised.
    }
  },
})
