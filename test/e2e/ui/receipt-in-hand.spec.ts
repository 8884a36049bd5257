import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aPayment, aView } from '../../support/views.ts'
import { id } from './day-till.ts'
import { expect, test } from './fixtures.ts'
import { AS_MANAGER, AS_OWNER, PEOPLE } from './people-till.ts'
import { aTill } from './settings-till.ts'

// A customer is back with an earlier day's receipt: what a manager reads on it is what opens the payment.

const SHOTS = 'out/screenshots/search'
const ORDER = 'T02-Till2-0098-k3m9xq2p'
const EARLIER = aPayment({
  ...{ id: id('98'), number: 98, status: 'paid', received: '19.874210', orderId: ORDER },
  ...{ createdAt: '2026-11-12T09:41:00.000Z', lastObserved: 'finished', paidAt: '2026-11-12T09:42:00.000Z' },
})

function anEarlierSale(backend: FakeBackend): void {
  backend.answer('reports.day', err({ code: 'notNow' }))
  backend.answer('search.find', ({ text }) => ok({ rows: text === ORDER ? [EARLIER] : [], hasMore: false }))
  backend.answer('payments.history', ok({ view: aView(EARLIER), entries: [] }))
  backend.answer('refunds.of', err({ code: 'notNow' }))
}

async function openSearch(page: Page): Promise<void> {
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('d')
  await page.locator('main nav [data-section="payments"]').click()
  await page.locator('search input').waitFor()
}

test('a manager is told what opens an earlier payment, and finds it on the receipt', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend, { people: PEOPLE, session: AS_MANAGER })
  anEarlierSale(backend)
  await open('cashier.html')
  await openSearch(page)
  await expect(page.getByText('the whole order id or transaction id on its receipt')).toBeVisible()
  await page.locator('search input').fill(ORDER.slice(0, -1))
  await expect(page.getByText('No payment fits')).toBeVisible()
  await page.locator('search input').fill(ORDER)
  await page.getByRole('button', { name: '0098' }).click()
  const receipt = page.getByRole('article', { name: 'Receipt' })
  await expect(receipt).toContainText(`Order id${ORDER}`)
  await expect(page.getByRole('button', { name: 'Refund…' })).toBeVisible()
})

test('asked too often for one PIN, the till says what to do', async ({ page, backend, open }) => {
  aTill(backend, { people: PEOPLE, session: AS_MANAGER })
  anEarlierSale(backend)
  backend.answer('search.find', err({ code: 'signInFirst' }))
  await open('cashier.html')
  await openSearch(page)
  await page.locator('search input').fill(ORDER)
  await expect(page.getByRole('alert')).toContainText('Sign in with your PIN')
})

test('an owner finds everything, and needs no such words', async ({ page, backend, open }) => {
  aTill(backend, { people: PEOPLE, session: AS_OWNER })
  anEarlierSale(backend)
  await open('cashier.html')
  await openSearch(page)
  await expect(page.getByText('What you can search by')).toBeVisible()
  await expect(page.getByText('on its receipt')).toHaveCount(0)
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'ar'],
] as const) {
  test(`looks as it should on a small screen: ${theme}, ${language}`, async ({ page, backend, open }) => {
    mkdirSync(SHOTS, { recursive: true })
    await page.setViewportSize({ width: 1024, height: 600 })
    aTill(backend, { people: PEOPLE, session: AS_MANAGER }, { theme, language })
    anEarlierSale(backend)
    await open('cashier.html')
    await openSearch(page)
    for (const name of ['manager', 'receipt'] as const) {
      if (name === 'receipt') {
        await page.locator('search input').fill(ORDER)
        await page.getByRole('button', { name: '0098' }).click()
        await page.getByRole('article').waitFor()
      }
      const path = `${SHOTS}/${name}-${theme}-${language}.png`
      await page.screenshot({ path, animations: 'disabled' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([])
    }
  })
}
