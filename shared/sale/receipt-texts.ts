import { z } from 'zod'
import { MOST_ADDRESS, MOST_CONTACT, MOST_SHOP_NAME, MOST_TAX_NUMBER } from './limits.ts'

export const ShopName = z.string().trim().min(1).max(MOST_SHOP_NAME)

/** What stands on the shop's receipts beside its name; empty where it says nothing. **Stored** in settings. */
export const ReceiptTexts = z.strictObject({
  /** Lines as they are printed. */
  address: z.string().trim().max(MOST_ADDRESS),
  taxNumber: z.string().trim().max(MOST_TAX_NUMBER),
  /** Telephone, e-mail or web page, as the shop writes it. */
  contact: z.string().trim().max(MOST_CONTACT),
  /** The owner says that receipts of this till are fiscal invoices; otherwise each says that it is none. */
  isFiscal: z.boolean(),
})
export type ReceiptTexts = Readonly<z.infer<typeof ReceiptTexts>>

/** All that a receipt says of the shop. **Stored** in the journal, for as long as there are receipts of its day. */
export const ShopTexts = z.strictObject({ shop: ShopName, ...ReceiptTexts.shape })
export type ShopTexts = Readonly<z.infer<typeof ShopTexts>>
