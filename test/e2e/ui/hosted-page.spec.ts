import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { TillState } from '../../../shared/contract/till.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aPayment, aPaymentsState, aTillState, aView } from '../../support/views.ts'
import { expect, test } from './fixtures.ts'

const SHOTS = 'out/screenshots/account'
const plain = aPayment()
const invoice = { id: '7', url: 'https://nowpayments.io/payment/?iid=7&paymentId=5077125051' }
const paged = { ...plain, charge: { ...plain.charge, invoice } }

/** A till that opens and closes the page as main does. */
function aTillWith(
  backend: FakeBackend,
  payment: Payment = paged,
  settings: Partial<TillState['settings']> = {},
) {
  let state = aTillState({}, settings)
  const put = async (openPage: string | null) => {
    state = { ...state, openPage, revision: state.revision + 1 }
    await backend.emit('till.changed', state)
    return ok(null)
  }
  backend.answer('till.state', () => ok(state))
  backend.answer('payments.state', ok(aPaymentsState({ current: aView(payment) })))
  backend.answer('payments.openPage', ({ id }) => put(id))
  backend.answer('payments.closePage', () => put(null))
  return { put }
}

test('one key opens the gateway’s page before the customer, and closes it', async ({
  page,
  backend,
  open,
}) => {
  const { put } = aTillWith(backend)
  await open('cashier.html')
  await page.getByRole('button', { name: /^Payment page/ }).click()
  await expect(page.getByRole('button', { name: /^Close the page/ })).toBeVisible()
  await page.keyboard.press('o')
  await expect(page.getByRole('button', { name: /^Payment page/ })).toBeVisible()
  await page.keyboard.press('o')
  await expect(page.getByRole('button', { name: /^Close the page/ })).toBeVisible()
  // The customer closed it.
  await put(null)
  await expect(page.getByRole('button', { name: /^Payment page/ })).toBeVisible()
  expect(backend.calls('payments.openPage')).toEqual([{ id: paged.id }, { id: paged.id }])
  expect(backend.calls('payments.closePage')).toHaveLength(1)
})

test('a page that cannot be opened any more is said beside the payment', async ({ page, backend, open }) => {
  aTillWith(backend)
  backend.answer('payments.openPage', err({ code: 'notNow' }))
  await open('cashier.html')
  await expect(page.getByRole('button', { name: /^Payment page/ })).toBeVisible()
  await page.keyboard.press('o')
  await expect(page.getByText('That is no longer possible')).toBeVisible()
})

test('a charge without a page offers none', async ({ page, backend, open }) => {
  aTillWith(backend, plain)
  await open('cashier.html')
  await expect(page.getByRole('button', { name: /^Check now/ })).toBeVisible()
  await page.keyboard.press('o')
  await expect(page.getByRole('button', { name: /^Payment page/ })).toHaveCount(0)
  expect(backend.calls('payments.openPage')).toEqual([])
})

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en' },
  { width: 1024, height: 600, theme: 'dark', language: 'en' },
  { width: 1024, height: 600, theme: 'light', language: 'ar' },
] as const) {
  const { width, height, theme, language } = look
  test(`everything is in sight, ${width} wide, ${theme}, ${language}`, async ({ page, backend, open }) => {
    await page.setViewportSize({ width, height })
    aTillWith(backend, paged, { theme, language })
    await open('cashier.html')
    await page.clock.resume()
    const actions = page.getByRole('button', { name: language === 'ar' ? /^صفحة الدفع/ : /^Payment page/ })
    await expect(actions).toBeInViewport()
    await expect(page.locator('main [role="status"]').last()).toBeInViewport()
    mkdirSync(SHOTS, { recursive: true })
    await page.screenshot({
      path: `${SHOTS}/due-${language}-${theme}-${width}.png`,
      animations: 'disabled',
    })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  })
}
