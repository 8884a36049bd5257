import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { ok } from '../../../shared/result.ts'
import { aCustomerView, aPayment, aPaymentsState, aView, NOW } from '../../support/views.ts'
import { expect, test } from './cashier-screen.ts'

// What both screens say while only the chain shows the money.

const SHOTS = 'out/screenshots/chain'

const agoOf = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString()

function seenAgo(minutes: number, status: 'awaiting' | 'expired' = 'awaiting') {
  const at = agoOf(minutes)
  const onChain = { at, transactionId: '7f3a'.repeat(16), amount: '19.874210', blockAt: at }
  return aView(aPayment({ status, onChain }), { qr: null, choices: [] })
}

test('the cashier reads that nothing may be handed over, and the code is gone', async ({ page, cashier }) => {
  await cashier.opened({ payments: { current: seenAgo(0) } })
  await expect(page.getByText('Hand nothing over on that')).toBeVisible()
  await expect(page.getByText('The chain shows 19.874210 USDT')).toBeVisible()
  await expect(cashier.qr).toHaveCount(0)
  await expect(cashier.action('Cancel Esc')).toHaveCount(0)
  await expect(page.getByText('The gateway still says nothing')).toHaveCount(0)
})

test('the next sale can be typed and charged meanwhile', async ({ page, backend, cashier }) => {
  await cashier.opened({ payments: { current: seenAgo(0) } })
  backend.answer('payments.start', ok(aView(aPayment({ number: 119 }))))
  await page.keyboard.type('500')
  await page.clock.runFor(2_000)
  await expect(cashier.chargeButton).toBeEnabled()
  await page.keyboard.press('Enter')
  await backend.called('payments.start', 1)
})

test('after five minutes the gateway’s silence is told, with what its support needs', async ({
  page,
  cashier,
}) => {
  await cashier.opened({ payments: { current: seenAgo(4) } })
  await expect(page.getByText('The gateway still says nothing')).toHaveCount(0)
  await page.clock.runFor(61_000)
  await expect(page.getByRole('heading', { name: 'The gateway still says nothing' })).toBeVisible()
  await expect(page.getByText('do not ask the customer to pay again')).toBeVisible()
  await expect(page.getByText('7f3a'.repeat(16))).toBeVisible()
})

test('when its time is over nobody reads that nothing came; it can be put away', async ({
  page,
  backend,
  cashier,
}) => {
  await cashier.opened({ payments: { current: seenAgo(9, 'expired') } })
  await expect(page.getByText('Hand nothing over on that')).toBeVisible()
  for (const words of ['Expired', 'New code']) await expect(page.getByText(words)).toHaveCount(0)
  await page.getByRole('button', { name: /^Done/ }).click()
  await backend.called('payments.dismiss', 1)
})

test('in lists it is seen on chain, not waiting and not expired', async ({ cashier }) => {
  const recent = [seenAgo(1).payment, seenAgo(30, 'expired').payment].map((payment, index) => ({
    ...payment,
    id: `0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c1${index}`,
    number: 117 - index,
  }))
  await cashier.opened({ payments: { recent } })
  await expect(cashier.today.getByText('Seen on chain')).toHaveCount(2)
})

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en' },
  { width: 1024, height: 600, theme: 'dark', language: 'en' },
  { width: 1024, height: 600, theme: 'light', language: 'ar' },
] as const) {
  const { width, height, theme, language } = look
  for (const minutes of [0, 7]) {
    test(`the cashier can read it after ${minutes} minutes, ${width} wide, ${theme}, ${language}`, async ({
      page,
      cashier,
    }) => {
      await page.setViewportSize({ width, height })
      mkdirSync(SHOTS, { recursive: true })
      await cashier.opened({ settings: { theme, language }, payments: { current: seenAgo(minutes) } })
      await expect(page.locator('#payment-title')).toBeVisible()
      await page.screenshot({
        path: `${SHOTS}/cashier-${minutes}-${width}-${theme}-${language}.png`,
        animations: 'disabled',
      })
      // Axe waits by the page's clock.
      await page.clock.resume()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
    })
  }
}

for (const look of [
  { width: 1024, height: 600, theme: 'light', language: 'en' },
  { width: 800, height: 480, theme: 'dark', language: 'ar' },
  { width: 600, height: 1024, theme: 'light', language: 'en' },
] as const) {
  const { width, height, theme, language } = look
  test(`the customer reads that the shop waits, ${width} wide, ${language}`, async ({
    page,
    backend,
    open,
  }) => {
    await page.setViewportSize({ width, height })
    mkdirSync(SHOTS, { recursive: true })
    backend.answer('customer.view', ok(aCustomerView('seen', { by: 'chain', theme, language })))
    await open('customer.html')
    const screen = page.locator('main[data-screen="seen"]')
    await expect(screen).toBeVisible()
    await expect(screen.getByRole('heading')).toHaveText(
      language === 'en' ? 'Seen on chain' : 'رُصدت على السلسلة',
    )
    await page.screenshot({ path: `${SHOTS}/customer-${width}-${language}.png`, animations: 'disabled' })
    await page.clock.resume()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
    const cut = await screen.evaluate((main) => main.scrollHeight - main.clientHeight)
    expect(cut).toBeLessThanOrEqual(0)
    await backend.emit('customer.changed', aCustomerView('seen', { revision: 2, theme, language }))
    await expect(screen.getByRole('heading')).toHaveText(language === 'en' ? 'Payment seen' : 'رُصدت الدفعة')
  })
}

test('a push from the chain takes the code off at once', async ({ cashier }) => {
  await cashier.opened({ payments: { current: aView(aPayment()) } })
  await expect(cashier.qr).toBeVisible()
  await cashier.pushed(aPaymentsState({ revision: 3, current: seenAgo(0) }))
  await expect(cashier.qr).toHaveCount(0)
})
