import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { readPdf } from '../../support/pdf-text.ts'
import {
  charge,
  customerShows,
  openRecent,
  paymentsState,
  practiceGateway,
  pressKeyOf,
  saveSettings,
  typePrice,
} from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'

const VAT = { name: 'VAT', milliPercent: 19_000, shareBasisPoints: 10_000 }

test('a sale with discount, tax and tip goes from the keypad over the customer’s answer to receipt and file', async ({
  open,
  folder,
}) => {
  const { app, cashier, customer } = await open({
    taxes: { mode: 'exclusive', rates: [VAT] },
    tips: { presets: [500, 1000] },
    receipt: { address: '1 Market Street', taxNumber: 'DE123', contact: '', isFiscal: false },
  })
  await typePrice(cashier, '20.00')
  await cashier.keyboard.press('-')
  for (const key of '10') await cashier.keyboard.press(key)
  await cashier.keyboard.press('Enter')
  await cashier.keyboard.press('+')
  await cashier.keyboard.type('Table 4')
  await cashier.keyboard.press('Enter')
  await cashier.keyboard.press('Enter')

  // The customer is asked first: nothing is written, and the gateway knows of nothing.
  await expect(customerShows(customer, 'tip')).toBeVisible()
  await expect(cashier.getByRole('heading', { name: 'The customer is choosing a tip' })).toBeVisible()
  expect((await (await practiceGateway(cashier)).charges()).charges).toEqual([])
  expect((await paymentsState(cashier)).recent).toEqual([])
  await customer.getByRole('button', { name: '10%' }).click()
  await expect(customerShows(customer, 'due')).toBeVisible()
  await expect(customer.getByText('EUR 23.56')).toBeVisible()

  await cashier.getByRole('button', { name: 'Pay exactly' }).click()
  await expect(customerShows(customer, 'paid')).toBeVisible({ timeout: 40_000 }) // the gateway's stages take their time
  const { recent, today } = await paymentsState(cashier)
  expect(recent).toMatchObject([
    { status: 'paid', price: { minor: 2356 }, sale: { subtotal: 2000, goods: 2142, tip: { minor: 214 } } },
  ])
  expect(today).toMatchObject({ paid: 1, paidMinor: 2142, tipsMinor: 214 })

  await expect(cashier.getByRole('heading', { name: 'Today' })).toBeVisible()
  await openRecent(cashier, '0001')
  const receipt = cashier.getByRole('article', { name: 'Receipt' })
  for (const line of ['1 Market Street', 'Table 4', 'SubtotalEUR 20.00', 'TipEUR 2.14', 'TotalEUR 23.56']) {
    await expect(receipt).toContainText(line)
  }
  await expect(receipt).toContainText('Payment receipt, not a fiscal invoice')
  await cashier.keyboard.press('Escape')

  const file = join(folder, 'day.csv')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await cashier.keyboard.press('d')
  await expect(cashier.getByRole('definition').nth(2)).toContainText('21.42')
  await expect(cashier.getByText('Tips').first()).toBeVisible()
  await cashier.keyboard.press('e')
  await expect(cashier.getByText('Saved 1 row')).toBeVisible()
  const [row] = parse(await readFile(file, 'utf8'), { columns: true, bom: true }) as Record<string, string>[]
  expect(row).toMatchObject({
    ...{ price: '23.56', sale_price: '23.56', subtotal: '20.00', discount: '2.00' },
    ...{ tax: '3.42', tip: '2.14', goods: '21.42' },
  })
})

test('given up at the question nothing is charged, and the price stays on the keypad', async ({ open }) => {
  const { cashier, customer } = await open({ tips: { presets: [1000] } })
  await typePrice(cashier, '5.00')
  await Promise.all([cashier.keyboard.press('Enter'), cashier.keyboard.press('Enter')])
  await expect(customerShows(customer, 'tip')).toBeVisible()
  await cashier.keyboard.press('Escape')
  await expect(customerShows(customer, 'idle')).toBeVisible()
  await expect(cashier.getByRole('status', { name: 'Amount' })).toHaveText('EUR 5.00')
  expect((await paymentsState(cashier)).recent).toEqual([])
  expect((await (await practiceGateway(cashier)).charges()).charges).toEqual([])
})

test('a receipt that is printed again says what the shop was on the day of the sale', async ({
  open,
  folder,
}) => {
  const here = { address: '1 Market Street', taxNumber: 'DE123', contact: '', isFiscal: false }
  const till = await open({ shopName: 'Corner Coffee', receipt: here })
  await charge(till.cashier, till.customer, '5.00')
  await till.cashier.getByRole('button', { name: 'Pay exactly' }).click()
  await expect(customerShows(till.customer, 'paid')).toBeVisible({ timeout: 40_000 }) // the gateway's stages take their time
  const there = { address: '9 Harbour Road', taxNumber: 'DE999', contact: '', isFiscal: true }
  await saveSettings(till.cashier, { shopName: 'Harbour Coffee', receipt: there })
  await till.close()

  const { app, cashier, customer } = await open()
  await openRecent(cashier, '0001')
  const receipt = cashier.getByRole('article', { name: 'Receipt' })
  await expect(receipt).toContainText('1 Market Street')
  await expect(receipt).not.toContainText('Harbour')
  const file = join(folder, 'receipt.pdf')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await cashier.keyboard.press('f')
  await expect(cashier.getByText('Saved to')).toBeVisible()
  const text = (await readPdf(await readFile(file))).flatMap(({ lines }) => lines).join('\n')
  for (const line of ['Corner Coffee', '1 Market Street', 'Tax number DE123', 'not a fiscal invoice']) {
    expect(text).toContain(line)
  }
  await cashier.keyboard.press('Escape')

  await charge(cashier, customer, '7.00')
  await pressKeyOf(cashier, 'Escape', 'Cancel')
  await pressKeyOf(cashier, 'h', /^History/)
  for (const line of ['Harbour Coffee', '9 Harbour Road', 'Tax number DE999']) {
    await expect(receipt).toContainText(line)
  }
  await expect(receipt).not.toContainText('not a fiscal invoice')
})
