import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { GatewayFactory } from '../../electron/gateways/gateway-for-mode.ts'
import { createRequestQueue } from '../../electron/gateways/request-queue.ts'
import { vendorOf } from '../../electron/gateways/vendor-registry.ts'
import { createAnswerCall } from '../../electron/ipc/answer-calls.ts'
import type { AnswerCall, CallEvent } from '../../electron/ipc/front-door.ts'
import { paymentsHandlers } from '../../electron/ipc/handlers/payment-handlers.ts'
import { peopleHandlers } from '../../electron/ipc/handlers/people-handlers.ts'
import { refundsHandlers } from '../../electron/ipc/handlers/refund-handlers.ts'
import { searchHandlers } from '../../electron/ipc/handlers/search-handlers.ts'
import { shiftsHandlers } from '../../electron/ipc/handlers/shift-handlers.ts'
import { verifyJournal } from '../../electron/journal/verify-journal.ts'
import { createLog, type Log } from '../../electron/log.ts'
import { peopleFileOf } from '../../electron/people/people-book.ts'
import { createCredentials } from '../../electron/settings/credentials.ts'
import { recordOf } from '../../electron/settings/pin-record.ts'
import type { SettingsStore } from '../../electron/settings/settings-store.ts'
import { createTillControl, type TillControl } from '../../electron/till-control.ts'
import type { RequestChannel } from '../../shared/contract/channels.ts'
import { contract, type TillHandlers } from '../../shared/contract/contract.ts'
import type { PaymentsState } from '../../shared/contract/payments.ts'
import { defaultSettings } from '../../shared/contract/settings.ts'
import type { PeriodSummary } from '../../shared/contract/summary.ts'
import type { TillState } from '../../shared/contract/till.ts'
import type { Caller } from '../../shared/people/caller.ts'
import type { Role } from '../../shared/people/person.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { createManualClock } from '../../simulator/clock.ts'
import { practiceIpnSecret } from '../../simulator/nowpayments/settings.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'
import { createMemoryKeychain, type MemoryKeychain } from './memory-keychain.ts'
import { createMemorySettings } from './memory-settings.ts'
import { must } from './paying.ts'
import { PRACTICE_SECRETS } from './practice-secrets.ts'

// A whole till without windows: its calls come in as a window's do, through the one place that checks them.

/** One of each role, and a second cashier. */
export const STAFF = {
  ana: { role: 'owner', pin: '48291375' },
  max: { role: 'manager', pin: '60417283' },
  ben: { role: 'cashier', pin: '93571864' },
  dua: { role: 'cashier', pin: '27184639' },
} as const satisfies Record<string, { role: Role; pin: string }>
export type Name = keyof typeof STAFF

export const WRONG_PIN = '11235813'

export type PeopleTill = {
  readonly folder: string
  readonly keychain: MemoryKeychain
  readonly settings: SettingsStore
  readonly simulator: Simulator
  readonly clock: FakeClock
  /** Time goes on, for the gateway too: it tells the till what time it is. */
  later(ms: number): Promise<void>
  control(): TillControl
  /** As the cashier's window calls. What is no call of the till's own handlers here is counted and answered with `notNow`. */
  call<T = unknown>(channel: RequestChannel, input?: unknown): Promise<Result<T>>
  /** Those of which this harness has no handlers, with who made them. */
  readonly reached: { channel: RequestChannel; caller: Caller }[]
  /** The summaries that were drawn, with what of the till's state was given for it. */
  readonly drawn: readonly { summary: PeriodSummary; till: TillState }[]
  /** What the cashier's window was told last. */
  told(): { till: TillState; payments: PaymentsState }
  /** The whole staff, by their own calls. */
  hire(): Promise<void>
  idOf(name: Name): string
  wordOf(name: Name): { person: string; pin: string }
  signIn(name: Name): Promise<Result<TillState>>
  restart(): Promise<void>
  /** Kind and body of every event about people, after the chain was checked. */
  events(): [kind: string, body: Record<string, unknown>][]
  close(): Promise<void>
}

/** Hired once: the tests of a file all begin with the same people. */
type Staff = {
  readonly book: Buffer
  readonly records: readonly (readonly [string, string])[]
  readonly ids: ReadonlyMap<Name, string>
}
let staff: Staff | undefined
/** A record says what it costs: a guess at a PIN of theirs takes no quarter of a second. */
const CHEAP = { N: 2 ** 10, r: 8, p: 1 }

const SEARCH_WORKER = new URL('../../electron/exports/search/search-worker.ts', import.meta.url)
const WINDOW = { sender: { getURL: () => 'app://till/cashier.html' } } as unknown as CallEvent
const SENDERS = { trust: () => undefined, roleOf: () => 'cashier' as const, contentsOf: () => [] }

