import AxeBuilder from '@axe-core/playwright'
import { ok } from '../../../shared/result.ts'
import { ADDRESS, aPayment, aTillState, aView, NOW, totals } from '../../support/views.ts'
import type { Opening } from './cashier-screen.ts'
import { expect, test } from './cashier-screen.ts'
import { AS_OWNER, PEOPLE } from './people-till.ts'

test.describe('the day', () => {
  const recent = [
    aPayment({ number: 117, status: 'paid', received: '19.874210' }),
    aPayment({
      id: '0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c11',
      number: 116,
      status: 'short',
      received: '19.000000',
      remarks: ['underpaid'],
    }),
  ]
  const today = totals({ payments: 38, paid: 33, paidMinor: 61230, attention: 1 })

  test('shows the sums and the latest payments', async ({ cashier }) => {
    await cashier.opened({ payments: { recent, today, exceptions: 1 } })
    await expect(cashier.today).toContainText('Payments38')
    await expect(cashier.today).toContainText('EUR 612.30')
    await expect(cashier.today).toContainText('Needs attention1')
    await expect(cashier.action('14:02 0117 EUR 18.25 19.874210 USDT Paid')).toBeVisible()
    await expect(cashier.action('14:02 0116 EUR 18.25 19.000000 USDT Short 0.874210')).toBeVisible()
  })

  test('a row opens the payment’s history, Escape comes back', async ({ page, backend, cashier }) => {
    await cashier.opened({ payments: { recent, today } })
    backend.answer('payments.history', ({ id }) =>
      ok({ view: aView(aPayment({ id, status: 'paid' })), entries: [] }),
    )
    // React holds back what replaces a screen that is being fetched by a timer of its own.
    await page.clock.resume()
    await page.getByRole('button', { name: /0117/ }).click()
    await backend.called('payments.history', 1)
    await page.keyboard.press('7')
    await expect(cashier.amount).toHaveText('EUR 0.07')
    await page.keyboard.press('Escape')
    await expect(cashier.today).toBeVisible()
  })

  test('says how to begin when there is nothing yet', async ({ cashier }) => {
    await cashier.opened()
    await expect(cashier.today).toContainText('No payments yet')
  })
})

test.describe('the top bar', () => {
  test('has room for the names of the shop and the till on a small screen', async ({ page, cashier }) => {
    await page.setViewportSize({ width: 1024, height: 600 })
    await cashier.opened({
      till: { mode: 'practice', people: PEOPLE, session: AS_OWNER },
      settings: { tillName: 'Counter' },
    })
    // React holds back what replaces a screen that is being fetched by a timer of its own.
    await page.clock.resume()
    await page.keyboard.press('s')
    await cashier.action('Back to the till').waitFor()
    for (const words of ['Corner Coffee', 'Counter', 'Gateway working']) {
      const isCut = page
        .getByRole('banner')
        .getByText(words, { exact: true })
        .evaluate((shown) => {
          const { scrollWidth, clientWidth } = shown.closest('h1, p') ?? shown
          return scrollWidth > clientWidth
        })
      expect.soft(await isCut, words).toBe(false)
    }
    await page.screenshot({ path: 'out/screenshots/cashier/top-bar-1024.png', animations: 'disabled' })
  })
})

test.describe('the banner', () => {
  test('says the gravest thing only', async ({ page, backend, cashier }) => {
    await cashier.opened({
      till: {
        mode: 'practice',
        clock: { code: 'clockWrong', skewSeconds: 300 },
        gateway: { state: 'failing', error: { code: 'gatewayTimeout' }, checkedAt: NOW },
      },
    })
    await expect(page.getByText('This computer’s clock is ahead')).toBeVisible()
    await expect(page.getByText('Not checked since')).toHaveCount(0)
    await expect(page.getByText('Gateway not answering')).toBeVisible()
    expect(backend.violations).toEqual([])
  })

  test('takes no place from anything when it comes', async ({ page, backend, cashier }) => {
    await cashier.opened({ payments: { current: aView(aPayment()) } })
    const before = await cashier.qr.boundingBox()
    await backend.emit(
      'till.changed',
      aTillState({
        revision: 2,
        gateway: { state: 'failing', error: { code: 'gatewayTimeout' }, checkedAt: NOW },
      }),
    )
    await expect(page.getByText('Not checked since 14:02.')).toBeVisible()
    expect(await cashier.qr.boundingBox()).toEqual(before)
  })
})

const PAYMENTS: Readonly<Record<string, Opening['payments']>> = {
  idle: {
    recent: [
      aPayment({ status: 'paid', received: '19.874210' }),
      aPayment({ id: '0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c11', status: 'short', received: '1.000000' }),
    ],
    today: totals({ payments: 2, attention: 1 }),
  },
  waiting: { current: aView(aPayment()) },
  seen: { current: aView(aPayment({ status: 'seen' })) },
  short: { current: aView(aPayment({ status: 'short', received: '19.000000', remarks: ['underpaid'] })) },
  expired: { current: aView(aPayment({ status: 'expired' })) },
  paid: { current: aView(aPayment({ status: 'paid', received: '20.874210', remarks: ['overpaid'] })) },
}

