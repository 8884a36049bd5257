import { join } from 'node:path'
import type { CustomerView } from '../shared/contract/customer.ts'
import type { PaymentsState } from '../shared/contract/payments.ts'
import type { Settings } from '../shared/contract/settings.ts'
import { NO_SHIFTS_VIEW } from '../shared/contract/shifts.ts'
import type { PeriodSummary } from '../shared/contract/summary.ts'
import type { TillState } from '../shared/contract/till.ts'
import type { Mode } from '../shared/mode.ts'
import { byWhom, type Caller, NO_PEOPLE } from '../shared/people/caller.ts'
import { err, ok, type Result } from '../shared/result.ts'
import { type AccountDesk, createAccountDesk } from './account/account-desk.ts'
import { type ChainLink, createChainLink } from './chain/chain-link.ts'
import { createDayFiles } from './exports/day-files/day-files.ts'
import { recordFileAt } from './exports/day-files/day-files-record.ts'
import { createTillExports, type TillExports } from './exports/till-exports.ts'
import type { GatewayFactory } from './gateways/gateway-for-mode.ts'
import { VENDORS } from './gateways/vendor-registry.ts'
import type { CheckpointSigner } from './journal/checkpoint.ts'
import type { Log } from './log.ts'
import { type OpenTill, openTill } from './open-till.ts'
import { createHostedPage, type HostedPage, type PagePlace } from './payments/desk/hosted-page.ts'
import { businessDay } from './payments/opening/intent.ts'
import { toCustomerView } from './payments/payment-view.ts'
import type { Gate } from './people/gate.ts'
import type { PeopleDesk } from './people/people-desk.ts'
import { createTillPeople } from './people/till-people.ts'
import type { PracticeGateway } from './practice.ts'
import { createRelayLink, type RelayLink } from './relay/relay-link.ts'
import { dayTotals } from './reports/day-report.ts'
import type { Credentials } from './settings/credentials.ts'
import { createGatewayLink, type GatewayLink } from './settings/gateway-link.ts'
import { gatewaysOf } from './settings/gateways-of-mode.ts'
import type { Keychain } from './settings/keychain.ts'
import { createOwnerPin } from './settings/owner-pin.ts'
import type { PinAttempts } from './settings/pin-lock.ts'
import type { SettingsChange, SettingsStore } from './settings/settings-store.ts'
import { writeOwnBundle } from './tills/own-bundle.ts'
import { tillIdOf } from './tills/till-id.ts'
import { isoNow } from './time/clock.ts'
import type { SteadyClock } from './time/steady-clock.ts'

/** The till as a whole: which mode is open, what the windows see of it, and the owner's settings. */
export type TillControl = {
  till(): OpenTill
  practice(): PracticeGateway | null
  settings(): Settings
  state(): TillState
  paymentsState(): PaymentsState
  customerView(): CustomerView
  /** `alreadyLive` while a payment is in progress, parked ones too: it is watched in the mode it began in. */
  setMode(mode: Mode): Promise<Result<TillState>>
  saveSettings(change: SettingsChange): Result<TillState>
  readonly people: PeopleDesk
  /** Lets the windows' calls in. */
  readonly gate: Gate
  /** Of a till without people: `notNow` as soon as there is one. */
  setPin(change: { readonly current: string | null; readonly pin: string }): Promise<Result<TillState>>
  setEarlyRelease(earlyRelease: Settings['earlyRelease'], caller: Caller): Promise<Result<TillState>>
  readonly gateways: GatewayLink
  readonly relay: RelayLink
  readonly chain: ChainLink
  readonly account: AccountDesk
  readonly hostedPage: HostedPage
  readonly exports: TillExports
  wake(): void
  close(): void
}

