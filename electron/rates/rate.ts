import type { CurrencyCode } from '../../shared/money/currency.ts'
import type { Money } from '../../shared/money/money.ts'
import type { Rate } from '../../shared/money/rate.ts'
import type { MicroUsdt } from '../../shared/money/usdt.ts'
import type { Result } from '../../shared/result.ts'
import type { CallOptions } from '../gateways/gateway.ts'

/** Where the rate comes from for a gateway that prices in USDT. Errors: `noRate` and those of the source. */
export type RateSource = {
  rateOf(currency: CurrencyCode, options?: CallOptions): Promise<Result<Rate>>
  /** What a gateway just said a price comes to: a rate by the way. */
  heard?(price: Money, usdt: MicroUsdt, source: string): void
}
