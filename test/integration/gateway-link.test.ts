import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { GatewayFactory } from '../../electron/gateways/gateway-for-mode.ts'
import { createRequestQueue } from '../../electron/gateways/request-queue.ts'
import { vendorOf } from '../../electron/gateways/vendor-registry.ts'
import { gatewaysHandlers } from '../../electron/ipc/handlers/gateway-handlers.ts'
import { createLog } from '../../electron/log.ts'
import { createCredentials } from '../../electron/settings/credentials.ts'
import type { SettingsStore } from '../../electron/settings/settings-store.ts'
import { createTillControl, type TillControl } from '../../electron/till-control.ts'
import { defaultSettings } from '../../shared/contract/settings.ts'
import type { TillState } from '../../shared/contract/till.ts'
import { money } from '../../shared/money/money.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import type { Gateway as VendorId } from '../../shared/relay-protocol.ts'
import { err } from '../../shared/result.ts'
import { createManualClock } from '../../simulator/clock.ts'
import { practiceIpnSecret } from '../../simulator/nowpayments/settings.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts'
import { createMemoryKeychain, type MemoryKeychain } from '../support/memory-keychain.ts'
import { createMemorySettings } from '../support/memory-settings.ts'
import { must } from '../support/paying.ts'
import { PRACTICE_SECRETS } from '../support/practice-secrets.ts'

// The owner's gateways, from the pasted secret to the charge: the whole till over HTTP, without windows.

/** Everything that each has a field for. */
const SECRETS = {
  ...PRACTICE_SECRETS,
  nowpayments: { ...PRACTICE_SECRETS.nowpayments, 'ipn-secret': practiceIpnSecret },
}

const needed = { isNeeded: true, signsCallbacks: false }
const neededAndSigning = { isNeeded: true, signsCallbacks: true }

/** What the owner is shown of each: its fields, whether it has a sandbox, and what its test ends with. */
const GATEWAYS = [
  {
    id: 'nowpayments',
    title: 'NOWPayments',
    pricesInUsdt: false,
    hasSandbox: true,
    minimumUsdt: '1.000000',
    fields: [
      { name: 'api-key', ...needed },
      { name: 'ipn-secret', isNeeded: false, signsCallbacks: true },
    ],
  },
  {
    id: 'usdt-payments',
    title: 'USDT Payments',
    pricesInUsdt: true,
    hasSandbox: false,
    minimumUsdt: null,
    fields: [
      { name: 'api-key', ...needed },
      { name: 'api-secret', ...neededAndSigning },
    ],
  },
  {
    id: 'paystablecoin',
    title: 'PayStablecoin',
    pricesInUsdt: true,
    hasSandbox: true,
    minimumUsdt: '1.000000',
    fields: [
      { name: 'merchant-id', ...needed },
      { name: 'api-secret', ...neededAndSigning },
    ],
  },
] as const

let folder: string
let clock: FakeClock
let simulator: Simulator
let keychain: MemoryKeychain
let settings: SettingsStore
let control: TillControl
let shown: TillState | undefined

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-gateways-'))
  clock = createFakeClock(Date.parse('2026-11-21T14:02:00.000Z'))
  simulator = await startSimulator({ seed: 7, clock: createManualClock(clock.now()) })
  keychain = createMemoryKeychain(clock)
  settings = createMemorySettings({ ...defaultSettings('UTC'), mode: 'live' })
  control = await openControl()
})

/** The till of this folder, keychain and settings, as it is at each start of the app. */
function openControl(): Promise<TillControl> {
  const queue = createRequestQueue({ everyMs: 1, burst: 1000, concurrency: 8 })
  const gateways: GatewayFactory = {
    create: (mode, vendor, secrets) =>
      vendorOf(vendor).create(secrets, {
        ...{ baseUrl: simulator.urlOf(vendor), mode, clock, queue, version: 'test' },
      }),
    account: () => null,
  }
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
    publish: {
      till(state) {
        shown = state
      },
      payments: () => undefined,
      customer: () => undefined,
    },
  })
}

afterEach(async () => {
  control.close()
  await simulator.close()
  rmSync(folder, { recursive: true, force: true })
})

const connect = (gateway: VendorId, secrets: Record<string, string>) =>
  control.gateways.connect({ mode: 'live', gateway, secrets })

const viewOf = (gateway: VendorId) => control.state().gateways.find(({ id }) => id === gateway)

function start(minor: number) {
  const { payments } = control.till()
  if (!payments) throw new Error('the journal is not open')
  const price = money(minor, 'EUR')
  return payments.start({ attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }, NO_PEOPLE)
}

