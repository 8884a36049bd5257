import { describe, expect, it } from 'vitest'
import type { Gateway } from '../../../../electron/gateways/gateway.ts'
import { createTillRates, LAST_RATE_MAX_AGE_MS } from '../../../../electron/rates/till-rates.ts'
import type { OwnRate, RateFrom } from '../../../../shared/contract/gateways.ts'
import { money } from '../../../../shared/money/money.ts'
import { OWN_RATE_MAX_AGE_MS } from '../../../../shared/own-rate.ts'
import { err, ok } from '../../../../shared/result.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const clock = createFakeClock(Date.parse('2026-11-21T14:02:00.000Z'))
const OWN: OwnRate = { currency: 'EUR', perUsdt: '0.95', setAt: '2026-11-21T08:00:00.000Z' }
const OLD: OwnRate = { ...OWN, setAt: new Date(clock.now() - OWN_RATE_MAX_AGE_MS - 1).toISOString() }

type Pricing = Pick<Gateway, 'id' | 'estimate'>
/** EUR 10,000 come to 12,500 USDT: 0.8 for one. */
const PRICES: Pricing = { id: 'pricing', estimate: async () => ok({ value: 12_500_000_000n, raw: '' }) }
const SILENT: Pricing = {
  id: 'pricing',
  estimate: async () =>
    err({ error: { code: 'gatewayTimeout' }, maybe: false, raw: null, retryAfterMs: null }),
}

function rateWith(rateFrom: RateFrom, ownRate: OwnRate | null, pricing: Pricing | undefined) {
  return createTillRates({
    clock,
    settings: () => ({ rateFrom, ownRate }),
    pricing: () => pricing,
  }).rateOf('EUR')
}

const own = { ok: true, value: { perUsdt: '0.95', source: 'owner', at: OWN.setAt } }
const theirs = {
  ok: true,
  value: { perUsdt: '0.8', source: 'pricing', at: new Date(clock.now()).toISOString() },
}
const noRate = { ok: false, error: { code: 'noRate', currency: 'EUR' } }

describe('the till’s rate', () => {
  it('is the owner’s alone when they want it so', async () => {
    expect(await rateWith('owner', OWN, PRICES)).toEqual(own)
    expect(await rateWith('owner', null, PRICES)).toEqual(noRate)
    expect(await rateWith('owner', OLD, PRICES)).toEqual(noRate)
  })

  it('is that of the gateway that prices in the shop’s currency, whatever the owner set beside it', async () => {
    expect(await rateWith('gateway', null, PRICES)).toEqual(theirs)
    expect(await rateWith('gateway', OWN, PRICES)).toEqual(theirs)
  })

  it('is the owner’s when that gateway fails, is known to fail, or is not there', async () => {
    expect(await rateWith('gateway', OWN, SILENT)).toEqual(own)
    expect(await rateWith('gateway', OWN, undefined)).toEqual(own)
    expect(await rateWith('gateway', OWN, { id: 'other' })).toEqual(own)
  })

  it('is what that gateway said last, for an hour, when it fails and the owner has set none', async () => {
    const time = createFakeClock(clock.now())
    let pricing: Pricing | undefined = PRICES
    const rates = createTillRates({
      clock: time,
      settings: () => ({ rateFrom: 'gateway', ownRate: null }),
      pricing: () => pricing,
    })
    expect(await rates.rateOf('EUR')).toEqual(theirs)
    pricing = undefined
    time.advance(LAST_RATE_MAX_AGE_MS)
    expect(await rates.rateOf('EUR')).toEqual(theirs)
    expect(await rates.rateOf('USD')).toEqual({ ok: false, error: { code: 'noRate', currency: 'USD' } })
    time.advance(1)
    expect(await rates.rateOf('EUR')).toEqual(noRate)
    // A price that it was asked for is as good.
    rates.heard?.(money(1825, 'EUR'), 22_812_500n, 'pricing')
    expect(await rates.rateOf('EUR')).toMatchObject({
      ok: true,
      value: { perUsdt: '0.8', source: 'pricing' },
    })
  })

  it('is none when neither has one: the reason is that of the gateway', async () => {
    expect(await rateWith('gateway', null, SILENT)).toEqual({ ok: false, error: { code: 'gatewayTimeout' } })
    expect(await rateWith('gateway', OLD, undefined)).toEqual(noRate)
  })
})
