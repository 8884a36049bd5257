import AxeBuilder from '@axe-core/playwright'
import type { AppError } from '../../../shared/app-error.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aPayment, aTillState, aView, NOW } from '../../support/views.ts'
import { expect, test } from './cashier-screen.ts'

const DOWN = { code: 'gatewayDown', httpStatus: 502 } as const
const failing = (error: AppError, checkedAt: string | null = NOW): TillState['gateway'] => ({
  state: 'failing',
  error,
  checkedAt,
})
const WORKING: TillState['gateway'] = { state: 'ok', error: null, checkedAt: NOW }

/** What main pushes when it has heard from the gateway. */
async function heard(backend: FakeBackend, revision: number, gateway: TillState['gateway']): Promise<void> {
  await backend.emit('till.changed', aTillState({ revision, gateway }))
}

test('the banner comes with an outage, changes with its reason and goes with it', async ({
  page,
  backend,
  cashier,
}) => {
  await cashier.opened()
  const banner = page.getByRole('status').filter({ hasText: /checked/ })
  await expect(banner).toHaveCount(0)
  await heard(backend, 2, failing(DOWN))
  await expect(banner).toHaveText('The gateway is out of order. Not checked since 14:02.')
  await heard(backend, 3, failing({ code: 'rateLimited' }))
  await expect(banner).toHaveText('The gateway asks the till to slow down. Not checked since 14:02.')
  await heard(backend, 4, failing({ code: 'noNetwork' }))
  await expect(banner).toHaveText('No internet connection. Not checked since 14:02.')
  await heard(backend, 5, WORKING)
  await expect(banner).toHaveCount(0)
  await expect(page.getByText('Gateway working')).toBeVisible()
})

test('a gateway that never answered has no time to name', async ({ page, cashier }) => {
  await cashier.opened({ till: { gateway: failing({ code: 'gatewayTimeout' }, null) } })
  await expect(page.getByText('The gateway does not answer. Not checked yet.')).toBeVisible()
})

for (const [error, words] of [
  [{ code: 'wrongKey', mode: 'live' }, 'The gateway refuses the key. Ask the owner to put it right.'],
  [{ code: 'coinNotEnabled' }, 'USDT on TRON is not switched on. Ask the owner to put it right.'],
  [{ code: 'notSetUp' }, 'The till is not connected yet. Ask the owner to put it right.'],
] as const) {
  test(`says what is wrong with the set-up instead of an outage: ${error.code}`, async ({
    page,
    cashier,
  }) => {
    await cashier.opened({ till: { gateway: failing(error) } })
    await expect(page.getByText(words)).toBeVisible()
    await expect(page.getByText('Gateway not set up')).toBeVisible()
    await expect(page.getByText(/not checked|not answering/i)).toHaveCount(0)
  })
}

test('the rate under the price gives way to the reason, and comes back by itself', async ({
  page,
  backend,
  cashier,
}) => {
  await cashier.opened()
  await page.keyboard.type('1825')
  await page.clock.runFor(300)
  await expect(cashier.estimate).toContainText('19.874210')
  backend.answer('payments.estimate', err(DOWN))
  await heard(backend, 2, failing(DOWN))
  await page.clock.runFor(300)
  await expect(cashier.estimate).toHaveText('The gateway is out of order')
  backend.answer('payments.estimate', ({ price }) =>
    ok({ price, usdt: '19.900000', at: NOW, minimumUsdt: null }),
  )
  await heard(backend, 3, WORKING)
  await page.clock.runFor(300)
  await expect(cashier.estimate).toContainText('19.900000')
})

test('a charge is refused with the reason; the price stays, and the next press is free', async ({
  page,
  backend,
  cashier,
}) => {
  await cashier.opened({ till: { gateway: failing(DOWN) } })
  await page.keyboard.type('1825')
  backend.answer('payments.start', err(DOWN))
  await page.keyboard.press('Enter')
  await expect(cashier.alert).toContainText('The gateway is out of order')
  await expect(cashier.amount).toContainText('18.25')
  await expect(cashier.chargeButton).toBeEnabled()
})

for (const look of [
  { width: 1024, height: 600, theme: 'light', language: 'en' },
  { width: 1366, height: 768, theme: 'dark', language: 'en' },
  { width: 1024, height: 600, theme: 'dark', language: 'ar' },
] as const) {
  const { width, height, theme, language } = look
  test(`takes no place from the code, ${width} wide, ${theme}, ${language}`, async ({
    page,
    backend,
    cashier,
  }) => {
    await page.setViewportSize({ width, height })
    await cashier.opened({ settings: { theme, language }, payments: { current: aView(aPayment()) } })
    const qr = page.locator('svg[role="img"][viewBox]').first()
    const before = await qr.boundingBox()
    // The longest words there are for an outage.
    await backend.emit(
      'till.changed',
      aTillState({ revision: 2, gateway: failing({ code: 'rateLimited' }) }, { theme, language }),
    )
    await expect(page.getByText(/14:02\./)).toBeVisible()
    expect(await qr.boundingBox()).toEqual(before)
    await page.clock.resume()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
  })
}
