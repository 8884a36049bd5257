import { join } from 'node:path'
import keytar from 'keytar/keytar.js'
import { defaultSettings } from '../../../shared/contract/settings.ts'
import { accountFrom } from '../../../simulator/nowpayments/settings.ts'
import { type Simulator, startSimulator } from '../../../simulator/server.ts'
import type { TillApp } from '../../support/app-driver.ts'
import { everythingThatCrossed, RECORD_IPC } from '../../support/crossed.ts'
import { readQr } from '../../support/read-qr.ts'
import { openRelayBench, type RelayBench } from '../../support/relay-bench.ts'
import { filesHolding, filesIn, heapOf, pageTexts, processTexts } from '../../support/secret-search.ts'
import { enterRelay, openRelayForm, relayIs } from '../../support/shop-with-relay.ts'
import {
  becomeOwner,
  customerShows,
  paymentsState,
  showPin,
  tillState,
  typePrice,
} from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'

// As `npm test` runs them: the keychain is one that is gone afterwards. Never a person's.
const hasScratchKeychain = Boolean(process.env['USDTILL_SCRATCH_KEYCHAIN'])

const pin = '48291375'
const apiKey = 'LIVEKEY-Q7RZ2MX-8WPTN4C-K3Y9SECRET'
const ipnSecret = 'Ipn/Secret+for=live-mode-9Z4x'

