import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { err, ok } from '../../../shared/result.ts'
import { gatewayViews } from '../../support/gateway-views.ts'
import { expect, test } from './fixtures.ts'
import { aTill, environment, openGateway, openSettings, PRACTICE } from './settings-till.ts'

const SHOTS = 'out/screenshots/owner'
const PIN = '482913'
const RULE = { at: 'sending', upToMinor: 2000 } as const

const pinForm = (page: Page) => page.getByRole('form', { name: /the PIN$/ })
const wordForm = (page: Page) => page.getByRole('form', { name: 'Change the rule' })

async function typePins(page: Page, pins: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, pin] of Object.entries(pins)) {
    await pinForm(page).getByLabel(label, { exact: true }).fill(pin)
  }
  await pinForm(page)
    .getByRole('button', { name: /the PIN$/ })
    .click()
}

async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}/${name}.png`, animations: 'disabled' })
}

test.describe('the PIN', () => {
  test('is set by typing it twice, and nothing of it stays in the window', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, { ownerPin: 'none' })
    await open('cashier.html')
    await openSettings(page, 'Owner')
    await expect(page.getByText('No PIN yet')).toBeVisible()
    await typePins(page, { 'New PIN': '٤٨٢٩١٣', 'New PIN, once more': PIN })
    await expect(page.getByText('The new PIN counts from now on.')).toBeVisible()
    await expect(page.getByText('PIN is set')).toBeVisible()
    expect(backend.calls('owner.setPin')).toEqual([{ current: null, pin: PIN }])
    expect(await page.content()).not.toContain(PIN)
    await expect(page.getByRole('textbox', { name: 'New PIN' })).toHaveCount(0)
  })

  test('is not asked for with what does not fit', async ({ page, backend, open }) => {
    aTill(backend, { ownerPin: 'none' })
    await open('cashier.html')
    await openSettings(page, 'Owner')
    await typePins(page, { 'New PIN': '12345', 'New PIN, once more': '12346' })
    await expect(pinForm(page).getByText('6 to 12 digits')).toBeVisible()
    await expect(pinForm(page).getByText('The two are not the same')).toBeVisible()
    await shoot(page, 'none-errors')
    expect(backend.calls('owner.setPin')).toEqual([])
  })

  test('is changed with the one so far; a wrong one is said beside the fields', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend)
    backend.answer('owner.setPin', err({ code: 'pinWrong', left: 3 }))
    await open('cashier.html')
    await openSettings(page, 'Owner')
    await page.getByRole('button', { name: 'Change the PIN' }).click()
    const pins = { 'PIN so far': '111111', 'New PIN': PIN, 'New PIN, once more': PIN }
    await typePins(page, pins)
    await expect(pinForm(page).getByRole('alert')).toContainText('Tries left: 3')
    await shoot(page, 'pin-wrong')
    await expect(pinForm(page).getByLabel('PIN so far')).toHaveValue('')
    backend.answer('owner.setPin', err({ code: 'pinLocked', seconds: 90 }))
    await typePins(page, pins)
    await expect(pinForm(page).getByRole('alert')).toContainText(/possible in 0?1:(30|29)/)
    await shoot(page, 'pin-locked')
    expect(backend.calls('owner.setPin')).toEqual([
      { current: '111111', pin: PIN },
      { current: '111111', pin: PIN },
    ])
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(pinForm(page)).toHaveCount(0)
  })

  test('cannot be set while the keychain does not answer, and says what to do', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, { ownerPin: 'unavailable', keychain: { code: 'keychainUnavailable' } })
    await open('cashier.html')
    await openSettings(page, 'Owner')
    await expect(page.getByRole('main').getByRole('alert')).toContainText('does not answer')
    await expect(page.getByText('GNOME Keyring or KWallet')).toBeVisible()
    await expect(pinForm(page)).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Change the rule' })).toBeDisabled()
    await shoot(page, 'unavailable')
  })

  test('of practice without a keychain says how long it lasts', async ({ page, backend, open }) => {
    aTill(backend, { ...PRACTICE, ownerPin: 'none', keychain: { code: 'keychainUnavailable' } })
    await open('cashier.html')
    await openSettings(page, 'Owner')
    await expect(page.getByText('lasts until the till is closed')).toBeVisible()
    await shoot(page, 'practice')
  })
})

test.describe('early release', () => {
  test('is changed with the PIN only, and says the risk', async ({ page, backend, open }) => {
    aTill(backend)
    await open('cashier.html')
    await openSettings(page, 'Owner')
    const section = page.getByRole('region', { name: 'Early release' })
    await expect(section).toContainText('The risk is yours')
    await expect(section).toContainText('Goods go only when the gateway says “Paid”.')
    await expect(section.getByRole('button', { name: 'Change the rule' })).toBeDisabled()
    await section.getByText('When being sent on').click()
    await section.getByRole('button', { name: 'Change the rule' }).click()
    await expect(section.getByText('Write an amount above zero.')).toBeVisible()
    await section.getByLabel('For sales up to (EUR)').fill('20,00')
    await section.getByRole('button', { name: 'Change the rule' }).click()
    await expect(wordForm(page)).toContainText('Sales up to EUR 20.00 go')
    await expect(wordForm(page).getByRole('button', { name: 'Back' })).toBeInViewport({ ratio: 1 })
    expect(await page.evaluate(() => document.documentElement.scrollTop)).toBe(0)
    await shoot(page, 'early-asking')
    await wordForm(page).getByLabel('Owner’s PIN').fill(PIN)
    await page.keyboard.press('Enter')
    await expect(section.getByText('Saved')).toBeVisible()
    await expect(section.getByRole('status').first()).toContainText('Sales up to EUR 20.00 go')
    expect(backend.calls('owner.setEarlyRelease')).toEqual([
      { word: { person: null, pin: PIN }, earlyRelease: RULE },
    ])
    expect(backend.calls('till.saveSettings')).toEqual([])
  })

  test('is switched off the same way; a wrong PIN changes nothing', async ({ page, backend, open }) => {
    aTill(backend, {}, { earlyRelease: RULE })
    backend.answer('owner.setEarlyRelease', err({ code: 'pinWrong', left: 4 }))
    await open('cashier.html')
    await openSettings(page, 'Owner')
    const section = page.getByRole('region', { name: 'Early release' })
    await expect(section.getByLabel('For sales up to (EUR)')).toHaveValue('20.00')
    await section.getByText('Only when paid').click()
    await section.getByRole('button', { name: 'Change the rule' }).click()
    await wordForm(page).getByLabel('Owner’s PIN').fill('000000')
    await page.keyboard.press('Enter')
    await expect(wordForm(page).getByRole('alert')).toContainText('Tries left: 4')
    await expect(section.getByRole('status').first()).toContainText('Sales up to EUR 20.00 go')
    expect(backend.calls('owner.setEarlyRelease')).toEqual([
      { word: { person: null, pin: '000000' }, earlyRelease: null },
    ])
  })

  for (const bad of ['0', 'many', '1.234,567', '10000000']) {
    test(`"up to ${bad}" is no rule`, async ({ page, backend, open }) => {
      aTill(backend)
      await open('cashier.html')
      await openSettings(page, 'Owner')
      await page.getByText('When confirmed').click()
      await page.getByLabel('For sales up to (EUR)').fill(bad)
      await page.getByRole('button', { name: 'Change the rule' }).click()
      await expect(page.getByText('Write an amount above zero.')).toBeVisible()
      expect(backend.calls('owner.setEarlyRelease')).toEqual([])
    })
  }

  test('cannot be changed before there is a PIN', async ({ page, backend, open }) => {
    aTill(backend, { ownerPin: 'none' })
    await open('cashier.html')
    await openSettings(page, 'Owner')
    await page.getByText('When confirmed').click()
    await expect(page.getByRole('button', { name: 'Change the rule' })).toBeDisabled()
    await expect(page.getByText('set it above')).toBeVisible()
  })
})

test.describe('set-up', () => {
  test('offers the PIN when the key is connected, and going live does not wait for it', async ({
    page,
    backend,
    open,
  }) => {
    const till = aTill(backend, { ...PRACTICE, ownerPin: 'none' })
    backend.answer('gateways.connect', async () => {
      await till.next({
        gateways: gatewayViews('practice', { nowpayments: { live: { 'api-key': 'K3Y9' } } }),
      })
      return ok({ steps: [], minimumUsdt: '2.500000', stored: true })
    })
    await open('cashier.html')
    await openGateway(page, 'NOWPayments')
    const live = environment(page, 'NOWPayments', 'Live')
    await live.getByLabel('API key').fill('ABCD1234-EFGH5678')
    await live.getByRole('button', { name: 'Test and save' }).click()
    const offer = page.getByRole('region', { name: 'Set the owner’s PIN before the first sale' })
    await expect(offer).toBeVisible()
    await expect(live.getByRole('button', { name: 'Go live now' })).toBeEnabled()
    await offer.getByRole('button', { name: 'Set the PIN' }).click()
    await offer.scrollIntoViewIfNeeded()
    await shoot(page, 'offer')
    await typePins(page, { 'New PIN': PIN, 'New PIN, once more': PIN })
    await expect(live.getByText('The owner’s PIN is set.')).toBeVisible()
    await expect(offer).toHaveCount(0)
    expect(backend.calls('owner.setPin')).toEqual([{ current: null, pin: PIN }])
  })
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'en'],
  ['dark', 'ar'],
] as const) {
  test(`the owner’s section fits a small screen and is accessible: ${theme}, ${language}`, async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, {}, { theme, language, earlyRelease: RULE })
    await page.setViewportSize({ width: 1024, height: 600 })
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('main').waitFor()
    await page.keyboard.press('s')
    await page.getByRole('button', { name: /^(Owner|المالك)$/ }).click()
    await page
      .getByRole('button')
      .filter({ hasText: /Change the PIN|غيّر الرقم السري/ })
      .click()
    await shoot(page, `section-${theme}-${language}`)
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(sideways).toBe(false)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
    await page.getByRole('radio').last().scrollIntoViewIfNeeded()
    await shoot(page, `early-${theme}-${language}`)
  })
}
