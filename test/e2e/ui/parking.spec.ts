import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { ParkedView, PaymentsState } from '../../../shared/contract/payments.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { err, ok } from '../../../shared/result.ts'
import { plainSale } from '../../../shared/sale/details.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aPayment, aPaymentsState, aTillState, aView } from '../../support/views.ts'
import { type CashierScreen, expect, test } from './cashier-screen.ts'

const idOf = (number: number): string => `0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7${number}`
const SHORT: Partial<ChargedPayment> = { status: 'short', received: '19.000000', remarks: ['underpaid'] }

function parked(number: number, change: Partial<ChargedPayment> = {}, moved = false): ParkedView {
  return { view: aView(aPayment({ id: idOf(number), number, ...change }), { qr: null }), moved }
}

const current = aView(aPayment())

/** Says yes to everything about parking, as main does; what follows from it is pushed by the test. */
async function opened(
  cashier: CashierScreen,
  backend: FakeBackend,
  payments: Partial<PaymentsState>,
  till: Partial<TillState> = {},
  settings: Partial<Settings> = {},
): Promise<void> {
  for (const call of ['payments.park', 'payments.open', 'payments.bringBack'] as const) {
    backend.answer(call, ok(aPaymentsState()))
  }
  await cashier.opened({ payments, till, settings })
}

function chips(page: Page) {
  return page.getByRole('list', { name: 'Parked payments' }).getByRole('button')
}

