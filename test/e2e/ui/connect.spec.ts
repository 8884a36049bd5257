import { mkdirSync } from 'node:fs'
import type { AppError } from '../../../shared/app-error.ts'
import type { ConnectionReport } from '../../../shared/contract/gateways.ts'
import { err, ok } from '../../../shared/result.ts'
import { gatewayViews } from '../../support/gateway-views.ts'
import { becomeOwner, showPin } from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'
import { aTill, environment, openGateway, PRACTICE } from './settings-till.ts'

const SHOTS = 'out/screenshots/settings'
const KEY = 'ABCD1234-EFGH5678-IJKL9012-MNOP3456'
const SECRET = 'ipn-secret-that-nobody-may-see-7Q2z'
const STEPS = ['status', 'clock', 'key', 'coin', 'minimum'] as const

function failedAt(step: (typeof STEPS)[number], error: AppError): ConnectionReport {
  const steps = STEPS.slice(0, STEPS.indexOf(step) + 1)
  return {
    steps: steps.map((one) => ({ step: one, error: one === step ? error : null })),
    minimumUsdt: null,
    stored: false,
  }
}

const CONNECTED = gatewayViews('practice', {
  nowpayments: { live: { 'api-key': KEY.slice(-4), 'ipn-secret': SECRET.slice(-4) } },
})

const PASSED: ConnectionReport = {
  steps: STEPS.map((step) => ({ step, error: null })),
  minimumUsdt: '2.500000',
  stored: true,
}

