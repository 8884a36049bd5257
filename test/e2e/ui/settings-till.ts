import type { Locator, Page } from '@playwright/test'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import { ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { gatewayViews, withStored } from '../../support/gateway-views.ts'
import { aPaymentsState, aTillState } from '../../support/views.ts'

export const PRACTICE: Partial<TillState> = {
  mode: 'practice',
  gateways: gatewayViews('practice', {}),
}

/** A till that remembers what is saved, as main does. */
export function aTill(
  backend: FakeBackend,
  change: Partial<TillState> = {},
  settings: Partial<Settings> = {},
) {
  let state = aTillState(change, settings)
  const next = async (to: Partial<TillState>): Promise<TillState> => {
    state = { ...state, ...to, revision: state.revision + 1 }
    await backend.emit('till.changed', state)
    return state
  }
  backend.answer('till.state', () => ok(state))
  backend.answer('payments.state', ok(aPaymentsState()))
  backend.answer('till.openLink', ok(null))
  backend.answer('till.saveSettings', async (patch) => {
    const known = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
    return ok(await next({ settings: { ...state.settings, ...known } }))
  })
  backend.answer('till.setMode', async ({ mode }) =>
    ok(await next({ mode, settings: { ...state.settings, mode } })),
  )
  backend.answer('till.welcomed', async () =>
    ok(await next({ settings: { ...state.settings, welcomed: true } })),
  )
  backend.answer('people.add', async ({ name, role }) => {
    const person = { id: name.toLowerCase(), name, role, isHere: true }
    const isFirst = state.people.length === 0
    const session = isFirst ? ({ kind: 'signedIn', person: person.id, role } as const) : state.session
    return ok(await next({ people: [...state.people, person], session }))
  })
  backend.answer('owner.setPin', async () => ok(await next({ ownerPin: 'set' })))
  backend.answer('owner.setEarlyRelease', async ({ earlyRelease }) =>
    ok(await next({ settings: { ...state.settings, earlyRelease } })),
  )
  backend.answer('gateways.forget', async ({ mode, gateway }) => {
    await next({ gateways: withStored(state.gateways, { id: gateway, mode, endings: {} }) })
    return ok(null)
  })
  backend.answer('gateways.prefer', async ({ order }) => {
    const places = new Map(order.map((id, place) => [id, place]))
    const placeOf = ({ id }: TillState['gateways'][number]) => places.get(id) ?? order.length
    const gateways = state.gateways.toSorted((one, other) => placeOf(one) - placeOf(other))
    const first = gateways.find(({ inUse }) => inUse !== null && inUse.health.state !== 'failing')
    await next({
      gateways: gateways.map((view) =>
        view.inUse === null ? view : { ...view, inUse: { ...view.inUse, isNext: view === first } },
      ),
    })
    return ok(null)
  })
  backend.answer('gateways.setRate', async ({ perUsdt }) => {
    const { currency } = state.settings
    const ownRate = perUsdt === null ? null : { currency, perUsdt, setAt: state.now }
    await next({ settings: { ...state.settings, ownRate } })
    return ok(null)
  })
  backend.answer('relay.callbacks', ok({ rows: [], hasMore: false }))
  backend.answer('relay.connect', async ({ mode, address, token }) => {
    await next({
      settings: { ...state.settings, relays: { ...state.settings.relays, [mode]: address } },
      ...(token !== null && { relayTokens: { ...state.relayTokens, [mode]: token.slice(-4) } }),
      ...(mode === state.mode && { relay: { connection: { state: 'open' }, refused: 0 } }),
    })
    return ok({ loss: null })
  })
  backend.answer('relay.forget', async ({ mode }) => {
    await next({
      settings: { ...state.settings, relays: { ...state.settings.relays, [mode]: null } },
      relayTokens: { ...state.relayTokens, [mode]: null },
      ...(mode === state.mode && { relay: { connection: { state: 'off' }, refused: 0 } }),
    })
    return ok(null)
  })
  return { next, state: () => state }
}

/** A gateway's set-up, from its line in the list; its environments are regions of their own. */
export async function openGateway(page: Page, title: string): Promise<void> {
  await openSettings(page, 'Gateway')
  await page.getByRole('button', { name: new RegExp(`^(Open|Set up) ${title}$`) }).click()
}

export function environment(page: Page, title: string, mode: 'Live' | 'Sandbox'): Locator {
  return page.getByRole('region', { name: `${title}: ${mode}` })
}

/** The clock runs from here on: screens that are loaded when asked for wait by it. */
export async function openSettings(page: Page, section?: string): Promise<void> {
  await page.clock.resume()
  await page.getByRole('button', { name: 'Settings' }).click()
  if (section !== undefined) await page.getByRole('button', { name: section, exact: true }).click()
}
