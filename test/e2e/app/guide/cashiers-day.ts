import type { Locator, Page } from '@playwright/test'
import { cardIn, chipOf, customerShows, pressKeyOf, qrIn, typePrice } from '../../../support/till-hands.ts'
import { type CaseTill, expect, picture, type Sale } from '../cases/fixtures.ts'
import { MARIA } from './shop.ts'

// The cashier's part of the day in docs/user-guide.md.

export async function openShift(cashier: Page): Promise<void> {
  await expect(cashier.getByText('No shift is open')).toBeVisible()
  await cashier.keyboard.press('F10')
  const form = cashier.getByRole('form', { name: 'Open your shift' })
  await form.getByLabel('Note').fill('50.00 in the drawer')
  await picture(cashier, 'shift-open')
  await cashier.keyboard.press('Enter')
  await expect(cashier.getByText('Shift 0001')).toBeVisible()
}

/** 20.00 less 10 %, and 10 % of it as a tip: 19.80. */
export async function sellWithDiscountAndTip(till: CaseTill): Promise<void> {
  const { cashier, customer } = till
  await typePrice(cashier, '20.00')
  await cashier.getByLabel('Order reference (optional)').fill('Table 4')
  await cashier.keyboard.press('Escape')
  await cashier.keyboard.press('-')
  await cashier.keyboard.type('10')
  await cashier.keyboard.press('Enter')
  await expect(cashier.getByRole('status', { name: 'Sale' })).toContainText(/Total EUR.18\.00/)
  await picture(cashier, 'discount')
  await cashier.keyboard.press('Enter')
  await expect(customerShows(customer, 'tip')).toBeVisible()
  await expect(cashier.getByRole('heading', { name: 'The customer is choosing a tip' })).toBeVisible()
  await picture(customer, 'tip-customer')
  await customer.getByRole('button', { name: '10%' }).click()
  await qrIn(customer).waitFor()
  await expect(customerShows(customer, 'due')).toContainText('19.80')
  await qrIn(cashier).waitFor()
  await till.send(await till.current())
  await expect(customerShows(customer, 'paid')).toBeVisible()
  await cashier.keyboard.press('h')
  const receipt = cashier.getByRole('article', { name: 'Receipt' })
  for (const line of ['SubtotalEUR 20.00', 'TipEUR 1.80', 'TotalEUR 19.80', 'Ana', 'Shift 0001']) {
    await expect(receipt).toContainText(line)
  }
  await picture(cashier, 'receipt')
  await cashier.keyboard.press('Escape')
}

/** Too little comes of 24.00, and the owner takes it at the cashier's till. */
export async function sellShort(till: CaseTill): Promise<void> {
  const { cashier } = till
  const sale = await chargeWithoutTip(till, '24.00')
  await till.send(sale, '25.000000')
  await expect(cardIn(cashier)).toContainText('is missing')
  await pressKeyOf(cashier, 't', 'Take it as it is')
  const form = cashier.getByRole('form', { name: 'Take it as it is' })
  await form.getByLabel('Reason').fill('A regular customer')
  await form.getByLabel(`PIN of ${MARIA.name}`).fill(MARIA.pin)
  await picture(cashier, 'approval')
  await cashier.keyboard.press('Enter')
  await expect(cardIn(cashier)).toContainText('Accepted')
  await cashier.keyboard.press('Escape')
}

/** The customer says that they leave no tip. */
export async function chargeWithoutTip(till: CaseTill, price: string): Promise<Sale> {
  const { cashier, customer } = till
  await typePrice(cashier, price)
  await pressKeyOf(cashier, 'Enter', /^Charge/)
  await pressKeyOf(cashier, 'o', 'No tip')
  await qrIn(cashier).waitFor()
  await qrIn(customer).waitFor()
  return till.current()
}

/** A customer goes to fetch their telephone, and the shift ends meanwhile. */
export async function leaveOneOpen(till: CaseTill): Promise<Sale> {
  const sale = await chargeWithoutTip(till, '9.90')
  await pressKeyOf(till.cashier, 'F2', 'Next customer')
  await expect(chipOf(till.cashier, sale.number)).toContainText('Waiting')
  return sale
}

export async function closeShift(cashier: Page): Promise<void> {
  await cashier.keyboard.press('F10')
  await cashier.getByRole('form', { name: 'Close shift 0001' }).waitFor()
  await cashier.keyboard.press('Enter')
  const sheet = cashier.getByRole('article', { name: 'Report' })
  await expect(sheet).toContainText('Shift report 0001')
  await expectSales(sheet)
  await picture(cashier, 'shift-report')
  await cashier.keyboard.press('Escape')
}

/** 18.00, 24.00 and 6.40 for goods, and the one tip. */
export async function expectSales(sheet: Locator): Promise<void> {
  for (const line of [
    ...['Number of sales3', 'SubtotalEUR 50.40', 'Discounts-EUR 2.00'],
    ...['Gross: goods with taxesEUR 48.40', 'TipsEUR 1.80', 'Total: gross and tipsEUR 50.20'],
  ]) {
    await expect(sheet).toContainText(line)
  }
}