export type TillControlDependencies = {
  readonly folder: string
  readonly version: string
  readonly clock: SteadyClock
  readonly random: () => number
  readonly log: Log
  readonly settings: SettingsStore
  readonly credentials: Credentials
  readonly keychain: Keychain
  readonly signerFor: (mode: Mode) => Promise<CheckpointSigner | null>
  readonly gateways: GatewayFactory
  readonly practice: PracticeGateway | null
  /** Where the gateway's own page is shown; null where no window can be opened. */
  readonly pagePlace: PagePlace | null
  /** A summary as a PDF; `till`: what is told of it. Error: `exportFailed`. */
  readonly drawSummary: (summary: PeriodSummary, till: TillState) => Promise<Result<Uint8Array>>
  /** The built `export-worker`; beside this file where nobody says. */
  readonly exportWorkerUrl?: URL | undefined
  /** Where TronGrid is, for tests: this computer only. */
  readonly chainUrl?: string | undefined
  readonly publish: {
    till(state: TillState): void
    payments(state: PaymentsState): void
    customer(view: CustomerView): void
  }
}

/** Without a journal nobody can be counted, so nobody may try. */
const NO_ATTEMPTS: PinAttempts = {
  failures: () => 0,
  note: () => err({ code: 'journalUnavailable', reason: 'other' }),
}

const NOWHERE: PagePlace = { open: () => undefined, close: () => undefined, onClosed: () => undefined }

