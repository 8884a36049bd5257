import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { money } from '../../../shared/money/money.ts'
import { ok } from '../../../shared/result.ts'
import { reckonSale } from '../../../shared/sale/reckon.ts'
import type { SaleRules } from '../../../shared/sale/rules.ts'
import { aPayment, aPaymentsState, aView } from '../../support/views.ts'
import { expect, test } from './fixtures.ts'
import { aTill, openSettings } from './settings-till.ts'

const SHOTS = 'out/screenshots/prices'

async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}/${name}.png`, animations: 'disabled', fullPage: true })
}

const rate = (page: Page, number: number) => page.getByRole('group', { name: `Rate ${number}` })

test('taxes are a table whose shares make a whole, with an example of a receipt', async ({
  page,
  backend,
  open,
}) => {
  const till = aTill(backend)
  await open('cashier.html')
  await openSettings(page, 'Prices')
  await page.getByText('Tax on top').click()
  await rate(page, 1).getByLabel('Name').fill('VAT')
  await rate(page, 1).getByLabel('Rate in %').fill('19')
  const example = page.getByRole('region', { name: 'Example' })
  await expect(example).toContainText('EUR 11.90')
  await page.getByRole('button', { name: 'Add a rate' }).click()
  await rate(page, 2).getByLabel('Name').fill('Food')
  await rate(page, 2).getByLabel('Rate in %').fill('7')
  await rate(page, 2).getByLabel('Share in %').fill('30')
  await page.getByRole('button', { name: 'Save taxes' }).click()
  await expect(page.getByRole('alert')).toHaveText('The shares make 130%. They have to make 100 %.')
  expect(backend.calls('till.saveSettings')).toEqual([])
  await rate(page, 1).getByLabel('Share in %').fill('70')
  await expect(example).toContainText('VAT 19%')
  await expect(example).toContainText('EUR 11.54')
  await shot(page, 'taxes')
  await page.getByRole('button', { name: 'Save taxes' }).click()
  await expect
    .poll(() => till.state().settings.taxes)
    .toEqual({
      mode: 'exclusive',
      rates: [
        { name: 'VAT', milliPercent: 19_000, shareBasisPoints: 7000 },
        { name: 'Food', milliPercent: 7000, shareBasisPoints: 3000 },
      ],
    })
  await page.getByText('No taxes').click()
  await page.getByRole('button', { name: 'Save taxes' }).click()
  await expect.poll(() => till.state().settings.taxes).toBeNull()
})

test('tips are off until the owner says otherwise; the limit of discounts is a percentage', async ({
  page,
  backend,
  open,
}) => {
  const till = aTill(backend)
  await open('cashier.html')
  await openSettings(page, 'Prices')
  await expect(page.getByRole('radio', { name: 'Nobody is asked' })).toBeChecked()
  await page.getByText('Customers are asked').click()
  await expect.poll(() => till.state().settings.tips).toEqual({ presets: [500, 1000, 1500] })
  const presets = page.getByLabel('Percentages offered')
  await presets.fill('ten')
  await presets.press('Enter')
  await expect(page.getByText('One to four different percentages')).toBeVisible()
  await presets.fill('5, 12.5')
  await presets.press('Enter')
  await expect.poll(() => till.state().settings.tips).toEqual({ presets: [500, 1250] })
  const limit = page.getByLabel('Largest discount in %')
  await expect(limit).toHaveValue('10')
  await limit.fill('15')
  await limit.press('Enter')
  await expect.poll(() => till.state().settings.discountLimitBasisPoints).toBe(1500)
  await shot(page, 'tips')
})

test('a receipt says what the owner wrote, what the sale is made of, and that it is no invoice unless it is', async ({
  page,
  backend,
  open,
}) => {
  const rules: SaleRules = {
    taxes: { mode: 'exclusive', rates: [{ name: 'VAT', milliPercent: 8875, shareBasisPoints: 10_000 }] },
    tips: { presets: [1000] },
  }
  const asked = { subtotal: 2000, discount: { kind: 'percent', basisPoints: 1000 }, shares: null } as const
  const sale = reckonSale({ ...asked, tip: { kind: 'percent', basisPoints: 1000 }, note: 'Table 4' }, rules)
  if (!sale.ok) throw new Error('no sale')
  const payment = aPayment({
    status: 'paid',
    received: '19.874210',
    reference: 'A-17',
    price: money(sale.value.total, 'EUR'),
    sale: sale.value,
    cashier: { id: 'p1', name: 'Mia' },
    shift: 12,
  })
  const till = aTill(backend)
  backend.answer('payments.state', ok(aPaymentsState({ current: aView(payment) })))
  backend.answer('payments.history', ok({ view: aView(payment), entries: [] }))
  backend.answer('refunds.of', ok({ refunds: [], most: '0.000000', addresses: [] } as never))
  await open('cashier.html')
  await openSettings(page, 'Receipt')
  for (const [label, text] of [
    ['Address', '1 Market Street, Springfield'],
    ['Tax number', 'DE123456789'],
    ['Contact', 'hello@corner.example'],
  ] as const) {
    await page.getByLabel(label, { exact: true }).fill(text)
    await page.getByLabel(label, { exact: true }).press('Enter')
  }
  await expect.poll(() => till.state().settings.receipt.contact).toBe('hello@corner.example')
  await shot(page, 'receipt-settings')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('h')
  const receipt = page.getByRole('article', { name: 'Receipt' })
  for (const line of [
    '1 Market Street, Springfield',
    'Tax number DE123456789',
    'hello@corner.example',
    'SubtotalEUR 20.00',
    'Discount−EUR 2.0010%',
    'VAT 8.875%EUR 1.60on EUR 18.00, together EUR 19.60',
    'GoodsEUR 19.60',
    'TipEUR 1.9610%',
    'TotalEUR 21.56',
    'NoteTable 4',
    'CashierMiaShift 0012',
    'A-17',
    'Payment receipt, not a fiscal invoice',
  ]) {
    await expect(receipt).toContainText(line)
  }
  await shot(page, 'receipt')
  await till.next({
    settings: { ...till.state().settings, receipt: { ...till.state().settings.receipt, isFiscal: true } },
  })
  await expect(receipt).not.toContainText('not a fiscal invoice')
})

test('a receipt on the screen is of the shop that it was, whatever the owner changes', async ({
  page,
  backend,
  open,
}) => {
  const payment = aPayment({ status: 'paid', received: '19.874210' })
  const isNow = { address: '9 Harbour Road', taxNumber: 'DE999', contact: '', isFiscal: true }
  aTill(backend, {}, { shopName: 'Harbour Coffee', receipt: isNow })
  const was = { address: '1 Market Street', taxNumber: 'DE123', contact: '', isFiscal: false }
  const shop = { shop: 'Corner Coffee', ...was }
  backend.answer('payments.state', ok(aPaymentsState({ recent: [payment] })))
  backend.answer('payments.history', ok({ view: aView(payment), entries: [], shop }))
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('list', { name: 'Recent payments' }).getByRole('button').click()
  const receipt = page.getByRole('article', { name: 'Receipt' })
  for (const line of ['Corner Coffee', '1 Market Street', 'Tax number DE123', 'not a fiscal invoice']) {
    await expect(receipt).toContainText(line)
  }
  await expect(receipt).not.toContainText('Harbour')
  await shot(page, 'receipt-of-then')
})
