import { z } from 'zod'

// A charge as the controls show it, whichever vendor it is of: its own words for the status, common ones for the rest.

export const signings = ['right', 'wrong', 'missing', 'legacy'] as const
export type Signing = (typeof signings)[number]

export const chargeFacts = z.object({
  paymentId: z.string(),
  status: z.string(),
  orderId: z.string().nullable(),
  orderDescription: z.string().nullable(),
  priceAmount: z.string(),
  priceCurrency: z.string(),
  payAmount: z.string(),
  payCurrency: z.string(),
  actuallyPaid: z.string(),
  address: z.string(),
  payinHash: z.string().nullable(),
  parentPaymentId: z.string().nullable(),
  childPaymentIds: z.array(z.string()),
  originType: z.enum(['REPEATED', 'WRONG_ASSET']).nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  validUntil: z.string(),
  canStep: z.boolean(),
  /** What the status comes to, for a person at the panel. */
  tone: z.enum(['waiting', 'moving', 'paid', 'short', 'over', 'expired']).optional(),
})

export type ChargeFacts = z.infer<typeof chargeFacts>
export type Tone = NonNullable<ChargeFacts['tone']>
