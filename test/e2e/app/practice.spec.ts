import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { readQr } from '../../support/read-qr.ts'
import { charge, customerShows, paymentsState, practiceGateway, typePrice } from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'

test('a practice payment goes from the keypad to paid and into the day’s file', async ({ open, folder }) => {
  const { app, cashier, customer } = await open({ shopName: 'Corner Coffee' })
  await expect(customer.getByRole('heading', { name: 'Corner Coffee' })).toBeVisible()

  await typePrice(cashier, '18.25')
  await expect(cashier.getByRole('status', { name: 'Amount' })).toHaveText('EUR 18.25')
  await expect(cashier.getByRole('status', { name: 'Estimate' })).toContainText(/≈.*USDT/)
  await cashier.keyboard.press('Enter')
  await expect(customerShows(customer, 'due')).toBeVisible()
  await expect(customer.getByText('PRACTICE · DO NOT PAY').first()).toBeVisible()
  await expect(cashier.getByText('PRACTICE · DO NOT PAY').first()).toBeVisible()

  const [atGateway] = (await (await practiceGateway(cashier)).charges()).charges
  const expected = `practice:${atGateway?.address}`
  expect(readQr(await customer.screenshot())).toBe(expected)
  expect(readQr(await cashier.screenshot())).toBe(expected)

  await cashier.getByRole('button', { name: 'Pay exactly' }).click()
  await expect(customerShows(customer, 'seen')).toBeVisible()
  await expect(customerShows(customer, 'paid')).toBeVisible({ timeout: 40_000 }) // the gateway's stages take their time
  await expect(cashier.getByText('Type the next price whenever you like')).toBeVisible()

  // Nothing is pressed: both windows go back by themselves.
  await expect(customerShows(customer, 'idle')).toBeVisible()
  await expect(cashier.getByRole('heading', { name: 'Today' })).toBeVisible()

  const file = join(folder, 'day.csv')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await cashier.keyboard.press('d')
  const taken = cashier.getByRole('definition').nth(2)
  await expect(taken).toContainText('18.25')
  await cashier.keyboard.press('e')
  await expect(cashier.getByText('Saved 1 row')).toBeVisible()

  const text = await readFile(file, 'utf8')
  expect(text.startsWith('\uFEFF')).toBe(true)
  const rows = parse(text, { columns: true, bom: true }) as Record<string, string>[]
  expect(rows).toMatchObject([
    { status: 'paid', price: '18.25', address: atGateway?.address, mode: 'practice' },
  ])
  const cents = rows.reduce((sum, row) => sum + Math.round(Number(row['price']) * 100), 0)
  expect(await taken.textContent()).toContain((cents / 100).toFixed(2))
})

test('Enter pressed twice makes one charge', async ({ open }) => {
  const { cashier, customer } = await open()
  await typePrice(cashier, '5.00')
  await Promise.all([cashier.keyboard.press('Enter'), cashier.keyboard.press('Enter')])
  await expect(customerShows(customer, 'due')).toBeVisible()
  await cashier.keyboard.press('Enter')
  await expect.poll(async () => (await paymentsState(cashier)).recent.length).toBe(1)
  expect((await (await practiceGateway(cashier)).charges()).charges).toHaveLength(1)
})

test('a charge that is cancelled leaves the customer’s window and is no longer offered', async ({ open }) => {
  const { cashier, customer } = await open()
  await charge(cashier, customer, '7.50')
  await cashier.keyboard.press('Escape')
  await expect(customerShows(customer, 'due')).toBeHidden()
  await expect(cashier.getByText('Cancelled', { exact: true }).first()).toBeVisible()
  await cashier.keyboard.press('Escape')
  await expect(customerShows(customer, 'idle')).toBeVisible()
})

test('after a kill in the middle the same code is shown again and the payment is found paid', async ({
  open,
}) => {
  const first = await open()
  await charge(first.cashier, first.customer, '12.00')
  const qr = readQr(await first.customer.screenshot())
  await first.kill()

  const second = await open()
  await expect(customerShows(second.customer, 'due')).toBeVisible()
  expect(readQr(await second.customer.screenshot())).toBe(qr)
  const gateway = await practiceGateway(second.cashier)
  const [waiting] = (await gateway.charges()).charges
  await gateway.finish({ paymentId: waiting?.paymentId ?? '' })
  await expect(customerShows(second.customer, 'paid')).toBeVisible()
  const { recent, today } = await paymentsState(second.cashier)
  expect(recent.map(({ status }) => status)).toEqual(['paid'])
  expect(today.paidMinor).toBe(1200)
})
