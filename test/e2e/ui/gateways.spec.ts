import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { AppError } from '../../../shared/app-error.ts'
import type { ConnectionReport } from '../../../shared/contract/gateways.ts'
import { err, ok } from '../../../shared/result.ts'
import { failingFirst, gatewayViews, type Stored } from '../../support/gateway-views.ts'
import { becomeOwner, showPin } from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'
import { aTill, environment, openGateway, openSettings, PRACTICE } from './settings-till.ts'

const SHOTS = 'out/screenshots/gateways'
const NOWPAYMENTS = { live: { 'api-key': 'K3Y9', 'ipn-secret': '7Q2z' } }
const USDT_PAYMENTS = { live: { 'api-key': 'Ab12', 'api-secret': 'Cd34' } }
const BOTH: Stored = { nowpayments: NOWPAYMENTS, 'usdt-payments': USDT_PAYMENTS }
const DOWN = { code: 'gatewayDown', httpStatus: 503 } as const

function report(steps: readonly ConnectionReport['steps'][number]['step'][], error: AppError | null = null) {
  return {
    steps: steps.map((step, index) => ({ step, error: index === steps.length - 1 ? error : null })),
    minimumUsdt: null,
    stored: error === null,
  }
}

test.describe('the list', () => {
  test('says of each gateway how it does, whether it is set up, and where the next charge goes', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, { gateways: failingFirst(gatewayViews('live', BOTH), DOWN) })
    await open('cashier.html')
    await openSettings(page, 'Gateway')
    const rows = page.getByRole('region', { name: 'Your gateways' }).getByRole('listitem')
    await expect(rows).toHaveCount(3)
    await expect(rows.nth(0)).toContainText('NOWPayments')
    await expect(rows.nth(0)).toContainText('Does not work since 13:58:00: The gateway is out of order.')
    await expect(rows.nth(0)).toContainText('6 of the last 20 calls failed.')
    await expect(rows.nth(0)).toContainText('Live: set up')
    await expect(rows.nth(0)).toContainText('Sandbox: not set up')
    await expect(rows.nth(0)).not.toContainText('Next charge')
    await expect(rows.nth(1)).toContainText('PayStablecoin')
    await expect(rows.nth(1)).toContainText('Live: not set up')
    await expect(rows.nth(1).getByRole('button', { name: 'Set up PayStablecoin' })).toBeVisible()
    await expect(rows.nth(2)).toContainText('USDT Payments Next charge')
    await expect(rows.nth(2)).toContainText('Answers, as a rule within 0.3 s.')
    await expect(rows.nth(2)).toContainText('Sandbox: none')
    await expect(rows.nth(2)).toContainText('Prices in USDT: needs a rate.')
  })

  test('in practice none of them is in use but the one that is practised with', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, { mode: 'practice', gateways: gatewayViews('practice', BOTH) })
    await open('cashier.html')
    await openSettings(page, 'Gateway')
    const rows = page.getByRole('region', { name: 'Your gateways' }).getByRole('listitem')
    await expect(rows.nth(0)).toContainText('Next charge')
    await expect(rows.nth(2)).toContainText('Not in use in this mode.')
  })

  test('is put in order by keyboard: the button goes with its line, and the move is said', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, { gateways: gatewayViews('live', BOTH) })
    await open('cashier.html')
    await openSettings(page, 'Gateway')
    const block = page.getByRole('region', { name: 'Your gateways' })
    const rows = block.getByRole('listitem')
    await expect(page.getByRole('button', { name: 'Move NOWPayments up' })).toBeDisabled()
    await expect(page.getByRole('button', { name: 'Move USDT Payments down' })).toBeDisabled()
    const up = page.getByRole('button', { name: 'Move USDT Payments up' })
    await up.focus()
    await page.keyboard.press('Enter')
    await expect(rows.nth(1)).toContainText('USDT Payments')
    await expect(block.getByRole('status')).toHaveText('USDT Payments is now number 2 of 3.')
    await expect(up).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(rows.nth(0)).toContainText('USDT Payments Next charge')
    await expect(block.getByRole('status')).toHaveText('USDT Payments is now number 1 of 3.')
    // Up is at an end: the keyboard is beside it.
    await expect(page.getByRole('button', { name: 'Move USDT Payments down' })).toBeFocused()
    expect(backend.calls('gateways.prefer')).toEqual([
      { order: ['nowpayments', 'usdt-payments', 'paystablecoin'], word: null },
      { order: ['usdt-payments', 'nowpayments', 'paystablecoin'], word: null },
    ])
  })

  test('says when an order could not be kept', async ({ page, backend, open }) => {
    aTill(backend)
    backend.answer('gateways.prefer', err({ code: 'internal', reference: 'R1' }))
    await open('cashier.html')
    await openSettings(page, 'Gateway')
    await page.getByRole('button', { name: 'Move NOWPayments down' }).click()
    await expect(page.getByRole('alert')).toContainText('The till made a mistake')
  })
})

