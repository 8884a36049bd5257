import { afterEach, expect, it } from 'vitest'
import { createRequestQueue } from '../../electron/gateways/request-queue.ts'
import { vendorOf } from '../../electron/gateways/vendor-registry.ts'
import { payingAt } from '../support/paying.ts'
import { PRACTICE_SECRETS } from '../support/practice-secrets.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// A shop that never set a rate: the gateway that gave it goes down, and the other one takes USDT amounts only.

let bench: TillBench
const { control } = payingAt(() => bench)

afterEach(() => bench.close())

it('goes on at the other gateway with the rate that the first one gave last', async () => {
  bench = await createTillBench('live', {}, '2026-11-21T14:02:00.000Z', {
    others: ({ clock, simulator }) => [
      vendorOf('usdt-payments').create(PRACTICE_SECRETS['usdt-payments'], {
        ...({ baseUrl: simulator.urlOf('usdt-payments'), mode: 'live', clock, version: 'test' } as const),
        queue: createRequestQueue({ everyMs: 1, burst: 1000, concurrency: 8 }),
      }),
    ],
  })
  const first = await bench.start(1825)
  const given = first.payment.quote
  bench.payments().park(first.payment.id)
  for (const [method, path] of [
    ['GET', '/estimate'],
    ['POST', '/payment'],
    ['GET', '/payment/:id'],
    ['GET', '/status'],
  ] as const) {
    await control().failNext({ as: '502-html', times: 10_000, match: { method, path } })
  }
  await bench.advance(60_000)
  const second = await bench.start(1825)
  expect(second.payment).toMatchObject({ charge: { gateway: 'usdt-payments' } })
  expect(second.payment.quote).toMatchObject({ source: 'nowpayments', at: given.at })
  // The same price comes to the same USDT, but for what the rate's last decimals cut.
  expect(Number(second.payment.quote.usdt)).toBeCloseTo(Number(given.usdt), 5)
})
