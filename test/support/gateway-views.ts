import { VENDORS } from '../../electron/gateways/vendor-registry.ts'
import type { AppError } from '../../shared/app-error.ts'
import type { GatewayHealth, GatewayView, SecretView } from '../../shared/contract/gateways.ts'
import type { RealMode } from '../../shared/contract/secret.ts'
import type { Mode } from '../../shared/mode.ts'
import type { Gateway } from '../../shared/relay-protocol.ts'

/** What is in the keychain: the last characters of each secret, by the vendor's names. */
export type Stored = Readonly<Partial<Record<Gateway, Partial<Record<RealMode, Record<string, string>>>>>>

const HEALTHY: NonNullable<GatewayView['inUse']> = {
  health: { state: 'ok', error: null, checkedAt: '2026-11-21T14:02:00.000Z' },
  recent: { calls: 20, failures: 0, medianMs: 240 },
  isNext: false,
}

/** Every gateway there is, in the order of their names, as main tells of them; the first that is in use is next. */
export function gatewayViews(mode: Mode, stored: Stored): GatewayView[] {
  const views = VENDORS.map((vendor): GatewayView => {
    const secrets = (of: RealMode) =>
      vendor.secrets.map(
        (name): SecretView => ({
          name,
          ending: stored[vendor.id]?.[of]?.[name] ?? null,
          isNeeded: vendor.needs.includes(name),
          signsCallbacks: name === vendor.callbackSecret,
        }),
      )
    const isInUse =
      mode === 'practice'
        ? vendor.id === 'nowpayments'
        : vendor.needs.every((name) => stored[vendor.id]?.[mode]?.[name] !== undefined)
    return {
      id: vendor.id,
      title: vendor.title,
      secrets: { sandbox: vendor.urls.sandbox === null ? null : secrets('sandbox'), live: secrets('live') },
      pricesInUsdt: vendor.pricesInUsdt,
      steps: [...vendor.steps],
      inUse: isInUse ? HEALTHY : null,
    }
  })
  const next = views.find(({ inUse }) => inUse !== null)
  return views.map((view) => (view === next ? { ...view, inUse: { ...HEALTHY, isNext: true } } : view))
}

/** The same gateways with other secrets in one mode: what main tells after a connection or a forgetting. */
export function withStored(
  gateways: readonly GatewayView[],
  {
    id,
    mode,
    endings,
  }: { readonly id: Gateway; readonly mode: RealMode; readonly endings: Record<string, string> },
): GatewayView[] {
  return gateways.map((view) => {
    if (view.id !== id) return view
    const secrets = (view.secrets[mode] ?? []).map((one) => ({ ...one, ending: endings[one.name] ?? null }))
    return { ...view, secrets: { ...view.secrets, [mode]: secrets } }
  })
}

export function failing(error: AppError): GatewayHealth {
  return { state: 'failing', error, checkedAt: '2026-11-21T13:58:00.000Z' }
}

/** The same with the first that is in use failing, and the next one in its place. */
export function failingFirst(gateways: readonly GatewayView[], error: AppError): GatewayView[] {
  const [first, second] = gateways.filter(({ inUse }) => inUse !== null)
  return gateways.map((view) => {
    if (view.inUse === null) return view
    const isNext = view === second
    const health = view === first ? failing(error) : view.inUse.health
    const recent = view === first ? { calls: 20, failures: 6, medianMs: 910 } : view.inUse.recent
    return { ...view, inUse: { health, recent, isNext } }
  })
}
