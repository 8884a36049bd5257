import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { err, ok } from '../../../shared/result.ts'
import { aCustomerView } from '../../support/views.ts'
import { expect, test } from './fixtures.ts'

const SHOTS = 'out/screenshots/tip'
const ATTEMPT = '0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c10'
const SIZES = [
  { width: 800, height: 480 },
  { width: 1024, height: 600 },
  { width: 1920, height: 1080 },
  { width: 600, height: 1024 },
] as const

const choice = (page: Page, name: RegExp | string) => page.getByRole('button', { name })

/** Buttons and words that are cut off, or stand outside of the window, or are too small for a finger. */
async function misfits(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('main h1, main p, main button, main button span, main strong')]
    const isOff = (element: Element) => {
      const { left, top, right, bottom, height } = element.getBoundingClientRect()
      const isOut = left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1
      const isSmall = element instanceof HTMLButtonElement && height < 48
      return (
        isOut ||
        isSmall ||
        element.scrollWidth > element.clientWidth + 1 + (element.clientWidth === 0 ? 9999 : 0)
      )
    }
    return all.filter(isOff).map((element) => element.textContent ?? '')
  })
}

for (const look of [
  { theme: 'light', language: 'en', mode: 'live' },
  { theme: 'dark', language: 'ar', mode: 'practice' },
] as const) {
  test(`the question fits every window: ${look.theme}, ${look.language}`, async ({ page, backend, open }) => {
    backend.answer('customer.view', ok(aCustomerView('tip', look)))
    await open('customer.html')
    await page.locator('main[data-screen="tip"]').waitFor()
    mkdirSync(SHOTS, { recursive: true })
    for (const size of SIZES) {
      await page.setViewportSize(size)
      expect(await misfits(page)).toEqual([])
      await page.screenshot({ path: `${SHOTS}/${look.language}-${size.width}x${size.height}.png` })
    }
    await page.clock.resume()
    const { violations } = await new AxeBuilder({ page }).include('main').analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
  })
}

test('a finger chooses once; what is pressed after that is nothing', async ({ page, backend, open }) => {
  backend.answer('customer.view', ok(aCustomerView('tip')))
  const taken = backend.hold('customer.tip')
  await open('customer.html')
  await choice(page, /^.*10%/).click()
  await expect(choice(page, /No tip/)).toBeDisabled()
  await page.keyboard.press('0')
  await backend.called('customer.tip', 1)
  expect(backend.calls('customer.tip')).toEqual([{ attempt: ATTEMPT, basisPoints: 1000 }])
  taken(ok(null))
  await backend.emit('customer.changed', aCustomerView('due', { revision: 2 }))
  await expect(page.locator('main[data-screen="due"]')).toBeVisible()
  expect(backend.calls('customer.tip')).toHaveLength(1)
})

test('number keys choose, 0 is no tip, and an answer the till did not take may be given again', async ({
  page,
  backend,
  open,
}) => {
  backend.answer('customer.view', ok(aCustomerView('tip')))
  backend.answer('customer.tip', err({ code: 'notNow' }))
  await open('customer.html')
  await choice(page, /No tip/).waitFor()
  await page.keyboard.press('9')
  await page.keyboard.press('3')
  await backend.called('customer.tip', 1)
  await expect(choice(page, /No tip/)).toBeEnabled()
  backend.answer('customer.tip', ok(null))
  await page.keyboard.press('0')
  await backend.called('customer.tip', 2)
  expect(backend.calls('customer.tip').map(({ basisPoints }) => basisPoints)).toEqual([1500, 0])
})
