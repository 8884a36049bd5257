import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { err, ok } from '../../../shared/result.ts'
import { failing, failingFirst, gatewayViews, type Stored } from '../../support/gateway-views.ts'
import { aCustomerView, aPayment, aTillState, aView, NOW } from '../../support/views.ts'
import { expect, test } from './cashier-screen.ts'

const SHOTS = 'out/screenshots/gateways'
const BOTH: Stored = {
  nowpayments: { live: { 'api-key': 'K3Y9' } },
  'usdt-payments': { live: { 'api-key': 'Ab12', 'api-secret': 'Cd34' } },
}
const DOWN = { code: 'gatewayDown', httpStatus: 503 } as const
const EXACT = aPayment({
  quote: { usdt: '19.871516', source: 'owner', at: '2026-11-21T08:00:00.000Z', rate: '0.9184' },
  charge: { ...aPayment().charge, gateway: 'usdt-payments', asked: '19.881234', isExact: true },
})

test.describe('which gateway is used', () => {
  test('one alone is spoken of as the gateway; of several the next one has its name in the top bar', async ({
    page,
    cashier,
    backend,
  }) => {
    await cashier.opened()
    await expect(page.getByText('Gateway working')).toBeVisible()
    await backend.emit('till.changed', aTillState({ revision: 2, gateways: gatewayViews('live', BOTH) }))
    await expect(page.getByRole('banner')).toContainText('NOWPayments')
    await expect(page.getByText('Gateway working')).toHaveCount(0)
  })

  test('when the first is down: a calm banner, and both names in the top bar', async ({ page, cashier }) => {
    await cashier.opened({ till: { gateways: failingFirst(gatewayViews('live', BOTH), DOWN) } })
    await expect(page.getByRole('banner')).toContainText('USDT Payments (NOWPayments is down)')
    await expect(
      page.getByText('NOWPayments is not answering. New charges go to USDT Payments.'),
    ).toBeVisible()
    await expect(page.getByText('Not checked')).toHaveCount(0)
  })

  test('when the first refuses its key: the owner is asked for, and sales go on', async ({
    page,
    cashier,
  }) => {
    const gateways = failingFirst(gatewayViews('live', BOTH), { code: 'wrongKey', mode: 'live' })
    await cashier.opened({ till: { gateways } })
    await expect(page.getByRole('banner')).toContainText('USDT Payments (NOWPayments needs the owner)')
    await expect(
      page.getByText('NOWPayments needs the owner. New charges go to USDT Payments.'),
    ).toBeVisible()
  })

  test('when nothing healthy is left, the outage is said and no other gateway is promised', async ({
    page,
    cashier,
  }) => {
    const gateways = gatewayViews('live', BOTH).map((view) =>
      view.inUse ? { ...view, inUse: { ...view.inUse, health: failing(DOWN) } } : view,
    )
    await cashier.opened({ till: { gateways, gateway: failing(DOWN) } })
    await expect(page.getByText('The gateway is out of order. Not checked since 13:58.')).toBeVisible()
    await expect(page.getByRole('banner')).toContainText('NOWPayments not answering')
    await expect(page.getByText('New charges go to')).toHaveCount(0)
  })

  test('a payment names its own gateway, whichever is next now', async ({ page, cashier }) => {
    const current = aView(aPayment())
    await cashier.opened({
      till: { gateways: failingFirst(gatewayViews('live', BOTH), DOWN) },
      payments: { current },
    })
    await expect(page.getByText('through NOWPayments')).toBeVisible()
    await cashier.pushed({ current: aView(aPayment({ status: 'expired', endedAt: NOW })) })
    await expect(page.getByText('through NOWPayments')).toBeVisible()
  })

  test('the receipt names the gateway, and the rate with its source and time', async ({
    page,
    backend,
    cashier,
  }) => {
    const paid = aPayment({ ...EXACT, status: 'paid', received: '19.881234', paidAt: NOW })
    await cashier.opened({
      till: { gateways: gatewayViews('live', BOTH) },
      payments: { recent: [paid] },
    })
    backend.answer('payments.history', ok({ view: aView(paid), entries: [] }))
    await page.clock.resume()
    await page.getByRole('button', { name: /0118/ }).click()
    const receipt = page.getByRole('article', { name: 'Receipt' })
    await expect(receipt).toContainText('GatewayUSDT Payments')
    await expect(receipt).toContainText('1 USDT = 0.9184 EUR')
    await expect(receipt).toContainText('the owner, ')
  })
})