async function gatewayOfNext(minor: number): Promise<string> {
  const { payment } = must(await start(minor))
  must(await there(control.till().payments).cancel(payment.id))
  must(there(control.till().payments).dismiss(payment.id))
  return 'charge' in payment ? payment.charge.gateway : 'none'
}

function there<T>(value: T | null): T {
  if (value === null) throw new Error('not there')
  return value
}

describe.each(GATEWAYS)(
  'a gateway: $title',
  ({ id, title, pricesInUsdt, hasSandbox, minimumUsdt, fields }) => {
    const secrets: Readonly<Record<string, string>> = SECRETS[id]

    it('is kept when its test passed, and charges the next sale', async () => {
      expect(await start(1825)).toMatchObject({ ok: false, error: { code: 'notSetUp' } })
      expect(must(await connect(id, secrets))).toMatchObject({ stored: true, minimumUsdt })
      expect(viewOf(id)).toMatchObject({
        ...{ title, pricesInUsdt, inUse: { isNext: true } },
        secrets: {
          sandbox: hasSandbox ? fields.map((field) => ({ ...field, ending: null })) : null,
          live: fields.map((field) => ({ ...field, ending: secrets[field.name]?.slice(-4) })),
        },
      })
      if (pricesInUsdt) {
        expect(await start(1825)).toMatchObject({ ok: false, error: { code: 'noRate' } })
        must(control.gateways.setRate('0.9184', {}))
        expect(control.settings().ownRate).toEqual({
          currency: 'EUR',
          perUsdt: '0.9184',
          setAt: '2026-11-21T14:02:00.000Z',
        })
      }
      expect(await gatewayOfNext(1825)).toBe(id)
    })

    it.each(fields.filter(({ isNeeded }) => isNeeded))(
      'is kept nowhere when its $name is somebody else’s: what was stored before still counts',
      async ({ name }) => {
        must(await connect(id, secrets))
        const report = must(await connect(id, { [name]: 'of_somebody_else' }))
        expect(report.stored).toBe(false)
        expect(report.steps.at(-1)).toMatchObject({ step: 'key', error: { code: 'wrongKey' } })
        expect([...keychain.kept.values()]).not.toContain('of_somebody_else')
        expect(must(await connect(id, {})).stored).toBe(true)
      },
    )

    it('takes no secret that its vendor does not have', async () => {
      const given = await connect(id, { ...secrets, 'signing-key': 'of-the-journal' })
      expect(given).toEqual({ ok: false, error: { code: 'invalidInput', field: 'signing-key' } })
      expect(keychain.kept.size).toBe(0)
    })

    it('is in the keychain alone, under its vendor’s name', async () => {
      must(await connect(id, secrets))
      expect(Object.fromEntries(keychain.kept)).toEqual(
        Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [`${id}:live:${name}`, secret])),
      )
      const told = JSON.stringify([shown, control.state(), settings.read()])
      const logs = join(folder, 'logs')
      const logged = readdirSync(logs)
        .map((file) => readFileSync(join(logs, file), 'utf8'))
        .join()
      for (const secret of Object.values(secrets)) expect(told + logged).not.toContain(secret)
    })

    it('is forgotten with everything it was set up with', async () => {
      must(await connect(id, secrets))
      must(await control.gateways.forget({ mode: 'live', gateway: id }))
      expect(keychain.kept.size).toBe(0)
      expect(viewOf(id)?.inUse).toBeNull()
      expect(await start(1825)).toMatchObject({ ok: false, error: { code: 'notSetUp' } })
    })
  },
)

describe('the shop’s own rate', () => {
  const ANA = { person: { id: 'p1', name: 'Ana' } }

  /** What the journal says of rates, oldest first. */
  function ratesSet(): unknown[] {
    const database = new DatabaseSync(control.till().journalFile, { readOnly: true })
    const rows = database.prepare("SELECT at, body FROM events WHERE kind = 'rateSet' ORDER BY seq").all()
    database.close()
    return rows.map(({ at, body }) => ({ at, ...JSON.parse(String(body)) }))
  }

  it('is on record with who set it, what held before, and when', async () => {
    must(control.gateways.setRate('0.9184', ANA))
    const first = control.settings().ownRate
    clock.advance(60_000)
    const manager = { ...ANA, role: 'manager', approval: null } as const
    must(await gatewaysHandlers(control).setRate({ perUsdt: '1.5' }, manager))
    must(control.gateways.setRate(null, {}))
    expect(ratesSet()).toEqual([
      { at: '2026-11-21T14:02:00.000Z', rate: '0.9184', currency: 'EUR', before: null, ...ANA },
      { at: '2026-11-21T14:03:00.000Z', rate: '1.5', currency: 'EUR', before: first, ...ANA },
      {
        at: '2026-11-21T14:03:00.000Z',
        rate: null,
        currency: 'EUR',
        before: { ...first, perUsdt: '1.5', setAt: '2026-11-21T14:03:00.000Z' },
      },
    ])
  })

  it('does not hold where it cannot be recorded', () => {
    must(control.gateways.setRate('0.9184', ANA))
    const before = control.settings().ownRate
    const other = new DatabaseSync(control.till().journalFile)
    other.exec("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'full'); END")
    other.close()
    expect(control.gateways.setRate('1.5', ANA)).toMatchObject({
      ok: false,
      error: { code: 'journalUnavailable' },
    })
    expect(control.settings().ownRate).toEqual(before)
  })

  it('cannot be set without a journal', async () => {
    const { journalFile } = control.till()
    control.close()
    for (const end of ['', '-wal', '-shm']) rmSync(journalFile + end, { force: true })
    writeFileSync(journalFile, 'no journal at all')
    control = await openControl()
    expect(control.gateways.setRate('0.9184', ANA)).toMatchObject({
      ok: false,
      error: { code: 'journalUnavailable' },
    })
    expect(control.settings().ownRate).toBeNull()
  })
})

