import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { CustomerView } from '../../../shared/contract/customer.ts'
import { money } from '../../../shared/money/money.ts'
import { err, ok } from '../../../shared/result.ts'
import { readQr } from '../../support/read-qr.ts'
import { ADDRESS, aCustomerView } from '../../support/views.ts'
import { expect, test } from './fixtures.ts'

const SHOTS = 'out/screenshots/customer'
const KINDS = ['idle', 'due', 'seen', 'paid', 'accepted', 'short', 'expired', 'trouble'] as const
const SIZES = [
  { width: 1024, height: 600 },
  { width: 1920, height: 1080 },
  { width: 800, height: 480 },
  { width: 600, height: 1024 },
] as const
const LOOKS = [
  { theme: 'light', language: 'en', mode: 'live' },
  { theme: 'dark', language: 'en', mode: 'practice' },
  { theme: 'light', language: 'ar', mode: 'practice' },
  { theme: 'dark', language: 'ar', mode: 'sandbox' },
] as const

type Look = (typeof LOOKS)[number]

/** A view in a look; in practice mode the QR carries its mark, as main makes it. */
function viewFor(kind: CustomerView['kind'], look: Look): CustomerView {
  const view = aCustomerView(kind, look)
  return view.kind === 'due' && look.mode === 'practice' ? { ...view, qr: `practice:${view.address}` } : view
}

function screenOf(page: Page, kind: string) {
  return page.locator(`main[data-screen="${kind}"]`)
}

/** By the page's clock, however long the machine takes to draw: the clock goes in small steps, and no further. */
async function shownWithin(ms: number, page: Page, kind: string): Promise<void> {
  let left = ms
  const step = async () => {
    if (await screenOf(page, kind).isVisible()) return true
    const next = Math.min(100, left)
    left -= next
    if (next > 0) await page.clock.runFor(next)
    return screenOf(page, kind).isVisible()
  }
  await expect.poll(step, { timeout: 30_000, intervals: [20] }).toBe(true)
}

function qrOf(page: Page) {
  return page.locator('[data-qr]')
}

async function scan(page: Page): Promise<string> {
  return readQr(await qrOf(page).screenshot({ animations: 'disabled' }))
}

/** Text that is cut off, or stands outside of the window. */
async function cutTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const outside = (element: Element): boolean => {
      const box = element.getBoundingClientRect()
      const isOut =
        box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1
      return isOut || element.scrollWidth > element.clientWidth + 1
    }
    const { scrollWidth, scrollHeight } = document.documentElement
    const scrolls = scrollWidth > innerWidth || scrollHeight > innerHeight ? ['the page scrolls'] : []
    const texts = [...document.querySelectorAll('main h1, main p')].filter(outside)
    return [...scrolls, ...texts.map((element) => element.textContent ?? '')]
  })
}

for (const look of LOOKS) {
  test(`every screen fits every window: ${look.theme}, ${look.language}, ${look.mode}`, async ({
    page,
    backend,
    open,
  }) => {
    mkdirSync(SHOTS, { recursive: true })
    backend.answer('customer.view', ok(viewFor('idle', look)))
    await open('customer.html')
    await expect(screenOf(page, 'idle')).toBeVisible()
    await page.evaluate(() => document.fonts.ready)
    let revision = 1
    for (const kind of KINDS) {
      revision += 1
      await backend.emit('customer.changed', { ...viewFor(kind, look), revision })
      await expect(screenOf(page, kind)).toBeVisible()
      for (const size of SIZES) {
        await page.setViewportSize(size)
        expect(await cutTexts(page), `${kind} at ${size.width}x${size.height}`).toEqual([])
        const name = `${kind}-${size.width}x${size.height}-${look.theme}-${look.language}-${look.mode}`
        await page.screenshot({ path: `${SHOTS}/${name}.png`, animations: 'disabled' })
      }
    }
  })

  test(`the QR is large and says exactly what main gave: ${look.theme}, ${look.language}, ${look.mode}`, async ({
    page,
    backend,
    open,
  }) => {
    const view = viewFor('due', look)
    backend.answer('customer.view', ok(view))
    await open('customer.html')
    await expect(qrOf(page)).toBeVisible()
    for (const size of SIZES) {
      await page.setViewportSize(size)
      const box = await qrOf(page).boundingBox()
      // 33 modules of the 41 are the code itself, the rest is its quiet zone.
      const code = ((box?.width ?? 0) * 33) / 41
      expect(code / Math.min(size.width, size.height)).toBeGreaterThanOrEqual(0.4)
      expect(await scan(page)).toBe(view.kind === 'due' ? view.qr : '')
    }
  })
}

