import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GatewayResult } from '../../../../electron/gateways/gateway.ts'
import { createGatewayRate } from '../../../../electron/rates/gateway-rate.ts'
import { createOwnRate } from '../../../../electron/rates/own-rate.ts'
import { CURRENCY_CODES, decimalsOf } from '../../../../shared/money/currency.ts'
import { type Money, money } from '../../../../shared/money/money.ts'
import { priceInUsdt } from '../../../../shared/money/rate.ts'
import type { MicroUsdt } from '../../../../shared/money/usdt.ts'
import { OWN_RATE_MAX_AGE_MS } from '../../../../shared/own-rate.ts'
import { err, ok } from '../../../../shared/result.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const noRate = (currency: string) => ({ ok: false, error: { code: 'noRate', currency } })

describe('the owner’s own rate', () => {
  const clock = createFakeClock()
  const setAt = new Date(clock.now()).toISOString()
  const own = { currency: 'EUR', perUsdt: '0.9184', setAt } as const

  it('is told with the time it was set', async () => {
    const rate = await createOwnRate(own, clock).rateOf('EUR')
    expect(rate).toEqual({ ok: true, value: { perUsdt: '0.9184', source: 'owner', at: setAt } })
  })

  it('is none for another currency, without a value, or with text that is none', async () => {
    expect(await createOwnRate(own, clock).rateOf('USD')).toEqual(noRate('USD'))
    expect(await createOwnRate(null, clock).rateOf('EUR')).toEqual(noRate('EUR'))
    expect(await createOwnRate({ ...own, perUsdt: '0' }, clock).rateOf('EUR')).toEqual(noRate('EUR'))
    expect(await createOwnRate({ ...own, setAt: 'today' }, clock).rateOf('EUR')).toEqual(noRate('EUR'))
  })

  it.each([OWN_RATE_MAX_AGE_MS, 60_000])('holds for %i ms and not a moment longer', async (maxAgeMs) => {
    const later = createFakeClock()
    const source = createOwnRate(own, later, maxAgeMs)
    later.advance(maxAgeMs)
    expect(await source.rateOf('EUR')).toMatchObject({ ok: true })
    later.advance(1)
    expect(await source.rateOf('EUR')).toEqual(noRate('EUR'))
  })

  it('set by a clock far ahead is none', async () => {
    const ahead = new Date(clock.now() + OWN_RATE_MAX_AGE_MS + 1).toISOString()
    expect(await createOwnRate({ ...own, setAt: ahead }, clock).rateOf('EUR')).toEqual(noRate('EUR'))
  })
})

describe('the rate of another gateway', () => {
  const clock = createFakeClock()
  const rateFrom = (estimate: (price: Money) => GatewayResult<MicroUsdt>) =>
    createGatewayRate(async (price) => estimate(price), 'nowpayments', clock)
  const says = (value: MicroUsdt): GatewayResult<MicroUsdt> => ok({ value, raw: '{}' })

  it('is what its estimate comes to for one USDT', async () => {
    const at = new Date(clock.now()).toISOString()
    expect(await rateFrom(() => says(20_000_000_000n)).rateOf('EUR')).toEqual({
      ok: true,
      value: { perUsdt: '0.5', source: 'nowpayments', at },
    })
    expect(await rateFrom(() => says(100_000_000n)).rateOf('JPY')).toMatchObject({
      value: { perUsdt: '10000' },
    })
  })

  it('passes on why there is none', async () => {
    const error = { code: 'gatewayTimeout' } as const
    const failing = rateFrom(() => err({ error, maybe: false, raw: null, retryAfterMs: null }))
    expect(await failing.rateOf('EUR')).toEqual({ ok: false, error })
  })

  it.each([0n, -1n, 10n ** 30n])('is none when the estimate is %s', async (value) => {
    expect(await rateFrom(() => says(value)).rateOf('EUR')).toEqual(noRate('EUR'))
  })

  it('gives a price no less than the estimate it came from, and hardly more', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CURRENCY_CODES),
        fc.bigInt({ min: 100_000n, max: 10n ** 13n }),
        async (currency, estimate) => {
          let sample: Money = money(1, currency)
          const source = rateFrom((price) => {
            sample = price
            return says(estimate)
          })
          const rate = await source.rateOf(currency)
          if (!rate.ok) throw new Error('no rate')
          const usdt = priceInUsdt(sample, rate.value) ?? -1n
          expect(usdt).toBeGreaterThanOrEqual(estimate)
          // The rate has twelve decimals; what the cut takes is in proportion to how small a number it is.
          const rateAtLeast = 10n ** BigInt(12 + 6 + 6 - decimalsOf(currency)) / estimate
          expect((usdt - estimate - 1n) * rateAtLeast).toBeLessThanOrEqual(2n * estimate)
        },
      ),
    )
  })
})
