import type { AppError } from '../../../shared/app-error.ts'
import type { Money } from '../../../shared/money/money.ts'
import { priceInUsdt } from '../../../shared/money/rate.ts'
import { formatUsdt, type MicroUsdt } from '../../../shared/money/usdt.ts'
import { OWNER } from '../../../shared/own-rate.ts'
import type { Quote } from '../../../shared/payment/payment.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { CallOptions, Gateway } from '../../gateways/gateway.ts'
import type { RateSource } from '../../rates/rate.ts'
import { type Clock, isoNow } from '../../time/clock.ts'
import { withinLimit } from '../../time/within-limit.ts'

/** A quote older than this is asked for again before a charge: no stale rate behind a QR. */
const QUOTE_MAX_AGE_MS = 60_000
/** The gateway's minimum moves with network fees, slowly. */
const MINIMUM_MAX_AGE_MS = 10 * 60_000
/** The whole wait for a rate or a minimum, its turn in the queue included. Answers come within two seconds. */
const LIMIT_MS = 8_000
/** The same while the gateway fails: asking is then a probe, and its failure the refusal that a cashier waits for. */
const TROUBLED_LIMIT_MS = 3_000
/** The exchange ends before the wait does, so that it is the gateway's time-out and counts as one. */
const TURN_MS = 500

/** Prices typed and given up again are forgotten. */
const MAX_KEPT = 50

export type Quotes = {
  /**
   * What a price is in USDT, fresh enough to charge; while the gateway fails nothing remembered is. Errors: `noRate` and
   * the gateway's own, within the limit of a wait at the counter.
   */
  quote(price: Money, purpose: 'estimate' | 'charge'): Promise<Result<Quote>>
  /** The gateway's minimum, or undefined when it cannot be had (create will say). */
  minimum(): Promise<MicroUsdt | undefined>
  knownMinimum(): MicroUsdt | undefined
  noteMinimum(amount: MicroUsdt): void
}

/**
 * Rates and minimum from the gateway, each remembered with the moment it was given. `trouble` is what the gateway is known
 * to fail with now; `rates` is where a rate comes from when the gateway has none.
 */
export function createQuotes(
  gateway: Gateway,
  clock: Clock,
  trouble: () => AppError | null,
  rates: RateSource | null = null,
): Quotes {
  const kept = new Map<string, { quote: Quote; at: number }>()
  const asking = new Map<string, Promise<Result<Quote>>>()
  let lowest: { amount: MicroUsdt; at: number } | undefined

  async function ask(price: Money, key: string, purpose: 'estimate' | 'charge'): Promise<Result<Quote>> {
    const options = {
      priority: purpose === 'charge' ? 'person' : 'estimate',
      timeoutMs: limitMs() - TURN_MS,
    } as const
    const quote = gateway.estimate
      ? await estimated(price, options, gateway.estimate)
      : await converted(price, options)
    if (!quote.ok) return err(noRateOr(quote.error, price))
    // The owner's own rate costs no request, and a new one counts for the price that is typed already.
    if (quote.value.source === OWNER) return quote
    kept.set(key, { quote: quote.value, at: clock.now() })
    const oldest = kept.keys().next().value
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
    return quote
  }

  async function estimated(
    price: Money,
    options: CallOptions,
    estimate: NonNullable<Gateway['estimate']>,
  ): Promise<Result<Quote>> {
    const answer = await estimate(price, options)
    if (!answer.ok) return err(answer.error.error)
    if (answer.value.value <= 0n) return err({ code: 'noRate', currency: price.currency })
    rates?.heard?.(price, answer.value.value, gateway.id)
    return ok({ usdt: formatUsdt(answer.value.value), source: gateway.id, at: isoNow(clock) })
  }

  async function converted(price: Money, options: CallOptions): Promise<Result<Quote>> {
    const rate = rates ? await rates.rateOf(price.currency, options) : undefined
    if (rate && !rate.ok) return rate
    const usdt = rate && priceInUsdt(price, rate.value)
    if (!rate || usdt === undefined) return err({ code: 'noRate', currency: price.currency })
    const { source, at, perUsdt } = rate.value
    return ok({ usdt: formatUsdt(usdt), source, at, rate: perUsdt })
  }

  const limitMs = () => (trouble() === null ? LIMIT_MS : TROUBLED_LIMIT_MS)

  /** One question at a time about a price: whoever asks meanwhile, or again, waits for the same answer. */
  function asked(price: Money, key: string, purpose: 'estimate' | 'charge'): Promise<Result<Quote>> {
    const pending = asking.get(key)
    if (pending) return pending
    const fresh = ask(price, key, purpose).finally(() => asking.delete(key))
    asking.set(key, fresh)
    return fresh
  }

  async function askMinimum(): Promise<MicroUsdt | undefined> {
    const answer = await gateway.minimum?.({ priority: 'person', timeoutMs: limitMs() - TURN_MS })
    if (answer?.ok) lowest = { amount: answer.value.value, at: clock.now() }
    return lowest?.amount
  }

  return {
    async quote(price, purpose) {
      const key = `${price.currency} ${price.minor}`
      const reason = trouble()
      const known = kept.get(key)
      if (reason === null && known && clock.now() - known.at < QUOTE_MAX_AGE_MS) return ok(known.quote)
      return withinLimit(clock, limitMs(), asked(price, key, purpose), () =>
        err(reason ?? { code: 'gatewayTimeout' }),
      )
    },
    async minimum() {
      if (lowest && clock.now() - lowest.at < MINIMUM_MAX_AGE_MS) return lowest.amount
      return withinLimit(clock, limitMs(), askMinimum(), () => lowest?.amount)
    },
    knownMinimum: () => lowest?.amount,
    noteMinimum(amount) {
      lowest = { amount, at: clock.now() }
    },
  }
}

/** A gateway that answers but has no rate for the currency: said as such, since nothing is wrong with the network. */
function noRateOr(error: AppError, price: Money): AppError {
  return error.code === 'gatewayRefused' ? { code: 'noRate', currency: price.currency } : error
}
