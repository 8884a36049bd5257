import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { ok } from '../../../shared/result.ts'
import { aConversion, answerAccount, card, SIGNED_IN, SIGNED_OUT } from './account-till.ts'
import { expect, test } from './fixtures.ts'
import { aTill } from './settings-till.ts'

const SHOTS = 'out/screenshots/account'

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en', name: 'Account' },
  { width: 1024, height: 600, theme: 'dark', language: 'en', name: 'Account' },
  { width: 1024, height: 600, theme: 'light', language: 'ar', name: 'الحساب' },
] as const) {
  const { width, height, theme, language, name } = look
  for (const account of [SIGNED_OUT, SIGNED_IN]) {
    const standing = account.signedInUntil === null ? 'out' : 'in'
    test(`everyone can read it, ${width} wide, ${theme}, ${language}, signed ${standing}`, async ({
      page,
      backend,
      open,
    }) => {
      await page.setViewportSize({ width, height })
      mkdirSync(SHOTS, { recursive: true })
      aTill(backend, { account }, { theme, language })
      answerAccount(backend)
      backend.answer('account.convert', ok({ kind: 'maybe', found: [aConversion()], isCertain: true }))
      await open('cashier.html')
      await page.clock.resume()
      await page.getByRole('main').waitFor()
      await page.keyboard.press('s')
      await page.getByRole('button', { name, exact: true }).click()
      await expect(page.locator('main dl dd')).not.toHaveCount(0)
      const body = page.locator('main section').first()
      const shot = (part: string) =>
        page.screenshot({
          path: `${SHOTS}/${language}-${theme}-${width}-${standing}-${part}.png`,
          animations: 'disabled',
        })
      await shot('top')
      const found = await new AxeBuilder({ page }).analyze()
      expect(found.violations).toEqual([])
      if (account.signedInUntil !== null) {
        const convert = card(page, language === 'ar' ? 'التحويلات بين العملات' : 'Conversions')
        await convert.getByRole('button').nth(1).click()
        await convert.locator('input[maxlength="30"]').fill('trx')
        await convert.locator('input[inputmode="decimal"]').fill('50')
        await convert.scrollIntoViewIfNeeded()
        await shot('form')
        await convert.locator('button[type="submit"]').click()
        await shot('pin')
        await convert.locator('input[type="password"]').fill('482915')
        await convert.locator('button[type="submit"]').click()
        await expect(convert.getByRole('alert')).toBeVisible()
        await shot('maybe')
      }
      await body.evaluate((element) => element.scrollTo(0, element.scrollHeight))
      await shot('bottom')
      const width2 = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width2).toBeLessThanOrEqual(width)
    })
  }
}

test('the pseudo-language leaves no English in the section', async ({ page, backend, open }) => {
  aTill(
    backend,
    { account: { ...SIGNED_IN, practiceLogin: null } },
    { language: 'pseudo', shopName: '88', tillName: '1' },
  )
  answerAccount(backend)
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('s')
  await page.locator('main nav [data-section="account"]').click()
  await expect(page.locator('main dl dd')).not.toHaveCount(0)
  await expect(page.locator('main table')).toHaveCount(3)
  const text = await page.locator('main').innerText()
  // The gateway's words, codes of coins, addresses and the months of the window's locale are data.
  const data = /USDT\w*|TRX|trx|TKAt\w+|T2-R0007|NOWPayments|Nov/g
  expect(text.replaceAll(data, '')).not.toMatch(/[A-Za-z]{2,}/)
})
