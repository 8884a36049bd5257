import { shell } from 'electron'

/** The pages outside the till that it may open, by name: a window never hands over an address. */
const LINKS = {
  dashboardKeys: 'https://account.nowpayments.io/store-settings#keys',
  dashboardCoins: 'https://account.nowpayments.io/coins-settings',
  dashboardPayments: 'https://account.nowpayments.io/payments',
  gatewayStatus: 'https://nowpayments.io/help',
} as const

export type LinkName = keyof typeof LINKS

export async function openLink(name: LinkName): Promise<void> {
  await shell.openExternal(LINKS[name])
}

/** The practice gateway's panel: on this computer only. */
export async function openPracticePanel(url: string): Promise<void> {
  if (new URL(url).hostname === '127.0.0.1') await shell.openExternal(url)
}
