import { microUsdt } from '../../../shared/money/usdt.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { TillApp } from '../../support/app-driver.ts'
import { filesHolding } from '../../support/secret-search.ts'
import { openShopWithGateways, type ShopWithGateways } from '../../support/shop-with-gateways.ts'
import { moveTime } from '../../support/shop-with-relay.ts'
import { cardIn, charge, customerShows, paymentsState, qrIn, tillState } from '../../support/till-hands.ts'
import { aGridRow, gridSays, openTronGrid, type TronGrid, UNKNOWN_KEY } from '../../support/tron-grid.ts'
import { expect, test } from './fixtures.ts'

// The whole app in live mode, beside a TronGrid of the test's own: from the owner's key to what both windows say.

const KEY = 'f3b1c9d2-0000-4000-8000-1234567890ab'

let grid: TronGrid
let shop: ShopWithGateways
test.beforeEach(async () => {
  grid = await openTronGrid()
  shop = await openShopWithGateways(['nowpayments'])
})
test.afterEach(async () => {
  await shop.simulator.close()
  await grid.close()
})

const launch = () => ({
  ...shop.launch,
  env: { ...shop.launch.env, USDTILL_TRONGRID_URL: grid.origin },
})

async function current({ cashier }: TillApp): Promise<ChargedPayment> {
  const payment = (await paymentsState(cashier)).current?.payment
  if (!payment || !isCharged(payment)) throw new Error('no charge is on the screens')
  return payment
}

/** The customer's transfer stands in a block. */
function sent({ charge: { address, asked } }: ChargedPayment): void {
  grid.add(aGridRow({ to: address, value: String(microUsdt(asked)), block_timestamp: Date.now() }))
}

async function enterKey({ cashier }: TillApp): Promise<void> {
  await cashier.keyboard.press('s')
  await cashier.getByRole('button', { name: 'Chain', exact: true }).click()
  await cashier.getByLabel('TronGrid API key').fill(KEY)
  await cashier.getByRole('button', { name: 'Test and save' }).click()
}

test('the owner enters a key and switches it on; a transfer takes the code down, and the gateway alone says paid', async ({
  open,
  folder,
}) => {
  const till = await open(shop.settings, launch())
  const { cashier, customer } = till
  grid.fail(gridSays(401, UNKNOWN_KEY))
  await enterKey(till)
  await expect(cashier.getByRole('alert')).toContainText('TronGrid does not know this key')
  expect((await tillState(cashier)).chain.keyEnding).toBeNull()

  grid.heal()
  await cashier.getByRole('button', { name: 'Test and save' }).click()
  await expect(cashier.getByRole('heading', { name: 'The key works' })).toBeVisible()
  await cashier.getByText('On', { exact: true }).click()
  await expect.poll(async () => (await tillState(cashier)).settings.chainEvidence).toBe(true)
  await cashier.getByRole('button', { name: 'Back to the till' }).click()

  await charge(cashier, customer, '18.25')
  const due = await current(till)
  sent(due)
  await moveTime(till, 10_000)
  await expect(customerShows(customer, 'seen')).toContainText('The shop waits for its gateway')
  await expect(cardIn(cashier)).toContainText('Hand nothing over on that')
  await expect(qrIn(cashier)).toHaveCount(0)
  expect((await paymentsState(cashier)).today).toMatchObject({ paid: 0, receivedUsdt: '0.000000' })
  expect(new Set(grid.requests.map(({ key }) => key))).toEqual(new Set([KEY]))

  await shop.simulator.control.finish({ paymentId: due.charge.chargeId })
  await cashier.keyboard.press('c')
  await expect(customerShows(customer, 'paid')).toBeVisible()
  await till.close()
  expect(filesHolding(folder, KEY)).toEqual([])
})

test('off, as a new till is, it asks nothing', async ({ open }) => {
  const till = await open(shop.settings, launch())
  await charge(till.cashier, till.customer, '18.25')
  sent(await current(till))
  await moveTime(till, 30_000)
  await expect(qrIn(till.customer)).toBeVisible()
  expect(grid.requests).toEqual([])
})