/** Opens the till in the mode of the settings and keeps the windows told. */
export async function createTillControl(dependencies: TillControlDependencies): Promise<TillControl> {
  const { settings, credentials, clock, practice, publish } = dependencies
  let revision = 0
  let lastCustomer = ''
  /** The rule set with a PIN that lasts until the till is closed; it lasts no longer, and holds in practice only. */
  let practiceRule: Settings['earlyRelease'] | undefined
  /** The till was opened with other keys than those stored now. */
  let isOutdated = false
  let till = (await prepare(settings.read().mode))()
  const ownerPin = createOwnerPin({
    keychain: dependencies.keychain,
    clock,
    attempts: () => till.pinAttempts ?? NO_ATTEMPTS,
    mayKeepInMemory: () => till.mode === 'practice',
  })
  const people = createTillPeople({ ...dependencies, ownerPin, till: () => till, onChange: tell })
  /** Changes of mode and keys run one after another. */
  let changing: Promise<unknown> = Promise.resolve()

  function currentSettings(): Settings {
    const kept = settings.read()
    return kept.mode === 'practice' && practiceRule !== undefined
      ? { ...kept, earlyRelease: practiceRule }
      : kept
  }

  /** Everything that a mode's till has to wait for, the keychain above all; what comes back opens it at once. */
  async function prepare(mode: Mode): Promise<() => OpenTill> {
    const { gateways, account } = await gatewaysOf(mode, dependencies)
    const signer = await dependencies.signerFor(mode)
    return () =>
      openTill(mode, {
        ...dependencies,
        ...{ gateways, account: account(), signer, settings: currentSettings, onChange: tell },
        tillId: () => tillIdOf(settings),
        worksHere: (person) => people.desk.book.find(person)?.isHere === true,
        onSlept: (ms) => people.desk.session.slept(ms),
        // The practice gateway's callbacks go nowhere.
        callbackSecret: async (id) => (mode === 'practice' ? null : credentials.callbackSecret(mode, id)),
      })
  }

  /**
   * Opens a till anew, with what is stored now. The one before is closed only when the next is ready, and not at all when
   * somebody began to pay meanwhile: false then.
   */
  async function reopen(mode: Mode): Promise<boolean> {
    const openNext = await prepare(mode)
    if (isBusy()) return false
    if (settings.read().mode !== mode) settings.save({ mode })
    till.close()
    till = openNext()
    begin()
    tell()
    // Only practice does without a keychain: what is true of the PIN may be another thing here.
    void ownerPin.refresh().then(tell)
    return true
  }

  /** The keychain may keep the relay waiting, and nothing else. */
  function begin(): void {
    till.start()
    void relay.join(till)
    void chain.join(till)
  }

  /** As far as whoever is signed in may know it. */
  function state(): TillState {
    return people.stateFor({
      revision,
      now: isoNow(clock),
      mode: till.mode,
      settings: currentSettings(),
      relayTokens: credentials.relayTokens(),
      keychain: credentials.problem(),
      gateway: till.health(),
      gateways: gateways.views(),
      relay: till.relay?.view() ?? { connection: { state: 'off' }, refused: 0 },
      chain: chain.view(),
      account: account.view(),
      openPage: hostedPage.shown(),
      ...people.desk.view(),
      shifts: till.shifts?.view(people.whoIsThere()) ?? NO_SHIFTS_VIEW,
      dayFiles: dayFiles.view(),
      ownerPin: ownerPin.state(),
      journal: till.journalProblem() ?? people.desk.problem(),
      clock: till.clockProblem(),
      asleep: till.asleep(),
      practicePanel: till.mode === 'practice' ? (practice?.panelUrl ?? null) : null,
      version: dependencies.version,
    })
  }

  function paymentsState(): PaymentsState {
    if (till.payments) {
      const seen = people.seen()
      const payments = till.payments.state(revision, seen)
      const seesAll = seen.kind === 'everything' || seen.kind === 'day'
      const refunds = seesAll ? (till.refunds?.asking().length ?? 0) : 0
      return { ...payments, exceptions: payments.exceptions + refunds }
    }
    const { timeZone, currency } = settings.read()
    const day = businessDay(clock.now(), timeZone)
    const today = dayTotals([], day, currency)
    const rings = { count: 0, for: 'paid' } as const
    return { revision, current: null, tip: null, parked: [], recent: [], today, exceptions: 0, rings }
  }

  function customerView(): CustomerView {
    const { payments, mode } = till
    const current = payments?.current() ?? null
    return toCustomerView(current, settings.read(), mode, revision, clock.now(), payments?.tipAsked() ?? null)
  }

  /** The windows learn of every change; the customer's only when its own record changed. */
  function tell(): void {
    hostedPage.follow()
    people.desk.session.follow()
    revision += 1
    const view = customerView()
    // That time goes on is no news: the window counts by itself.
    const content = JSON.stringify({ ...view, revision: 0, leftMs: 0 })
    if (content !== lastCustomer) publish.customer(view)
    lastCustomer = content
    publish.payments(paymentsState())
    publish.till(state())
    catchUp()
    dayFiles.follow()
  }

  /** New keys wait until nobody is paying with the ones before. */
  function catchUp(): void {
    if (!isOutdated || isBusy()) return
    isOutdated = false
    void inTurn(renew)
  }

  /** As soon as nobody is paying. */
  async function renew(): Promise<void> {
    if (await reopen(till.mode)) return
    isOutdated = true
    tell()
  }

  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const next = changing.then(run, run)
    changing = next
    return next
  }

  /** A customer may be paying, or has: while that is so the till stays where it watches them. */
  function isBusy(): boolean {
    return till.payments?.isBusy() ?? false
  }

  async function setMode(mode: Mode): Promise<Result<TillState>> {
    if (mode === till.mode) return ok(state())
    if (isBusy()) return err({ code: 'alreadyLive' })
    return (await reopen(mode)) ? ok(state()) : err({ code: 'alreadyLive' })
  }

  async function setPin(change: {
    readonly current: string | null
    readonly pin: string
  }): Promise<Result<TillState>> {
    if (people.desk.session.standing().kind !== 'open') return err({ code: 'notNow' })
    const set = await ownerPin.set(change)
    if (set.ok) tell()
    return set.ok ? ok(state()) : set
  }

  async function setEarlyRelease(
    earlyRelease: Settings['earlyRelease'],
    caller: Caller,
  ): Promise<Result<TillState>> {
    const noted = till.ownerActs?.ruleChanged(earlyRelease, byWhom(caller))
    if (noted && !noted.ok) return noted
    // People have their PINs in the keychain and nowhere else.
    const lasts = caller.person !== null || ownerPin.lasts()
    if (lasts) settings.save({ earlyRelease })
    practiceRule = lasts ? undefined : earlyRelease
    tell()
    return ok(state())
  }

  function saveSettings(change: SettingsChange): Result<TillState> {
    const isOtherCurrency = change.currency !== undefined && change.currency !== settings.read().currency
    // The owner's limit is in the currency they set it in: 500 of one may be 50 times as much in another.
    if (isOtherCurrency) practiceRule = undefined
    if (isOtherCurrency && settings.read().earlyRelease !== null) till.ownerActs?.ruleChanged(null)
    settings.save(isOtherCurrency ? { ...change, earlyRelease: null } : change)
    if (change.chainEvidence !== undefined) void chain.join(till)
    tell()
    return ok(state())
  }

  const relay = createRelayLink({ ...dependencies, till: () => till, onChange: tell })

  const chain = createChainLink({ ...dependencies, till: () => till, onChange: tell })

  const gateways = createGatewayLink({
    ...dependencies,
    till: () => till,
    reopen: renew,
    onChange: tell,
  })

  const account = createAccountDesk({
    ...{ clock, log: dependencies.log },
    account: () => till.account,
    acts: () => till.ownerActs,
    practiceLogin: () => (till.mode === 'practice' ? (practice?.login ?? null) : null),
    isOurs: (externalId) => till.refunds?.isOurs(externalId) ?? false,
  })

  const hostedPage = createHostedPage({
    place: dependencies.pagePlace ?? NOWHERE,
    current: () => till.payments?.current() ?? null,
    gateOf: (gateway, url) => VENDORS.find(({ id }) => id === gateway)?.pageGate?.(url) ?? null,
    onChange: tell,
  })

  const exports = createTillExports({
    workerUrl: dependencies.exportWorkerUrl ?? new URL('./export-worker.js', import.meta.url),
    clock,
    source: () => ({ journalFile: till.journalFile, mode: till.mode, timeZone: settings.read().timeZone }),
    onCrash: (reference, error) => dependencies.log.error({ reference, err: error }, 'export: worker died'),
  })

  const dayFiles = createDayFiles({
    clock,
    settings: settings.read,
    till() {
      const { timeZone } = settings.read()
      // Whoever stands there: the files are nobody's view.
      const { lastZ, lastZAt } = till.shifts?.view(NO_PEOPLE) ?? NO_SHIFTS_VIEW
      const lastZDay = lastZAt === null ? null : businessDay(Date.parse(lastZAt), timeZone)
      return { mode: till.mode, lastZ, lastZDay, today: businessDay(clock.now(), timeZone) }
    },
    service: exports.service,
    draw: (summary) => dependencies.drawSummary(summary, state()),
    recordOf: (mode) => recordFileAt(join(dependencies.folder, 'day-files', `${mode}.json`)),
    async writeBundle(z, folder) {
      const parts = { settings, keychain: dependencies.keychain, open: () => till }
      const written = await writeOwnBundle(parts, z, async (name) => ok(join(folder, name)))
      return written.ok ? null : written.error
    },
    onChange: tell,
    onFailed: (of, error) => dependencies.log.warn({ of, error }, 'day file: not written'),
  })

  begin()
  dayFiles.follow()
  // Looking into the keychain may wait for a person to unlock it: the windows do not.
  void Promise.all([credentials.refresh(), ownerPin.refresh(), chain.refresh()]).then(tell)

  return {
    till: () => till,
    practice: () => practice,
    settings: currentSettings,
    state,
    paymentsState,
    customerView,
    setMode: (mode) => inTurn(() => setMode(mode)),
    saveSettings,
    people: people.desk,
    gate: people.gate,
    setPin: (change) => inTurn(() => setPin(change)),
    setEarlyRelease: (earlyRelease, caller) => inTurn(() => setEarlyRelease(earlyRelease, caller)),
    gateways: {
      ...gateways,
      connect: (input) => inTurn(() => gateways.connect(input)),
      forget: (input) => inTurn(() => gateways.forget(input)),
    },
    relay,
    chain,
    account,
    hostedPage,
    exports,
    wake() {
      people.desk.session.woke()
      till.wake()
    },
    close() {
      dayFiles.close()
      exports.close()
      people.desk.close()
      till.close()
    },
  }
}
