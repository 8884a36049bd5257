import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { err } from '../../../shared/result.ts'
import { gatewayViews } from '../../support/gateway-views.ts'
import { expect, test } from './fixtures.ts'
import { aTill, openSettings } from './settings-till.ts'

const SHOTS = 'out/screenshots/settings'

test.describe('modes', () => {
  test('a mode without a key cannot be switched on, one with a key can', async ({ page, backend, open }) => {
    aTill(backend, { mode: 'practice' })
    await open('cashier.html')
    await openSettings(page, 'Gateway')
    await expect(page.getByRole('button', { name: 'Switch to the sandbox' })).toBeDisabled()
    await expect(page.getByText('Needs a key first')).toHaveCount(1)
    await page.getByRole('button', { name: 'Go live' }).click()
    await expect(page.getByRole('button', { name: 'Switch to practice' })).toBeVisible()
    expect(backend.calls('till.setMode')).toEqual([{ mode: 'live' }])
  })

  test('a switch that is refused says why', async ({ page, backend, open }) => {
    aTill(backend, { mode: 'practice' })
    backend.answer('till.setMode', err({ code: 'alreadyLive' }))
    await open('cashier.html')
    await openSettings(page, 'Gateway')
    await page.getByRole('button', { name: 'Go live' }).click()
    await expect(page.getByRole('alert')).toContainText('A payment is already open')
  })
})

test.describe('fields', () => {
  test('the sound is switched off and on', async ({ page, backend, open }) => {
    aTill(backend)
    await open('cashier.html')
    await openSettings(page, 'Selling')
    const sound = page.getByRole('radiogroup', { name: 'Sound' })
    await sound.getByText('Off').click()
    await expect(sound.getByRole('radio', { name: 'Off' })).toBeChecked()
    await sound.getByText('On', { exact: true }).click()
    await expect(sound.getByRole('radio', { name: /^On/ })).toBeChecked()
    expect(backend.calls('till.saveSettings')).toEqual([{ sound: false }, { sound: true }])
  })

  test('a name is saved when it is left, and says so', async ({ page, backend, open }) => {
    aTill(backend)
    await open('cashier.html')
    await openSettings(page)
    await page.getByLabel('Shop name').fill('Harbour Books')
    await page.getByLabel('Till name').focus()
    await expect(page.getByText('Saved')).toBeVisible()
    expect(backend.calls('till.saveSettings')).toEqual([{ shopName: 'Harbour Books' }])
    await expect(page.getByRole('banner').or(page.locator('header')).first()).toContainText('Harbour Books')
  })

  for (const [label, section, bad, reason] of [
    ['Shop name', 'Shop', '   ', 'Write a name of 1 to 60 characters'],
    ['Till name', 'Shop', 'x'.repeat(31), 'Write a name of 1 to 30 characters'],
    ['Time to pay, in minutes', 'Selling', '121', 'Write a whole number from 1 to 120'],
    ['Time to pay, in minutes', 'Selling', 'soon', 'Write a whole number from 1 to 120'],
    ['May be missing, in %', 'Selling', '5.01', 'Write a number from 0 to 5'],
    ['May be missing, in %', 'Selling', '-1', 'Write a number from 0 to 5'],
    ['Time zone', 'Shop', 'Atlantis', 'Choose a time zone from the list'],
    ['Shop currency', 'Shop', 'shells', 'Choose a currency from the list'],
  ] as const) {
    test(`"${bad.slice(0, 8)}" as "${label}" is refused with the reason and stays as typed`, async ({
      page,
      backend,
      open,
    }) => {
      aTill(backend)
      await open('cashier.html')
      await openSettings(page, section)
      const field = page.getByRole('combobox', { name: label }).or(page.getByRole('textbox', { name: label }))
      await field.fill(bad)
      await field.press('Tab')
      await expect(page.getByText(reason)).toBeVisible()
      await expect(field).toHaveValue(bad)
      expect(backend.calls('till.saveSettings')).toEqual([])
    })
  }

  test('what main refuses stays as typed, with the reason', async ({ page, backend, open }) => {
    aTill(backend)
    backend.answer('till.saveSettings', err({ code: 'journalUnavailable', reason: 'readOnly' }))
    await open('cashier.html')
    await openSettings(page)
    await page.getByLabel('Shop name').fill('Harbour Books')
    await page.getByLabel('Shop name').press('Enter')
    await expect(page.getByRole('alert')).toContainText('may not write')
    await expect(page.getByLabel('Shop name')).toHaveValue('Harbour Books')
  })

  test('tolerance and minutes are saved as main counts them', async ({ page, backend, open }) => {
    aTill(backend)
    await open('cashier.html')
    await openSettings(page, 'Selling')
    await page.getByLabel('May be missing, in %').fill('0,5')
    await page.getByLabel('May be missing, in %').press('Enter')
    await expect(page.getByLabel('May be missing, in %')).toHaveValue('0.5')
    await page.getByLabel('Time to pay, in minutes').fill('٣٠')
    await page.getByLabel('Time to pay, in minutes').press('Enter')
    await expect(page.getByLabel('Time to pay, in minutes')).toHaveValue('30')
    await page.getByText('Units first').click()
    await backend.called('till.saveSettings', 3)
    expect(backend.calls('till.saveSettings')).toEqual([
      { toleranceBasisPoints: 50 },
      { expiryMinutes: 30 },
      { entryStyle: 'units' },
    ])
  })

  test('a time zone is found by its city', async ({ page, backend, open }) => {
    aTill(backend)
    await open('cashier.html')
    await openSettings(page)
    await page.getByRole('combobox', { name: 'Time zone' }).fill('berl')
    await page.getByRole('option', { name: 'Europe/Berlin' }).click()
    await backend.called('till.saveSettings', 1)
    expect(backend.calls('till.saveSettings')).toEqual([{ timeZone: 'Europe/Berlin' }])
    await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Europe/Berlin')
  })

  test('Escape takes back what was typed, then leaves the field, then the screen', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend)
    await open('cashier.html')
    await openSettings(page)
    const name = page.getByLabel('Shop name')
    await name.fill('Something else')
    await name.press('Escape')
    await expect(name).toHaveValue('Corner Coffee')
    await name.press('Escape')
    await expect(name).not.toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: 'Shop' })).toHaveCount(0)
    expect(backend.calls('till.saveSettings')).toEqual([])
  })
})

