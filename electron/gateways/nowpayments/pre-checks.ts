import type { Mode } from '../../../shared/mode.ts'
import type { MicroUsdt } from '../../../shared/money/usdt.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { CallOptions, GatewayResult } from '../gateway.ts'
import { call } from '../http/call.ts'
import type { RequestQueue } from '../request-queue.ts'
import { reading } from './call.ts'
import { COIN, FLOATING_RATE } from './charge.ts'
import type { NowPaymentsClient } from './client.ts'
import { toWantedAmount } from './mapping.ts'
import type { RequestContext } from './refusal.ts'
import { Currencies, FullCurrencies, FullCurrency, MerchantCoins, MinAmount, readValue } from './wire.ts'

/** What NOWPayments knows of our coin. Null: it does not say. `decimals` is the smaller of the two it names. */
export type CoinDetails = {
  readonly isEnabled: boolean | null
  readonly isForPayment: boolean | null
  readonly network: string | null
  readonly decimals: number | null
}

/**
 * What can be asked about our coin before anything is charged, by API key alone. Nobody waits for the answers: they are
 * asked with `background` priority unless told otherwise.
 */
export interface PreChecks {
  isListed(options?: CallOptions): Promise<GatewayResult<boolean>>
  /** Null when NOWPayments does not know the coin. */
  coin(options?: CallOptions): Promise<GatewayResult<CoinDetails | null>>
  isSwitchedOn(options?: CallOptions): Promise<GatewayResult<boolean>>
  /** Rounded up. */
  minimum(options?: CallOptions): Promise<GatewayResult<MicroUsdt>>
}

export type PreCheckDependencies = {
  readonly client: NowPaymentsClient
  readonly queue: RequestQueue
  readonly mode: Mode
}

export function createPreChecks({ client, queue, mode }: PreCheckDependencies): PreChecks {
  const context: RequestContext = { mode, purpose: 'look', currency: '' }

  function asking<Wire, Value>(
    path: string,
    query: Readonly<Record<string, string>>,
    how: Parameters<typeof reading<Wire, Value>>[1],
  ) {
    return ({ priority = 'background', ...limits }: CallOptions = {}) =>
      call(client, queue, { path, query, ...limits }, priority, reading(context, how))
  }

  return {
    isListed: asking('/currencies', {}, { schema: Currencies, read: hasOurs }),
    coin: asking('/full-currencies', {}, { schema: FullCurrencies, read: detailsOf }),
    isSwitchedOn: asking('/merchant/coins', {}, { schema: MerchantCoins, read: hasOurs }),
    minimum: asking('/min-amount', MINIMUM_QUERY, {
      schema: MinAmount,
      read: (wire) => toWantedAmount('min_amount', wire.min_amount, 'currency_from', wire.currency_from),
    }),
  }
}

/** `currency_to` and the two flags as in the create call: without them the answer is for another kind of charge. */
const MINIMUM_QUERY = {
  currency_from: COIN,
  currency_to: COIN,
  ...Object.fromEntries(Object.entries(FLOATING_RATE).map(([flag, value]) => [flag, String(value)])),
}

function hasOurs(codes: readonly string[]): Result<boolean, never> {
  return ok(codes.includes(COIN))
}

/** Rows of other coins are not read, so that an odd one does not hide ours. */
function detailsOf({ currencies }: FullCurrencies): Result<CoinDetails | null, string> {
  const row = currencies.find(isOurs)
  if (row === undefined) return ok(null)
  const read = readValue(FullCurrency, row)
  if (!read.ok) return read
  const { enable, available_for_payment, network, precision, network_precision } = read.value
  const named = [precision, network_precision].filter((decimals) => decimals !== null)
  return ok({
    isEnabled: enable,
    isForPayment: available_for_payment,
    network,
    decimals: named.length === 0 ? null : Math.min(...named),
  })
}

function isOurs(row: unknown): boolean {
  const named = readValue(FullCurrency.pick({ code: true }), row)
  return named.ok && named.value.code.toLowerCase() === COIN
}
