import { describe, expect, test } from 'vitest'
import { chooseBanner } from '../../../renderer/features/shell/banner-choice.ts'
import { RELAY_PATIENCE_MS } from '../../../renderer/lib/relay-standing.ts'
import type { AppError } from '../../../shared/app-error.ts'
import { RelayLoss } from '../../../shared/contract/relay.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import type { Role } from '../../../shared/people/person.ts'
import { failing, failingFirst, gatewayViews } from '../../support/gateway-views.ts'
import { aTillState, NOW } from '../../support/views.ts'

const SINCE = Date.parse(NOW)
const LATER = SINCE + RELAY_PATIENCE_MS

const lost = (reason: RelayLoss): TillState['relay'] => ({
  connection: { state: 'lost', since: NOW, reason },
  refused: 0,
})

/** Everything that can be wrong at once, and what may be left out of it. */
function kindsWithout(...fine: readonly (keyof TillState)[]) {
  const wrong: Partial<TillState> = {
    journal: { code: 'journalUnavailable', reason: 'full' },
    keychain: { code: 'keychainUnavailable' },
    asleep: { minutes: 3 },
    clock: { code: 'clockWrong', skewSeconds: 300 },
    gateway: { state: 'failing', error: { code: 'noNetwork' }, checkedAt: NOW },
    relay: lost('silent'),
  }
  const whole = aTillState({ mode: 'sandbox' })
  const parts = Object.fromEntries(fine.map((part) => [part, whole[part]]))
  return chooseBanner({ ...whole, ...wrong, ...parts }, LATER)
}

test('says the gravest thing alone, and the next when it is over', () => {
  expect(kindsWithout()).toMatchObject({ kind: 'error', error: { code: 'journalUnavailable' } })
  expect(kindsWithout('journal')).toMatchObject({ error: { code: 'keychainUnavailable' } })
  expect(kindsWithout('journal', 'keychain')).toMatchObject({ kind: 'asleep' })
  expect(kindsWithout('journal', 'keychain', 'asleep')).toMatchObject({ error: { code: 'clockWrong' } })
  expect(kindsWithout('journal', 'keychain', 'asleep', 'clock')).toMatchObject({ kind: 'outage' })
  const relayOnly = ['journal', 'keychain', 'asleep', 'clock', 'gateway'] as const
  expect(kindsWithout(...relayOnly)).toEqual({ kind: 'relay', trouble: 'away' })
  expect(kindsWithout(...relayOnly, 'relay')).toEqual({ kind: 'mode', mode: 'sandbox' })
})

test('a file of a closed day that failed is said last, of real money, to whoever sees the history', () => {
  const error: AppError = { code: 'exportFailed', reason: 'readOnly' }
  const dayFiles = (failed: AppError | null): TillState['dayFiles'] => ({
    missing: [
      { of: { kind: 'day', day: '2026-11-19' }, error: null },
      { of: { kind: 'z', number: 12 }, error: failed },
    ],
    last: null,
  })
  const said = (change: Partial<TillState>) =>
    chooseBanner(aTillState({ dayFiles: dayFiles(error), ...change }), LATER)
  expect(said({})).toEqual({ kind: 'dayFile', error })
  expect(said({ dayFiles: dayFiles(null) })).toBeNull()
  expect(said({ relay: lost('silent') })).toMatchObject({ kind: 'relay' })
  expect(said({ mode: 'practice' })).toEqual({ kind: 'mode', mode: 'practice' })
  const as = (role: Role) => said({ session: { kind: 'signedIn', person: 'ana', role } })
  expect([as('owner'), as('manager'), as('cashier')]).toEqual([{ kind: 'dayFile', error }, null, null])
  expect(said({ session: { kind: 'nobody' } })).toBeNull()
})

test('a set-up fault of the gateway comes before the relay', () => {
  const till = aTillState({
    gateway: { state: 'failing', error: { code: 'wrongKey', mode: 'live' }, checkedAt: null },
    relay: lost('wrongToken'),
  })
  expect(chooseBanner(till, LATER)).toMatchObject({ kind: 'setUp' })
})

describe('a gateway that another stands in for', () => {
  const stored = {
    nowpayments: { live: { 'api-key': 'K3Y9' } },
    'usdt-payments': { live: { 'api-key': 'K3Y9', 'api-secret': '7Q2z' } },
  }
  const till = (error: AppError, relay?: TillState['relay']) =>
    aTillState({ gateways: failingFirst(gatewayViews('live', stored), error), ...(relay && { relay }) })

  test('is said once, with the gateway that new charges go to, and comes before the relay', () => {
    expect(chooseBanner(till({ code: 'gatewayDown', httpStatus: 503 }, lost('wrongToken')), LATER)).toEqual({
      kind: 'failover',
      trouble: 'failing',
      first: 'NOWPayments',
      next: 'USDT Payments',
    })
    expect(chooseBanner(till({ code: 'wrongKey', mode: 'live' }), LATER)).toMatchObject({ trouble: 'setUp' })
  })

  test('is an outage when nothing healthy is left: then the next one is the first again', () => {
    const error = { code: 'noNetwork' } as const
    const gateways = gatewayViews('live', stored).map((view) =>
      view.inUse ? { ...view, inUse: { ...view.inUse, health: failing(error) } } : view,
    )
    const choice = chooseBanner(aTillState({ gateways, gateway: failing(error) }), LATER)
    expect(choice).toMatchObject({ kind: 'outage', error })
  })

  test('is nothing to say where the second one fails and the first works', () => {
    const gateways = gatewayViews('live', stored).map((view) =>
      view.id === 'usdt-payments' && view.inUse
        ? { ...view, inUse: { ...view.inUse, health: failing({ code: 'noNetwork' }) } }
        : view,
    )
    expect(chooseBanner(aTillState({ gateways }), LATER)).toBeNull()
  })
})

describe('a lost relay', () => {
  test('is not spoken of for the time a restart takes', () => {
    const till = aTillState({ relay: lost('ended') })
    expect(chooseBanner(till, SINCE)).toBeNull()
    expect(chooseBanner(till, LATER - 1)).toBeNull()
    expect(chooseBanner(till, LATER)).toEqual({ kind: 'relay', trouble: 'away' })
  })

  test('needs a person only where it does not come back by itself', () => {
    const troubles = RelayLoss.options.map((reason) => {
      const choice = chooseBanner(aTillState({ relay: lost(reason) }), LATER)
      return [reason, choice?.kind === 'relay' ? choice.trouble : null]
    })
    expect(Object.fromEntries(troubles)).toEqual({
      unreachable: 'away',
      noAnswer: 'away',
      ended: 'away',
      silent: 'away',
      unavailable: 'away',
      wrongToken: 'wrongToken',
      notARelay: 'notARelay',
      notHandled: 'notHandled',
    })
  })

  test('one that is connecting, heard or not there says nothing', () => {
    for (const state of ['off', 'connecting', 'open'] as const) {
      expect(chooseBanner(aTillState({ relay: { connection: { state }, refused: 9 } }), LATER)).toBeNull()
    }
  })
})
