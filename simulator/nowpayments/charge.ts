// One payment as the gateway keeps it. Amounts in micro-units of their coin, times in milliseconds.

export type Charge = {
  readonly id: string
  readonly purchaseId: string
  readonly invoiceId: string | null
  readonly accountName: string
  /** The vendor binds a payment to the key that made it: after a rotation the new key cannot see it. */
  readonly apiKey: string
  readonly parentId: string | null
  readonly originType: 'REPEATED' | 'WRONG_ASSET' | null
  readonly payAddress: string
  readonly payCurrency: string
  readonly payMicro: bigint
  readonly priceText: string
  readonly priceCurrency: string
  readonly orderId: string | null
  readonly orderDescription: string | null
  readonly callbackUrl: string | null
  readonly customerEmail: string | null
  readonly sandboxCase: string | null
  readonly isFixedRate: boolean
  readonly isFeePaidByUser: boolean
  readonly createdAt: number
  readonly quoteEndsAt: number
  readonly validUntil: number
  status: string
  updatedAt: number
  paidMicro: bigint
  payinHash: string | null
  childIds: string[]
  /** The vendor sends no callbacks once a payment has expired, even when money still comes. */
  hasExpired: boolean
}

/** What the merchant receives: the vendor keeps half a per cent. */
export const outcomeMicro = (charge: Charge): bigint => charge.paidMicro - (charge.paidMicro * 5n) / 1000n

export const feeMicro = (charge: Charge): bigint => charge.paidMicro - outcomeMicro(charge)
