import { sha256 } from '@noble/hashes/sha2.js'
import { createBase58check } from '@scure/base'
import { z } from 'zod'
import { parseMicro } from '../../amounts.ts'
import { invalidParams } from '../errors.ts'
import { findCoin } from '../rates.ts'
import type { Parsed } from '../requests.ts'
import { invalidAddress } from './errors.ts'

// Reads what an account's owner sends.

const numeric = z.union([z.number(), z.string()])

const withdrawalFields = z.object({
  address: z.string().min(1),
  currency: z.string().min(1),
  amount: numeric,
  ipn_callback_url: z.string().nullish(),
  unique_external_id: z.string().nullish(),
})

const payoutFields = z.object({
  payout_description: z.string().nullish(),
  ipn_callback_url: z.string().nullish(),
  withdrawals: z.array(withdrawalFields).min(1),
})

const conversionFields = z.object({ amount: numeric, from_currency: z.string(), to_currency: z.string() })
const addressFields = z.object({ address: z.string(), currency: z.string() })

export type Withdrawal = {
  address: string
  currency: string
  micro: bigint
  externalId: string | null
  callbackUrl: string | null
}
export type PayoutRequest = { description: string | null; withdrawals: Withdrawal[] }
export type ConversionRequest = { from: string; to: string; micro: bigint }

const parse = <T>(schema: z.ZodType<T>, fields: unknown): Parsed<T> => {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, error: invalidParams(`${parsed.error.issues[0]?.path.join('.')} is invalid`) }
}

const base58check = createBase58check(sha256)

/** By the coin's own pattern; on TRON by the checksum as well. */
export const isAddressOf = (currency: string, address: string): boolean => {
  const coin = findCoin(currency)
  if (coin === undefined || !new RegExp(coin.walletRegex).test(address)) return false
  if (coin.network !== 'trx') return true
  try {
    return base58check.decode(address)[0] === 0x41
  } catch {
    return false
  }
}

/** The vendor takes at most six decimals. */
const positiveMicro = (value: string | number): bigint | null => {
  const text = String(value)
  const micro = /^\d+(\.\d{1,6})?$/.test(text) ? parseMicro(text) : null
  return micro !== null && micro > 0n ? micro : null
}

export const parsePayout = (fields: unknown): Parsed<PayoutRequest> => {
  const parsed = parse(payoutFields, fields)
  if (!parsed.ok) return parsed
  const { payout_description, ipn_callback_url, withdrawals } = parsed.value
  const read: Withdrawal[] = []
  for (const given of withdrawals) {
    const currency = given.currency.toLowerCase()
    const micro = positiveMicro(given.amount)
    if (micro === null) return { ok: false, error: invalidParams('amount must be a positive number') }
    if (!isAddressOf(currency, given.address)) {
      return { ok: false, error: invalidAddress(currency, given.address) }
    }
    read.push({
      address: given.address,
      currency,
      micro,
      externalId: given.unique_external_id ?? null,
      callbackUrl: given.ipn_callback_url ?? ipn_callback_url ?? null,
    })
  }
  return { ok: true, value: { description: payout_description ?? null, withdrawals: read } }
}

export const parseConversion = (fields: unknown): Parsed<ConversionRequest> => {
  const parsed = parse(conversionFields, fields)
  if (!parsed.ok) return parsed
  const micro = positiveMicro(parsed.value.amount)
  if (micro === null) return { ok: false, error: invalidParams('amount must be a positive number') }
  const from = parsed.value.from_currency.toLowerCase()
  return { ok: true, value: { from, to: parsed.value.to_currency.toLowerCase(), micro } }
}

export const parseAddress = (fields: unknown): Parsed<{ address: string; currency: string }> =>
  parse(addressFields, fields)
