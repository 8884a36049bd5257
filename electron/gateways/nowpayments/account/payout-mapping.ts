import { formatUsdt, type MicroUsdt, parseUsdt } from '../../../../shared/money/usdt.ts'
import { type PayoutObservation, PayoutStatus } from '../../../../shared/refund/payout.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { COIN } from '../charge.ts'
import { toInstant, toMicroUsdt } from '../mapping.ts'
import { printable } from '../refusal.ts'
import type { AccountError } from './failure.ts'
import type { CreatedPayout, PayoutRow } from './wire.ts'

/** Bodies say it in capitals, documents in small letters; both spellings of "cancelled" are about. */
const VENDOR_WORDS: ReadonlyMap<string, PayoutStatus> = new Map([
  ...PayoutStatus.options.filter((status) => status !== 'unknown').map((status) => [status, status] as const),
  ['canceled', 'cancelled'],
])

export function toPayoutStatus(word: string): PayoutStatus {
  return VENDOR_WORDS.get(word.toLowerCase()) ?? 'unknown'
}

/** @returns the observation, or the name of the field that holds no possible amount. */
export function toPayout(row: PayoutRow): Result<PayoutObservation, string> {
  const amount = toMicroUsdt(row.amount, 'up')
  if (amount === undefined) return err('field amount')
  return ok({
    batchId: row.batch_withdrawal_id,
    payoutId: row.id,
    externalId: row.unique_external_id,
    status: toPayoutStatus(row.status),
    vendorStatus: row.status,
    coin: row.currency.toLowerCase(),
    address: row.address,
    amount: formatUsdt(amount),
    transactionId: row.hash,
    error: row.error === null ? null : printable(row.error),
    createdAt: toInstant(row.created_at),
    updatedAt: toInstant(row.updated_at),
  })
}

/**
 * What the till asks a gateway to pay out. `amount` in micro-USDT; `externalId` unique, printable ASCII without blanks,
 * at most 64 characters; `callbackUrl` is where to report what happens to it, null: nowhere.
 */
export type PayoutRequest = {
  readonly externalId: string
  readonly address: string
  readonly amount: MicroUsdt
  readonly description: string
  readonly callbackUrl: string | null
}

/** The JSON text of `POST /payout`: one withdrawal, its amount written digit by digit. */
export function payoutBody(request: PayoutRequest): string {
  const callback = request.callbackUrl === null ? {} : { ipn_callback_url: request.callbackUrl }
  const withdrawal = JSON.stringify({
    address: request.address,
    currency: COIN,
    unique_external_id: request.externalId,
    ...callback,
  })
  const batch = JSON.stringify({
    payout_description: request.description.replace(/[^\x20-\x7e]+/g, ' ').trim(),
    ...callback,
  })
  const amount = formatUsdt(request.amount).replace(/\.?0+$/, '')
  return `${batch.slice(0, -1)},"withdrawals":[{"amount":${amount},${withdrawal.slice(1)}]}`
}

/** The payout that was made, or why it must never be confirmed: money would go where nobody asked it to. */
export function toCreatedPayout(
  reply: CreatedPayout,
  request: PayoutRequest,
): Result<PayoutObservation, AccountError | string> {
  const [row, ...others] = reply.withdrawals
  if (row === undefined) return err('field withdrawals')
  if (others.length > 0) return unsafe('severalPayouts')
  if (row.batch_withdrawal_id !== reply.id) return err('field batch_withdrawal_id')
  if (row.currency.toLowerCase() !== COIN) return unsafe('coin')
  if (row.address !== request.address || row.extra_id !== null) return unsafe('address')
  if (parseUsdt(row.amount, 'exact') !== request.amount) return unsafe('amount')
  if (row.unique_external_id !== null && row.unique_external_id !== request.externalId) {
    return unsafe('externalId')
  }
  return toPayout(row)
}

function unsafe(reason: Extract<AccountError, { code: 'unsafePayout' }>['reason']) {
  return err({ code: 'unsafePayout' as const, reason })
}
