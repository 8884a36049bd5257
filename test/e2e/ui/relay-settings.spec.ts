import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { err, ok } from '../../../shared/result.ts'
import { gatewayViews } from '../../support/gateway-views.ts'
import { NOW } from '../../support/views.ts'
import { expect, test } from './fixtures.ts'
import { aRefusal, lost, RELAY, TOKEN, WITH_ADDRESS, WITH_RELAY } from './relay-till.ts'
import { aTill, openSettings, PRACTICE } from './settings-till.ts'

const SHOTS = 'out/screenshots/relay'

/** The key alone: callbacks cannot be verified. */
const WITHOUT_SECRET = gatewayViews('live', { nowpayments: { live: { 'api-key': 'K3Y9' } } })

const live = (page: Page) => page.getByRole('region', { name: 'Live relay' })

test.describe('connecting', () => {
  test('takes address and token, and shows the token’s end and no more', async ({ page, backend, open }) => {
    aTill(backend)
    await open('cashier.html')
    await openSettings(page, 'Relay')
    const block = live(page)
    await expect(block.getByLabel('Read token')).toHaveAttribute('type', 'password')
    await block.getByLabel('Address').fill('  Relay.Corner-Coffee.example/ ')
    await block.getByLabel('Read token').fill(`  ${TOKEN} `)
    await block.getByRole('button', { name: 'Connect' }).click()
    await expect(block.getByRole('heading', { name: 'Connected' })).toBeVisible()
    expect(backend.calls('relay.connect')).toEqual([{ mode: 'live', address: RELAY, token: TOKEN }])
    await expect(block.getByText(RELAY)).toBeVisible()
    await expect(block.getByText('••••5Hk9')).toBeVisible()
    await expect(page.getByText('Relay working')).toBeVisible()
    const values = await page
      .locator('input')
      .evaluateAll((all) => all.map((it) => (it as HTMLInputElement).value))
    for (const everything of [await page.content(), ...values]) expect(everything).not.toContain(TOKEN)
  })

  test('says that it is at work, and a second press asks nothing more', async ({ page, backend, open }) => {
    aTill(backend)
    const answer = backend.hold('relay.connect')
    await open('cashier.html')
    await openSettings(page, 'Relay')
    const block = live(page)
    await block.getByLabel('Address').fill(RELAY)
    await block.getByLabel('Read token').fill(TOKEN)
    await block.getByLabel('Read token').press('Enter')
    await expect(block.getByRole('button', { name: 'Connecting…' })).toBeDisabled()
    await block.getByLabel('Read token').press('Enter')
    answer(ok({ loss: 'noAnswer' }))
    await expect(block.getByRole('alert')).toContainText('Nothing answers at this address')
    expect(backend.calls('relay.connect')).toHaveLength(1)
  })

  for (const [loss, title, next] of [
    ['unreachable', 'The relay cannot be reached', 'the connection of this computer'],
    ['noAnswer', 'Nothing answers at this address', 'Check the address'],
    ['ended', 'The connection broke', 'passes by itself'],
    ['silent', 'The relay fell silent', 'passes by itself'],
    ['unavailable', 'The relay cannot take this till now', 'full disk'],
    ['wrongToken', 'The relay does not know this token', 'Copy the read token again'],
    ['notARelay', 'There is no relay at this address', 'Something else answers there'],
    ['notHandled', 'The till cannot keep what comes', 'disk of this computer'],
  ] as const) {
    test(`a relay that does not greet has its own words and next step: ${loss}`, async ({
      page,
      backend,
      open,
    }) => {
      aTill(backend)
      backend.answer('relay.connect', ok({ loss }))
      await open('cashier.html')
      await openSettings(page, 'Relay')
      const block = live(page)
      await block.getByLabel('Address').fill(RELAY)
      await block.getByLabel('Read token').fill(TOKEN)
      await block.getByRole('button', { name: 'Connect' }).click()
      const alert = block.getByRole('alert')
      for (const text of [title, next, 'Nothing was saved']) await expect(alert).toContainText(text)
      await expect(alert).toBeInViewport()
      mkdirSync(SHOTS, { recursive: true })
      await page.screenshot({ path: `${SHOTS}/connect-${loss}.png`, animations: 'disabled' })
      await expect(block.getByLabel('Address')).toHaveValue(RELAY)
      await expect(block.getByLabel('Read token')).toHaveValue(TOKEN)
    })
  }

  for (const address of ['', 'http://relay.example.com', 'https://relay.example.com/in/x', 'two words']) {
    test(`"${address}" is refused as an address before anything is asked`, async ({
      page,
      backend,
      open,
    }) => {
      aTill(backend)
      await open('cashier.html')
      await openSettings(page, 'Relay')
      const block = live(page)
      await block.getByLabel('Address').fill(address)
      await block.getByLabel('Read token').fill(TOKEN)
      await block.getByRole('button', { name: 'Connect' }).click()
      await expect(block.getByText('Write it like https://relay.example.com')).toBeVisible()
      await expect(block.getByLabel('Address')).toHaveValue(address)
      expect(backend.calls('relay.connect')).toEqual([])
    })
  }

  test('a token that cannot be one is refused too', async ({ page, backend, open }) => {
    aTill(backend)
    await open('cashier.html')
    await openSettings(page, 'Relay')
    const block = live(page)
    await block.getByLabel('Address').fill(RELAY)
    await block.getByRole('button', { name: 'Connect' }).click()
    await expect(block.getByText('Paste the whole token')).toBeVisible()
    expect(backend.calls('relay.connect')).toEqual([])
  })

  test('a keychain that does not answer says how to start it', async ({ page, backend, open }) => {
    aTill(backend)
    backend.answer('relay.connect', err({ code: 'keychainUnavailable' }))
    await open('cashier.html')
    await openSettings(page, 'Relay')
    const block = live(page)
    await block.getByLabel('Address').fill(RELAY)
    await block.getByLabel('Read token').fill(TOKEN)
    await block.getByRole('button', { name: 'Connect' }).click()
    await expect(block.getByRole('alert')).toContainText('GNOME Keyring')
    await expect(block.getByLabel('Read token')).toHaveValue(TOKEN)
  })

  test('in the sandbox it is the sandbox’s, and practice needs none', async ({ page, backend, open }) => {
    aTill(backend, PRACTICE)
    await open('cashier.html')
    await openSettings(page, 'Relay')
    await expect(page.getByText('Practice needs no relay')).toBeVisible()
    const block = page.getByRole('region', { name: 'Sandbox relay' })
    await block.getByLabel('Address').fill('http://localhost:8080')
    await block.getByLabel('Read token').fill(TOKEN)
    await block.getByRole('button', { name: 'Connect' }).click()
    await expect(block.getByText('Kept for when this till is in the sandbox')).toBeVisible()
    expect(backend.calls('relay.connect')).toEqual([
      { mode: 'sandbox', address: 'http://localhost:8080', token: TOKEN },
    ])
    await expect(page.getByRole('banner').getByText(/^Relay/)).toHaveCount(0)
  })
})