for (const theme of ['light', 'dark'] as const) {
  test(`every screen passes the accessibility check: ${theme}`, async ({ page, backend, open }) => {
    const look = { theme, language: 'en', mode: 'practice' } as const
    backend.answer('customer.view', ok(aCustomerView('idle', look)))
    await open('customer.html')
    // The checker waits by the page's own clock.
    await page.clock.resume()
    let revision = 1
    for (const kind of KINDS) {
      revision += 1
      await backend.emit('customer.changed', { ...aCustomerView(kind, look), revision })
      await expect(screenOf(page, kind)).toBeVisible()
      // The words over the code repeat the bands for the eye only, and are meant to let it shine through.
      const { violations } = await new AxeBuilder({ page }).exclude('[data-qr]').analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
    }
  })
}

test('what to pay stands beside the QR: price, exact amount, network, whole address, hint, time left', async ({
  page,
  backend,
  open,
}) => {
  backend.answer('customer.view', ok(aCustomerView('due')))
  await open('customer.html')
  const due = screenOf(page, 'due')
  await expect(due).toContainText('Corner Coffee')
  await expect(due).toContainText(/EUR\s18\.25/)
  await expect(due.getByRole('heading')).toHaveText('19.874210 USDT')
  await expect(due).toContainText('USDT on TRON (TRC20) only')
  await expect(due.locator('p', { hasText: 'TKAt' }).locator('span:not(:first-child)')).toHaveText([
    'TKAt',
    'BfN5',
    'fcAm',
    'rcSg',
    'V2H6',
    'xk3r',
    'TdiT',
    'K1vz',
    'nT',
  ])
  await expect(due).toContainText('Send exactly this amount. If your exchange charges a fee, add it on top.')
  await expect(page.getByRole('timer')).toHaveText('20:00 left')
  await page.clock.fastForward(61_000)
  await expect(page.getByRole('timer')).toHaveText('18:59 left')
})

test('a rest says that it is one, and asks for the rest alone', async ({ page, backend, open }) => {
  const rest = { price: money(81, 'EUR'), asked: '0.874210', isRest: true }
  backend.answer('customer.view', ok(aCustomerView('due', rest)))
  await open('customer.html')
  const due = screenOf(page, 'due')
  await expect(due).toContainText('The rest of your payment')
  await expect(due).toContainText(/EUR\s0\.81/)
  await expect(due.getByRole('heading')).toHaveText('0.874210 USDT')
  for (const size of SIZES) {
    await page.setViewportSize(size)
    expect(await cutTexts(page), `${size.width}x${size.height}`).toEqual([])
    await page.screenshot({ path: `${SHOTS}/rest-${size.width}x${size.height}.png`, animations: 'disabled' })
  }
  await backend.emit('customer.changed', aCustomerView('due', { revision: 2 }))
  await expect(page.getByText('The rest of your payment')).toHaveCount(0)
})

test('goods that go on the owner’s word are accepted, not paid', async ({ page, backend, open }) => {
  backend.answer('customer.view', ok(aCustomerView('accepted')))
  await open('customer.html')
  await expect(screenOf(page, 'accepted')).toContainText(/Accepted.*Thank you.*EUR\s18\.25/)
  await expect(page.locator('main')).not.toContainText('Paid')
})

test('the QR goes at its time even when no word comes from the till', async ({ page, backend, open }) => {
  backend.answer('customer.view', ok(aCustomerView('due')))
  await open('customer.html')
  await page.clock.fastForward(19 * 60_000 + 59_000)
  await expect(qrOf(page)).toBeVisible()
  await page.clock.fastForward(1_000)
  await expect(qrOf(page)).toHaveCount(0)
  await expect(screenOf(page, 'expired')).toContainText('Do not pay this any more')
  await expect(page.locator('main')).not.toContainText('TKAt')
})

test('a new charge after an expired one shows its own QR', async ({ page, backend, open }) => {
  backend.answer('customer.view', ok(aCustomerView('due')))
  await open('customer.html')
  await page.clock.fastForward(20 * 60_000)
  await expect(screenOf(page, 'expired')).toBeVisible()
  const next = aCustomerView('due', { revision: 9, expiresAt: '2026-11-21T15:00:00.000Z', asked: '5.000000' })
  backend.answer('customer.view', ok(next))
  await backend.emit('customer.changed', next)
  await expect(page.getByRole('heading')).toHaveText('5.000000 USDT')
  expect(await scan(page)).toBe(ADDRESS)
})

test('an older view never replaces a newer one', async ({ page, backend, open }) => {
  const paid = aCustomerView('paid', { revision: 7 })
  backend.answer('customer.view', ok(paid))
  await open('customer.html')
  await expect(screenOf(page, 'paid')).toBeVisible()
  await backend.emit('customer.changed', aCustomerView('due', { revision: 6 }))
  await expect(screenOf(page, 'paid')).toBeVisible()
  await backend.emit('customer.changed', aCustomerView('idle', { revision: 8 }))
  await expect(screenOf(page, 'idle')).toBeVisible()
})

