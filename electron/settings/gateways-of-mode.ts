import type { Mode } from '../../shared/mode.ts'
import type { Gateway } from '../gateways/gateway.ts'
import type { GatewayFactory } from '../gateways/gateway-for-mode.ts'
import { createMissingGateway } from '../gateways/missing-gateway.ts'
import type { NowPaymentsAccount } from '../gateways/nowpayments/account/account.ts'
import { isSetUp } from '../gateways/vendor.ts'
import { VENDORS } from '../gateways/vendor-registry.ts'
import type { Credentials } from './credentials.ts'
import type { RealMode } from './keychain.ts'

/** What a mode's till works with. `account` is made when the till is opened: a sign-in belongs to one till. */
export type ModeGateways = {
  /** Those that are set up; where none is, one that says so to everything. */
  readonly gateways: readonly [Gateway, ...Gateway[]]
  readonly account: () => NowPaymentsAccount | null
}

type Dependencies = {
  readonly credentials: Pick<Credentials, 'secretsOf'>
  readonly gateways: GatewayFactory
  readonly practice: { readonly apiKey: string } | null
}

/** Looks into the keychain for what each vendor needs. */
export async function gatewaysOf(mode: Mode, dependencies: Dependencies): Promise<ModeGateways> {
  const { gateways: factory, practice } = dependencies
  const found = mode === 'practice' ? practised(factory, practice) : await setUpIn(mode, dependencies)
  const [first = createMissingGateway(), ...others] = found.gateways
  return { gateways: [first, ...others], account: () => factory.account(mode, found.apiKey) }
}

/** The key is that of the one vendor whose account the till can look into. */
type Found = { readonly gateways: readonly Gateway[]; readonly apiKey: string | null }

function practised(factory: GatewayFactory, practice: Dependencies['practice']): Found {
  const apiKey = practice?.apiKey ?? null
  return { gateways: [factory.create('practice', 'nowpayments', { 'api-key': apiKey })], apiKey }
}

async function setUpIn(mode: RealMode, { credentials, gateways: factory }: Dependencies): Promise<Found> {
  const gateways: Gateway[] = []
  let apiKey: string | null = null
  for (const vendor of VENDORS.filter(({ urls }) => urls[mode] !== null)) {
    const secrets = await credentials.secretsOf(mode, vendor.id)
    // A keychain that does not answer for one answers for none, and says so.
    if (!secrets.ok) break
    if (!isSetUp(vendor, secrets.value)) continue
    gateways.push(factory.create(mode, vendor.id, secrets.value))
    if (vendor.id === 'nowpayments') apiKey = secrets.value['api-key'] ?? null
  }
  return { gateways, apiKey }
}
