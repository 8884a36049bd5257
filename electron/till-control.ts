import type { CustomerView } from '../shared/contract/customer.ts'
import type { PaymentsState } from '../shared/contract/payments.ts'
import type { Settings } from '../shared/contract/settings.ts'
import { NO_SHIFTS_VIEW } from '../shared/contract/shifts.ts'
import type { PeriodSummary } from '../shared/contract/summary.ts'
import type { TillState } from '../shared/contract/till.ts'
import type { Mode } from '../shared/mode.ts'
import type { Caller } from '../shared/people/caller.ts'
import { err, ok, type Result } from '../shared/result.ts'
import { type AccountDesk, createAccountDesk } from './account/account-desk.ts'
import { type ChainLink, createChainLink } from './chain/chain-link.ts'
import { createTillExports, type TillExports } from './exports/till-exports.ts'
import type { GatewayFactory } from './gateways/gateway-for-mode.ts'
import { VENDORS } from './gateways/vendor-registry.ts'
import type { CheckpointSigner } from './journal/checkpoint.ts'
import type { Log } from './log.ts'
import { type OpenTill, openTill } from './open-till.ts'
import { createHostedPage, type HostedPage, type PagePlace } from './payments/desk/hosted-page.ts'
import type { Gate } from './people/gate.ts'
import type { PeopleDesk } from './people/people-desk.ts'
import { createTillPeople } from './people/till-people.ts'
import type { PracticeGateway } from './practice.ts'
import { createRelayLink, type RelayLink } from './relay/relay-link.ts'
import type { Credentials } from './settings/credentials.ts'
import { createGatewayLink, type GatewayLink } from './settings/gateway-link.ts'
import { gatewaysOf } from './settings/gateways-of-mode.ts'
import type { Keychain } from './settings/keychain.ts'
import { createOwnerPin } from './settings/owner-pin.ts'
import type { PinAttempts } from './settings/pin-lock.ts'
import type { SettingsChange, SettingsStore } from './settings/settings-store.ts'
import { createClosedDays } from './till/closed-days.ts'
import { createModeInUse } from './till/mode-in-use.ts'
import { createOwnerSettings } from './till/owner-settings.ts'
import { createWindowNews, type Publish } from './till/window-news.ts'
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
  /** `caller`: where somebody's call changes them. */
  saveSettings(change: SettingsChange, caller?: Caller): Result<TillState>
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
  readonly publish: Publish
}

/** Without a journal nobody can be counted, so nobody may try. */
const NO_ATTEMPTS: PinAttempts = {
  failures: () => 0,
  note: () => err({ code: 'journalUnavailable', reason: 'other' }),
}

const NOWHERE: PagePlace = { open: () => undefined, close: () => undefined, onClosed: () => undefined }

