import { decimalsOf } from '../../shared/money/currency.ts'
import { type Money, money } from '../../shared/money/money.ts'
import type { MicroUsdt } from '../../shared/money/usdt.ts'
import { err, ok } from '../../shared/result.ts'
import type { Gateway } from '../gateways/gateway.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import type { RateSource } from './rate.ts'

/** In minor units: EUR 10 000, IQD 1 000. Large enough that six decimals of USDT make a rate, and no sum to balk at. */
const SAMPLE_MINOR = 1_000_000
const RATE_DECIMALS = 12

/**
 * The rate by which another gateway prices, whose `estimate` is given; `source` is that gateway's id. Errors: `noRate` and
 * the gateway's own.
 */
export function createGatewayRate(
  estimate: NonNullable<Gateway['estimate']>,
  source: string,
  clock: Clock,
): RateSource {
  return {
    async rateOf(currency, options) {
      const sample = money(SAMPLE_MINOR, currency)
      const answer = await estimate(sample, options)
      if (!answer.ok) return err(answer.error.error)
      const perUsdt = rateOfEstimate(sample, answer.value.value)
      if (perUsdt === undefined) return err({ code: 'noRate', currency })
      return ok({ perUsdt, source, at: isoNow(clock) })
    },
  }
}

/**
 * A price divided by what it came to, cut: with a lower rate a price comes to more USDT, never to less. Undefined when it
 * is no rate.
 */
export function rateOfEstimate({ minor, currency }: Money, usdt: MicroUsdt): string | undefined {
  if (usdt <= 0n) return undefined
  const scale = 10n ** BigInt(RATE_DECIMALS + 6 - decimalsOf(currency))
  const scaled = (BigInt(minor) * scale) / usdt
  const digits = String(scaled).padStart(RATE_DECIMALS + 1, '0')
  const text = `${digits.slice(0, -RATE_DECIMALS)}.${digits.slice(-RATE_DECIMALS)}`
  return scaled === 0n ? undefined : text.replace(/\.?0+$/, '')
}
