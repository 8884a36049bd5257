import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMissingGateway } from '../../electron/gateways/missing-gateway.ts'
import { createAnswerCall } from '../../electron/ipc/answer-calls.ts'
import type { CallEvent } from '../../electron/ipc/front-door.ts'
import { verifyJournal } from '../../electron/journal/verify-journal.ts'
import { createLog } from '../../electron/log.ts'
import { journalFileOf } from '../../electron/open-till.ts'
import { createCredentials } from '../../electron/settings/credentials.ts'
import type { SettingsStore } from '../../electron/settings/settings-store.ts'
import { createTillControl, type TillControl } from '../../electron/till-control.ts'
import { contract } from '../../shared/contract/contract.ts'
import { defaultSettings } from '../../shared/contract/settings.ts'
import type { TillState } from '../../shared/contract/till.ts'
import type { Mode } from '../../shared/mode.ts'
import { err, type Result } from '../../shared/result.ts'
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts'
import { createMemoryKeychain, type MemoryKeychain } from '../support/memory-keychain.ts'
import { createMemorySettings } from '../support/memory-settings.ts'
import { filesHolding, filesIn } from '../support/secret-search.ts'

// Each guess costs a quarter of a second of a whole core, by design, and a lock takes many.
vi.setConfig({ testTimeout: 60_000 })

const PIN = '48291375'
const WRONG = '77002186'
/** Trusted here: who may call is tested elsewhere. */
const WINDOW = { sender: { getURL: () => 'app://till/cashier.html' } } as unknown as CallEvent
const RULE = { at: 'confirmed', upToMinor: 5000 } as const

let folder: string
let clock: FakeClock
let keychain: MemoryKeychain
let settings: SettingsStore
let control: TillControl

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-pin-'))
  clock = createFakeClock()
  keychain = createMemoryKeychain(clock)
  settings = createMemorySettings({ ...defaultSettings('UTC'), mode: 'live' })
  control = await open()
})