test('a push that comes before the first answer counts', async ({ page, backend, open }) => {
  const answer = backend.hold('customer.view')
  await open('customer.html')
  await backend.called('customer.view', 1)
  await backend.emit('customer.changed', aCustomerView('seen', { revision: 5 }))
  await expect(screenOf(page, 'seen')).toBeVisible()
  answer(ok(aCustomerView('due', { revision: 4 })))
  await backend.emit('customer.changed', aCustomerView('paid', { revision: 6 }))
  await expect(screenOf(page, 'paid')).toBeVisible()
})

test('a till that refuses shows "please ask at the till"', async ({ page, backend, open }) => {
  backend.answer('customer.view', err({ code: 'internal', reference: 'x' }))
  await open('customer.html')
  await expect(screenOf(page, 'trouble')).toContainText('Please ask at the till')
})

test('a till that does not answer at first is told within two seconds', async ({ page, backend, open }) => {
  const answer = backend.hold('customer.view')
  await open('customer.html')
  await backend.called('customer.view', 1)
  await shownWithin(2_000, page, 'trouble')
  answer(ok(aCustomerView('idle')))
  await shownWithin(2_000, page, 'idle')
})

test('a till that falls silent takes the QR away within two seconds', async ({ page, backend, open }) => {
  backend.answer('customer.view', ok(aCustomerView('due')))
  await open('customer.html')
  await expect(qrOf(page)).toBeVisible()
  backend.hold('customer.view')
  await shownWithin(2_000, page, 'trouble')
  await expect(screenOf(page, 'trouble')).toContainText('Do not pay now')
  await expect(qrOf(page)).toHaveCount(0)
})

test('practice is marked over the payment in the language of the shop', async ({ page, backend, open }) => {
  const look = LOOKS[1]
  backend.answer('customer.view', ok(viewFor('due', look)))
  await open('customer.html')
  await expect(page.getByText('PRACTICE · DO NOT PAY').first()).toBeAttached()
  await expect(page.locator('[data-mark]')).toHaveCount(2)
  await expect(page.getByText('practice:')).toBeVisible()
  await backend.emit('customer.changed', { ...viewFor('due', LOOKS[2]), revision: 2 })
  await expect(page.getByText('تدريب · لا تدفع').first()).toBeAttached()
  await backend.emit('customer.changed', { ...viewFor('paid', look), revision: 3 })
  await expect(page.getByText('PRACTICE · NO REAL MONEY').first()).toBeAttached()
})

test('live mode carries no mark and sandbox its own', async ({ page, backend, open }) => {
  backend.answer('customer.view', ok(aCustomerView('due')))
  await open('customer.html')
  await expect(qrOf(page)).toBeVisible()
  await expect(page.locator('[data-mark]')).toHaveCount(0)
  await backend.emit('customer.changed', aCustomerView('due', { revision: 2, mode: 'sandbox' }))
  await expect(page.getByText('SANDBOX · TEST MONEY').first()).toBeAttached()
})

test('Arabic mirrors the screen while amount and address stay left to right', async ({
  page,
  backend,
  open,
}) => {
  backend.answer('customer.view', ok(aCustomerView('due', { language: 'ar' })))
  await open('customer.html')
  await expect(page.getByText('أرسل هذا المبلغ تمامًا')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  const qr = await qrOf(page).boundingBox()
  const amount = await page.getByRole('heading').boundingBox()
  expect((qr?.x ?? 0) + (qr?.width ?? 0)).toBeLessThan(amount?.x ?? 0)
  for (const text of ['19.874210', 'BfN5']) {
    const direction = await page
      .getByText(text, { exact: true })
      .evaluate((it) => getComputedStyle(it).direction)
    expect(direction).toBe('ltr')
  }
})

test('nothing moves for people who asked for that', async ({ page, backend, open }) => {
  const moving = () => page.evaluate(() => document.getAnimations().length)
  backend.answer('customer.view', ok(aCustomerView('seen')))
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await open('customer.html')
  await expect(screenOf(page, 'seen')).toBeVisible()
  expect(await moving()).toBe(1)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await moving()).toBe(0)
})

test('the pseudo-language leaves no English on any screen', async ({ page, backend, open }) => {
  const look = { language: 'pseudo', mode: 'practice', theme: 'light', shopName: '88' } as const
  backend.answer('customer.view', ok(aCustomerView('idle', look)))
  await open('customer.html')
  let revision = 1
  for (const kind of KINDS) {
    revision += 1
    await backend.emit('customer.changed', { ...aCustomerView(kind, look), revision })
    await expect(screenOf(page, kind)).toBeVisible()
    const text = await page.locator('main').innerText()
    // What is no language: the currency's code and the address.
    expect(text.replaceAll(/EUR|TKAt|BfN5|fcAm|rcSg|V2H6|xk3r|TdiT|K1vz|nT/g, '')).not.toMatch(/[A-Za-z]{2,}/)
  }
})