test.describe('setting up', () => {
  const vendors = [
    {
      title: 'PayStablecoin',
      id: 'paystablecoin',
      steps: ['status', 'clock', 'key', 'coin', 'minimum'],
      fields: {
        'Merchant ID': ['merchant-id', 'M-000017-AB'],
        'API secret': ['api-secret', 'ps-secret-9876543210'],
      },
    },
    {
      title: 'USDT Payments',
      id: 'usdt-payments',
      steps: ['status', 'clock', 'key'],
      fields: {
        'API key': ['api-key', 'up-key-0123456789'],
        'API secret': ['api-secret', 'up-secret-9876543210'],
      },
    },
  ] as const

  for (const { title, id, steps, fields } of vendors) {
    test(`${title}: its own fields, its own steps, and a rate before the first sale`, async ({
      page,
      backend,
      open,
    }) => {
      const till = aTill(backend, PRACTICE)
      const secrets = Object.fromEntries(Object.values(fields))
      const endings = Object.fromEntries(Object.values(fields).map(([name, text]) => [name, text.slice(-4)]))
      backend.answer('gateways.connect', async () => {
        await till.next({ gateways: gatewayViews('practice', { [id]: { live: endings } }) })
        return ok(report(steps))
      })
      await open('cashier.html')
      await openGateway(page, title)
      const block = environment(page, title, 'Live')
      for (const [label, [, text]] of Object.entries(fields)) {
        await expect(block.getByLabel(label)).toHaveAttribute('type', 'password')
        await block.getByLabel(label).fill(text)
      }
      await block.getByRole('button', { name: 'Test and save' }).click()
      await expect(block.getByRole('heading', { name: 'Connected' })).toBeVisible()
      expect(backend.calls('gateways.connect')).toEqual([{ mode: 'live', gateway: id, secrets, word: null }])
      const list = block.getByRole('list', { name: 'Connection test' }).getByRole('listitem')
      await expect(list).toHaveCount(steps.length)
      await expect(list.first()).toContainText(`${title} answers`)
      for (const ending of Object.values(endings))
        await expect(block.getByText(`••••${ending}`)).toBeVisible()

      const offer = block.getByRole('region', { name: 'Rate' })
      await expect(offer).toContainText('Set a rate, or nothing can be charged there.')
      await offer.getByLabel('1 USDT costs, in EUR').fill('0.9184')
      await offer.getByRole('button', { name: 'Set the rate' }).click()
      await expect(offer).toContainText('1 USDT = 0.9184 EUR')
      expect(backend.calls('gateways.setRate')).toEqual([{ perUsdt: '0.9184' }])
    })
  }

  test('one beside a gateway that gives the rate asks for a rate of the shop’s own, for an outage', async ({
    page,
    backend,
    open,
  }) => {
    const keys = { nowpayments: { live: { 'api-key': 'K3Y9' } } }
    const till = aTill(backend, { ...PRACTICE, gateways: gatewayViews('practice', keys) })
    const both = { ...keys, 'usdt-payments': { live: { 'api-key': '6789', 'api-secret': '3210' } } }
    backend.answer('gateways.connect', async () => {
      await till.next({ gateways: gatewayViews('practice', both) })
      return ok(report(['status', 'clock', 'key']))
    })
    await open('cashier.html')
    await openGateway(page, 'USDT Payments')
    const block = environment(page, 'USDT Payments', 'Live')
    await block.getByLabel('API key').fill('up-key-0123456789')
    await block.getByLabel('API secret').fill('up-secret-9876543210')
    await block.getByRole('button', { name: 'Test and save' }).click()
    const offer = block.getByRole('region', { name: 'Rate' })
    await expect(offer).toContainText('you go on selling when NOWPayments is down')
    await offer.getByLabel('1 USDT costs, in EUR').fill('0.9184')
    await offer.getByRole('button', { name: 'Set the rate' }).click()
    await expect(offer).toHaveCount(0)
  })

  test('all that a gateway needs has to be there before anything is asked', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, PRACTICE)
    await open('cashier.html')
    await openGateway(page, 'PayStablecoin')
    const block = environment(page, 'PayStablecoin', 'Sandbox')
    await block.getByLabel('API secret').fill('ps-secret-0123456789')
    await block.getByRole('button', { name: 'Test and save' }).click()
    await expect(block.getByText('Paste all of it')).toHaveCount(1)
    await expect(block.getByLabel('API secret')).toHaveValue('ps-secret-0123456789')
    expect(backend.calls('gateways.connect')).toEqual([])
  })

  const failures: readonly (readonly [
    string,
    'PayStablecoin' | 'USDT Payments',
    AppError,
    readonly string[],
  ])[] = [
    [
      '50010',
      'PayStablecoin',
      { code: 'apiNotEnabled' },
      ['API Checkout (error 50010)', 'What you entered is right'],
    ],
    [
      'a method that is not offered',
      'PayStablecoin',
      { code: 'methodNotOffered' },
      ['Ask PayStablecoin’s support'],
    ],
    [
      'a wrong secret',
      'PayStablecoin',
      { code: 'wrongKey', mode: 'live' },
      ['merchant ID and the API secret once more'],
    ],
    [
      'a wrong key',
      'USDT Payments',
      { code: 'wrongKey', mode: 'live' },
      ['In your account at USDT Payments'],
    ],
    ['an outage', 'USDT Payments', DOWN, ['USDT Payments has a problem; nothing is wrong here']],
  ]
  for (const [name, title, error, words] of failures) {
    test(`${title}, ${name}: in its own words, and never to another vendor’s pages`, async ({
      page,
      backend,
      open,
    }) => {
      aTill(backend, PRACTICE)
      backend.answer('gateways.connect', ok(report(['status', 'clock', 'key'], error)))
      await open('cashier.html')
      await openGateway(page, title)
      const block = environment(page, title, 'Live')
      for (const field of await block.locator('input').all()) await field.fill('something-long-enough')
      await block.getByRole('button', { name: 'Test and save' }).click()
      const alert = block.getByRole('alert')
      for (const text of words) await expect(alert).toContainText(text)
      await expect(alert).toContainText('Nothing was saved')
      await expect(alert.getByRole('button')).toHaveCount(0)
      await expect(alert).not.toContainText('NOWPayments')
      mkdirSync(SHOTS, { recursive: true })
      await page.screenshot({ path: `${SHOTS}/failed-${name.replaceAll(' ', '-')}.png` })
    })
  }

  test('a gateway without a sandbox says so', async ({ page, backend, open }) => {
    aTill(backend, PRACTICE)
    await open('cashier.html')
    await openGateway(page, 'USDT Payments')
    await expect(environment(page, 'USDT Payments', 'Sandbox')).toContainText('There is no sandbox')
    await expect(environment(page, 'USDT Payments', 'Sandbox').getByRole('textbox')).toHaveCount(0)
  })

  test('forgetting one leaves the others, and going back leads to its line', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, { gateways: gatewayViews('live', BOTH) })
    await open('cashier.html')
    await openGateway(page, 'USDT Payments')
    const block = environment(page, 'USDT Payments', 'Live')
    await block.getByRole('button', { name: 'Forget this key' }).click()
    await block.getByRole('button', { name: 'Yes, forget it' }).click()
    await expect(block.getByText('The key is gone from this computer.')).toBeVisible()
    expect(backend.calls('gateways.forget')).toEqual([{ mode: 'live', gateway: 'usdt-payments', word: null }])
    await page.getByRole('button', { name: 'All gateways' }).click()
    await expect(page.getByRole('button', { name: 'Set up USDT Payments' })).toBeFocused()
    await expect(page.getByRole('button', { name: 'Open NOWPayments' })).toBeVisible()
  })

  test('the short form of PayStablecoin’s callbacks is a choice of its own, with its reason', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend)
    await open('cashier.html')
    await openGateway(page, 'PayStablecoin')
    const block = page.getByRole('region', { name: 'Callbacks signed in the short form' })
    await expect(block).toContainText('two ways of signing')
    await expect(block.getByRole('radio', { name: /Refuse them/ })).toBeChecked()
    await block.getByText('Take them').click()
    await expect(block.getByRole('radio', { name: /Take them/ })).toBeChecked()
    expect(backend.calls('till.saveSettings')).toEqual([{ takesShortCallbacks: true }])
    await page.getByRole('button', { name: 'All gateways' }).click()
    await page.getByRole('button', { name: 'Open NOWPayments' }).click()
    await expect(block).toHaveCount(0)
  })

  test('the first run offers the choice of the gateway first', async ({ page, backend, open }) => {
    aTill(backend, { ...PRACTICE, ownerPin: 'none' }, { welcomed: false })
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('button', { name: 'Enter the key' }).click()
    await becomeOwner(page, 'Maria', '482913')
    const view = page.getByRole('region', { name: 'Set up with your gateway' })
    await expect(view.getByRole('button', { name: 'NOWPayments' })).toHaveAttribute('aria-pressed', 'true')
    await expect(view.getByLabel('IPN secret (optional)')).toBeVisible()
    await view.getByRole('button', { name: 'Sandbox' }).click()
    await view.getByRole('button', { name: 'USDT Payments' }).click()
    await expect(view.getByRole('button', { name: 'Sandbox' })).toHaveCount(0)
    await expect(view.getByLabel('API secret')).toBeVisible()
    await expect(view).toContainText('its exact amount')
    mkdirSync(SHOTS, { recursive: true })
    await page.screenshot({ path: `${SHOTS}/welcome.png`, animations: 'disabled' })
    backend.answer('gateways.connect', ok(report(['status', 'clock', 'key'])))
    await view.getByLabel('API key').fill('up-key-0123456789')
    await view.getByLabel('API secret').fill('up-secret-0123456789')
    await view.getByRole('button', { name: 'Test and save' }).click()
    await showPin(view, 'Maria', '482913')
    await expect(view.getByRole('heading', { name: 'Connected' })).toBeVisible()
    expect(backend.calls('gateways.connect')).toMatchObject([{ mode: 'live', gateway: 'usdt-payments' }])
  })
})

