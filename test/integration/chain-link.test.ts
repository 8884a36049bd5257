import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ChainEvidence } from '../../electron/chain/chain-evidence.ts'
import { createChainLink } from '../../electron/chain/chain-link.ts'
import type { OpenTill } from '../../electron/open-till.ts'
import type { SettingsStore } from '../../electron/settings/settings-store.ts'
import { defaultSettings } from '../../shared/contract/settings.ts'
import type { Mode } from '../../shared/mode.ts'
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts'
import { createMemoryKeychain, type MemoryKeychain } from '../support/memory-keychain.ts'
import { createMemorySettings } from '../support/memory-settings.ts'
import { gridSays, openTronGrid, TOO_FAST, type TronGrid, UNKNOWN_KEY } from '../support/tron-grid.ts'

// The owner's key for TronGrid: tried first over HTTP, kept only when it is good, used only where it may be.

const KEY = 'f3b1c9d2-0000-4000-8000-1234567890ab'
const ACCOUNT = 'chain:live:chain-key'

let grid: TronGrid
let clock: FakeClock
let keychain: MemoryKeychain
let settings: SettingsStore
let used: (ChainEvidence | null)[]

beforeEach(async () => {
  grid = await openTronGrid()
  clock = createFakeClock()
  keychain = createMemoryKeychain(clock)
  settings = createMemorySettings({ ...defaultSettings('UTC'), mode: 'live', chainEvidence: true })
  used = []
})
afterEach(() => grid.close())

function openLink(mode: Mode = 'live') {
  const chain = {
    use: (evidence: ChainEvidence | null) => void used.push(evidence),
    looks: () => ({ lookedAt: null, failure: null }),
  }
  const till = { mode, chain } as unknown as OpenTill
  const link = createChainLink({
    ...{ keychain, settings, clock, version: 'test', chainUrl: grid.origin },
    till: () => till,
    onChange: () => undefined,
  })
  return { link, till }
}

it('a key that TronGrid takes is kept in the keychain alone, and used from then on', async () => {
  const { link } = openLink()
  expect(await link.connect(KEY)).toEqual({ ok: true, value: { trouble: null } })
  expect(keychain.kept.get(ACCOUNT)).toBe(KEY)
  expect(JSON.stringify(settings.read())).not.toContain(KEY)
  expect(link.view()).toEqual({ keyEnding: '90ab', lookedAt: null, failure: null })
  expect(used.at(-1)).not.toBeNull()
  expect(grid.requests.map(({ key }) => key)).toEqual([KEY])
})

it.each([
  ['it does not know', gridSays(401, UNKNOWN_KEY), 'wrongKey'],
  ['it may not take now', gridSays(403, TOO_FAST), 'slowDown'],
  ['429', gridSays(429, ''), 'slowDown'],
  ['that meets an empty reply', gridSays(200, ''), 'badReply'],
  ['that meets 500', gridSays(500, '{}'), 'unreachable'],
])('a key %s is not kept, and the one so far stays', async (_what, answer, trouble) => {
  const { link } = openLink()
  await link.connect(KEY)
  grid.fail(answer)
  expect(await link.connect('another-key-0000')).toEqual({ ok: true, value: { trouble } })
  expect(keychain.kept.get(ACCOUNT)).toBe(KEY)
  expect(link.view().keyEnding).toBe('90ab')
})

it('the key that is kept can be tried again; without one there is nothing to try', async () => {
  const { link } = openLink()
  expect(await link.connect(null)).toMatchObject({ ok: false, error: { code: 'invalidInput' } })
  keychain.kept.set(ACCOUNT, KEY)
  expect(await link.connect(null)).toEqual({ ok: true, value: { trouble: null } })
})

it('once forgotten it is nowhere, and nothing is asked', async () => {
  const { link } = openLink()
  await link.connect(KEY)
  expect(await link.forget()).toEqual({ ok: true, value: null })
  expect(keychain.kept.size).toBe(0)
  expect(link.view().keyEnding).toBeNull()
  expect(used.at(-1)).toBeNull()
})

it.each<[string, Mode, boolean]>([
  ['practice has no chain', 'practice', true],
  ['the sandbox has none either', 'sandbox', true],
  ['it is off until the owner wants it', 'live', false],
])('%s', async (_what, mode, chainEvidence) => {
  keychain.kept.set(ACCOUNT, KEY)
  settings.save({ chainEvidence })
  const { link, till } = openLink(mode)
  await link.join(till)
  expect(used).toEqual([null])
  expect(defaultSettings('UTC').chainEvidence).toBe(false)
})

it('without a key it is as if it were off', async () => {
  const { link, till } = openLink()
  await link.join(till)
  expect(used).toEqual([null])
})

it('a keychain that does not answer is said, and nothing is asked', async () => {
  const { link, till } = openLink()
  keychain.isThere = false
  expect(await link.connect(KEY)).toEqual({ ok: false, error: { code: 'keychainUnavailable' } })
  expect(await link.forget()).toEqual({ ok: false, error: { code: 'keychainUnavailable' } })
  await link.join(till)
  expect(used).toEqual([null])
})

it('a pause that TronGrid asked for outlasts a change of mode', async () => {
  const { link, till } = openLink()
  await link.connect(KEY)
  clock.advance(1_000)
  grid.fail(gridSays(403, TOO_FAST))
  await link.connect(null)
  grid.heal()
  const before = grid.requests.length
  await link.join(till)
  const answer = await used.at(-1)?.transfersTo('T9yD14Nj9j7xAB4dbGeiX9h8unkKHxuWwb', clock.now())
  expect(answer).toMatchObject({ ok: false, error: { code: 'slowDown' } })
  expect(grid.requests).toHaveLength(before)
})

it('switched off while the keychain was waited for, it stays off', async () => {
  keychain.kept.set(ACCOUNT, KEY)
  let answer = () => {}
  const isAsked = new Promise<void>((asked) => {
    const get = keychain.get
    keychain.get = async (...which) => {
      asked()
      await new Promise<void>((resolve) => {
        answer = resolve
      })
      return get(...which)
    }
  })
  const { link, till } = openLink()
  const joined = link.join(till)
  await isAsked
  settings.save({ chainEvidence: false })
  await link.join(till)
  answer()
  await joined
  expect(used).toEqual([null, null])
})
