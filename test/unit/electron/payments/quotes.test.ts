import { describe, expect, it } from 'vitest'
import type { CallOptions, Gateway, GatewayResult } from '../../../../electron/gateways/gateway.ts'
import { createMissingGateway } from '../../../../electron/gateways/missing-gateway.ts'
import { createQuotes } from '../../../../electron/payments/opening/quotes.ts'
import type { AppError } from '../../../../shared/app-error.ts'
import { money } from '../../../../shared/money/money.ts'
import type { Rate } from '../../../../shared/money/rate.ts'
import { type MicroUsdt, microUsdt } from '../../../../shared/money/usdt.ts'
import { err, ok, type Result } from '../../../../shared/result.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const PRICE = money(1825, 'EUR')
const answer = (usdt: string): GatewayResult<MicroUsdt> => ok({ value: microUsdt(usdt), raw: '{}' })

/** Quotes from a gateway whose every call is answered by hand. */
function quoted() {
  const clock = createFakeClock()
  const asked: { readonly options: CallOptions | undefined; readonly reply: (usdt: string) => void }[] = []
  const ask = (options?: CallOptions) =>
    new Promise<GatewayResult<MicroUsdt>>((resolve) => {
      asked.push({ options, reply: (usdt) => resolve(answer(usdt)) })
    })
  const known: { trouble: AppError | null } = { trouble: null }
  const gateway: Gateway = {
    ...createMissingGateway(),
    estimate: (_price, options) => ask(options),
    minimum: ask,
  }
  return { clock, asked, known, quotes: createQuotes(gateway, clock, () => known.trouble) }
}

it('uses a rate for a minute, and none that is remembered while the gateway fails', async () => {
  const { asked, known, quotes } = quoted()
  const first = quotes.quote(PRICE, 'estimate')
  asked[0]?.reply('19.874210')
  await first
  expect(await quotes.quote(PRICE, 'charge')).toMatchObject({ ok: true, value: { usdt: '19.874210' } })
  known.trouble = { code: 'noNetwork' }
  const second = quotes.quote(PRICE, 'charge')
  expect(asked).toHaveLength(2)
  asked[1]?.reply('20.000000')
  expect(await second).toMatchObject({ ok: true, value: { usdt: '20.000000' } })
})

it.each<[AppError | null, number, AppError]>([
  [null, 8_000, { code: 'gatewayTimeout' }],
  [{ code: 'noNetwork' }, 3_000, { code: 'noNetwork' }],
  [{ code: 'rateLimited' }, 3_000, { code: 'rateLimited' }],
])(
  'with trouble %j nobody waits longer than %i ms, wherever the question is stuck',
  async (trouble, limit, error) => {
    const { clock, asked, known, quotes } = quoted()
    known.trouble = trouble
    const quote = quotes.quote(PRICE, 'charge')
    expect(asked[0]?.options?.timeoutMs).toBeLessThan(limit)
    clock.advance(limit)
    expect(await quote).toEqual({ ok: false, error })
    // The next press has its own time, and is no second question behind the one that is stuck.
    const again = quotes.quote(PRICE, 'charge')
    expect(asked).toHaveLength(1)
    asked[0]?.reply('19.874210')
    expect(await again).toMatchObject({ ok: true, value: { usdt: '19.874210' } })
  },
)

it('waits for the minimum no longer either, and does with the one it knew', async () => {
  const { clock, quotes } = quoted()
  quotes.noteMinimum(microUsdt('5.000000'))
  clock.advance(11 * 60_000)
  const minimum = quotes.minimum()
  clock.advance(8_000)
  expect(await minimum).toBe(microUsdt('5.000000'))
})

describe('with a gateway that prices in USDT', () => {
  const { estimate: _estimate, minimum: _minimum, ...plain } = createMissingGateway()
  const rate = { perUsdt: '0.9184', source: 'owner', at: '2026-11-21T08:00:00.000Z' }
  const quotesAt = (answer: Result<Rate> | null) => {
    const asked: string[] = []
    const rateOf = async (currency: string) => {
      asked.push(currency)
      return answer ?? err({ code: 'internal', reference: 'unasked' })
    }
    const rates = answer === null ? null : { rateOf }
    return { asked, quotes: createQuotes(plain, createFakeClock(), () => null, rates) }
  }

  it('a price is converted at the rate, and says which it was', async () => {
    const { asked, quotes } = quotesAt(ok(rate))
    const quote = { usdt: '19.871516', source: 'owner', at: rate.at, rate: '0.9184' }
    expect(await quotes.quote(PRICE, 'charge')).toEqual({ ok: true, value: quote })
    expect(await quotes.quote(PRICE, 'estimate')).toEqual({ ok: true, value: quote })
    // A rate that the owner changed in between counts at once.
    expect(asked).toEqual(['EUR', 'EUR'])
  })

  it('the rate of another gateway is asked for once, like its own prices', async () => {
    const { asked, quotes } = quotesAt(ok({ ...rate, source: 'nowpayments' }))
    await quotes.quote(PRICE, 'estimate')
    await quotes.quote(PRICE, 'charge')
    expect(asked).toEqual(['EUR'])
  })

  it.each([
    ['no source', null],
    ['a source without one', err({ code: 'noRate', currency: 'EUR' } as const)],
    ['a source that is refused', err({ code: 'gatewayRefused', detail: 'no' } as const)],
    ['text that is none', ok({ ...rate, perUsdt: '0' })],
  ])('there is no rate with %s', async (_what, answer) => {
    const error = { code: 'noRate', currency: 'EUR' }
    expect(await quotesAt(answer).quotes.quote(PRICE, 'charge')).toEqual({ ok: false, error })
  })

  it('there is no minimum to ask for', async () => {
    expect(await quotesAt(ok(rate)).quotes.minimum()).toBeUndefined()
  })
})
