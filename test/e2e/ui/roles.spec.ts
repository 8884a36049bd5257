import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { money } from '../../../shared/money/money.ts'
import { ok } from '../../../shared/result.ts'
import { plainSale } from '../../../shared/sale/details.ts'
import { gatewayViews } from '../../support/gateway-views.ts'
import { aReport, someShifts } from '../../support/shift-reports.ts'
import { aPayment, aPaymentsState, aTillState, aView, NOW, totals } from '../../support/views.ts'
import { aClosingTill, openReports } from './closing-till.ts'
import { expect, test } from './fixtures.ts'
import { SHORT } from './payment-cards.ts'
import { AS_CASHIER, AS_MANAGER, PEOPLE, PIN } from './people-till.ts'
import { aRefundTill, aRefundView, someRefunds, TRANSACTION } from './refund-till.ts'
import { aTill, openSettings, PRACTICE } from './settings-till.ts'

// What each role finds on the screens, and what stands in them beside the figures.

const SHOTS = 'out/screenshots/roles'

async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}/${name}.png`, animations: 'disabled' })
}

/** EUR 18.25 of goods and EUR 1.75 given on top. */
const WITH_TIP = aPayment({
  price: money(2000, 'EUR'),
  sale: { ...plainSale(money(1825, 'EUR')), tip: { minor: 175, basisPoints: null }, total: 2000 },
})
const PAID_WITH_TIP = aPayment({
  ...{ price: WITH_TIP.price, sale: WITH_TIP.sale },
  ...{ status: 'paid', received: '19.874210', lastObserved: 'finished', paidAt: NOW },
})
const SUMS = totals({ payments: 1, paid: 1, paidMinor: 1825, tipsMinor: 175 })

test('a refund by hand that somebody else lets pass is told with a reason', async ({
  page,
  backend,
  open,
}) => {
  const byHand = aRefundView({ way: 'byHand', status: 'intended', payout: null })
  aRefundTill(backend, someRefunds({ refunds: [byHand] }))
  backend.answer('till.state', ok(aTillState({ people: PEOPLE, session: AS_CASHIER })))
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('list', { name: 'Recent payments' }).getByRole('button').click()
  await page.getByRole('button', { name: 'Refund…' }).click()
  await page.getByRole('button', { name: 'Enter the transaction…' }).click()
  await page.getByLabel('Transaction id').fill(TRANSACTION)
  await page.getByRole('button', { name: 'Omar' }).click()
  await page.getByLabel('PIN of Omar').fill(PIN)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByText('Say why in 3 to 200 characters')).toBeVisible()
  await page.getByLabel('Reason').fill('sent from the shop’s phone')
  backend.answer('refunds.record', ok(aRefundView({ way: 'byHand', status: 'finished' })))
  await page.getByRole('button', { name: 'Confirm' }).click()
  await backend.called('refunds.record', 1)
  expect(backend.calls('refunds.record')).toMatchObject([
    {
      transactionId: TRANSACTION,
      reason: 'sent from the shop’s phone',
      word: { person: 'omar', pin: PIN },
    },
  ])
})

test('a tip stands beside the goods, in the list and in the sums', async ({ page, backend, open }) => {
  aTill(backend)
  backend.answer('payments.state', ok(aPaymentsState({ recent: [PAID_WITH_TIP], today: SUMS })))
  backend.answer('reports.day', ok({ totals: SUMS, payments: [PAID_WITH_TIP] }))
  await open('cashier.html')
  await page.clock.resume()
  const row = page.getByRole('list', { name: 'Recent payments' }).getByRole('button')
  await expect(row).toContainText('EUR 18.25+ EUR 1.75 tip')
  await expect(row).not.toContainText('20.00')
  await expect(page.locator('dl')).toContainText('EUR 18.25Tips EUR 1.75')
  await shoot(page, 'tips')
  await page.keyboard.press('d')
  await expect(page.getByRole('row', { name: '0118' })).toContainText('EUR 18.25+ EUR 1.75 tip')
  await shoot(page, 'tips-day')
})

test('the payment that the customer is to pay says what of it is a tip', async ({ page, backend, open }) => {
  aTill(backend)
  backend.answer('payments.state', ok(aPaymentsState({ current: aView(WITH_TIP) })))
  await open('cashier.html')
  await expect(page.getByText('with a tip of EUR 1.75')).toBeVisible()
  await shoot(page, 'tip-due')
})

test('a manager ends the shift that somebody left open, with a note', async ({ page, backend, open }) => {
  const shift = { ...{ number: 5, person: { id: 'ana', name: 'Ana' }, till: 'Till 2' }, day: '2026-11-21' }
  const anas = { ...shift, openedAt: '2026-11-21T07:58:00.000Z', note: null }
  aTill(backend, { people: PEOPLE, session: AS_MANAGER, shifts: someShifts({ open: [anas] }) })
  aClosingTill(backend)
  backend.answer('shifts.close', ok(aReport()))
  await open('cashier.html')
  await openReports(page, 'close')
  const others = page.getByRole('region', { name: 'Open shifts of others' })
  await expect(others).toContainText('Shift 0005 Ana Open since 07:58')
  await shoot(page, 'others-shift')
  await others.getByRole('button', { name: 'Close this shift…' }).click()
  await others.getByRole('textbox', { name: 'Note' }).fill('Zebra, pfff')
  await shoot(page, 'others-shift-form')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'Shift report 0005', exact: true })).toBeVisible()
  expect(backend.calls('shifts.close')).toEqual([{ number: 5, note: 'Zebra, pfff' }])
  expect(backend.calls('paper.print')).toEqual([])
})

test('a cashier’s own payment is dealt with by a manager’s word, from its history', async ({
  page,
  backend,
  open,
}) => {
  const short = aPayment(SHORT)
  aTill(backend, { people: PEOPLE, session: AS_CASHIER })
  backend.answer('payments.state', ok(aPaymentsState({ recent: [short] })))
  backend.answer('payments.history', ok({ view: aView(short), entries: [] }))
  backend.answer('payments.decide', ok(aView(short)))
  await open('cashier.html')
  await page.clock.resume()
  await expect(page.getByRole('region', { name: 'Your shift' })).toBeVisible()
  await page.getByRole('list', { name: 'Recent payments' }).getByRole('button').click()
  await page.getByRole('button', { name: 'Dealt with…' }).click()
  await page.getByRole('button', { name: 'Omar' }).click()
  await page.getByLabel('Reason').fill('paid the rest in cash')
  await page.getByLabel('PIN of Omar').fill(PIN)
  await shoot(page, 'dealt-with')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await backend.called('payments.decide', 1)
  expect(backend.calls('payments.decide')).toMatchObject([
    { decision: 'closed', reason: 'paid the rest in cash', word: { person: 'omar', pin: PIN } },
  ])
})

test('what a button says is in its name', async ({ page, backend, open }) => {
  aTill(backend, { people: PEOPLE, session: AS_MANAGER })
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('button', { name: 'Lock the till' }).waitFor()
  const { violations } = await new AxeBuilder({ page }).withRules(['label-content-name-mismatch']).analyze()
  expect(violations.map(({ nodes }) => nodes.map((node) => node.html))).toEqual([])
})

test.describe('a till that takes real money from before there were people', () => {
  const note = (page: Page) => page.getByRole('region', { name: 'This till has no owner with a name' })

  test('is told once that it can have some, and sells as before', async ({ page, backend, open }) => {
    const { state } = aTill(backend, {}, { ownerOffered: false })
    await open('cashier.html')
    await page.clock.resume()
    await expect(note(page)).toContainText('Until then all goes on as before.')
    await expect(page.getByRole('button', { name: /^Charge/ })).toBeVisible()
    await shoot(page, 'owner-note')
    await note(page).getByRole('button', { name: 'Not now' }).click()
    await expect(note(page)).toHaveCount(0)
    expect(state().settings.ownerOffered).toBe(true)
  })

  test('is led to where people are added', async ({ page, backend, open }) => {
    aTill(backend, {}, { ownerOffered: false })
    await open('cashier.html')
    await page.clock.resume()
    await note(page).getByRole('button', { name: 'To Settings → People' }).click()
    await expect(page.getByRole('form', { name: 'Add the owner' })).toBeVisible()
    await page.getByRole('button', { name: 'Back to the till' }).click()
    await expect(page.getByRole('region', { name: 'Today' })).toBeVisible()
    await expect(note(page)).toHaveCount(0)
  })

  test('is told in Arabic too, dark and small, and a practice till is not', async ({
    page,
    backend,
    open,
  }) => {
    await page.setViewportSize({ width: 1024, height: 600 })
    const { next } = aTill(backend, {}, { ownerOffered: false, theme: 'dark', language: 'ar' })
    await open('cashier.html')
    await page.clock.resume()
    const told = page.getByRole('region', { name: 'ليس لهذا الصندوق مالك باسمه' })
    await expect(told.getByRole('button')).toHaveCount(2)
    await shoot(page, 'owner-note-dark-ar')
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
    await next({ mode: 'practice' })
    await expect(told).toHaveCount(0)
  })
})

test('before real money the owner is offered to become its first person', async ({ page, backend, open }) => {
  const gateways = gatewayViews('practice', { nowpayments: { live: { 'api-key': 'K3Y9' } } })
  aTill(backend, { ...PRACTICE, gateways, ownerPin: 'none' })
  await open('cashier.html')
  await openSettings(page, 'Gateway')
  const offer = page.getByRole('region', { name: 'First, the owner' })
  await expect(offer).toContainText('Whoever sets up real money is this till’s owner')
  // Offered, and no more than that.
  await expect(page.getByRole('button', { name: 'Go live' })).toBeEnabled()
  await offer.getByRole('button', { name: 'Add the owner' }).click()
  await offer.getByLabel('Owner’s name').fill('Maria')
  await offer.getByLabel('New PIN', { exact: true }).fill(PIN)
  await offer.getByLabel('New PIN, once more').fill(PIN)
  await shoot(page, 'owner-first')
  await page.keyboard.press('Enter')
  await expect(offer).toHaveCount(0)
  expect(backend.calls('people.add')).toEqual([{ name: 'Maria', role: 'owner', pin: PIN, word: null }])
})
