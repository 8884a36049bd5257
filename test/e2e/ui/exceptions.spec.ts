import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { ExceptionRow } from '../../../shared/contract/reports.ts'
import { money } from '../../../shared/money/money.ts'
import { mattersOf } from '../../../shared/payment/matters.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { err, ok } from '../../../shared/result.ts'
import { plainSale } from '../../../shared/sale/details.ts'
import { aPayment, aPaymentsState, aView } from '../../support/views.ts'
import { expect, test } from './cashier-screen.ts'

const idOf = (number: number): string => `0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7${number}`

function row(number: number, change: Partial<ChargedPayment>, owed = '0.000000'): ExceptionRow {
  return { payment: aPayment({ id: idOf(number), number, ...change }), owed }
}

const SHORT: Partial<ChargedPayment> = { status: 'short', received: '19.000000', remarks: ['underpaid'] }
const short = row(117, SHORT)
const late = row(116, { status: 'expired', received: '19.874210', remarks: ['late'] })
const handed = { ...late, payment: { ...late.payment, handed: keysOf(late) } }
const over = row(
  115,
  { status: 'paid', received: '20.874210', remarks: ['overpaid'], price: money(125050, 'EUR') },
  '1.000000',
)

function keysOf({ payment }: ExceptionRow): string[] {
  return mattersOf(payment as ChargedPayment).map(({ key }) => key)
}

function list(page: Page) {
  return page.getByRole('region', { name: 'Needs attention' })
}

test('the day’s third card counts those of all days and opens their list; so does N', async ({
  page,
  backend,
  cashier,
}) => {
  backend.answer('reports.exceptions', ok({ rows: [short, handed, over], owedUsdt: '1.000000', refunds: [] }))
  await cashier.opened({ payments: { exceptions: 3 } })
  await page.clock.resume()
  await page.getByRole('button', { name: 'Needs attention 3' }).click()
  const items = list(page).getByRole('listitem')
  await expect(items).toHaveText([
    /0117.*Nov 21, 14:02.*EUR.18\.25.*19\.000000 USDT came.*Short.*To be decided/,
    /0116.*19\.874210 USDT came.*Late money.*With the owner/,
    /0115.*EUR.1,250\.50.*20\.874210 USDT came.*Too much.*Owed to the customer.*1\.000000 USDT owed/,
  ])
  await expect(list(page)).toContainText('Owed to customers 1.000000 USDT')
  await page.keyboard.press('7')
  await expect(cashier.amount).toHaveText('EUR 0.07')
  await page.keyboard.press('Escape')
  await expect(cashier.today).toBeVisible()
  await page.keyboard.press('n')
  await expect(items).toHaveCount(3)
})

test('a tip stands beside the goods', async ({ page, backend, cashier }) => {
  const sale = { ...plainSale(money(1825, 'EUR')), tip: { minor: 175, basisPoints: null }, total: 2000 }
  const tipped = row(118, { ...SHORT, price: money(2000, 'EUR'), sale })
  backend.answer('reports.exceptions', ok({ rows: [tipped], owedUsdt: '0.000000', refunds: [] }))
  await cashier.opened({ payments: { exceptions: 1 } })
  await page.clock.resume()
  await page.keyboard.press('n')
  await expect(list(page).getByRole('listitem')).toHaveText(
    /0118.*EUR.18\.25\+ EUR.1\.75 tip19\.000000 USDT came/,
  )
})

test('is asked again whenever a payment moves', async ({ page, backend, cashier }) => {
  backend.answer('reports.exceptions', ok({ rows: [short, over], owedUsdt: '1.000000', refunds: [] }))
  await cashier.opened({ payments: { exceptions: 2 } })
  await page.clock.resume()
  await page.keyboard.press('n')
  await expect(list(page).getByRole('listitem')).toHaveCount(2)
  backend.answer('reports.exceptions', ok({ rows: [], owedUsdt: '0.000000', refunds: [] }))
  await cashier.pushed({ revision: 9 })
  await expect(list(page)).toContainText('Nothing needs attention')
  await expect(list(page)).toContainText('Owed to customers 0.000000 USDT')
})

