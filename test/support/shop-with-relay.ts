import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { Settings } from '../../shared/contract/settings.ts'
import { accountFrom } from '../../simulator/nowpayments/settings.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import type { LaunchOptions, TillApp } from './app-driver.ts'
import { type RunningRelay, relayProgram, secretsIn } from './relay-process.ts'
import { charge, paymentsState, pressKeyOf, tillState } from './till-hands.ts'

// A gateway that calls back, and a relay as a process of its own between it and a till in live mode. The till's computer
// is the test's own, so that its keychain is nobody's and its time can be moved.

const API_KEY = 'LIVEKEY-Q7RZ2MX-8WPTN4C-K3Y9SECRET'
const IPN_SECRET = 'Ipn/Secret+for=live-mode-9Z4x'

export type ShopWithRelay = {
  readonly gateway: Simulator['control']
  /** How a till is opened that is set up for this shop. */
  readonly settings: Partial<Settings>
  readonly launch: LaunchOptions
  readonly token: string
  /** Where the relay is, from its first start on. */
  readonly relayAddress: string
  /** As a power cut ends it. */
  killRelay(): Promise<void>
  startRelay(): Promise<void>
  close(): Promise<void>
}

export async function openShopWithRelay(): Promise<ShopWithRelay> {
  /** How what was begun is ended, in the order in which it was begun. */
  const endings: (() => unknown)[] = []
  const close = async () => {
    for (const end of endings.splice(0).toReversed()) await end()
  }
  try {
    return { ...(await open(endings)), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Opens it bit by bit: a set-up that fails half-way leaves the endings of what it began. */
async function open(endings: (() => unknown)[]): Promise<Omit<ShopWithRelay, 'close'>> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-relay-'))
  endings.push(() => rmSync(folder, { recursive: true, force: true }))
  const account = accountFrom({ name: 'shop', apiKey: API_KEY, ipnSecret: IPN_SECRET })
  const simulator = await startSimulator({ apiKeys: [account], autoAdvance: false })
  endings.push(() => simulator.close())
  const store = { RELAY_STORE: join(folder, 'relay.sqlite'), RELAY_LOG_LEVEL: 'info' }
  const program = (port: string) =>
    relayProgram(resolve('scripts/relay.ts'), { ...store, RELAY_PORT: port }, folder)
  const made = await program('0').run('new-till', 'shop')
  const { token } = secretsIn(made.out + made.complaint)
  let relay: RunningRelay = await program('0').serve()
  endings.push(() => relay.end('SIGKILL'))
  const relayAddress = relay.origin
  return {
    gateway: simulator.control,
    settings: {
      mode: 'live',
      theme: 'light',
      shopName: 'Corner Coffee',
      relays: { sandbox: null, live: relayAddress },
    },
    launch: {
      preload: 'test/support/own-computer.cjs',
      env: {
        USDTILL_NOWPAYMENTS_URL: simulator.nowpaymentsUrl,
        USDTILL_TEST_KEYCHAIN: JSON.stringify({
          'nowpayments:live:api-key': API_KEY,
          'nowpayments:live:ipn-secret': IPN_SECRET,
          'relay:live:relay-token': token,
        }),
      },
    },
    token,
    relayAddress,
    async killRelay() {
      await relay.end('SIGKILL')
    },
    async startRelay() {
      relay = await program(new URL(relayAddress).port).serve()
    },
  }
}

/** Waits until the till says so of its relay. */
export async function relayIs(cashier: Page, state: 'open' | 'lost'): Promise<void> {
  for (;;) {
    if ((await tillState(cashier)).relay.connection.state === state) return
    await cashier.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
}

/** The owner opens the settings of the relay for real money. */
export async function openRelayForm(cashier: Page): Promise<Locator> {
  await pressKeyOf(cashier, 's', /^Settings/)
  await cashier.getByRole('button', { name: 'Relay', exact: true }).click()
  return cashier.getByRole('region', { name: 'Live relay' })
}

/** The owner types in what the technician gave them. */
export async function enterRelay(form: Locator, address: string, token: string): Promise<void> {
  await form.getByLabel('Address').fill(address)
  await form.getByLabel('Read token').fill(token)
  await form.getByRole('button', { name: 'Connect', exact: true }).click()
}

/** A price is charged, and its code is in both windows; the charge's id at the gateway. */
export async function chargeOnce(cashier: Page, customer: Page, price: string): Promise<string> {
  await charge(cashier, customer, price)
  const view = (await paymentsState(cashier)).current
  if (!view || !('charge' in view.payment)) throw new Error('no charge is on the screens')
  return view.payment.charge.chargeId
}

/** Time goes on at the till. */
export function moveTime({ app }: TillApp, ms: number): Promise<void> {
  return app.evaluate(
    (_electron, by) => (globalThis as unknown as { moveTime(ms: number): Promise<void> }).moveTime(by),
    ms,
  )
}
