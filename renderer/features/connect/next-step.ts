import type { AppError } from '../../../shared/app-error.ts'
import type { RealMode } from '../../../shared/contract/secret.ts'
import type { Gateway } from '../../../shared/relay-protocol.ts'
import type { TextKey } from '../../elements/Sentence.tsx'
import texts from '../../locales/en/gateways.json'

/** A page outside the till, by the name main knows it under. */
export type HelpLink = 'dashboardKeys' | 'dashboardCoins' | 'gatewayStatus'

/** Where to go after a failed connection test: a sentence of the catalogue, and a page when there is one. */
export type NextStep = { readonly text: TextKey; readonly link: HelpLink | null }

type Topic = 'wrongKey' | 'wrongKeySandbox' | 'coin' | 'apiNotEnabled'
/** `gateway`: the one that was tried; null where something else failed. */
type Known = { readonly gateway: Gateway | null; readonly mode: RealMode }

/** Null when the error's own words say all there is to say. */
export function nextStepFor(error: AppError, known: Known): NextStep | null {
  const { gateway, mode } = known
  switch (error.code) {
    case 'wrongKey':
      return mode === 'sandbox'
        ? (helpOf(gateway, 'wrongKeySandbox', null) ?? helpOf(gateway, 'wrongKey', null))
        : helpOf(gateway, 'wrongKey', pageOf(gateway, 'dashboardKeys'))
    case 'coinNotEnabled':
    case 'methodNotOffered':
      return helpOf(gateway, 'coin', mode === 'sandbox' ? null : pageOf(gateway, 'dashboardCoins'))
    case 'apiNotEnabled':
      return helpOf(gateway, 'apiNotEnabled', null)
    case 'clockWrong':
      return { text: 'settings:connect.whereClock', link: null }
    case 'noNetwork':
      return { text: 'settings:connect.whereNetwork', link: null }
    case 'gatewayDown':
      return gateway && { text: 'gateways:trouble', link: pageOf(gateway, 'gatewayStatus') }
    case 'gatewayTimeout':
    case 'badReply':
      return { text: 'settings:connect.whereTimeout', link: pageOf(gateway, 'gatewayStatus') }
    case 'rateLimited':
      return { text: 'settings:connect.whereLimit', link: null }
    case 'keychainUnavailable':
      return { text: 'settings:connect.whereKeychain', link: null }
    default:
      return null
  }
}

/** What the catalogue says of this vendor, where it says anything. */
function helpOf(gateway: Gateway | null, topic: Topic, link: HelpLink | null): NextStep | null {
  if (gateway === null) return null
  const help: Readonly<Record<string, string>> = texts.help[gateway]
  return topic in help ? { text: `gateways:help.${gateway}.${topic}` as TextKey, link } : null
}

/** Pages are known of NOWPayments only. */
function pageOf(gateway: Gateway | null, link: HelpLink): HelpLink | null {
  return gateway === 'nowpayments' ? link : null
}
