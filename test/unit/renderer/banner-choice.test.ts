import { describe, expect, test } from 'vitest'
import { chooseBanner } from '../../../renderer/features/shell/banner-choice.ts'
import { RELAY_PATIENCE_MS } from '../../../renderer/lib/relay-standing.ts'
import { RelayLoss } from '../../../shared/contract/relay.ts'
import type { TillState } from '../../../shared/contract/till.ts'
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

test('a set-up fault of the gateway comes before the relay', () => {
  const till = aTillState({
    gateway: { state: 'failing', error: { code: 'wrongKey', mode: 'live' }, checkedAt: null },
    relay: lost('wrongToken'),
  })
  expect(chooseBanner(till, LATER)).toMatchObject({ kind: 'setUp' })
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