test.describe('one that is set up', () => {
  test('says how it is, since when and why, and changes as it does', async ({ page, backend, open }) => {
    const till = aTill(backend, WITH_RELAY, WITH_ADDRESS)
    await open('cashier.html')
    await openSettings(page, 'Relay')
    const block = live(page)
    await expect(block.getByText('Connected', { exact: true })).toBeVisible()
    await till.next({ relay: lost('wrongToken', '2026-11-20T09:15:00.000Z') })
    await expect(block).toContainText('Not connected')
    await expect(block).toContainText('since Nov 20, 09:15:00')
    await expect(block).toContainText('The relay does not know this token')
    await till.next({ relay: lost('silent', NOW) })
    await expect(block).toContainText('since 14:02:00')
    await expect(block).toContainText('The relay fell silent')
    await till.next({ relay: { connection: { state: 'connecting' }, refused: 0 } })
    await expect(block.getByText('Connecting', { exact: true })).toBeVisible()
  })

  test('is tested with the stored token', async ({ page, backend, open }) => {
    aTill(backend, WITH_RELAY, WITH_ADDRESS)
    await open('cashier.html')
    await openSettings(page, 'Relay')
    await live(page).getByRole('button', { name: 'Test again' }).click()
    await expect(live(page).getByRole('heading', { name: 'Connected' })).toBeVisible()
    expect(backend.calls('relay.connect')).toEqual([{ mode: 'live', address: RELAY, token: null }])
  })

  test('is changed with a token of its own; nothing changes until it greets', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, WITH_RELAY, WITH_ADDRESS)
    await open('cashier.html')
    await openSettings(page, 'Relay')
    const block = live(page)
    await block.getByRole('button', { name: 'Change' }).click()
    await expect(block.getByLabel('Address')).toHaveValue(RELAY)
    await block.getByRole('button', { name: 'Cancel' }).click()
    await expect(block.getByText('••••5Hk9')).toBeVisible()
    await block.getByRole('button', { name: 'Change' }).click()
    await block.getByLabel('Address').fill('other.example')
    backend.answer('relay.connect', ok({ loss: 'wrongToken' }))
    // The token that is kept is for the relay it came from.
    await block.getByRole('button', { name: 'Connect' }).click()
    await expect(block.getByText('Paste the whole token', { exact: false })).toBeVisible()
    expect(backend.calls('relay.connect')).toEqual([])
    await block.getByLabel('Read token').fill('the-token-of-the-other-relay')
    await block.getByRole('button', { name: 'Connect' }).click()
    await expect(block.getByRole('alert')).toContainText('Nothing was saved')
    expect(backend.calls('relay.connect')).toEqual([
      { mode: 'live', address: 'https://other.example', token: 'the-token-of-the-other-relay' },
    ])
  })

  test('a token that is gone from the keychain is asked for', async ({ page, backend, open }) => {
    aTill(
      backend,
      {
        ...WITH_RELAY,
        relayTokens: { sandbox: null, live: null },
      },
      WITH_ADDRESS,
    )
    await open('cashier.html')
    await openSettings(page, 'Relay')
    await expect(live(page).getByText('Not in the keychain')).toBeVisible()
    await expect(live(page).getByRole('button', { name: 'Test again' })).toBeDisabled()
  })

  test('disconnecting asks first, in place', async ({ page, backend, open }) => {
    aTill(backend, WITH_RELAY, WITH_ADDRESS)
    await open('cashier.html')
    await openSettings(page, 'Relay')
    const block = live(page)
    await block.getByRole('button', { name: 'Disconnect' }).click()
    await expect(block.getByRole('alert')).toContainText('Sales go on without it')
    await block.getByRole('button', { name: 'Keep it' }).click()
    expect(backend.calls('relay.forget')).toEqual([])
    await block.getByRole('button', { name: 'Disconnect' }).click()
    await block.getByRole('button', { name: 'Yes, disconnect' }).click()
    await expect(block.getByText('Disconnected. The till asks the gateway by itself.')).toBeVisible()
    await expect(block.getByLabel('Address')).toHaveValue('')
    await expect(page.getByRole('banner').getByText(/^Relay/)).toHaveCount(0)
  })

  test('says that the secret is missing, and leads to where it is entered', async ({
    page,
    backend,
    open,
  }) => {
    const till = aTill(backend, WITH_RELAY, WITH_ADDRESS)
    await open('cashier.html')
    await openSettings(page, 'Relay')
    const words = live(page).getByText('The IPN secret is not in this till')
    await expect(words).toHaveCount(0)
    await till.next({ gateways: WITHOUT_SECRET })
    await expect(words).toBeVisible()
    await live(page).getByRole('button', { name: 'Open Gateway' }).click()
    await expect(page.getByRole('heading', { level: 2, name: 'Gateway' })).toBeVisible()
  })

  test('counts what was refused, and leads to it', async ({ page, backend, open }) => {
    const till = aTill(backend, WITH_RELAY, WITH_ADDRESS)
    backend.answer('relay.callbacks', ok({ rows: [aRefusal(1, 'wrongSignature')], hasMore: false }))
    await open('cashier.html')
    await openSettings(page, 'Relay')
    await expect(live(page)).toContainText('Refused in 24 hoursNone')
    await till.next({ relay: { connection: { state: 'open' }, refused: 3 } })
    await expect(live(page)).toContainText('Refused in 24 hours3')
    await live(page).getByRole('button', { name: 'Show them' }).click()
    await expect(page.getByRole('heading', { level: 2, name: 'Callbacks' })).toBeVisible()
    await expect(page.getByRole('button', { name: /^Refused/ })).toHaveAttribute('aria-pressed', 'true')
    await expect(page.getByRole('table')).toContainText('Not signed with your IPN secret')
    expect(backend.calls('relay.callbacks')).toEqual([{ text: '', verdict: 'refused', before: null }])
  })
})

