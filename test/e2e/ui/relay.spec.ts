import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { TillState } from '../../../shared/contract/till.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aPayment, aTillState, aView, NOW } from '../../support/views.ts'
import { expect, test } from './cashier-screen.ts'
import { lost } from './relay-till.ts'

const SHOTS = 'out/screenshots/relay'
const AWAY = 'Relay lost. Sales go on; payments are seen a few seconds later.'
const OPEN: TillState['relay'] = { connection: { state: 'open' }, refused: 0 }
const CONNECTING: TillState['relay'] = { connection: { state: 'connecting' }, refused: 0 }

/** What main pushes when it has heard from the relay, or has not. */
async function heard(backend: FakeBackend, revision: number, relay: TillState['relay'], now = NOW) {
  await backend.emit('till.changed', aTillState({ revision, relay, now }))
}

test.describe('the mark', () => {
  test('is not there without a relay', async ({ page, cashier }) => {
    await cashier.opened()
    await expect(page.getByText('Gateway working')).toBeVisible()
    await expect(page.getByRole('banner').getByText(/Relay/)).toHaveCount(0)
  })

  test('says how the relay is by word and by shape', async ({ page, backend, cashier }) => {
    await cashier.opened({ till: { relay: CONNECTING } })
    const mark = page.getByRole('banner').getByText(/^Relay/)
    const shapeOf = () =>
      mark.evaluate((element) => {
        const { borderRadius, backgroundColor } = getComputedStyle(element, '::before')
        return `${borderRadius} ${backgroundColor}`
      })
    await expect(mark).toHaveText('Relay connecting')
    const ring = await shapeOf()
    await heard(backend, 2, OPEN)
    await expect(mark).toHaveText('Relay working')
    const disc = await shapeOf()
    await heard(backend, 3, lost('unreachable', '2026-11-21T13:00:00.000Z'))
    await expect(mark).toHaveText('Relay lost')
    expect(new Set([ring, disc, await shapeOf()]).size).toBe(3)
  })

  test('moves nothing when it changes', async ({ page, backend, cashier }) => {
    await cashier.opened({ till: { relay: OPEN }, payments: { current: aView(aPayment()) } })
    const places = async () => [
      await page.getByText('Gateway working').boundingBox(),
      await page.getByText('14:02', { exact: true }).boundingBox(),
      await cashier.action('Settings').boundingBox(),
      await cashier.qr.boundingBox(),
    ]
    const before = await places()
    await heard(backend, 2, lost('wrongToken', '2026-11-21T13:00:00.000Z'))
    await expect(page.getByText('Relay lost')).toBeVisible()
    await expect(page.getByText('The relay refuses its token')).toBeVisible()
    expect(await places()).toEqual(before)
  })

  for (const { width, language } of [
    { width: 1024, language: 'en' },
    { width: 1024, language: 'ar' },
    { width: 1024, language: 'pseudo' },
    { width: 800, language: 'en' },
    { width: 800, language: 'ar' },
    { width: 800, language: 'pseudo' },
  ] as const) {
    test(`fits ${width} wide, ${language}`, async ({ page, cashier }) => {
      await page.setViewportSize({ width, height: 600 })
      await cashier.opened({
        till: {
          mode: 'sandbox',
          gateway: { state: 'failing', error: { code: 'gatewayTimeout' }, checkedAt: NOW },
          relay: lost('silent', '2026-11-21T13:00:00.000Z'),
        },
        settings: { language },
      })
      mkdirSync(SHOTS, { recursive: true })
      const bar = page.getByRole('banner')
      await expect(bar.locator('[data-state="failing"]')).toHaveCount(2)
      await page.screenshot({ path: `${SHOTS}/bar-${width}-${language}.png` })
      // The key of the day close is not there where it is narrow.
      for (const part of await bar.locator('p[data-state], time, button:visible').all()) {
        await expect(part).toBeInViewport({ ratio: 1 })
      }
      expect(await bar.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
      // In the settings the way back to the till stands there too.
      await page.clock.resume()
      await page.keyboard.press('s')
      await expect(bar.locator('button')).toHaveCount(3)
      await page.screenshot({ path: `${SHOTS}/bar-${width}-${language}-settings.png` })
      expect(await bar.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    })
  }
})

test.describe('the banner', () => {
  test('says nothing of a restart, and comes when it lasts', async ({ page, backend, cashier }) => {
    await cashier.opened({ till: { relay: OPEN } })
    await heard(backend, 2, lost('ended'))
    await page.clock.runFor(3_000)
    await expect(page.getByText('Relay connecting')).toBeVisible()
    await expect(page.getByText(AWAY)).toHaveCount(0)
    await heard(backend, 3, OPEN, '2026-11-21T14:02:03.000Z')
    await page.clock.runFor(10_000)
    await expect(page.getByText(AWAY)).toHaveCount(0)
    await heard(backend, 4, lost('ended', '2026-11-21T14:02:13.000Z'), '2026-11-21T14:02:13.000Z')
    await page.clock.runFor(4_000)
    await expect(page.getByText(AWAY)).toHaveCount(0)
    await page.clock.runFor(2_000)
    await expect(page.getByText(AWAY)).toBeVisible()
    await expect(page.getByText('Relay lost', { exact: true })).toBeVisible()
    // Another attempt fails in another way: the time counts from the first loss.
    await heard(backend, 5, lost('unreachable', '2026-11-21T14:02:13.000Z'), '2026-11-21T14:02:19.000Z')
    await expect(page.getByText(AWAY)).toBeVisible()
    await heard(backend, 6, OPEN, '2026-11-21T14:02:25.000Z')
    await expect(page.getByText(AWAY)).toHaveCount(0)
    await expect(page.getByText('Relay working')).toBeVisible()
  })

  for (const [reason, words] of [
    ['unreachable', AWAY],
    ['noAnswer', AWAY],
    ['ended', AWAY],
    ['silent', AWAY],
    ['unavailable', AWAY],
    ['wrongToken', 'The relay refuses its token; sales go on. Owner: Settings → Relay.'],
    ['notARelay', 'No relay at its address; sales go on. Owner: Settings → Relay.'],
    ['notHandled', 'The till cannot keep what the relay sends: is the disk full?'],
  ] as const) {
    test(`says what a loss means: ${reason}`, async ({ page, cashier }) => {
      await cashier.opened({ till: { relay: lost(reason, '2026-11-21T13:00:00.000Z') } })
      await expect(page.getByRole('status').filter({ hasText: words })).toHaveText(words)
    })
  }

  test('leaves its place to an outage, and takes it again after it', async ({ page, backend, cashier }) => {
    const relay = lost('silent', '2026-11-21T13:00:00.000Z')
    const gateway: TillState['gateway'] = {
      state: 'failing',
      error: { code: 'noNetwork' },
      checkedAt: NOW,
    }
    await cashier.opened({ till: { relay, gateway } })
    await expect(page.getByText('Not checked since 14:02.')).toBeVisible()
    await expect(page.getByText(AWAY)).toHaveCount(0)
    await heard(backend, 2, relay)
    await expect(page.getByText(AWAY)).toBeVisible()
  })

  for (const look of [
    { width: 1024, height: 600, theme: 'light', language: 'en' },
    { width: 1280, height: 800, theme: 'dark', language: 'en' },
    { width: 1024, height: 600, theme: 'dark', language: 'ar' },
  ] as const) {
    const { width, height, theme, language } = look
    test(`takes no place from the code, ${width} wide, ${theme}, ${language}`, async ({
      page,
      backend,
      cashier,
    }) => {
      await page.setViewportSize({ width, height })
      mkdirSync(SHOTS, { recursive: true })
      await cashier.opened({
        till: { relay: OPEN },
        settings: { theme, language },
        payments: { current: aView(aPayment()) },
      })
      const qr = page.locator('svg[role="img"][viewBox]').first()
      const before = await qr.boundingBox()
      const banner = page.locator('main [role="status"]').first()
      for (const [index, reason] of (
        ['silent', 'wrongToken', 'notARelay', 'notHandled'] as const
      ).entries()) {
        const relay = lost(reason, '2026-11-21T13:00:00.000Z')
        await backend.emit('till.changed', aTillState({ revision: index + 2, relay }, { theme, language }))
        await expect(banner).toBeVisible()
        expect(await qr.boundingBox()).toEqual(before)
        await page.screenshot({ path: `${SHOTS}/banner-${reason}-${width}-${theme}-${language}.png` })
      }
      await page.clock.resume()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
    })
  }
})