for (const theme of ['light', 'dark'] as const) {
  test(`every section passes the accessibility check: ${theme}`, async ({ page, backend, open }) => {
    aTill(backend, { mode: 'practice' }, { theme })
    mkdirSync(SHOTS, { recursive: true })
    await open('cashier.html')
    await openSettings(page)
    for (const section of ['Shop', 'Selling', 'Gateway', 'Relay', 'Callbacks', 'Owner', 'About']) {
      await page.getByRole('button', { name: section, exact: true }).click()
      await expect(page.getByRole('heading', { level: 2, name: section })).toBeVisible()
      await page.screenshot({
        path: `${SHOTS}/${section.toLowerCase()}-${theme}.png`,
        animations: 'disabled',
      })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
    }
  })
}

test('the pseudo-language leaves no English in any section', async ({ page, backend, open }) => {
  aTill(
    backend,
    {
      mode: 'practice',
      gateways: gatewayViews('practice', {
        nowpayments: { live: { 'api-key': '1234', 'ipn-secret': '5678' } },
      }),
    },
    { language: 'pseudo', shopName: '88', tillName: '1' },
  )
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('s')
  // Sections with much to show have such a test of their own.
  for (const section of ['shop', 'selling', 'gateway', 'relay', 'callbacks', 'owner', 'about']) {
    await page.locator(`main nav [data-section="${section}"]`).click()
    await page.screenshot({ path: `${SHOTS}/pseudo-${section}.png`, animations: 'disabled' })
    const text = await page.locator('main').innerText()
    // Names that are the same in every language: those of the languages, of money, of gateways and of the program.
    const names = /English|Pseudo|EUR|USDTill|Esc|NOWPayments|PayStablecoin|USDT Payments/g
    expect(text.replaceAll(names, '')).not.toMatch(/[A-Za-z]{2,}/)
  }
})