test.describe('chips', () => {
  test('say number, price, state and key; where none is parked there is nothing', async ({
    page,
    backend,
    cashier,
  }) => {
    await opened(cashier, backend, {})
    await expect(chips(page)).toHaveCount(0)
    await cashier.pushed({ parked: [parked(111, SHORT), parked(112, { status: 'seen' })] })
    await expect(chips(page)).toHaveText([/0112.*€18\.25.*F7.*Seen/, /0111.*€18\.25.*F6.*Short/])
  })

  test('one with a tip says so: its price has both in it', async ({ page, backend, cashier }) => {
    const price = { minor: 2000, currency: 'EUR' } as const
    const tip = { minor: 175, basisPoints: null }
    const sale = { ...plainSale({ ...price, minor: 1825 }), tip, total: price.minor }
    await opened(cashier, backend, { parked: [parked(111, { ...SHORT, price, sale }), parked(112, SHORT)] })
    const first = chips(page).filter({ hasText: '0111' })
    await expect(first).toHaveText(/0111.*€20\.00.*F6.*Short.*with tip/)
    await expect(chips(page).filter({ hasText: '0112' })).not.toContainText('tip')
    for (const moved of [false, true]) {
      const tipped = parked(111, { ...SHORT, price, sale }, moved)
      await cashier.pushed({ parked: [tipped, parked(112, SHORT)] })
      await expect(first.getByText('New')).toHaveCount(Number(moved))
      const [whole, words] = [await first.boundingBox(), await first.getByText('with tip').boundingBox()]
      if (!whole || !words) throw new Error('no chip')
      expect(words.x + words.width).toBeLessThanOrEqual(whole.x + whole.width)
    }
  })

  test('one that moved asks for attention by a word and a bell', async ({ page, backend, cashier }) => {
    await opened(cashier, backend, { parked: [parked(111, SHORT), parked(112, { status: 'seen' }, true)] })
    await expect(chips(page).first()).toContainText('New')
    await expect(chips(page).first().locator('svg')).toBeVisible()
    await expect(chips(page).last()).not.toContainText('New')
  })

  test('none moves when another comes, or says something else', async ({ page, backend, cashier }) => {
    await opened(cashier, backend, { current, parked: [parked(111, SHORT)] })
    const first = chips(page).filter({ hasText: '0111' })
    const before = await first.boundingBox()
    const title = await cashier.heading.boundingBox()
    await cashier.pushed({ current, parked: [parked(111, SHORT), parked(112, { status: 'paid' }, true)] })
    await expect(chips(page)).toHaveCount(2)
    expect(await first.boundingBox()).toEqual(before)
    expect((await cashier.heading.boundingBox())?.y).toBe(title?.y)
  })

  test('a first one moves nothing of what is on the screen', async ({ backend, cashier }) => {
    await opened(cashier, backend, { current })
    const before = await cashier.qr.boundingBox()
    await cashier.pushed({ current, parked: [parked(111, SHORT)] })
    await expect(cashier.action('Next customer')).toBeVisible()
    expect(await cashier.qr.boundingBox()).toEqual(before)
  })

  const numbers = [111, 112, 113, 114, 115, 116]
  const six = numbers.map((number) => parked(number, SHORT, number === 116))

  test('more than four are all in a list, for a cashier too', async ({ page, backend, cashier }) => {
    const ben = { id: 'ben', name: 'Ben', role: 'cashier', isHere: true } as const
    const session = { kind: 'signedIn', person: 'ben', role: 'cashier' } as const
    await opened(cashier, backend, { parked: six }, { people: [ben], session })
    await expect(chips(page)).toHaveCount(4)
    await page.clock.resume()
    await page.getByRole('button', { name: '2 more parked, with news' }).click()
    const list = page.getByRole('region', { name: 'Parked payments' })
    await expect(list.getByRole('listitem')).toHaveCount(6)
    await expect(list.getByRole('listitem').filter({ hasText: 'New' })).toContainText('0116')
    await list.getByRole('button', { name: '0116' }).click()
    await backend.called('payments.open', 1)
    expect(backend.calls('payments.open')).toEqual([{ id: six[5]?.view.payment.id }])
    await expect(page.getByText('Parked: the customer’s screen does not show it.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(list.getByRole('listitem')).toHaveCount(6)
    await page.keyboard.press('Escape')
    await expect(cashier.today).toBeVisible()
  })

  test('the list of all empties when nothing is parked any more', async ({ page, backend, cashier }) => {
    await opened(cashier, backend, { parked: six })
    await page.clock.resume()
    await page.getByRole('button', { name: '2 more parked, with news' }).click()
    await cashier.pushed({ parked: [] })
    await expect(page.getByText('Nothing is parked')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(cashier.today).toBeVisible()
  })

  for (const [theme, language] of [
    ['light', 'en'],
    ['dark', 'ar'],
  ] as const) {
    test(`the list of all on a small screen: ${theme}, ${language}`, async ({ page, backend, cashier }) => {
      await page.setViewportSize({ width: 1024, height: 600 })
      await opened(cashier, backend, { parked: six }, {}, { theme, language })
      await page.clock.resume()
      await page.getByRole('button', { name: /2 more parked|أخرى مركونة/ }).click()
      await expect(page.getByRole('region').getByRole('listitem')).toHaveCount(6)
      await page.screenshot({
        path: `out/screenshots/parking/list-${theme}-${language}.png`,
        animations: 'disabled',
      })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
    })
  }
})

test.describe('parking', () => {
  test('F2 parks the current payment and leaves the till to the next customer', async ({
    page,
    backend,
    cashier,
  }) => {
    await opened(cashier, backend, { current })
    await page.keyboard.press('F2')
    await backend.called('payments.park', 1)
    expect(backend.calls('payments.park')).toEqual([{ id: current.payment.id }])
    await cashier.pushed({ current: null, parked: [parked(118)] })
    await expect(cashier.today).toBeVisible()
    await expect(cashier.action('Next customer')).toHaveCount(0)
  })

  test('what is over, or only being opened, is not parked', async ({ page, backend, cashier }) => {
    await opened(cashier, backend, { current: aView(aPayment(SHORT)) })
    await expect(cashier.heading).toHaveText('Payment 0118')
    await page.keyboard.press('F2')
    await expect(cashier.action('Next customer')).toHaveCount(0)
    expect(backend.calls('payments.park')).toEqual([])
  })
})

test.describe('looking at a parked payment', () => {
  const state = { current, parked: [parked(111, SHORT), parked(112, { status: 'seen' })] }

  test('shows its card; Escape goes back to the current one and puts it down', async ({
    page,
    backend,
    cashier,
  }) => {
    await opened(cashier, backend, state)
    await page.keyboard.press('F6')
    await expect(cashier.heading).toHaveText('Payment 0111')
    await expect(chips(page).last()).toHaveAttribute('aria-pressed', 'true')
    expect(backend.calls('payments.open')).toEqual([{ id: idOf(111) }])
    await page.keyboard.press('Escape')
    await expect(cashier.heading).toHaveText('Payment 0118')
    await backend.called('payments.dismiss', 1)
    expect(backend.calls('payments.dismiss')).toEqual([{ id: idOf(111) }])
    expect(backend.calls('payments.cancel')).toEqual([])
  })

  test('one that is gone gives the screen back by itself', async ({ page, backend, cashier }) => {
    await opened(cashier, backend, state)
    await chips(page).first().click()
    await expect(cashier.heading).toHaveText('Payment 0112')
    await cashier.pushed({ current, parked: [parked(111, SHORT)] })
    await expect(cashier.heading).toHaveText('Payment 0118')
    await expect(cashier.action('Back')).toHaveCount(0)
    expect(backend.calls('payments.dismiss')).toEqual([])
  })

  test('what happens meanwhile has been seen', async ({ page, backend, cashier }) => {
    await opened(cashier, backend, state)
    await page.keyboard.press('F7')
    await expect(cashier.heading).toHaveText('Payment 0112')
    await cashier.pushed({ current, parked: [parked(111, SHORT), parked(112, { status: 'paid' }, true)] })
    await backend.called('payments.open', 2)
    expect(backend.calls('payments.open')).toEqual([{ id: idOf(112) }, { id: idOf(112) }])
  })

  test('the next sale can be charged meanwhile', async ({ page, backend, cashier }) => {
    await opened(cashier, backend, { parked: [parked(112, { status: 'seen' })] })
    await page.keyboard.press('F6')
    await expect(cashier.heading).toHaveText('Payment 0112')
    backend.answer('payments.start', ok(current))
    await page.keyboard.type('450')
    await page.keyboard.press('Enter')
    await backend.called('payments.start', 1)
    await cashier.pushed({ current, parked: [parked(112, { status: 'seen' })] })
    await expect(cashier.heading).toHaveText('Payment 0118')
    await backend.called('payments.dismiss', 1)
  })

  test('a refused look is told', async ({ page, backend, cashier }) => {
    await opened(cashier, backend, state)
    backend.answer('payments.open', err({ code: 'notFound' }))
    await page.keyboard.press('F6')
    await expect(cashier.alert).toBeVisible()
    await expect(cashier.heading.first()).toHaveText('Payment 0118')
  })
})

test.describe('bringing back', () => {
  test('F3 puts it on the screens again, and the window follows', async ({ page, backend, cashier }) => {
    const seen = parked(112, { status: 'seen' })
    await opened(cashier, backend, { parked: [seen] })
    await page.keyboard.press('F6')
    await expect(page.getByText('Parked: the customer’s screen does not show it.')).toBeVisible()
    await page.keyboard.press('F3')
    await backend.called('payments.bringBack', 1)
    await cashier.pushed({ current: seen.view, parked: [] })
    await expect(cashier.action('Next customer')).toBeVisible()
    await expect(cashier.action('Bring back')).toHaveCount(0)
    // Putting it down now would take it off the customer's screen.
    expect(backend.calls('payments.dismiss')).toEqual([])
  })

  test('not while another code is up, and it says so', async ({ page, backend, cashier }) => {
    await opened(cashier, backend, { current, parked: [parked(112)] })
    await page.keyboard.press('F6')
    await expect(page.getByText('The code of 0118 is up: park it or cancel it first.')).toBeVisible()
    await expect(cashier.action('Bring back')).toBeDisabled()
    await page.keyboard.press('F3')
    expect(backend.calls('payments.bringBack')).toEqual([])
  })

  test('what is over and decided is only looked at', async ({ page, backend, cashier }) => {
    const paid = parked(112, { status: 'paid', received: '19.874210' }, true)
    await opened(cashier, backend, { parked: [paid] })
    await page.keyboard.press('F6')
    await expect(cashier.action('Back')).toBeVisible()
    await expect(cashier.action('Bring back')).toHaveCount(0)
  })
})

test.describe('rings', () => {
  type Heard = { heard: number[] }

  /** Counts the tones instead of playing them. */
  async function listen(page: Page): Promise<() => Promise<number[]>> {
    await page.addInitScript(() => {
      const heard: number[] = []
      Object.assign(window, { heard })
      const node = { connect: () => undefined }
      const quiet = {
        setValueAtTime: () => undefined,
        linearRampToValueAtTime: () => undefined,
        exponentialRampToValueAtTime: () => undefined,
      }
      class SilentAudio {
        readonly state = 'running'
        readonly currentTime = 0
        readonly destination = node
        resume() {
          return Promise.resolve()
        }
        createGain() {
          return { ...node, gain: quiet }
        }
        createOscillator() {
          const frequency = { ...quiet, setValueAtTime: (hertz: number) => heard.push(hertz) }
          return { ...node, frequency, start: () => undefined, stop: () => undefined }
        }
      }
      Object.assign(window, { AudioContext: SilentAudio })
    })
    return () => page.evaluate(() => (window as unknown as Heard).heard)
  }

  test('two rising tones for paid, three for attention, none for what rang before', async ({
    page,
    backend,
    cashier,
  }) => {
    const heard = await listen(page)
    await opened(cashier, backend, { rings: { count: 4, for: 'attention' } })
    await cashier.pushed({ rings: { count: 4, for: 'attention' }, exceptions: 7 })
    await expect(cashier.today).toContainText('Needs attention7')
    expect(await heard()).toEqual([])

    await cashier.pushed({ rings: { count: 5, for: 'paid' } })
    await expect.poll(heard).toHaveLength(2)
    const [low = 0, high = 0] = await heard()
    expect(high).toBeGreaterThan(low)

    await cashier.pushed({ rings: { count: 6, for: 'attention' } })
    await expect.poll(heard).toHaveLength(5)
  })

  test('none where the owner switched the sound off', async ({ page, backend, cashier }) => {
    const heard = await listen(page)
    await cashier.opened({ settings: { sound: false } })
    await cashier.pushed({ rings: { count: 1, for: 'paid' }, exceptions: 7 })
    await expect(cashier.today).toContainText('Needs attention7')
    expect(await heard()).toEqual([])
    // Switched on later it does not catch up.
    await backend.emit('till.changed', aTillState({ revision: 2 }, { tillName: 'Till 9', sound: true }))
    await expect(page.getByText('Till 9')).toBeVisible()
    expect(await heard()).toEqual([])
  })

  test('a window without sound goes on without it', async ({ page, cashier }) => {
    await page.addInitScript(() => {
      Object.assign(window, { AudioContext: undefined })
    })
    await cashier.opened()
    await cashier.pushed({ rings: { count: 1, for: 'paid' }, exceptions: 7 })
    await expect(cashier.today).toContainText('Needs attention7')
  })
})

test.describe('at every size and in every look', () => {
  const many = [
    parked(111, SHORT, true),
    parked(112, { status: 'seen' }),
    parked(113, { status: 'expired', received: '19.874210', remarks: ['late'] }),
    parked(114, { status: 'paid', received: '19.874210' }, true),
    parked(115),
    parked(116, { status: 'expired', remarks: ['mismatch'] }, true),
  ]

  for (const look of [
    { width: 1280, height: 800, theme: 'light', language: 'en' },
    { width: 1024, height: 600, theme: 'dark', language: 'en' },
    { width: 1024, height: 600, theme: 'light', language: 'ar' },
  ] as const) {
    const { width, height, theme, language } = look
    test(`six parked fit beside a code, ${width} wide, ${theme}, ${language}`, async ({ page, cashier }) => {
      await page.setViewportSize({ width, height })
      const state = { current, parked: many }
      await cashier.opened({ settings: { theme, language }, payments: state })
      await expect(page.getByText('TKAt')).toBeInViewport()
      const bar = page.getByRole('button').filter({ hasText: /F[2679]|F8|\+2/ })
      await expect(bar).toHaveCount(6)
      const title = await cashier.heading.boundingBox()
      for (const button of await bar.all()) {
        const box = await button.boundingBox()
        await expect(button).toBeInViewport({ ratio: 1 })
        expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(48)
        const isBeside =
          language === 'ar'
            ? (box?.x ?? 0) + (box?.width ?? 0) <= (title?.x ?? 0) + 1
            : (box?.x ?? 0) >= (title?.x ?? 0) + (title?.width ?? 0) - 1
        expect(isBeside).toBe(true)
      }
      // The checker waits by timers of its own.
      await page.clock.resume()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
    })
  }
})
