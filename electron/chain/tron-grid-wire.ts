import { z } from 'zod'
import { type MicroUsdt, MOST_USDT } from '../../shared/money/usdt.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { USDT_CONTRACT } from '../../shared/tron/address.ts'
import { readBody } from '../gateways/http/body.ts'
import type { ChainFailure } from './chain-failure.ts'
import type { TronGridReply } from './tron-grid-client.ts'

// What TronGrid sends about TRC20 transfers (`/v1/accounts/:address/transactions/trc20`), numbers as their source text.

/** Transfers of 0 to 0.01 USDT are sent to strangers so that they copy the wrong address: they are no payment. */
export const DUST: MicroUsdt = 10_000n

/** One transfer of the real USDT to the address. */
export type ChainTransfer = {
  readonly transactionId: string
  readonly from: string
  readonly amount: MicroUsdt
  /** The time of its block (ISO, UTC). */
  readonly at: string
  /** Its block is solid. False also where that is not known. */
  readonly isConfirmed: boolean
}

/** Why a row is no payment to the address. */
export type SetAside =
  /** Another contract, whatever it calls its token. */
  | 'otherToken'
  /** An approval, or anything else that moves nothing. */
  | 'notATransfer'
  /** From the address, or to another. */
  | 'otherAddress'
  | 'earlier'
  /** The real USDT, and so little that it is none. */
  | 'dust'
  | 'unreadable'

const Page = z.object({
  success: z.literal(true),
  data: z.array(z.unknown()).max(1_000),
  meta: z.object({ fingerprint: z.string().min(1).max(500).nullish() }).nullish(),
})

const Row = z.object({
  transaction_id: z.string().regex(/^[0-9a-fA-F]{64}$/),
  /** Symbol, name and decimals are whatever the contract says of itself; only its address is looked at. */
  token_info: z.object({ address: z.string() }),
  block_timestamp: z.string().regex(/^\d{12,14}$/),
  from: z.string().max(64),
  to: z.string(),
  type: z.string(),
  value: z.string().regex(/^\d{1,78}$/),
})

const Trouble = z.object({
  Error: z.string().optional(),
  error: z.string().optional(),
  message: z.string().optional(),
})

const TOO_MANY = /frequency|rate limit|suspended|exceed|too many/i
const ABOUT_KEY = /api[ _-]?key|unauthori[sz]ed|jwt|white ?list|allow ?list/i

export type TronGridPage = { readonly rows: readonly unknown[]; readonly fingerprint: string | null }

/** @returns the rows as they came, each to be read by itself: one that is odd must not hide the rest. */
export function readPage(reply: TronGridReply): Result<TronGridPage, ChainFailure> {
  if (reply.status !== 200) return err(refusalOf(reply))
  const page = readBody(Page, reply.text)
  if (page.ok) return ok({ rows: page.value.data, fingerprint: page.value.meta?.fingerprint ?? null })
  // Some refusals come with the status of a success.
  return err(troubleOf(reply) === '' ? { code: 'badReply', detail: page.error } : refusalOf(reply))
}

/**
 * 403 is both "too fast" (the documented one, with or without a key) and "not with this key": only its words tell, and
 * where they do not, slowing down is right for both.
 */
function refusalOf(reply: TronGridReply): ChainFailure {
  const { status, retryAfterMs } = reply
  const words = troubleOf(reply)
  if (TOO_MANY.test(words)) return { code: 'slowDown', retryAfterMs }
  if (status === 401 || ABOUT_KEY.test(words)) return { code: 'wrongKey' }
  if (status === 403 || status === 429 || status === 503) return { code: 'slowDown', retryAfterMs }
  if (status >= 500) return { code: 'unreachable', httpStatus: status }
  return { code: 'badReply', detail: `HTTP ${status}` }
}

function troubleOf({ text }: TronGridReply): string {
  const trouble = readBody(Trouble, text)
  if (!trouble.ok) return ''
  return trouble.value.Error ?? trouble.value.error ?? trouble.value.message ?? ''
}

/** Whether a row is a payment of USDT to the address at or after `since` (ms), or why it is none. */
export function readTransfer(row: unknown, address: string, since: number): Result<ChainTransfer, SetAside> {
  const parsed = Row.safeParse(row)
  if (!parsed.success) return err('unreadable')
  const { transaction_id, token_info, block_timestamp, from, to, type, value } = parsed.data
  const amount = BigInt(value)
  if (token_info.address !== USDT_CONTRACT) return err('otherToken')
  if (type !== 'Transfer') return err('notATransfer')
  if (to !== address) return err('otherAddress')
  if (Number(block_timestamp) < since) return err('earlier')
  if (amount > MOST_USDT) return err('unreadable')
  if (amount <= DUST) return err('dust')
  const at = new Date(Number(block_timestamp)).toISOString()
  return ok({ transactionId: transaction_id.toLowerCase(), from, amount, at, isConfirmed: false })
}