test.describe('live mode', () => {
  test.describe.configure({ mode: 'serial' })
  test.skip(!hasScratchKeychain, 'needs the scratch keychain that npm test provides')

  let simulator: Simulator
  let relay: RelayBench
  test.beforeEach(async () => {
    relay = await openRelayBench()
    simulator = await startSimulator({ apiKeys: [accountFrom({ name: 'shop', apiKey, ipnSecret })] })
  })
  test.afterEach(async () => {
    for (const name of ['api-key', 'ipn-secret']) {
      await keytar.deletePassword('USDTill', `nowpayments:live:${name}`)
    }
    await keytar.deletePassword('USDTill', 'relay:live:relay-token')
    await relay.close()
    await simulator.close()
  })

  test('a shop enters its key, goes live and takes a payment; the key is in the keychain alone', async ({
    open,
    folder,
  }) => {
    test.setTimeout(120_000) // at the real pace of one request a second, and with four heap snapshots
    const env = { USDTILL_NOWPAYMENTS_URL: simulator.nowpaymentsUrl }
    const till = await open({ welcomed: false }, { env, preload: RECORD_IPC })
    await setUp(till)
    await joinRelay(till)
    await takeAPayment(till)

    expect(await keytar.getPassword('USDTill', 'nowpayments:live:api-key')).toBe(apiKey)
    expect(await keytar.getPassword('USDTill', 'nowpayments:live:ipn-secret')).toBe(ipnSecret)
    expect(await keytar.getPassword('USDTill', 'relay:live:relay-token')).toBe(relay.secrets.token)
    const { gateways, relayTokens } = await tillState(till.cashier)
    const endings = gateways.find(({ id }) => id === 'nowpayments')?.secrets.live?.map(({ ending }) => ending)
    expect(endings).toEqual([apiKey.slice(-4), ipnSecret.slice(-4)])
    expect(relayTokens.live).toBe(relay.secrets.token.slice(-4))
    await expectNowhereElse(till)

    await till.app.close()
    for (const secret of secrets()) expect(filesHolding(folder, secret)).toEqual([])

    const again = await open({}, { env, preload: RECORD_IPC })
    expect(await tillState(again.cashier)).toMatchObject({ mode: 'live', gateway: { state: 'ok' } })
    await expectNowhereElse(again)
  })

  const secrets = () => [apiKey, ipnSecret, relay.secrets.token, pin]

  async function joinRelay({ cashier }: TillApp): Promise<void> {
    const form = await openRelayForm(cashier)
    await enterRelay(form, relay.origin, relay.secrets.token)
    await expect(form.getByText('The relay answers and knows the token', { exact: false })).toBeVisible()
    await relayIs(cashier, 'open')
    await cashier.keyboard.press('Escape')
  }

  async function setUp({ cashier }: TillApp): Promise<void> {
    await cashier.getByRole('button', { name: 'Enter the key' }).click()
    await becomeOwner(cashier, 'Maria', pin)
    const key = cashier.getByRole('textbox', { name: 'API key' })
    const secret = cashier.getByRole('textbox', { name: 'IPN secret (optional)' })
    const submit = cashier.getByRole('button', { name: 'Test and save' })

    await key.fill('WRONGKEY-0000000-0000000-0000000')
    await submit.click()
    await showPin(cashier, 'Maria', pin)
    await expect(cashier.getByRole('alert')).toContainText('The gateway refuses the key')
    await expect(cashier.getByRole('alert')).toContainText('copy the key')
    expect(await keytar.getPassword('USDTill', 'nowpayments:live:api-key')).toBeNull()

    await simulator.control.setAccount({ enabledCoins: ['trx'] })
    await key.fill(apiKey)
    await secret.fill(ipnSecret)
    await submit.click()
    await showPin(cashier, 'Maria', pin)
    await expect(cashier.getByRole('alert')).toContainText('USDT on TRON is not switched on')
    expect(await keytar.getPassword('USDTill', 'nowpayments:live:api-key')).toBeNull()

    await simulator.control.setAccount({ enabledCoins: ['usdttrc20'] })
    await submit.click()
    await showPin(cashier, 'Maria', pin)
    await cashier.getByRole('button', { name: 'Go live now' }).click()
    await expect(cashier.getByRole('heading', { name: 'Today' })).toBeVisible()
    await expect(cashier.getByText('PRACTICE')).toHaveCount(0)
  }

  async function takeAPayment({ cashier, customer }: TillApp): Promise<void> {
    await typePrice(cashier, '42.00')
    await cashier.keyboard.press('Enter')
    await expect(customerShows(customer, 'due')).toBeVisible()
    const [atGateway] = (await simulator.control.charges()).charges
    expect(readQr(await customer.screenshot())).toBe(atGateway?.address)
    await simulator.control.finish({ paymentId: atGateway?.paymentId ?? '' })
    await cashier.keyboard.press('c') // check now
    await expect(customerShows(customer, 'paid')).toBeVisible()
    expect((await paymentsState(cashier)).today.paidMinor).toBe(4200)
  }

  async function expectNowhereElse(till: TillApp): Promise<void> {
    const files = filesIn(till.folder)
    for (const looked of ['settings.json', 'journal/live.sqlite', 'journal/live.sqlite-wal']) {
      expect(files).toContain(looked)
    }
    expect(files.some((file) => file.startsWith('logs/'))).toBe(true)
    const crossed = await everythingThatCrossed(till.app)
    expect(crossed.length).toBeGreaterThan(4)
    const shown = [...(await pageTexts(till.cashier)), ...(await pageTexts(till.customer))]
    const heaps = [await heapOf(till.cashier), await heapOf(till.customer)]
    const started = process.platform === 'linux' ? processTexts(till.app.process().pid ?? 0) : []

    // The search finds what is there, so that finding nothing means something.
    const shop = defaultSettings('UTC').shopName
    expect(filesHolding(till.folder, shop)).toContain(join(till.folder, 'settings.json'))
    expect(heaps[0]).toContain(shop)
    expect(shown.join()).toContain(shop)
    if (process.platform === 'linux') expect(started.join()).toContain(till.folder)

    for (const secret of secrets()) {
      expect(filesHolding(till.folder, secret)).toEqual([])
      expect(crossed.filter(({ payload }) => payload.includes(secret))).toEqual([])
      expect(shown.filter((text) => text.includes(secret))).toEqual([])
      expect(heaps.map((heap) => heap.includes(secret))).toEqual([false, false])
      expect(started.filter((text) => text.includes(secret))).toEqual([])
    }
  }
})
