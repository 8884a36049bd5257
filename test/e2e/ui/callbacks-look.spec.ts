import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { CallbackRefusal } from '../../../shared/contract/relay.ts'
import { expect, test } from './fixtures.ts'
import { answerWith, aRefusal, EVERYTHING, lost, WITH_ADDRESS, WITH_RELAY } from './relay-till.ts'
import { aTill } from './settings-till.ts'

const SHOTS = 'out/screenshots/relay'

test('the pseudo-language leaves no English in the log, nor beside a relay', async ({
  page,
  backend,
  open,
}) => {
  aTill(
    backend,
    { ...WITH_RELAY, relay: { ...lost('unavailable'), refused: 2 } },
    { language: 'pseudo', shopName: '88', tillName: '1', ...WITH_ADDRESS },
  )
  answerWith(backend, [
    ...EVERYTHING,
    ...CallbackRefusal.options.map((reason, index) => aRefusal(50 + index, reason)),
  ])
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('s')
  for (const section of ['relay', 'callbacks'] as const) {
    await page.locator(`main nav [data-section="${section}"]`).click()
    await expect(
      section === 'callbacks' ? page.locator('main tbody tr') : page.locator('main dl'),
    ).not.toHaveCount(0)
    const text = await page.locator('main').innerText()
    // The gateway's words, addresses and the months of the window's locale are data.
    const data =
      /NOWPayments|USDT Payments|PayStablecoin|confirming|finished|https:\S+|5Hk9|[0-9a-f:]+:[0-9a-f:]+|Nov|Dec/g
    expect(text.replaceAll(data, '')).not.toMatch(/[A-Za-z]{2,}/)
  }
})

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en', name: 'Callbacks' },
  { width: 1024, height: 600, theme: 'dark', language: 'en', name: 'Callbacks' },
  { width: 1024, height: 600, theme: 'light', language: 'ar', name: 'الإشعارات' },
  { width: 800, height: 600, theme: 'light', language: 'en', name: 'Callbacks' },
] as const) {
  const { width, height, theme, language, name } = look
  test(`everyone can read it, ${width} wide, ${theme}, ${language}`, async ({ page, backend, open }) => {
    await page.setViewportSize({ width, height })
    mkdirSync(SHOTS, { recursive: true })
    const till = aTill(
      backend,
      { ...WITH_RELAY, relay: { connection: { state: 'open' }, refused: 2 } },
      { theme, language, ...WITH_ADDRESS },
    )
    answerWith(backend, EVERYTHING.slice(1), true)
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('main').waitFor()
    await page.keyboard.press('s')
    await page.getByRole('button', { name, exact: true }).click()
    await expect(page.locator('main tbody tr')).toHaveCount(8)
    answerWith(backend, EVERYTHING, true)
    await till.next({})
    const news = page.locator('search [role="status"] button')
    await expect(news).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/callbacks-${width}-${theme}-${language}.png` })
    await news.click()
    await expect(page.locator('main tbody tr')).toHaveCount(9)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
    const body = page.locator('main section').first()
    expect(await body.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    for (const cell of await page.locator('main tbody td:has(button)').all()) {
      expect((await cell.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48)
    }
    const directions = await page
      .locator('main tbody bdi')
      .evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).direction))])
    expect(directions).toEqual(['ltr'])
    await page.locator('main table ~ div').scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${SHOTS}/callbacks-${width}-${theme}-${language}-below.png` })
  })
}