test.describe('everyone can read it', () => {
  for (const theme of ['light', 'dark'] as const) {
    for (const [name, payments] of Object.entries(PAYMENTS)) {
      test(`${name}, ${theme}`, async ({ page, cashier }) => {
        await page.emulateMedia({ reducedMotion: 'reduce' })
        await cashier.opened({
          till: { mode: 'practice' },
          settings: { theme },
          ...(payments && { payments }),
        })
        await page.keyboard.type('45')
        // The checker waits by timers of its own.
        await page.clock.resume()
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
      })
    }
  }

  test('every target is at least 48 pixels high and wide', async ({ page, cashier }) => {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 1024, height: 600 },
    ]) {
      await page.setViewportSize(viewport)
      await cashier.opened({ till: { mode: 'practice' }, payments: { current: aView(aPayment()) } })
      for (const target of await page.getByRole('button').or(page.getByRole('textbox')).all()) {
        const box = await target.boundingBox()
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(48)
      }
    }
  })

  test('the focus is always seen on the keyboard’s way', async ({ page, cashier }) => {
    await cashier.opened()
    await page.keyboard.press('Tab')
    const outline = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement ?? document.body)
      return [style.outlineStyle, style.outlineWidth, style.outlineOffset]
    })
    expect(outline).toEqual(['solid', '2px', '2px'])
  })

  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 1024, height: 600 },
    { width: 1920, height: 1080 },
  ]) {
    test(`nothing is cut off at ${viewport.width} × ${viewport.height}`, async ({ page, cashier }) => {
      await page.setViewportSize(viewport)
      const current = aView(aPayment(), { qr: `practice:${ADDRESS}` })
      await cashier.opened({ till: { mode: 'practice' }, payments: { current } })
      await expect(cashier.qr).toBeInViewport({ ratio: 1 })
      await expect(cashier.action('Cancel')).toBeInViewport({ ratio: 1 })
      await expect(cashier.action('Pay exactly')).toBeInViewport({ ratio: 1 })
      await expect(cashier.chargeButton).toBeInViewport({ ratio: 1 })
    })
  }
})

test.describe('in every language', () => {
  test('Arabic is mirrored; address, amounts and the keypad stay left to right', async ({
    page,
    cashier,
  }) => {
    await cashier.opened({ settings: { language: 'ar' }, payments: { current: aView(aPayment()) } })
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar')
    await expect(page.getByText('بانتظار دفع الزبون')).toBeVisible()
    const qr = await page.getByRole('img').boundingBox()
    const seven = await page.getByRole('button', { name: '7', exact: true }).boundingBox()
    const nine = await page.getByRole('button', { name: '9', exact: true }).boundingBox()
    expect(qr?.x ?? 0).toBeLessThan(seven?.x ?? 0)
    expect(seven?.x ?? 0).toBeLessThan(nine?.x ?? 0)
    const directions = await page
      .locator('bdi')
      .filter({ hasText: /TKAt|19\.874210/ })
      .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction))
    expect(directions).toEqual(['ltr', 'ltr'])
    const first = await page.getByText('TKAt', { exact: true }).boundingBox()
    const last = await page.getByText('nT', { exact: true }).boundingBox()
    expect(first?.x ?? 0).toBeLessThan(last?.x ?? 0)
  })

  test('a change of language and theme shows at once', async ({ page, backend, cashier }) => {
    await cashier.opened()
    await backend.emit('till.changed', aTillState({ revision: 2 }, { language: 'ar', theme: 'dark' }))
    await expect(page.getByRole('button', { name: 'الإعدادات' })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  })

  for (const [name, payments] of Object.entries(PAYMENTS)) {
    test(`no text is hard-coded: ${name}`, async ({ page, cashier }) => {
      await cashier.opened({
        till: { mode: 'practice' },
        settings: { language: 'pseudo' },
        ...(payments && { payments }),
      })
      await expect(page.locator('html')).toHaveAttribute('lang', 'en')
      const english = await page.evaluate(plainWords, [
        'Corner Coffee',
        'Till 2',
        'EUR',
        'Sat, Nov 21',
        'NOWPayments',
        ADDRESS,
      ])
      expect(english).toEqual([])
    })
  }
})

/** Runs in the page: texts and names with plain Latin words in them that are no data of the shop or of the payment. */
function plainWords(data: string[]): string[] {
  const found: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node.textContent ?? '')
  for (const element of document.body.querySelectorAll('[aria-label], [placeholder]')) {
    found.push(element.getAttribute('aria-label') ?? '', element.getAttribute('placeholder') ?? '')
  }
  return found.filter((text) => {
    const rest = data.reduce((left, known) => left.replaceAll(known, ''), text)
    return /[A-Za-z]{2}/.test(rest) && !data.some((known) => known.includes(text))
  })
}
