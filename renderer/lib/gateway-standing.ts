import type { GatewayView, SecretView } from '../../shared/contract/gateways.ts'
import type { RealMode } from '../../shared/contract/secret.ts'
import type { TillState } from '../../shared/contract/till.ts'

type Gateways = Pick<TillState, 'gateways'>

/** A vendor's secrets of one mode; none where it has no such environment. */
export function secretsIn({ secrets }: GatewayView, mode: RealMode): readonly SecretView[] {
  return secrets[mode] ?? []
}

/** Whether everything is in the keychain that the gateway cannot be worked with otherwise. */
export function isSetUpIn(gateway: GatewayView, mode: RealMode): boolean {
  const secrets = secretsIn(gateway, mode)
  return secrets.length > 0 && secrets.every(({ isNeeded, ending }) => !isNeeded || ending !== null)
}

/** Whether any gateway can be worked with in this mode. */
export function anySetUpIn({ gateways }: Gateways, mode: RealMode): boolean {
  return gateways.some((gateway) => isSetUpIn(gateway, mode))
}

/** Whether callbacks come from a gateway that is in use, or would be, and none of them could be verified. */
export function lacksCallbackSecret({ gateways }: Gateways, mode: RealMode): boolean {
  const inUse = gateways.filter((gateway) => isSetUpIn(gateway, mode))
  const signers = inUse.flatMap((gateway) => secretsIn(gateway, mode)).filter((one) => one.signsCallbacks)
  return signers.length === 0 || signers.some(({ ending }) => ending === null)
}