test.describe('what has to be paid', () => {
  test('an exact amount and the gateway’s name for the network, on the cashier’s card', async ({
    page,
    cashier,
  }) => {
    const charge = { ...EXACT.charge, network: 'TRON Network' }
    await cashier.opened({ payments: { current: aView({ ...EXACT, charge }) } })
    await expect(page.getByText('Exactly this amount', { exact: true })).toBeVisible()
    await expect(page.getByText('USDT on TRON Network (TRC20) only')).toBeVisible()
    await expect(page.getByText('through USDT Payments')).toBeVisible()
  })

  test('any other amount is nothing to warn of', async ({ page, cashier }) => {
    await cashier.opened({ payments: { current: aView(aPayment()) } })
    await expect(page.getByText('USDT on TRON (TRC20) only')).toBeVisible()
    await expect(page.getByText('Exactly this amount')).toHaveCount(0)
  })

  for (const [network, words] of [
    [null, 'USDT on TRON (TRC20) only'],
    ['TRON Network', 'USDT on TRON Network (TRC20) only'],
    ['Tron (TRC-20)', 'USDT on Tron (TRC-20) only'],
  ] as const) {
    test(`the customer reads ${words}`, async ({ page, backend, open }) => {
      backend.answer(
        'customer.view',
        ok(aCustomerView('due', { network, isExact: true, asked: '19.881234' })),
      )
      await open('customer.html')
      await expect(page.getByText(words, { exact: true })).toBeVisible()
      await expect(page.getByText('Send exactly this amount, to the last digit.')).toBeVisible()
    })
  }

  for (const { width, height } of [
    { width: 800, height: 480 },
    { width: 600, height: 1024 },
  ]) {
    test(`an exact amount and a long name of the network fit a screen of ${width} by ${height}`, async ({
      page,
      backend,
      open,
    }) => {
      mkdirSync(SHOTS, { recursive: true })
      await page.setViewportSize({ width, height })
      const longest = { network: 'TRON Mainnet (TRC-20) Ne', isExact: true, asked: '19999.881234' } as const
      for (const language of ['en', 'ar'] as const) {
        const view = { ...longest, language }
        backend.answer('customer.view', ok(aCustomerView('due', view)))
        await open('customer.html')
        const screen = page.locator('main[data-screen="due"]')
        await expect(screen).toBeVisible()
        await page.screenshot({ path: `${SHOTS}/exact-${width}-${language}.png`, animations: 'disabled' })
        for (const part of await screen.locator('p, h1').all()) {
          await expect(part).toBeInViewport({ ratio: 1 })
        }
      }
    })
  }
})

test('without a rate the cashier is told what to do, and led to it', async ({ page, backend, cashier }) => {
  const gateways = gatewayViews('live', { 'usdt-payments': BOTH['usdt-payments'] ?? {} })
  await cashier.opened({ till: { gateways } })
  backend.answer('payments.estimate', err({ code: 'noRate', currency: 'EUR' }))
  backend.answer('payments.start', err({ code: 'noRate', currency: 'EUR' }))
  await page.keyboard.type('1825')
  await page.keyboard.press('Enter')
  await expect(cashier.alert).toContainText('USDT Payments takes amounts in USDT only')
  await expect(cashier.alert).toContainText('The owner sets a rate: Settings → Gateway.')
  await page.clock.resume()
  await cashier.alert.getByRole('button', { name: 'Set the rate' }).click()
  await expect(page.getByRole('region', { name: 'Rate', exact: true })).toBeVisible()
})

test('a gateway with rates of its own that has none just now is another matter', async ({
  page,
  backend,
  cashier,
}) => {
  await cashier.opened()
  backend.answer('payments.start', err({ code: 'noRate', currency: 'EUR' }))
  await page.keyboard.type('1825')
  await page.keyboard.press('Enter')
  await expect(cashier.alert).toContainText('Try again in a minute')
  await expect(cashier.alert.getByRole('button', { name: 'Set the rate' })).toHaveCount(0)
})

for (const { width, height, theme, language } of [
  { width: 1440, height: 900, theme: 'light', language: 'en' },
  { width: 1024, height: 600, theme: 'dark', language: 'en' },
  { width: 1024, height: 600, theme: 'light', language: 'ar' },
] as const) {
  test(`everyone can read it, ${width} wide, ${theme}, ${language}`, async ({
    page,
    cashier,
    backend,
    open,
  }) => {
    mkdirSync(SHOTS, { recursive: true })
    const look = `${width}-${theme}-${language}`
    await page.setViewportSize({ width, height })
    const charge = { ...EXACT.charge, network: 'TRON Network' }
    await cashier.opened({
      till: {
        gateways: failingFirst(gatewayViews('live', BOTH), DOWN),
        relay: { connection: { state: 'open' }, refused: 0 },
      },
      settings: { theme, language },
      payments: { current: aView({ ...EXACT, charge }) },
    })
    await page.clock.resume()
    await expect(cashier.heading.first()).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/due-${look}.png`, animations: 'disabled' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
    const view = { network: 'TRON Network', isExact: true, asked: '19.881234', theme, language } as const
    backend.answer('customer.view', ok(aCustomerView('due', view)))
    await open('customer.html')
    await expect(page.locator('main[data-screen="due"]')).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/customer-${look}.png`, animations: 'disabled' })
  })
}
