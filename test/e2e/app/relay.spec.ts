import type { HistoryEntry } from '../../../shared/contract/payments.ts'
import type { CallbackRow } from '../../../shared/contract/relay.ts'
import type { TillApp } from '../../support/app-driver.ts'
import {
  chargeOnce,
  enterRelay,
  moveTime,
  openRelayForm,
  openShopWithRelay,
  relayIs,
  type ShopWithRelay,
} from '../../support/shop-with-relay.ts'
import { bannerIn, customerShows, paymentsState, told } from '../../support/till-hands.ts'
import { picture } from './cases/fixtures.ts'
import { expect, test } from './fixtures.ts'

// The whole way of a callback: the gateway posts it to a relay of its own process, the till hears of it, looks, and both
// windows say so.

let shop: ShopWithRelay
test.beforeEach(async () => {
  shop = await openShopWithRelay()
})
test.afterEach(() => shop.close())

const everything = { text: '', verdict: null, before: null }
async function callbacks({ cashier }: TillApp): Promise<readonly CallbackRow[]> {
  return (await told<{ rows: CallbackRow[] }>(cashier, 'relay.callbacks', everything)).rows.toReversed()
}

test('a callback shows the payment as seen and as paid in both windows', async ({ open }) => {
  const till = await open(shop.settings, shop.launch)
  await relayIs(till.cashier, 'open')
  const { cashier, customer } = till
  await expect(cashier.getByText('Relay working')).toBeVisible()
  const paymentId = await chargeOnce(cashier, customer, '42.00')

  await shop.gateway.pay({ paymentId, kind: 'exact' })
  await expect(customerShows(customer, 'seen')).toBeVisible()
  await expect(cashier.getByText('Payment seen', { exact: false }).first()).toBeVisible()
  await shop.gateway.finish({ paymentId })
  await expect(customerShows(customer, 'paid')).toBeVisible()

  await expect.poll(async () => (await callbacks(till)).length).toBeGreaterThanOrEqual(3)
  const rows = await callbacks(till)
  expect(rows.every((row) => row.verdict.kind === 'verified' && row.chargeId === paymentId)).toBe(true)
  const id = rows[0]?.payment?.id
  const { entries } = await told<{ entries: HistoryEntry[] }>(cashier, 'payments.history', { id })
  expect(entries.filter(({ detail }) => detail === 'callback').length).toBeGreaterThan(0)
})

test('with the relay killed the banner says so and the sale goes on; back, what was missed is replayed', async ({
  open,
}) => {
  const till = await open(shop.settings, shop.launch)
  await relayIs(till.cashier, 'open')
  const { cashier, customer } = till
  const paymentId = await chargeOnce(cashier, customer, '7.00')
  await expect.poll(async () => (await callbacks(till)).length).toBe(1) // "waiting"

  await shop.killRelay()
  await relayIs(cashier, 'lost')
  await moveTime(till, 6_000)
  await expect(bannerIn(cashier, /Relay lost\. Sales go on/)).toBeVisible()
  await picture(cashier, 'relay-lost')
  await shop.gateway.pay({ paymentId, kind: 'exact' })
  await shop.gateway.finish({ paymentId })
  await moveTime(till, 5_000)
  await expect(customerShows(customer, 'paid')).toBeVisible()
  expect((await paymentsState(cashier)).today.paidMinor).toBe(700)
  expect(await callbacks(till)).toHaveLength(1)

  // The gateway tries again after a minute, while the relay is there and the till is not yet.
  await shop.startRelay()
  await shop.gateway.advance({ ms: 60_000 })
  await moveTime(till, 60_000)
  await relayIs(cashier, 'open')
  await expect(bannerIn(cashier, /Relay lost/)).toHaveCount(0)
  await expect.poll(async () => (await callbacks(till)).length).toBeGreaterThan(1)
  const missed = (await callbacks(till)).slice(1)
  expect(missed.every(({ verdict }) => verdict.kind === 'verified')).toBe(true)
  expect((await paymentsState(cashier)).today).toMatchObject({ paid: 1, paidMinor: 700 })
})

test('the owner connects the relay in the settings, and finds every callback there', async ({ open }) => {
  const till = await open(shop.settings, shop.launch)
  await relayIs(till.cashier, 'open')
  const { cashier, customer } = till
  await told(cashier, 'relay.forget', { mode: 'live' })
  const form = await openRelayForm(cashier)
  await enterRelay(form, shop.relayAddress, 'not-the-token-of-this-channel')
  await expect(cashier.getByRole('alert')).toBeVisible()
  await enterRelay(form, shop.relayAddress, shop.token)
  await expect(cashier.getByText('The relay answers and knows the token', { exact: false })).toBeVisible()
  await relayIs(cashier, 'open')

  await cashier.keyboard.press('Escape')
  const paymentId = await chargeOnce(cashier, customer, '5.00')
  await shop.gateway.pay({ paymentId, kind: 'exact' })
  await expect(customerShows(customer, 'seen')).toBeVisible()
  const forged = JSON.stringify({ payment_id: Number(paymentId), payment_status: 'finished' })
  const [first] = (await shop.gateway.callbacks({})).callbacks
  const posted = await fetch(first?.url ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-nowpayments-sig': 'ab'.repeat(64) },
    body: forged,
  })
  expect(posted.status).toBe(200)
  await expect.poll(async () => (await callbacks(till)).at(-1)?.verdict.kind).toBe('refused')
  await expect(customerShows(customer, 'seen')).toBeVisible()

  await cashier.keyboard.press('s')
  await cashier.getByRole('button', { name: 'Callbacks', exact: true }).click()
  const log = cashier.getByRole('table')
  await expect(log.getByText(paymentId).first()).toBeVisible()
  await expect(log.getByText('Waiting → Seen').first()).toBeVisible()
  await expect(log.getByText('Looking…')).toHaveCount(0)
  await picture(cashier, 'callbacks')
})
