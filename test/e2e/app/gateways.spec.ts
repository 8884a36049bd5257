import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { Gateway } from '../../../shared/relay-protocol.ts'
import type { LaunchOptions, TillApp } from '../../support/app-driver.ts'
import { readQr } from '../../support/read-qr.ts'
import { openShopWithGateways, type ShopWithGateways } from '../../support/shop-with-gateways.ts'
import { moveTime } from '../../support/shop-with-relay.ts'
import {
  cardIn,
  charge,
  chipOf,
  customerShows,
  openRecent,
  park,
  paymentsState,
  told,
} from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'

// Every gateway the whole way, in live mode: keypad, code, seen, paid, receipt, the owner's file. And a day on which the
// first one goes down.

let shop: ShopWithGateways
test.afterEach(() => shop.simulator.close())

async function current(till: TillApp): Promise<ChargedPayment> {
  const payment = (await paymentsState(till.cashier)).current?.payment
  if (!payment || !isCharged(payment)) throw new Error('no charge is on the screens')
  return payment
}

/** The till asks the gateway now. */
async function look({ cashier }: TillApp): Promise<void> {
  await told(cashier, 'payments.check', { id: (await paymentsState(cashier)).current?.payment.id })
}

async function rowsOf({ app, cashier, folder }: TillApp): Promise<Record<string, string>[]> {
  const file = join(folder, 'day.csv')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await cashier.keyboard.press('d')
  await cashier.getByRole('button', { name: 'Export CSV' }).click()
  await expect(cashier.getByText('Saved 1 row')).toBeVisible()
  await cashier.keyboard.press('Escape')
  return parse(await readFile(file, 'utf8'), { columns: true, bom: true }) as Record<string, string>[]
}

type Open = (settings?: Partial<Settings>, options?: LaunchOptions) => Promise<TillApp>
type Seller = { readonly id: Gateway; readonly title: string; readonly isSeenFirst: boolean }

async function sell(open: Open, { id, title, isSeenFirst }: Seller): Promise<void> {
  shop = await openShopWithGateways([id])
  const { control } = shop.simulator
  const till = await open(shop.settings, shop.launch)
  const { cashier, customer } = till

  await charge(cashier, customer, '18.25')
  const due = await current(till)
  expect(due.charge.gateway).toBe(id)
  expect(readQr(await customer.screenshot())).toBe(due.charge.address)
  // What the gateway asks for, to the last decimal, and not the price.
  const [atGateway] = (await control.charges()).charges
  expect(due.charge.asked).toBe(Number(atGateway?.payAmount).toFixed(6))
  await expect(customer.getByText(due.charge.asked, { exact: false }).first()).toBeVisible()

  const paymentId = due.charge.chargeId
  await control.pay({ paymentId, kind: 'exact' })
  await look(till)
  if (isSeenFirst) await expect(customerShows(customer, 'seen')).toBeVisible()
  await control.finish({ paymentId })
  await look(till)
  await expect(customerShows(customer, 'paid')).toBeVisible()
  await expect(cardIn(cashier).getByText('Paid').first()).toBeVisible()

  const paid = await current(till)
  await cashier.keyboard.press('Escape')
  await openRecent(cashier, String(paid.number).padStart(4, '0'))
  const receipt = cashier.getByRole('article', { name: 'Receipt' })
  await expect(receipt).toContainText('18.25')
  await expect(receipt).toContainText(paid.received)
  await expect(receipt).toContainText(title)
  await cashier.keyboard.press('Escape')

  const rows = await rowsOf(till)
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    gateway: id,
    status: 'paid',
    price: '18.25',
    sale_price: '18.25',
    asked_usdt: paid.charge.asked,
    received_usdt: paid.charge.asked,
    quote_source: id === 'nowpayments' ? 'nowpayments' : 'owner',
  })
}

test('a sale at NOWPayments, from the keypad to the owner’s file', ({ open }) =>
  sell(open, { id: 'nowpayments', title: 'NOWPayments', isSeenFirst: true }))

// It tells of a payment when it is paid, and of nothing before.
test('a sale at USDT Payments, from the keypad to the owner’s file', ({ open }) =>
  sell(open, { id: 'usdt-payments', title: 'USDT Payments', isSeenFirst: false }))

test('a sale at PayStablecoin, from the keypad to the owner’s file', ({ open }) =>
  sell(open, { id: 'paystablecoin', title: 'PayStablecoin', isSeenFirst: true }))

test('the first gateway dies in the middle of the day: the next sale is at the other within five seconds, and the open one is paid at the first', async ({
  open,
}) => {
  shop = await openShopWithGateways(['nowpayments', 'usdt-payments'])
  const { control } = shop.simulator
  const till = await open(shop.settings, shop.launch)
  const { cashier, customer } = till
  await charge(cashier, customer, '18.25')
  const first = await current(till)
  expect(first.charge.gateway).toBe('nowpayments')
  await park(cashier, customer)

  // Its own paths only: both gateways live behind one address here.
  const down = [
    { method: 'GET', path: '/estimate' },
    { method: 'POST', path: '/payment' },
    { method: 'GET', path: '/payment/:id' },
    { method: 'GET', path: '/status' },
  ] as const
  for (const match of down) await control.failNext({ as: '502-html', times: 10_000, match })
  await moveTime(till, 5_000)
  await charge(cashier, customer, '9.99')
  const second = await current(till)
  expect(second.charge.gateway).toBe('usdt-payments')
  // One live charge for each sale, wherever it is.
  const atGateways = (await control.charges()).charges.map(({ vendor }) => vendor)
  expect(atGateways.toSorted()).toEqual(['nowpayments', 'usdt-payments'])
  await expect(cashier.getByText('USDT Payments', { exact: false }).first()).toBeVisible()

  await control.pay({ paymentId: second.charge.chargeId, kind: 'exact' })
  await control.finish({ paymentId: second.charge.chargeId })
  await look(till)
  await expect(customerShows(customer, 'paid')).toBeVisible()

  await control.pay({ paymentId: first.charge.chargeId, kind: 'exact' })
  await control.finish({ paymentId: first.charge.chargeId })
  await moveTime(till, 5_000)
  await expect(chipOf(cashier, String(first.number).padStart(4, '0'))).not.toContainText('Paid')
  await control.clearFaults()
  await moveTime(till, 60_000)
  await expect(chipOf(cashier, String(first.number).padStart(4, '0'))).toContainText('Paid')
  expect((await paymentsState(cashier)).today).toMatchObject({ paid: 2, paidMinor: 2824 })
})