/** Opens the till in the mode of the settings and keeps the windows told. */
export async function createTillControl(dependencies: TillControlDependencies): Promise<TillControl> {
  const { settings, credentials, keychain, clock, log, practice } = dependencies
  const inUse = await createModeInUse({
    ...{ settings, prepare },
    onOpened() {
      begin()
      tell()
      // Only practice does without a keychain: what is true of the PIN may be another thing here.
      void ownerPin.refresh().then(tell)
    },
    onOutdated: tell,
  })
  const { till } = inUse
  const ownerPin = createOwnerPin({
    ...{ keychain, clock },
    attempts: () => till().pinAttempts ?? NO_ATTEMPTS,
    mayKeepInMemory: () => till().mode === 'practice',
  })
  const owner = createOwnerSettings({
    ...{ settings, ownerPin },
    acts: () => till().ownerActs,
    moneyRules: () => till().moneyRules,
    shopTexts: () => till().shopTexts,
    hasPeople: () => people.desk.session.standing().kind !== 'open',
  })
  const people = createTillPeople({ ...dependencies, ownerPin, till, onChange: tell })
  const news = createWindowNews({ ...dependencies, till, seen: people.seen, state })

  /** Everything that a mode's till has to wait for, the keychain above all; what comes back opens it at once. */
  async function prepare(mode: Mode): Promise<() => OpenTill> {
    const { gateways, account } = await gatewaysOf(mode, dependencies)
    const signer = await dependencies.signerFor(mode)
    return () =>
      openTill(mode, {
        ...dependencies,
        ...{ gateways, account: account(), signer, settings: () => owner.read(), onChange: tell },
        tillId: () => tillIdOf(settings),
        worksHere: (person) => people.desk.book.find(person)?.isHere === true,
        onSlept: (ms) => people.desk.session.slept(ms),
        // The practice gateway's callbacks go nowhere.
        callbackSecret: async (id) => (mode === 'practice' ? null : credentials.callbackSecret(mode, id)),
      })
  }

  /** The keychain may keep the relay waiting, and nothing else. */
  function begin(): void {
    till().start()
    void relay.join(till())
    void chain.join(till())
  }

  /** As far as whoever is signed in may know it. */
  function state(): TillState {
    return people.stateFor({
      revision: news.revision(),
      now: isoNow(clock),
      mode: till().mode,
      settings: owner.read(),
      relayTokens: credentials.relayTokens(),
      keychain: credentials.problem(),
      gateway: till().health(),
      gateways: gateways.views(),
      relay: till().relay?.view() ?? { connection: { state: 'off' }, refused: 0 },
      chain: chain.view(),
      account: account.view(),
      openPage: hostedPage.shown(),
      ...people.desk.view(),
      shifts: till().shifts?.view(people.whoIsThere()) ?? NO_SHIFTS_VIEW,
      dayFiles: closedDays.view(),
      ownerPin: ownerPin.state(),
      journal: till().journalProblem() ?? people.desk.problem(),
      clock: till().clockProblem(),
      asleep: till().asleep(),
      practicePanel: till().mode === 'practice' ? (practice?.panelUrl ?? null) : null,
      version: dependencies.version,
    })
  }

  function tell(): void {
    hostedPage.follow()
    people.desk.session.follow()
    news.tell()
    inUse.catchUp()
    closedDays.follow()
  }

  /** Whatever the owner changed is told, and answered with what the till is now. */
  function changed(done: Result<null>): Result<TillState> {
    if (!done.ok) return done
    tell()
    return ok(state())
  }

  const relay = createRelayLink({ ...dependencies, till, onChange: tell })

  const chain = createChainLink({ ...dependencies, till, onChange: tell })

  const gateways = createGatewayLink({
    ...dependencies,
    till,
    reopen: inUse.renew,
    onChange: tell,
  })

  const account = createAccountDesk({
    ...{ clock, log },
    account: () => till().account,
    acts: () => till().ownerActs,
    practiceLogin: () => (till().mode === 'practice' ? (practice?.login ?? null) : null),
    isOurs: (externalId) => till().refunds?.isOurs(externalId) ?? false,
  })

  const hostedPage = createHostedPage({
    place: dependencies.pagePlace ?? NOWHERE,
    current: () => till().payments?.current() ?? null,
    gateOf: (gateway, url) => VENDORS.find(({ id }) => id === gateway)?.pageGate?.(url) ?? null,
    onChange: tell,
  })

  const exports = createTillExports({
    workerUrl: dependencies.exportWorkerUrl ?? new URL('./export-worker.js', import.meta.url),
    clock,
    source: () => ({
      journalFile: till().journalFile,
      mode: till().mode,
      timeZone: settings.read().timeZone,
    }),
    onCrash: (reference, error) => log.error({ reference, err: error }, 'export: worker died'),
  })

  const closedDays = createClosedDays({
    ...{ ...dependencies, till, service: exports.service, onChange: tell },
    draw: (summary) => dependencies.drawSummary(summary, state()),
  })

  begin()
  closedDays.follow()
  // Looking into the keychain may wait for a person to unlock it: the windows do not.
  void Promise.all([credentials.refresh(), ownerPin.refresh(), chain.refresh()]).then(tell)

  return {
    till,
    practice: () => practice,
    settings: owner.read,
    state,
    paymentsState: news.paymentsState,
    customerView: news.customerView,
    async setMode(mode) {
      const done = await inUse.change(mode)
      return done.ok ? ok(state()) : done
    },
    saveSettings(change, caller) {
      owner.save(change, caller)
      if (change.chainEvidence !== undefined) void chain.join(till())
      return changed(ok(null))
    },
    people: people.desk,
    gate: people.gate,
    setPin: (change) => inUse.inTurn(async () => changed(await owner.setPin(change))),
    setEarlyRelease: (rule, caller) => inUse.inTurn(async () => changed(owner.setEarlyRelease(rule, caller))),
    gateways: {
      ...gateways,
      connect: (input) => inUse.inTurn(() => gateways.connect(input)),
      forget: (input) => inUse.inTurn(() => gateways.forget(input)),
    },
    relay,
    chain,
    account,
    hostedPage,
    exports,
    wake() {
      people.desk.session.woke()
      till().wake()
    },
    close() {
      closedDays.close()
      exports.close()
      people.desk.close()
      till().close()
    },
  }
}
