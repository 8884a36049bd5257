import { mkdirSync } from 'node:fs'
import { ok } from '../../../shared/result.ts'
import { aCustomerView, aPayment, aTillState, aView, NOW } from '../../support/views.ts'
import { expect, test } from './cashier-screen.ts'

const SHOTS = 'out/screenshots/clock'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** What somebody set the computer's clock to, while the till's time is NOW. */
const WRONG = [
  ['an hour ahead', Date.parse(NOW) + HOUR],
  ['an hour behind', Date.parse(NOW) - HOUR],
] as const

test.beforeAll(() => {
  mkdirSync(SHOTS, { recursive: true })
})

test.describe('the banner', () => {
  test('says that the computer was asleep, until everything was checked', async ({
    page,
    backend,
    cashier,
  }) => {
    await cashier.opened({ payments: { current: aView(aPayment()) } })
    const before = await cashier.qr.boundingBox()
    await backend.emit('till.changed', aTillState({ revision: 2, asleep: { minutes: 185 } }))
    const banner = page.getByText(
      'The computer was asleep for 3 h. Every open payment is being checked again.',
    )
    await expect(banner).toBeVisible()
    expect(await cashier.qr.boundingBox()).toEqual(before)
    await page.screenshot({ path: `${SHOTS}/asleep-light-en.png`, animations: 'disabled' })
    await backend.emit('till.changed', aTillState({ revision: 3 }))
    await expect(banner).toHaveCount(0)
  })

  test('counts a short sleep in minutes', async ({ page, cashier }) => {
    await cashier.opened({ till: { mode: 'practice', asleep: { minutes: 42 } } })
    await expect(page.getByText('The computer was asleep for 42 min.')).toBeVisible()
  })

  for (const [skewSeconds, title] of [
    [3600, 'This computer’s clock is ahead. Set the clock in the computer’s settings, best automatically.'],
    [-3600, 'This computer’s clock is behind. Set the clock in the computer’s settings, best automatically.'],
  ] as const) {
    test(`says that the clock is wrong: ${skewSeconds} s`, async ({ page, cashier }) => {
      await cashier.opened({ till: { clock: { code: 'clockWrong', skewSeconds } } })
      await expect(page.getByText(title)).toBeVisible()
    })
  }

  test('says it in Arabic, on a small dark screen', async ({ page, cashier }) => {
    await page.setViewportSize({ width: 1024, height: 600 })
    await cashier.opened({
      till: { asleep: { minutes: 185 } },
      settings: { language: 'ar', theme: 'dark' },
      payments: { current: aView(aPayment()) },
    })
    await expect(page.getByText('كان الحاسوب في وضع السكون')).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/asleep-dark-ar.png`, animations: 'disabled' })
  })
})

for (const [name, wrong] of WRONG) {
  test.describe(`with the computer’s clock ${name}`, () => {
    test('the cashier sees the till’s time, the true time left and the true age', async ({
      page,
      cashier,
    }) => {
      await cashier.opened({ payments: { current: aView(aPayment()) } })
      await page.clock.setSystemTime(wrong)
      await page.clock.runFor(2_000)
      await expect(page.getByRole('banner').getByRole('time')).toHaveText('14:02')
      await expect(page.getByText('19:58 left · checked 2 s ago')).toBeVisible()
    })

    test('the customer’s countdown and QR keep to what main said', async ({ page, backend, open }) => {
      backend.answer('customer.view', ok(aCustomerView('idle')))
      await open('customer.html')
      await page.clock.setSystemTime(wrong)
      const due = aCustomerView('due', { revision: 2 })
      backend.answer('customer.view', ok(due))
      await backend.emit('customer.changed', due)
      await expect(page.getByRole('timer')).toHaveText('20:00 left')
      await page.clock.fastForward(61_000)
      await expect(page.getByRole('timer')).toHaveText('18:59 left')
      await page.clock.fastForward(18 * MINUTE + 58_000)
      await expect(page.locator('[data-qr]')).toBeVisible()
      await page.clock.fastForward(1_000)
      await expect(page.locator('main[data-screen="expired"]')).toBeVisible()
    })
  })
}

test('the clock is set while the customer looks: nothing changes', async ({ page, backend, open }) => {
  backend.answer('customer.view', ok(aCustomerView('due')))
  await open('customer.html')
  await expect(page.getByRole('timer')).toHaveText('20:00 left')
  await page.clock.setSystemTime(Date.parse(NOW) + 5 * HOUR)
  await page.clock.fastForward(61_000)
  await expect(page.getByRole('timer')).toHaveText('18:59 left')
})

test('main’s newer word about the time left counts', async ({ page, backend, open }) => {
  backend.answer('customer.view', ok(aCustomerView('due')))
  await open('customer.html')
  await expect(page.getByRole('timer')).toHaveText('20:00 left')
  const later = aCustomerView('due', { revision: 2, leftMs: 3 * MINUTE })
  backend.answer('customer.view', ok(later))
  await backend.emit('customer.changed', later)
  await expect(page.getByRole('timer')).toHaveText('03:00 left')
  await page.clock.fastForward(3 * MINUTE)
  await expect(page.locator('main[data-screen="expired"]')).toBeVisible()
})
