import type { Settings } from '../../shared/contract/settings.ts'
import type { Gateway } from '../../shared/relay-protocol.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import type { LaunchOptions } from './app-driver.ts'
import { PRACTICE_SECRETS } from './practice-secrets.ts'

// A shop in live mode that has an account with each of these gateways, all of them played by one practice gateway over
// HTTP. The till's computer is the test's own: its keychain is nobody's, and its time can be moved.

export type ShopWithGateways = {
  readonly simulator: Simulator
  /** How a till is opened that is set up for this shop. */
  readonly settings: Partial<Settings>
  readonly launch: LaunchOptions
}

/** `gateways` in the owner's order of preference. The owner has set a rate this morning. */
export async function openShopWithGateways(gateways: readonly Gateway[]): Promise<ShopWithGateways> {
  const simulator = await startSimulator({ autoAdvance: false, shopName: 'Corner Coffee' })
  const keys = gateways.flatMap((id) =>
    Object.entries(PRACTICE_SECRETS[id]).map(([name, secret]) => [`${id}:live:${name}`, secret]),
  )
  const urls = gateways.map((id) => [
    `USDTILL_${id.toUpperCase().replaceAll('-', '_')}_URL`,
    simulator.urlOf(id),
  ])
  return {
    simulator,
    settings: {
      mode: 'live',
      theme: 'light',
      shopName: 'Corner Coffee',
      gatewayOrder: [...gateways],
      rateFrom: 'owner',
      ownRate: { currency: 'EUR', perUsdt: '0.9184', setAt: new Date().toISOString() },
    },
    launch: {
      preload: 'test/support/own-computer.cjs',
      env: {
        ...(Object.fromEntries(urls) as Record<string, string>),
        USDTILL_TEST_KEYCHAIN: JSON.stringify(Object.fromEntries(keys)),
      },
    },
  }
}
