import { z } from 'zod'
import { Payment } from '../payment/payment.ts'
import { request } from './define.ts'

/** As many as anybody looks through before typing another character. */
export const MOST_FOUND = 50

/** What a person typed or pasted, and the number of the payment that the list ended with; null begins it. */
export const SearchQuestion = z.strictObject({
  text: z.string().max(100),
  before: z.int().min(1).nullable(),
})
export type SearchQuestion = z.infer<typeof SearchQuestion>

/** Newest first. */
export const Found = z.strictObject({ rows: z.array(Payment).max(MOST_FOUND), hasMore: z.boolean() })
export type Found = z.infer<typeof Found>

export const search = {
  /**
   * Payments by amount, address, transaction, reference, order id, number or cashier; the newest for an empty text. Whoever may
   * not see the history finds what is newer than the last Z, and of any time the one that they name in full, by its order id or
   * its transaction id: that opens it to them until they lock or go. Errors: `journalUnavailable`, `notNow` when the till closed,
   * `signInFirst` where so many were named that a PIN has to be shown again (`MOST_RECEIPTS`).
   */
  find: request(['cashier'], SearchQuestion, Found),
}
