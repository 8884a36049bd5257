import { ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aPayment, aView, NOW, totals } from '../../support/views.ts'
import { aClosingTill, openReports, withShifts } from './closing-till.ts'
import { id } from './day-till.ts'
import { expect, test } from './fixtures.ts'
import { someRefunds } from './refund-till.ts'
import { aTill } from './settings-till.ts'

const PAYMENTS = [98, 97].map((number) =>
  aPayment({
    ...{ id: id(String(number)), number, status: 'paid', received: '19.874210' },
    ...{ lastObserved: 'finished', paidAt: NOW },
  }),
)

function answerWith(backend: FakeBackend): void {
  aClosingTill(backend)
  backend.answer('reports.day', ({ day }) => ok({ totals: totals({ day }), payments: PAYMENTS }))
  backend.answer('search.find', ok({ rows: PAYMENTS, hasMore: false }))
  backend.answer('payments.history', ({ id: asked }) =>
    ok({
      view: aView(PAYMENTS.find((payment) => payment.id === asked) ?? aPayment()),
      entries: [],
      shop: null,
    }),
  )
  backend.answer('refunds.of', ok(someRefunds({ number: 97 })))
}

test.describe('a refund that was opened from the reports leads back into them', () => {
  test('to the payment and the day it was opened in', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    answerWith(backend)
    await open('cashier.html')
    await openReports(page, 'day')
    const main = page.getByRole('main')
    await main.getByRole('button', { name: '0097', exact: true }).waitFor()
    await page.keyboard.press('PageUp')
    await expect(page.getByRole('heading', { level: 2 })).toContainText('November 20, 2026')
    await main.getByRole('button', { name: '0097', exact: true }).click()
    await main.getByRole('button', { name: 'Refund…' }).click()
    await expect(page.getByRole('heading', { name: 'Refund of payment 0097' })).toBeVisible()
    await page.getByRole('button', { name: 'Back to the payment' }).click()
    await expect(page.getByRole('heading', { level: 2, name: /^Payment 0097/ })).toBeVisible()
    await page.getByRole('button', { name: 'Back to the day' }).click()
    await expect(page.getByRole('heading', { level: 2 })).toContainText('November 20, 2026')
    await expect(main.getByRole('button', { name: '0097', exact: true })).toBeFocused()
  })

  test('and to the payment and what was searched for', async ({ page, backend, open }) => {
    aTill(backend, withShifts())
    answerWith(backend)
    await open('cashier.html')
    await openReports(page, 'payments')
    await page.locator('search input').fill('table')
    const row = page.getByRole('main').getByRole('button', { name: '0097', exact: true })
    await row.click()
    await page.getByRole('main').getByRole('button', { name: 'Refund…' }).click()
    await page.getByRole('button', { name: 'Back to the payment' }).click()
    await expect(page.getByRole('heading', { level: 2, name: /^Payment 0097/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.locator('search input')).toHaveValue('table')
    await expect(row).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('status', { name: 'Amount' })).toBeVisible()
  })
})
