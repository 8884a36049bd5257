import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { ChainTrouble } from '../../../shared/contract/chain.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { NOW } from '../../support/views.ts'
import { expect, test } from './fixtures.ts'
import { aTill, openSettings } from './settings-till.ts'

const SHOTS = 'out/screenshots/chain'
const KEY = 'f3b1c9d2-0000-4000-8000-1234567890ab'
const NONE = { keyEnding: null, lookedAt: null, failure: null } as const
const KEPT = { keyEnding: '90ab', lookedAt: NOW, failure: null } as const
const FAILING = { ...KEPT, failure: { at: NOW, trouble: 'slowDown' } } as const

/** A till that keeps the key, as main does. */
function aChainTill(backend: FakeBackend, change: Partial<TillState> = {}, settings: Partial<Settings> = {}) {
  const till = aTill(backend, { chain: NONE, ...change }, settings)
  backend.answer('chain.connect', async ({ key }) => {
    if (key !== null) await till.next({ chain: { ...NONE, keyEnding: key.slice(-4) } })
    return ok({ trouble: null })
  })
  backend.answer('chain.forget', async () => {
    await till.next({ chain: NONE })
    return ok(null)
  })
  return till
}

test('a key is tried, and its end is all that is shown of it', async ({ page, backend, open }) => {
  aChainTill(backend)
  await open('cashier.html')
  await openSettings(page, 'Chain')
  await expect(page.getByLabel('TronGrid API key')).toHaveAttribute('type', 'password')
  await page.getByLabel('TronGrid API key').fill(`  ${KEY} `)
  await page.getByRole('button', { name: 'Test and save' }).click()
  await expect(page.getByRole('heading', { name: 'The key works' })).toBeVisible()
  expect(backend.calls('chain.connect')).toEqual([{ key: KEY }])
  await expect(page.getByText('••••90ab')).toBeVisible()
  await expect(page.getByText('None since this till was opened')).toBeVisible()
  const values = await page
    .locator('input')
    .evaluateAll((all) => all.map((it) => (it as HTMLInputElement).value))
  for (const everything of [await page.content(), ...values]) expect(everything).not.toContain(KEY)
})

test('it is off until the owner wants it', async ({ page, backend, open }) => {
  aChainTill(backend)
  await open('cashier.html')
  await openSettings(page, 'Chain')
  await expect(page.getByRole('radio', { name: /^Off/ })).toBeChecked()
  await page.getByText('On', { exact: true }).click()
  await expect(page.getByRole('radio', { name: /^On/ })).toBeChecked()
  expect(backend.calls('till.saveSettings')).toEqual([{ chainEvidence: true }])
})

for (const trouble of ChainTrouble.options) {
  test(`a key that is not taken says why and what to do: ${trouble}`, async ({ page, backend, open }) => {
    aChainTill(backend)
    backend.answer('chain.connect', ok({ trouble }))
    await open('cashier.html')
    await openSettings(page, 'Chain')
    await page.getByLabel('TronGrid API key').fill(KEY)
    await page.getByLabel('TronGrid API key').press('Enter')
    const alert = page.getByRole('alert')
    await expect(alert).toContainText('Nothing was saved')
    await expect(alert.getByRole('heading')).not.toBeEmpty()
    await expect(alert).toBeInViewport()
    await expect(page.getByLabel('TronGrid API key')).toHaveValue(KEY)
  })
}

test('what cannot be a key is refused before anything is asked', async ({ page, backend, open }) => {
  aChainTill(backend)
  await open('cashier.html')
  await openSettings(page, 'Chain')
  await page.getByLabel('TronGrid API key').fill('two words')
  await page.getByRole('button', { name: 'Test and save' }).click()
  await expect(page.getByText('Paste the whole key')).toBeVisible()
  expect(backend.calls('chain.connect')).toEqual([])
})

test('a keychain that does not answer is said', async ({ page, backend, open }) => {
  aChainTill(backend)
  backend.answer('chain.connect', err({ code: 'keychainUnavailable' }))
  await open('cashier.html')
  await openSettings(page, 'Chain')
  await page.getByLabel('TronGrid API key').fill(KEY)
  await page.getByRole('button', { name: 'Test and save' }).click()
  await expect(page.getByRole('alert')).toContainText('keychain does not answer')
})

test('the key that is kept can be tried again, and is forgotten only when asked twice', async ({
  page,
  backend,
  open,
}) => {
  aChainTill(backend, { chain: KEPT })
  await open('cashier.html')
  await openSettings(page, 'Chain')
  await page.getByRole('button', { name: 'Test again' }).click()
  await expect(page.getByRole('heading', { name: 'The key works' })).toBeVisible()
  expect(backend.calls('chain.connect')).toEqual([{ key: null }])
  await page.getByRole('button', { name: 'Forget this key' }).click()
  await page.getByRole('button', { name: 'Keep it' }).click()
  expect(backend.calls('chain.forget')).toHaveLength(0)
  await page.getByRole('button', { name: 'Forget this key' }).click()
  await page.getByRole('button', { name: 'Yes, forget it' }).click()
  await expect(page.getByText('The key is gone from this computer')).toBeVisible()
  await expect(page.getByLabel('TronGrid API key')).toHaveValue('')
})

test('a failure is a line here, and no banner', async ({ page, backend, open }) => {
  aChainTill(backend, { mode: 'live', chain: FAILING }, { chainEvidence: true })
  await open('cashier.html')
  await openSettings(page, 'Chain')
  await expect(page.getByText('TronGrid asks for a pause')).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('leaves no English in the pseudo-language', async ({ page, backend, open }) => {
  aChainTill(
    backend,
    { mode: 'sandbox', chain: FAILING },
    { language: 'pseudo', shopName: '88', tillName: '1', chainEvidence: true },
  )
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('s')
  await page.locator('main nav [data-section="chain"]').click()
  await expect(page.getByText('••••90ab')).toBeVisible()
  const text = await page.locator('main').innerText()
  expect(text.replaceAll('90ab', '')).not.toMatch(/[A-Za-z]{2,}/)
})

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en', name: 'Chain' },
  { width: 1024, height: 600, theme: 'dark', language: 'en', name: 'Chain' },
  { width: 1024, height: 600, theme: 'light', language: 'ar', name: 'السلسلة' },
] as const) {
  const { width, height, theme, language, name } = look
  test(`everyone can read it, ${width} wide, ${theme}, ${language}`, async ({ page, backend, open }) => {
    await page.setViewportSize({ width, height })
    mkdirSync(SHOTS, { recursive: true })
    const mode = width === 1280 ? 'practice' : 'live'
    aChainTill(backend, { mode, chain: FAILING }, { theme, language, chainEvidence: true })
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('main').waitFor()
    await page.keyboard.press('s')
    await page.getByRole('button', { name, exact: true }).click()
    await expect(page.getByText('••••90ab')).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/section-${width}-${theme}-${language}.png` })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
    const body = page.locator('main section').first()
    expect(await body.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
  })
}