const LOOKS = [
  { width: 1280, height: 800, theme: 'light', language: 'en' },
  { width: 1024, height: 600, theme: 'dark', language: 'en' },
  { width: 1024, height: 600, theme: 'light', language: 'ar' },
] as const

for (const { width, height, theme, language } of LOOKS) {
  const look = `${width}-${theme}-${language}`
  test(`everyone can read it, ${width} wide, ${theme}, ${language}`, async ({ page, backend, open }) => {
    mkdirSync(SHOTS, { recursive: true })
    await page.setViewportSize({ width, height })
    const ownRate = { currency: 'EUR', perUsdt: '0.9184', setAt: '2026-11-20T08:00:00.000Z' } as const
    const all: Stored = {
      ...BOTH,
      paystablecoin: { live: { 'merchant-id': '7AB1', 'api-secret': '9x2K' } },
    }
    const gateways = failingFirst(gatewayViews('live', all), DOWN)
    aTill(backend, { gateways }, { theme, language, ownRate, rateFrom: 'owner' })
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('main').waitFor()
    await page.keyboard.press('s')
    await page.getByRole('button', { name: language === 'ar' ? 'البوابة' : 'Gateway', exact: true }).click()
    const axe = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
    }
    const list = page.locator('[data-gateway="paystablecoin"]')
    await list.scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${SHOTS}/list-${look}.png`, animations: 'disabled' })
    await page
      .getByRole('button', { name: language === 'ar' ? 'تحديد السعر' : 'Set the rate' })
      .scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${SHOTS}/rate-${look}.png`, animations: 'disabled' })
    await axe()
    for (const button of await page.locator('main').getByRole('button').all()) {
      const box = await button.boundingBox()
      expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(48)
    }
    await list.getByRole('button').last().click()
    await expect(page.getByRole('heading', { level: 3, name: 'PayStablecoin' })).toBeInViewport()
    await page.screenshot({ path: `${SHOTS}/set-up-${look}.png`, animations: 'disabled' })
    await axe()
    await page.getByRole('radio').last().scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${SHOTS}/set-up-below-${look}.png`, animations: 'disabled' })
  })
}
