import { shortMicroText } from '../../amounts.ts'

// One withdrawal as the gateway keeps it, and its bodies. A batch holds one or several; each has its own status.

export type PayoutStatus =
  | 'CREATING'
  | 'WAITING'
  | 'PROCESSING'
  | 'SENDING'
  | 'FINISHED'
  | 'FAILED'
  | 'REJECTED'

export type Payout = {
  readonly id: string
  readonly batchId: string
  readonly apiKey: string
  readonly address: string
  readonly currency: string
  readonly micro: bigint
  readonly externalId: string | null
  readonly description: string | null
  readonly callbackUrl: string | null
  readonly createdAt: number
  status: PayoutStatus
  updatedAt: number
  hash: string | null
  error: string | null
}

const iso = (ms: number): string => new Date(ms).toISOString()

/** The shape of the create reply and of both reads: an amount is text here, and the status in capitals. */
export const payoutBody = (payout: Payout) => ({
  is_request_payouts: false,
  id: payout.id,
  address: payout.address,
  currency: payout.currency,
  amount: shortMicroText(payout.micro),
  batch_withdrawal_id: payout.batchId,
  ipn_callback_url: payout.callbackUrl,
  status: payout.status,
  extra_id: null,
  hash: payout.hash,
  error: payout.error,
  payout_description: payout.description,
  unique_external_id: payout.externalId,
  created_at: iso(payout.createdAt),
  requested_at: null,
  updated_at: payout.updatedAt === payout.createdAt ? null : iso(payout.updatedAt),
})

/** In the list some of the times are spelt the other way. */
export const listedPayoutBody = (payout: Payout) => {
  const { created_at, requested_at, updated_at, ...body } = payoutBody(payout)
  return { ...body, createdAt: created_at, requestedAt: requested_at, updatedAt: updated_at }
}

export const payoutCallbackBody = (payout: Payout) => ({
  id: payout.id,
  batch_withdrawal_id: payout.batchId,
  status: payout.status,
  error: payout.error,
  currency: payout.currency,
  amount: shortMicroText(payout.micro),
  address: payout.address,
  fee: null,
  extra_id: null,
  hash: payout.hash,
  ipn_callback_url: payout.callbackUrl,
  created_at: iso(payout.createdAt),
  requested_at: null,
  updated_at: payout.updatedAt === payout.createdAt ? null : iso(payout.updatedAt),
})