test('a row opens the payment with its choices; Escape leads back to the list, then to the till', async ({
  page,
  backend,
  cashier,
}) => {
  backend.answer('reports.exceptions', ok({ rows: [short], owedUsdt: '0.000000', refunds: [] }))
  backend.answer('payments.open', ok(aPaymentsState()))
  await cashier.opened({ payments: { exceptions: 1 } })
  await page.clock.resume()
  await page.keyboard.press('n')
  await list(page).getByRole('button', { name: /^0117/ }).click()
  await backend.called('payments.open', 1)
  await cashier.pushed({ parked: [{ view: aView(short.payment), moved: false }], exceptions: 1 })
  await expect(cashier.heading).toHaveText('Payment 0117')
  await expect(page.getByRole('button', { name: /Leave to the owner/ })).toBeEnabled()
  await page.keyboard.press('Escape')
  await expect(list(page).getByRole('listitem')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(cashier.today).toBeVisible()
})

test('the row of the payment on the screens leads back to it', async ({ page, backend, cashier }) => {
  backend.answer('reports.exceptions', ok({ rows: [short], owedUsdt: '0.000000', refunds: [] }))
  await cashier.opened({ payments: { current: aView(short.payment), exceptions: 1 } })
  await page.clock.resume()
  await page.keyboard.press('n')
  await list(page).getByRole('button', { name: /^0117/ }).click()
  await expect(cashier.heading).toHaveText('Payment 0117')
  expect(backend.calls('payments.open')).toEqual([])
})

test('the owner says that one is dealt with: why, and the PIN', async ({ page, backend, cashier }) => {
  backend.answer('reports.exceptions', ok({ rows: [short, over], owedUsdt: '1.000000', refunds: [] }))
  await cashier.opened({ payments: { exceptions: 2 } })
  await page.clock.resume()
  await page.keyboard.press('n')
  await list(page).getByRole('button', { name: 'Dealt with…' }).last().click()
  const form = page.getByRole('form', { name: 'Payment 0115 is dealt with' })
  await page.keyboard.type('sent back 1 USDT')
  await form.getByLabel('Owner’s PIN').fill('111111')
  backend.answer('payments.decide', err({ code: 'pinWrong', left: 4 }))
  await page.keyboard.press('Enter')
  await expect(form).toContainText('Tries left: 4')
  await form.getByLabel('Owner’s PIN').fill('123456')
  backend.answer('payments.decide', ok(aView(over.payment)))
  await page.keyboard.press('Enter')
  await expect(form).toHaveCount(0)
  expect(backend.calls('payments.decide').at(-1)).toEqual({
    id: over.payment.id,
    decision: 'closed',
    word: { person: null, pin: '123456' },
    reason: 'sent back 1 USDT',
  })
  // The digits were the owner's, not a price.
  await expect(cashier.amount).toHaveText('EUR 0.00')
})

test('Escape takes the question back, and then the list', async ({ page, backend, cashier }) => {
  backend.answer('reports.exceptions', ok({ rows: [short], owedUsdt: '0.000000', refunds: [] }))
  await cashier.opened({ payments: { exceptions: 1 } })
  await page.clock.resume()
  await page.keyboard.press('n')
  await list(page).getByRole('button', { name: 'Dealt with…' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('form')).toHaveCount(0)
  await expect(list(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(cashier.today).toBeVisible()
})

test('a list that cannot be had says why', async ({ page, backend, cashier }) => {
  backend.answer('reports.exceptions', err({ code: 'journalUnavailable', reason: 'other' }))
  await cashier.opened()
  await page.clock.resume()
  await page.keyboard.press('n')
  await expect(list(page).getByRole('alert')).toBeVisible()
})

test('hundreds scroll inside, and the total stays in sight', async ({ page, backend, cashier }) => {
  const rows = Array.from({ length: 500 }, (_, index) =>
    row(100 + index, { status: 'short', received: '19.000000', remarks: ['underpaid'] }, '19.000000'),
  )
  backend.answer('reports.exceptions', ok({ rows, owedUsdt: '9500.000000', refunds: [] }))
  await cashier.opened({ payments: { exceptions: 500 } })
  await page.clock.resume()
  await page.keyboard.press('n')
  // The rest comes when nothing else is to be done: on a busy computer that takes a while.
  // Looked up by tag: working out the roles of hundreds of rows takes the checker longer than the window to draw them.
  const items = page.locator('main li')
  await expect(items).toHaveCount(500, { timeout: 30_000 })
  await expect(page.getByText('9500.000000 USDT')).toBeInViewport({ ratio: 1 })
  const last = items.last()
  await last.scrollIntoViewIfNeeded()
  await expect(last).toContainText('0599')
  await expect(page.getByText('Back to the till')).toBeInViewport({ ratio: 1 })
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0)
})

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en' },
  { width: 1024, height: 600, theme: 'dark', language: 'ar' },
  { width: 1024, height: 600, theme: 'light', language: 'pseudo' },
] as const) {
  const { width, height, theme, language } = look
  test(`everyone can read it, ${width} wide, ${theme}, ${language}`, async ({ page, backend, cashier }) => {
    await page.setViewportSize({ width, height })
    backend.answer(
      'reports.exceptions',
      ok({ rows: [short, handed, over], owedUsdt: '1.000000', refunds: [] }),
    )
    await cashier.opened({ settings: { theme, language }, payments: { exceptions: 3 } })
    await page.clock.resume()
    await page.keyboard.press('n')
    const items = page.locator('main li')
    await expect(items).toHaveCount(3)
    for (const button of await items.getByRole('button').all()) {
      expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48)
    }
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
  })
}