afterEach(() => {
  control.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The till as the app builds it, without a gateway and without windows. */
function open(): Promise<TillControl> {
  const gateways = { create: () => createMissingGateway(), account: () => null }
  return createTillControl({
    folder,
    version: 'test',
    clock,
    random: () => 0.5,
    log: createLog(join(folder, 'logs'), '2026-11-21', 'test'),
    settings,
    credentials: createCredentials(keychain, gateways),
    keychain,
    signerFor: async () => null,
    gateways,
    practice: null,
    pagePlace: null,
    drawSummary: async () => err({ code: 'exportFailed', reason: 'notDrawn' }),
    publish: { till: () => undefined, payments: () => undefined, customer: () => undefined },
  })
}

async function restart(): Promise<void> {
  control.close()
  control = await open()
}

function eventsAboutPin(mode: Mode = 'live') {
  const database = new DatabaseSync(journalFileOf(folder, mode), { readOnly: true })
  const rows = database
    .prepare("SELECT kind, body FROM events WHERE kind LIKE 'pin%' OR kind = 'earlyReleaseSet' ORDER BY seq")
    .all()
  const { fault } = verifyJournal(database)
  database.close()
  expect(fault).toBeNull()
  return rows.map((row) => [row['kind'], row['body']])
}

/** As a window asks for it: the word is checked where every call is. */
async function setRule(pin: string): Promise<Result<TillState>> {
  const input = { word: { person: null, pin }, earlyRelease: RULE }
  const caller = await control.gate.admit('owner.setEarlyRelease', input)
  return caller.ok ? control.setEarlyRelease(RULE, caller.value) : caller
}

const tryWrong = () => setRule(WRONG)
const setPin = () => control.setPin({ current: null, pin: PIN })

async function lockIt(): Promise<void> {
  for (let count = 0; count < 5; count += 1) await tryWrong()
}

describe('the owner’s PIN', () => {
  it('is asked for by the early-release rule, and every try stands in the journal', async () => {
    expect(await setRule(PIN)).toMatchObject({ error: { code: 'pinNotSet' } })
    expect(await setPin()).toMatchObject({ ok: true, value: { ownerPin: 'set' } })
    expect(await tryWrong()).toMatchObject({ error: { code: 'pinWrong', left: 4 } })
    expect(control.state().settings.earlyRelease).toBeNull()
    expect(await setRule(PIN)).toMatchObject({ ok: true })
    expect(control.state().settings.earlyRelease).toEqual(RULE)
    expect(eventsAboutPin()).toEqual([
      ['pinRefused', '{}'],
      ['pinAccepted', '{}'],
      ['earlyReleaseSet', JSON.stringify({ rule: RULE })],
    ])
  })

  it('is known after a restart, and so is that it is locked', async () => {
    await setPin()
    await lockIt()
    await restart()
    expect(await setRule(PIN)).toEqual({
      ok: false,
      error: { code: 'pinLocked', seconds: 30 },
    })
    clock.advance(30_000)
    expect(await setRule(PIN)).toMatchObject({ ok: true })
  })

  it.each([-86_400_000, 86_400_000])('stays locked with the clock set by %d ms and a restart', async (ms) => {
    await setPin()
    await lockIt()
    control.close()
    clock = createFakeClock(clock.now() + ms)
    control = await open()
    expect(await setRule(PIN)).toMatchObject({ error: { code: 'pinLocked' } })
  })

  it('stays locked in another mode, also after a restart there and back', async () => {
    await setPin()
    await lockIt()
    await control.setMode('practice')
    expect(await tryWrong()).toMatchObject({ error: { code: 'pinLocked' } })
    await restart()
    await control.setMode('live')
    expect(await tryWrong()).toMatchObject({ error: { code: 'pinLocked' } })
    expect(eventsAboutPin('practice')).toEqual([])
  })

  it('cannot be guessed by many windows at once', async () => {
    await setPin()
    const verifications = Array.from({ length: 12 }, () => setRule(WRONG))
    await Promise.all([...verifications, tryWrong(), tryWrong()])
    expect(eventsAboutPin()).toHaveLength(5)
  })

  it('cannot be tried without a journal to count in: right and wrong are refused alike', async () => {
    await setPin()
    control.close()
    writeFileSync(journalFileOf(folder, 'live'), 'x'.repeat(4096))
    control = await open()
    const refused = { ok: false, error: { code: 'journalUnavailable', reason: 'other' } }
    expect(await tryWrong()).toEqual(refused)
    expect(await setRule(PIN)).toEqual(refused)
  })
})

describe('a rule', () => {
  it('ends with the currency it was set in', async () => {
    await setPin()
    await setRule(PIN)
    control.saveSettings({ currency: 'EUR', shopName: 'Same money' })
    expect(control.state().settings.earlyRelease).toEqual(RULE)
    control.saveSettings({ currency: 'USD' })
    expect(control.state().settings.earlyRelease).toBeNull()
  })

  it('set in practice with a PIN that does not last never reaches real money', async () => {
    keychain.isThere = false
    await control.setMode('practice')
    await setPin()
    await setRule(PIN)
    expect(control.settings().earlyRelease).toEqual(RULE)
    keychain.isThere = true
    await control.setMode('live')
    expect(control.settings().earlyRelease).toBeNull()
    await restart()
    expect(control.settings().earlyRelease).toBeNull()
  })
})

it('nothing of a PIN is on disk, whatever is called with it: not in the journal, the settings or the log', async () => {
  const log = createLog(join(folder, 'logs'), '2026-11-21', 'test')
  const { owner } = contract
  const senders = { trust: () => undefined, roleOf: () => 'cashier' as const, contentsOf: () => [] }
  const answer = createAnswerCall(
    { owner },
    {
      owner: {
        setPin: control.setPin,
        setEarlyRelease: ({ earlyRelease }, caller) => control.setEarlyRelease(earlyRelease, caller),
      },
    },
    { senders, gate: control.gate, log },
  )
  const call = (channel: string, input: unknown) => answer(channel, WINDOW, input)
  expect(await call('owner.setPin', { current: null, pin: `${PIN}x` })).toMatchObject({
    error: { code: 'invalidInput', field: 'pin' },
  })
  expect(await call('owner.setPin', { current: null, pin: PIN })).toMatchObject({ ok: true })
  expect(
    await call('owner.setEarlyRelease', { word: { person: null, pin: WRONG }, earlyRelease: RULE }),
  ).toMatchObject({
    error: { code: 'pinWrong' },
  })
  control.till().close()
  expect(
    await call('owner.setEarlyRelease', { word: { person: null, pin: PIN }, earlyRelease: RULE }),
  ).toMatchObject({
    error: { code: 'internal' },
  })
  expect(filesIn(folder)).toEqual(expect.arrayContaining(['journal/live.sqlite', 'logs/till-2026-11-21.log']))
  expect(filesHolding(folder, 'ipc: unexpected')).toHaveLength(1)
  for (const pin of [PIN, WRONG]) expect(filesHolding(folder, pin)).toEqual([])
  expect([JSON.stringify(settings.read()), ...keychain.kept.values()].join(' ')).not.toContain(PIN)
})