for (const look of [
  { width: 1280, height: 800, theme: 'light', language: 'en', name: 'Relay' },
  { width: 1024, height: 600, theme: 'dark', language: 'en', name: 'Relay' },
  { width: 1024, height: 600, theme: 'light', language: 'ar', name: 'المُرحّل' },
] as const) {
  const { width, height, theme, language, name } = look
  test(`everyone can read it, ${width} wide, ${theme}, ${language}`, async ({ page, backend, open }) => {
    await page.setViewportSize({ width, height })
    mkdirSync(SHOTS, { recursive: true })
    const till = aTill(backend, WITH_RELAY, { theme, language, ...WITH_ADDRESS })
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('main').waitFor()
    await page.keyboard.press('s')
    await page.getByRole('button', { name, exact: true }).click()
    await till.next({
      relay: { ...lost('unavailable', '2026-11-20T09:15:00.000Z'), refused: 1234 },
      gateways: WITHOUT_SECRET,
    })
    await expect(page.getByText('••••5Hk9')).toBeVisible()
    await page.screenshot({ path: `${SHOTS}/settings-${width}-${theme}-${language}.png` })
    for (const button of await page.locator('main').getByRole('button').all()) {
      expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48)
    }
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)])).toEqual([])
    await page.locator('main section[aria-label]').last().scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${SHOTS}/settings-${width}-${theme}-${language}-below.png` })
  })
}
