import { ok } from '../../../shared/result.ts'
import { totals } from '../../support/views.ts'
import { expect, test } from './fixtures.ts'
import { aTill } from './settings-till.ts'

test('what is typed keeps the order of its own language, at the side where lines begin', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend, {}, { language: 'ar' })
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('button', { name: 'الإعدادات' }).click()
  const shop = page.getByRole('textbox', { name: 'اسم المتجر' })
  await shop.fill('1 Market Street')
  await expect(shop).toHaveCSS('direction', 'ltr')
  await expect(shop).toHaveCSS('text-align', 'end')
  await shop.fill('مقهى الزاوية')
  await expect(shop).toHaveCSS('direction', 'rtl')
  await expect(shop).toHaveCSS('text-align', 'start')
})

test('the days of the calendar and short words are as large as a finger, in the smallest window', async ({
  page,
  backend,
  open,
}) => {
  await page.setViewportSize({ width: 1024, height: 600 })
  aTill(backend, {}, { language: 'ar' })
  backend.answer('reports.day', ({ day }) => ok({ totals: totals({ day }), payments: [] }))
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('d')
  await page.getByRole('group', { name: 'اختر يومًا' }).getByRole('button').click()
  const days = page.getByRole('grid').getByRole('button')
  await expect(days).toHaveCount(30)
  for (const day of await days.all()) {
    const place = await day.boundingBox()
    expect(place?.width).toBeGreaterThanOrEqual(48)
    expect(place?.height).toBeGreaterThanOrEqual(48)
  }
  // All of it is in the window.
  const dialog = await page.getByRole('dialog').boundingBox()
  expect(dialog?.y).toBeGreaterThanOrEqual(0)
  expect((dialog?.y ?? 0) + (dialog?.height ?? 0)).toBeLessThanOrEqual(600)
})
