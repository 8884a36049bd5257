import type { AppError } from '../../shared/app-error.ts'
import type { GatewayView, SecretView } from '../../shared/contract/gateways.ts'
import type { RealMode } from '../../shared/contract/secret.ts'
import type { TillState } from '../../shared/contract/till.ts'

type Gateways = Pick<TillState, 'gateways'>
type InUse = GatewayView & { readonly inUse: NonNullable<GatewayView['inUse']> }

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

/** In whichever mode. */
export function isSetUpAnywhere(gateway: GatewayView): boolean {
  return isSetUpIn(gateway, 'live') || isSetUpIn(gateway, 'sandbox')
}

/** Whether there is a gateway whose callbacks could not be verified, or none that any could come from. */
export function lacksCallbackSecret({ gateways }: Gateways, mode: RealMode): boolean {
  const inUse = gateways.filter((gateway) => isSetUpIn(gateway, mode))
  const signers = inUse.flatMap((gateway) => secretsIn(gateway, mode)).filter((one) => one.signsCallbacks)
  return signers.length === 0 || signers.some(({ ending }) => ending === null)
}

/** The one that the next charge goes to; undefined where none is set up. */
export function nextGateway({ gateways }: Gateways): InUse | undefined {
  return inUse({ gateways }).find((gateway) => gateway.inUse.isNext)
}

/** The gateways of the open mode, in the owner's order. */
export function inUse({ gateways }: Gateways): readonly InUse[] {
  return gateways.filter((gateway): gateway is InUse => gateway.inUse !== null)
}

/** The owner's first gateway does not work (`error`), and another one takes its charges. */
export type Failover = { readonly first: InUse; readonly next: InUse; readonly error: AppError }

export function failoverOf(till: Gateways): Failover | null {
  const [first] = inUse(till)
  const next = nextGateway(till)
  const error = first?.inUse.health.error ?? null
  return first && next && error !== null && first.id !== next.id ? { first, next, error } : null
}
