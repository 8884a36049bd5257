import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRequestQueue } from '../../electron/gateways/request-queue.ts'
import { vendorOf } from '../../electron/gateways/vendor-registry.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { must } from '../support/paying.ts'
import { openReconciledShop, type ReconciledShop } from '../support/reconciled-shop.ts'

// A till that sells through a gateway that offers no list: what can be done without one.

// A shop with relay, gateway and thread is half a second alone, several beside other work.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

let shop: ReconciledShop

const secrets = { 'api-key': 'pk_practice_usdt_payments', 'api-secret': 'sk_practice_usdt_payments' }

beforeEach(async () => {
  const ownRate = { currency: 'EUR', perUsdt: '0.9184', setAt: '2026-11-21T14:02:00.000Z' } as const
  const gatewayOrder = ['usdt-payments', 'nowpayments'] as const
  shop = await openReconciledShop(
    { ownRate, rateFrom: 'owner', gatewayOrder: [...gatewayOrder] },
    {
      others({ clock, simulator }) {
        const parts = {
          ...({ baseUrl: simulator.urlOf('usdt-payments'), mode: 'live', clock, version: 'test' } as const),
          queue: createRequestQueue({ everyMs: 1, burst: 1000, concurrency: 8 }),
        }
        return [vendorOf('usdt-payments').create(secrets, parts)]
      },
    },
  )
})

afterEach(() => shop.close())

async function chargeThere(): Promise<PaymentView> {
  const view = await shop.bench.start()
  expect(isCharged(view.payment) && view.payment.charge.gateway).toBe('usdt-payments')
  must(shop.bench.payments().park(view.payment.id))
  return view
}

it('says how many payments are not compared', async () => {
  await chargeThere()
  await shop.bench.advance(20 * 60_000)
  await shop.signIn()
  const report = must(await shop.reconciling().run({ from: '2026-11-21', to: '2026-11-21' }))
  expect(report.compared).toMatchObject({ payments: 0, listed: 0 })
  expect(report.elsewhere).toEqual([{ gateway: 'usdt-payments', payments: 1 }])
  expect(report.differences).toEqual([])
})

it('looks again at each open one, and says what came of it', async () => {
  const first = await chargeThere()
  await chargeThere()
  await chargeThere()
  await shop.control().pay({ paymentId: shop.bench.chargeIdOf(first), kind: 'exact' })
  await shop.control().finish({ paymentId: shop.bench.chargeIdOf(first) })
  // The newest is looked at first.
  await shop.control().failNext({ as: '500', match: { method: 'GET', path: '/api/payment-status.php' } })
  const looked = must(await shop.reconciling().lookAtOpen())
  expect(looked).toEqual({ looked: 3, changed: 1, unanswered: 1 })
  expect(shop.progress.at(-1)).toEqual({ step: 'looking', looked: 3, of: 3 })
  expect(must(shop.bench.payments().history(first.payment.id)).view.payment.status).toBe('paid')
})