test.describe('first run', () => {
  const fresh = { welcomed: false } as const

  test('practising begins with the owner or leaves them for later, and the keypad works meanwhile', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, PRACTICE, fresh)
    backend.answer('payments.estimate', err({ code: 'noRate', currency: 'EUR' }))
    await open('cashier.html')
    await page.clock.resume()
    await expect(page.getByRole('heading', { name: 'Welcome to USDTill' })).toBeVisible()
    mkdirSync(SHOTS, { recursive: true })
    await page.screenshot({ path: `${SHOTS}/welcome.png`, animations: 'disabled' })
    await page.keyboard.press('7')
    await expect(page.getByRole('region', { name: 'Next charge' })).toContainText('0.07')
    await page.getByRole('button', { name: 'Start practising' }).click()
    await expect(page.getByRole('heading', { name: 'First, the owner' })).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/first-owner-practice.png`, animations: 'disabled' })
    await page.getByRole('button', { name: 'Later' }).click()
    await expect(page.getByRole('heading', { name: 'First, the owner' })).toHaveCount(0)
    await backend.called('till.welcomed', 1)
    expect(backend.calls('people.add')).toEqual([])
  })

  test('practising as the owner is the same step', async ({ page, backend, open }) => {
    aTill(backend, { ...PRACTICE, ownerPin: 'none' }, fresh)
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('button', { name: 'Start practising' }).click()
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('button', { name: 'Start practising' }).click()
    await becomeOwner(page, 'Maria', '482913')
    await backend.called('till.welcomed', 1)
    await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
    expect(backend.calls('people.add')).toEqual([{ name: 'Maria', role: 'owner', pin: '482913', word: null }])
  })

  test('language and currency stand beside the choice', async ({ page, backend, open }) => {
    aTill(backend, PRACTICE, fresh)
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('button', { name: /Shop currency/ }).click()
    await page.getByRole('option', { name: /KWD/ }).click()
    await backend.called('till.saveSettings', 1)
    expect(backend.calls('till.saveSettings')).toEqual([{ currency: 'KWD' }])
    await page.getByRole('button', { name: /Language/ }).click()
    await page.getByRole('option', { name: 'العربية' }).click()
    await expect(page.getByRole('heading', { name: 'أهلًا بك في USDTill' })).toBeVisible()
  })

  test('set-up makes the owner, and with a key ends in live mode', async ({ page, backend, open }) => {
    const till = aTill(backend, { ...PRACTICE, ownerPin: 'none' }, fresh)
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('button', { name: 'Enter the key' }).click()
    await expect(page.getByRole('heading', { name: 'First, the owner' })).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/first-owner.png`, animations: 'disabled' })
    await becomeOwner(page, 'Maria', '482913')
    await page.getByLabel('API key').fill(`  ${KEY}  `)
    await page.getByLabel('IPN secret (optional)').fill(SECRET)
    backend.answer('gateways.connect', async () => {
      await till.next({ gateways: CONNECTED })
      return ok(PASSED)
    })
    await page.getByRole('button', { name: 'Test and save' }).click()
    await showPin(page, 'Maria', '482913')
    await expect(page.getByRole('heading', { name: 'Connected' })).toBeVisible()
    const secrets = { 'api-key': KEY, 'ipn-secret': SECRET }
    const word = { person: 'maria', pin: '482913' }
    expect(backend.calls('gateways.connect')).toEqual([
      { mode: 'live', gateway: 'nowpayments', secrets, word },
    ])
    await expect(page.getByText('The smallest payment is 2.500000 USDT.')).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/connected.png`, animations: 'disabled' })
    await page.getByRole('button', { name: 'Go live now' }).click()
    await expect(page.getByRole('heading', { name: 'Welcome to USDTill' })).toHaveCount(0)
    expect(backend.calls('till.setMode')).toEqual([{ mode: 'live' }])
    await backend.called('till.welcomed', 1)
    expect(backend.calls('people.add')).toEqual([{ name: 'Maria', role: 'owner', pin: '482913', word: null }])
  })
})

test.describe('connection test', () => {
  const failures: readonly {
    readonly name: string
    readonly report: ConnectionReport
    readonly words: readonly string[]
    readonly link: 'dashboardKeys' | 'dashboardCoins' | 'gatewayStatus' | null
  }[] = [
    {
      name: 'a wrong key',
      report: failedAt('key', { code: 'wrongKey', mode: 'live' }),
      words: ['refuses the key', 'open Settings → API keys'],
      link: 'dashboardKeys',
    },
    {
      name: 'a coin that is not enabled',
      report: failedAt('coin', { code: 'coinNotEnabled' }),
      words: ['USDT on TRON is not switched on', 'Settings → Payments → Coins'],
      link: 'dashboardCoins',
    },
    {
      name: 'no network',
      report: failedAt('status', { code: 'noNetwork' }),
      words: ['No internet connection', 'Check the cable or the Wi-Fi'],
      link: null,
    },
    {
      name: 'a gateway that is down',
      report: failedAt('status', { code: 'gatewayDown', httpStatus: 503 }),
      words: ['The gateway is out of order', 'nothing is wrong here'],
      link: 'gatewayStatus',
    },
    {
      name: 'a clock that is ahead',
      report: failedAt('clock', { code: 'clockWrong', skewSeconds: 540 }),
      words: ['clock is ahead', '9 min', 'automatic date and time'],
      link: null,
    },
    {
      name: 'a keychain that does not answer',
      report: failedAt('minimum', { code: 'keychainUnavailable' }),
      words: ['keychain does not answer', 'GNOME Keyring'],
      link: null,
    },
  ]

  for (const { name, report, words, link } of failures) {
    test(`${name} has its own words and next step`, async ({ page, backend, open }) => {
      aTill(backend, PRACTICE)
      backend.answer('gateways.connect', ok(report))
      await open('cashier.html')
      await openGateway(page, 'NOWPayments')
      const block = environment(page, 'NOWPayments', 'Live')
      await block.getByLabel('API key').fill(KEY)
      await block.getByRole('button', { name: 'Test and save' }).click()
      const alert = block.getByRole('alert')
      for (const text of words) await expect(alert).toContainText(text)
      await expect(alert).toContainText('Nothing was saved')
      await expect(block.getByRole('list', { name: 'Connection test' })).toContainText('failed')
      await expect(block.getByLabel('API key')).toHaveValue(KEY)
      await expect(alert).toBeInViewport()
      await page.screenshot({ path: `${SHOTS}/connect-${name.replaceAll(' ', '-')}.png` })
      await expect(alert.getByRole('button')).toHaveCount(link === null ? 0 : 1)
      if (link === null) return
      await alert.getByRole('button').click()
      await backend.called('till.openLink', 1)
      expect(backend.calls('till.openLink')).toEqual([{ link }])
    })
  }

  test('steps say in order what passed, what failed and what was not tested', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, PRACTICE)
    const answer = backend.hold('gateways.connect')
    await open('cashier.html')
    await openGateway(page, 'NOWPayments')
    const block = environment(page, 'NOWPayments', 'Sandbox')
    await block.getByLabel('API key').fill(KEY)
    await block.getByLabel('API key').press('Enter')
    const steps = block.getByRole('list', { name: 'Connection test' }).getByRole('listitem')
    await expect(steps).toHaveText(Array.from({ length: 5 }, () => /testing$/))
    answer(ok(failedAt('key', { code: 'wrongKey', mode: 'sandbox' })))
    await expect(steps).toHaveText([/passed$/, /passed$/, /failed$/, /not tested$/, /not tested$/])
    await expect(block.getByRole('alert')).toContainText('account-sandbox.nowpayments.io')
  })

  test('a live key of a till without an owner is refused with the form right there, and what was typed stays', async ({
    page,
    backend,
    open,
  }) => {
    const till = aTill(backend, { ...PRACTICE, ownerPin: 'none' })
    backend.answer('gateways.connect', err({ code: 'ownerFirst' }))
    await open('cashier.html')
    await openGateway(page, 'NOWPayments')
    const block = environment(page, 'NOWPayments', 'Live')
    await block.getByLabel('API key').fill(KEY)
    await block.getByRole('button', { name: 'Test and save' }).click()
    await expect(block.getByRole('alert')).toContainText('real money needs one. The key was not tested')
    await expect(block.getByRole('alert')).toBeInViewport()
    await page.screenshot({ path: `${SHOTS}/connect-owner-first.png`, animations: 'disabled' })
    await becomeOwner(page, 'Maria', '482913')
    await expect(block.getByRole('alert')).toHaveCount(0)
    await expect(block.getByLabel('API key')).toHaveValue(KEY)
    backend.answer('gateways.connect', async () => {
      await till.next({ gateways: CONNECTED })
      return ok(PASSED)
    })
    await block.getByRole('button', { name: 'Test and save' }).click()
    await showPin(block, 'Maria', '482913')
    await expect(block.getByText('••••3456')).toBeVisible()
  })

  test('a key that cannot be one is refused before anything is asked', async ({ page, backend, open }) => {
    aTill(backend, PRACTICE)
    await open('cashier.html')
    await openGateway(page, 'NOWPayments')
    const block = environment(page, 'NOWPayments', 'Live')
    await block.getByLabel('API key').fill('two words')
    await block.getByRole('button', { name: 'Test and save' }).click()
    await expect(block.getByText('Paste all of it')).toBeVisible()
    await expect(block.getByLabel('API key')).toHaveValue('two words')
    expect(backend.calls('gateways.connect')).toEqual([])
  })

  test('a stored key shows its last four characters and no more', async ({ page, backend, open }) => {
    const till = aTill(backend, PRACTICE)
    await open('cashier.html')
    await openGateway(page, 'NOWPayments')
    const block = environment(page, 'NOWPayments', 'Live')
    await expect(block.getByLabel('API key')).toHaveAttribute('type', 'password')
    await block.getByLabel('API key').fill(KEY)
    await block.getByLabel('IPN secret (optional)').fill(SECRET)
    backend.answer('gateways.connect', async () => {
      await till.next({ gateways: CONNECTED })
      return ok(PASSED)
    })
    await block.getByRole('button', { name: 'Test and save' }).click()
    await expect(block.getByText('••••3456')).toBeVisible()
    await expect(block.getByText('••••7Q2z')).toBeVisible()
    const values = await page
      .locator('input')
      .evaluateAll((all) => all.map((it) => (it as HTMLInputElement).value))
    for (const everything of [await page.content(), ...values]) {
      expect(everything).not.toContain(KEY)
      expect(everything).not.toContain(SECRET)
    }
  })

  test('forgetting a key asks first', async ({ page, backend, open }) => {
    aTill(backend)
    await open('cashier.html')
    await openGateway(page, 'NOWPayments')
    const block = environment(page, 'NOWPayments', 'Live')
    await block.getByRole('button', { name: 'Forget this key' }).click()
    await block.getByRole('button', { name: 'Keep it' }).click()
    expect(backend.calls('gateways.forget')).toEqual([])
    await block.getByRole('button', { name: 'Forget this key' }).click()
    await block.getByRole('button', { name: 'Yes, forget it' }).click()
    await expect(block.getByText('The key is gone from this computer.')).toBeVisible()
    await expect(block.getByLabel('API key')).toHaveValue('')
  })
})
