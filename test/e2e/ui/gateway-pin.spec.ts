import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { TillState } from '../../../shared/contract/till.ts'
import { err, ok } from '../../../shared/result.ts'
import { gatewayViews, type Stored } from '../../support/gateway-views.ts'
import { showPin } from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'
import { AS_OWNER, PEOPLE, PIN } from './people-till.ts'
import { aTill, environment, openGateway, openSettings } from './settings-till.ts'

// Whose account the customers pay to is said with a PIN, also by an owner who is signed in.

const SHOTS = 'out/screenshots/gateways'
const KEY = 'ABCD1234-EFGH5678'
const BOTH: Stored = {
  nowpayments: { live: { 'api-key': 'K3Y9' } },
  'usdt-payments': { live: { 'api-key': 'Ab12', 'api-secret': 'Cd34' } },
}
const SHOP: Partial<TillState> = {
  people: PEOPLE,
  session: AS_OWNER,
  gateways: gatewayViews('live', BOTH),
}
const PASSED = ok({ steps: [{ step: 'status' as const, error: null }], minimumUsdt: null, stored: true })
const WORD = { person: 'maria', pin: PIN }

test.beforeEach(() => mkdirSync(SHOTS, { recursive: true }))

test('another key is kept with the PIN of whoever pasted it, and a wrong PIN loses nothing', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend, SHOP)
  backend.answer('gateways.connect', err({ code: 'pinWrong', left: 4 }))
  await open('cashier.html')
  await openGateway(page, 'NOWPayments')
  const block = environment(page, 'NOWPayments', 'Live')
  await block.getByRole('button', { name: 'Enter another key' }).click()
  await block.getByLabel('API key').fill(KEY)
  await block.getByRole('button', { name: 'Test and save' }).click()
  const form = block.getByRole('form', { name: 'Test and save' })
  await expect(form).toContainText('Customers then pay to the account that this key belongs to.')
  expect(backend.calls('gateways.connect')).toEqual([])
  await page.screenshot({ path: `${SHOTS}/pin-connect.png`, animations: 'disabled' })

  await showPin(form, 'Maria', '111111')
  await expect(form.getByRole('alert')).toBeVisible()
  await expect(form.getByLabel('PIN of Maria')).toHaveValue('')
  await form.getByRole('button', { name: 'Back' }).click()
  await expect(block.getByLabel('API key')).toHaveValue(KEY)

  backend.answer('gateways.connect', PASSED)
  await block.getByRole('button', { name: 'Test and save' }).click()
  await showPin(form, 'Maria', PIN)
  await expect(block.getByRole('heading', { name: 'Connected' })).toBeVisible()
  await expect(form).toHaveCount(0)
  const asked = { mode: 'live', gateway: 'nowpayments', secrets: { 'api-key': KEY } }
  expect(backend.calls('gateways.connect')).toEqual([
    { ...asked, word: { ...WORD, pin: '111111' } },
    { ...asked, word: WORD },
  ])
})

test('a key that does not pass leaves what was typed, and the test of what is there asks for no PIN', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend, SHOP)
  const step = { step: 'key' as const, error: { code: 'wrongKey' as const, mode: 'live' as const } }
  backend.answer('gateways.connect', ok({ steps: [step], minimumUsdt: null, stored: false }))
  await open('cashier.html')
  await openGateway(page, 'NOWPayments')
  const block = environment(page, 'NOWPayments', 'Live')
  await block.getByRole('button', { name: 'Test again' }).click()
  await expect(block.getByRole('alert')).toBeVisible()
  expect(backend.calls('gateways.connect')).toMatchObject([{ secrets: {}, word: null }])
  await block.getByRole('button', { name: 'Enter another key' }).click()
  await block.getByLabel('API key').fill(KEY)
  await block.getByRole('button', { name: 'Test and save' }).click()
  await showPin(block, 'Maria', PIN)
  await expect(block.getByLabel('API key')).toHaveValue(KEY)
  await expect(block).toContainText('Nothing was saved. Everything you entered is still here.')
})

test('a key is forgotten with a PIN', async ({ page, backend, open }) => {
  aTill(backend, SHOP)
  await open('cashier.html')
  await openGateway(page, 'USDT Payments')
  const block = environment(page, 'USDT Payments', 'Live')
  await block.getByRole('button', { name: 'Forget this key' }).click()
  const form = block.getByRole('form', { name: 'Forget this key' })
  await page.screenshot({ path: `${SHOTS}/pin-forget.png`, animations: 'disabled' })
  await form.getByRole('button', { name: 'Back' }).click()
  await expect(block.getByRole('button', { name: 'Forget this key' })).toBeVisible()
  await block.getByRole('button', { name: 'Forget this key' }).click()
  await showPin(form, 'Maria', PIN)
  await expect(block.getByText('The key is gone from this computer.')).toBeVisible()
  const forgotten = { mode: 'live', gateway: 'usdt-payments', word: WORD }
  expect(backend.calls('gateways.forget')).toEqual([forgotten])
})

test('the order is told once, with a PIN, after as many moves as it takes', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend, SHOP)
  await open('cashier.html')
  await openSettings(page, 'Gateway')
  const block = page.getByRole('region', { name: 'Your gateways' })
  const rows = block.getByRole('listitem')
  const up = page.getByRole('button', { name: 'Move USDT Payments up' })
  const form = block.getByRole('form', { name: 'Order of the gateways' })
  await up.click()
  await expect(rows.nth(1)).toContainText('USDT Payments')
  await expect(up).toBeFocused()
  await form.getByRole('button', { name: 'Back' }).click()
  await expect(rows.nth(2)).toContainText('USDT Payments')
  await up.click()
  await up.click()
  await expect(form).toContainText('The next charge then goes to the first of these that answers.')
  await page.screenshot({ path: `${SHOTS}/pin-order.png`, animations: 'disabled' })
  expect(backend.calls('gateways.prefer')).toEqual([])
  await showPin(form, 'Maria', PIN)
  await expect(rows.nth(0)).toContainText('USDT Payments Next charge')
  await expect(block.getByRole('status')).toHaveText('USDT Payments is now number 1 of 3.')
  await expect(form).toHaveCount(0)
  const order = ['usdt-payments', 'nowpayments', 'paystablecoin']
  expect(backend.calls('gateways.prefer')).toEqual([{ order, word: WORD }])
})

test('the forms fit a small screen in Arabic and are accessible', async ({ page, backend, open }) => {
  await page.setViewportSize({ width: 1024, height: 600 })
  aTill(backend, SHOP, { theme: 'dark', language: 'ar' })
  await open('cashier.html')
  await page.clock.resume()
  await page.keyboard.press('s')
  await page.getByRole('button', { name: 'البوابة', exact: true }).click()
  await page.getByRole('button', { name: 'تقديم USDT Payments' }).click()
  const form = page.getByRole('form', { name: 'ترتيب البوابات' })
  await form.scrollIntoViewIfNeeded()
  await page.screenshot({ path: `${SHOTS}/pin-order-ar.png`, animations: 'disabled' })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations).toEqual([])
})