describe('several gateways', () => {
  it('charge in the owner’s order, which a restart keeps', async () => {
    for (const { id } of GATEWAYS.toReversed()) must(await connect(id, SECRETS[id]))
    must(control.gateways.setRate('0.9184', {}))
    const orderShown = () => control.state().gateways.map(({ id, inUse }) => [id, inUse?.isNext])
    expect(orderShown()).toEqual([
      ['nowpayments', true],
      ['paystablecoin', false],
      ['usdt-payments', false],
    ])
    expect(await gatewayOfNext(1825)).toBe('nowpayments')
    for (const first of ['usdt-payments', 'paystablecoin'] as const) {
      must(control.gateways.prefer([first]))
      expect(await gatewayOfNext(999)).toBe(first)
    }
    must(control.gateways.prefer(['paystablecoin', 'usdt-payments']))
    const order = [
      ['paystablecoin', true],
      ['usdt-payments', false],
      ['nowpayments', false],
    ]
    expect(shown?.gateways.map(({ id, inUse }) => [id, inUse?.isNext])).toEqual(order)
    control.close()
    control = await openControl()
    expect(orderShown()).toEqual(order)
    expect(await gatewayOfNext(500)).toBe('paystablecoin')
  })

  it('a new one waits until nobody is paying, and is there at once then', async () => {
    must(await connect('nowpayments', SECRETS.nowpayments))
    const before = control.till()
    const { payment } = must(await start(1825))
    must(await connect('usdt-payments', SECRETS['usdt-payments']))
    expect(control.till()).toBe(before)
    expect(viewOf('usdt-payments')?.inUse).toBeNull()
    expect(await control.gateways.forget({ mode: 'live', gateway: 'nowpayments' })).toEqual({
      ok: false,
      error: { code: 'alreadyLive' },
    })
    must(await there(before.payments).cancel(payment.id))
    await expect.poll(() => viewOf('usdt-payments')?.inUse).not.toBeNull()
    expect(control.till()).not.toBe(before)
  })
})

describe('a keychain', () => {
  it('that is slow takes no till away from under a customer', async () => {
    must(await connect('nowpayments', SECRETS.nowpayments))
    const before = control.till()
    const answered = Promise.withResolvers<void>()
    const { get } = keychain
    Object.assign(keychain, {
      async get(...asked: Parameters<typeof get>) {
        await answered.promise
        return get(...asked)
      },
    })
    const changing = control.setMode('sandbox')
    const { payment } = must(await start(1825))
    answered.resolve()
    expect(await changing).toEqual({ ok: false, error: { code: 'alreadyLive' } })
    expect(control.till()).toBe(before)
    expect(settings.read().mode).toBe('live')
    expect(there(before.payments).current()?.payment.id).toBe(payment.id)
  })

  it('that fails half-way keeps what was there: a new key beside an old secret belongs to no account', async () => {
    must(await connect('nowpayments', SECRETS.nowpayments))
    const kept = new Map(keychain.kept)
    const another = { 'api-key': 'KEY-OF-ANOTHER-ACCOUNT', 'ipn-secret': 'secret-of-another-account' }
    await simulator.control.rotateKey({ apiKey: another['api-key'] })
    const { set } = keychain
    Object.assign(keychain, {
      set: (...given: Parameters<typeof set>) =>
        given[2] === another['ipn-secret']
          ? Promise.resolve({ ok: false, error: { code: 'keychainUnavailable' } })
          : set(...given),
    })
    expect(await connect('nowpayments', another)).toEqual({
      ok: false,
      error: { code: 'keychainUnavailable' },
    })
    expect(keychain.kept).toEqual(kept)
  })
})
