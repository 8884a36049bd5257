import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { ok } from '../../../shared/result.ts'
import { aPayment, aView } from '../../support/views.ts'
import { answerRun, everything, MORE_GATEWAYS, openBooks, SIGNED_IN, SIGNED_OUT, SOME } from './books-till.ts'
import { expect, test } from './fixtures.ts'
import { aTill } from './settings-till.ts'

const SHOTS = 'out/screenshots/books'

test('the pseudo-language leaves no English in any line', async ({ page, backend, open }) => {
  aTill(backend, { ...SIGNED_IN, ...MORE_GATEWAYS }, { language: 'pseudo', shopName: '88', tillName: '1' })
  answerRun(backend, { differences: everything() })
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('s')
  await page.locator('main nav [data-section="reconciliation"]').click()
  await page.locator('[class*="run"] button').first().click()
  await expect(page.locator('main ol > li')).toHaveCount(everything().length)
  // What is scrolled out of sight is no inner text.
  const text = await page.locator('main').evaluate((main) => main.textContent)
  // The gateway's words, the gateways' names and what the window's locale says of days and lists are data.
  const data = /finished|PayStablecoin and USDT Payments|USDT|[A-Z][a-z]+day, [A-Z][a-z]+ \d+, \d+|Nov/g
  expect(text.replaceAll(data, '')).not.toMatch(/[A-Za-z]{2,}/)
})

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en', name: 'Reconciliation' },
  { width: 1024, height: 600, theme: 'dark', language: 'en', name: 'Reconciliation' },
  { width: 1024, height: 600, theme: 'light', language: 'ar', name: 'المطابقة' },
  { width: 800, height: 600, theme: 'light', language: 'en', name: 'Reconciliation' },
] as const) {
  const { width, height, theme, language, name } = look
  const label = `${width}-${theme}-${language}`

  test(`everyone can read it, ${width} wide, ${theme}, ${language}`, async ({ page, backend, open }) => {
    await page.setViewportSize({ width, height })
    mkdirSync(SHOTS, { recursive: true })
    const closed = { ...SIGNED_OUT, ...MORE_GATEWAYS, ownerPin: 'set' } as const
    const till = aTill(backend, closed, { theme, language })
    const elsewhere = [{ gateway: 'usdt-payments', payments: 12 }] as const
    answerRun(backend, { differences: [...SOME], found: 812, elsewhere: [...elsewhere] })
    backend.answer('payments.check', ok(aView(aPayment({ status: 'paid', received: '19.874210' }))))
    backend.answer(
      'reconciliation.exportCsv',
      ok({ file: '/home/owner/Documents/differences.csv', rows: 812 }),
    )
    await open('cashier.html')
    await openBooks(page, name)
    const body = page.locator('main section').first()
    const shot = async (part: string) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
      expect(await body.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
      await page.screenshot({ path: `${SHOTS}/${label}-${part}.png`, animations: 'disabled' })
    }
    await page.locator('fieldset button').last().click()
    await shot('signed-out')
    await page.locator('fieldset button').nth(2).click()
    await till.next(SIGNED_IN)
    const answer = backend.hold('reconciliation.run')
    const run = page.locator('[class*="run"] button').first()
    await run.click()
    await backend.emit('reconciliation.progressed', { step: 'reading', rows: 1500, of: 6200 })
    await shot('running')
    await run.click()
    answerRun(backend, { differences: [...SOME], found: 812, elsewhere: [...elsewhere] })
    answer({ ok: false, error: { code: 'notNow' } })
    await run.click()
    const list = page.locator('main ol > li')
    await expect(list).toHaveCount(SOME.length)
    await list.nth(1).locator('[class*="step"] button').click()
    await page.locator('[class*="export"] button').click()
    await list.first().scrollIntoViewIfNeeded()
    await shot('result')
    await list.last().scrollIntoViewIfNeeded()
    await shot('last')
    for (const button of await list.getByRole('button').all()) {
      expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48)
    }
    await list.first().locator('[class*="start"] button').click()
    await list.first().getByRole('form').scrollIntoViewIfNeeded()
    await shot('saying')
    answerRun(backend)
    await run.click()
    await expect(list).toHaveCount(0)
    await shot('nothing')
  })
}