/** `areCallsReal: false`: no handler of the till's is behind any call, so that it can be seen who gets through. */
export async function createPeopleTill(areCallsReal = true): Promise<PeopleTill> {
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-people-'))
  const clock = createFakeClock()
  const gatewaysClock = createManualClock(clock.now())
  const simulator = await startSimulator({ seed: 7, clock: gatewaysClock })
  const keychain = createMemoryKeychain(clock)
  const settings = createMemorySettings({ ...defaultSettings('UTC'), mode: 'live' })
  const reached: { channel: RequestChannel; caller: Caller }[] = []
  const drawn: { summary: PeriodSummary; till: TillState }[] = []
  const ids = new Map<Name, string>()
  let told: { till?: TillState; payments?: PaymentsState } = {}
  let control = await open()
  let answer = answering()

  function open(): Promise<TillControl> {
    const queue = createRequestQueue({ everyMs: 1, burst: 1000, concurrency: 8 })
    const gateways: GatewayFactory = {
      create: (mode, vendor, secrets) =>
        vendorOf(vendor).create(secrets, {
          ...{ baseUrl: simulator.urlOf(vendor), mode, clock, queue, version: 'test' },
        }),
      account: () => null,
    }
    return createTillControl({
      ...{ folder, version: 'test', clock, random: () => 0.5, settings, keychain, gateways },
      log: createLog(join(folder, 'logs'), '2026-11-21', 'test'),
      credentials: createCredentials(keychain, gateways),
      signerFor: async () => null,
      practice: null,
      pagePlace: null,
      exportWorkerUrl: new URL('../../electron/exports/export-worker.ts', import.meta.url),
      async drawSummary(summary, till) {
        drawn.push({ summary, till })
        return ok(new TextEncoder().encode('%PDF-'))
      },
      publish: {
        till: (till) => {
          told = { ...told, till }
        },
        payments: (payments) => {
          told = { ...told, payments }
        },
        customer: () => undefined,
      },
    })
  }

  /** By their own calls. */
  async function hireStaff(): Promise<Staff> {
    for (const [name, { role, pin }] of Object.entries(STAFF)) {
      const word = ids.size === 0 ? null : till.wordOf('ana')
      const input = { name, role, pin, word }
      must(await control.people.add(input, must(await control.gate.admit('people.add', input))))
      const person = control.people.book.people().find((one) => one.name === name)
      if (!person) throw new Error(`${name} was not added`)
      ids.set(name as Name, person.id)
      keychain.kept.set(`till:live:pin.${person.id}`, await recordOf(pin, CHEAP))
    }
    // Closed, the file is whole.
    control.close()
    const records = [...keychain.kept].filter(([name]) => name.startsWith('till:live:pin.'))
    return { book: readFileSync(peopleFileOf(folder)), records, ids: new Map(ids) }
  }

  function answering(): AnswerCall {
    const log = createLog(join(folder, 'logs'), '2026-11-21', 'test')
    const real = areCallsReal ? handlersOf(control, { clock, log }) : {}
    const handlers = Object.fromEntries(
      Object.entries(contract).map(([group, calls]) => [
        group,
        { ...spies(group, Object.keys(calls)), ...real[group] },
      ]),
    ) as unknown as TillHandlers
    return createAnswerCall(contract, handlers, { senders: SENDERS, gate: control.gate, log })
  }

  function spies(group: string, calls: readonly string[]) {
    const spy = (call: string) => (_input: unknown, caller: Caller) => {
      reached.push({ channel: `${group}.${call}` as RequestChannel, caller })
      return err({ code: 'notNow' } as const)
    }
    return Object.fromEntries(calls.map((call) => [call, spy(call)]))
  }

  const till: PeopleTill = {
    ...{ folder, keychain, settings, simulator, clock, reached, drawn },
    async later(ms) {
      await gatewaysClock.advance(ms)
      clock.advance(ms)
    },
    control: () => control,
    call: async <T>(channel: RequestChannel, input?: unknown) =>
      (await answer(channel, WINDOW, input)) as Result<T>,
    told() {
      if (!told.till || !told.payments) throw new Error('nothing was told')
      return { till: told.till, payments: told.payments }
    },
    async hire() {
      staff ??= await hireStaff()
      control.close()
      writeFileSync(peopleFileOf(folder), staff.book)
      for (const [name, record] of staff.records) keychain.kept.set(name, record)
      for (const [name, id] of staff.ids) ids.set(name, id)
      settings.save({ hasPeople: true })
      await till.restart()
    },
    idOf(name) {
      const id = ids.get(name)
      if (id === undefined) throw new Error(`${name} is not hired`)
      return id
    },
    wordOf: (name) => ({ person: till.idOf(name), pin: STAFF[name].pin }),
    async signIn(name) {
      const signed = await people().signIn({ id: till.idOf(name), pin: STAFF[name].pin })
      return signed.ok ? { ok: true, value: control.state() } : signed
    },
    async restart() {
      control.close()
      control = await open()
      answer = answering()
    },
    events() {
      const database = new DatabaseSync(peopleFileOf(folder), { readOnly: true })
      const rows = database.prepare('SELECT kind, body FROM events ORDER BY seq').all()
      const { fault } = verifyJournal(database)
      database.close()
      if (fault) throw new Error(`the journal of the people is broken at ${fault.seq}`)
      return rows.map((row) => [String(row['kind']), JSON.parse(String(row['body']))])
    },
    async close() {
      control.close()
      await simulator.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  const people = () => control.people

  const secrets = { ...PRACTICE_SECRETS.nowpayments, 'ipn-secret': practiceIpnSecret }
  must(await control.gateways.connect({ mode: 'live', gateway: 'nowpayments', secrets }))
  return till
}

function handlersOf(
  control: TillControl,
  { clock, log }: { readonly clock: FakeClock; readonly log: Log },
): Partial<Record<string, object>> {
  const owner = {
    setPin: control.setPin,
    setEarlyRelease: ({ earlyRelease }, caller) => control.setEarlyRelease(earlyRelease, caller),
  } satisfies TillHandlers['owner']
  return {
    // Their file opens pages of the system's browser, which there is none of here.
    till: { state: () => ok(control.state()), saveSettings: control.saveSettings },
    owner,
    people: peopleHandlers(control),
    payments: paymentsHandlers(control),
    refunds: refundsHandlers(control),
    search: searchHandlers(control, { workerUrl: SEARCH_WORKER, clock, log }),
    shifts: shiftsHandlers(control),
  }
}
