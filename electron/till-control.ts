import type { CustomerView } from '../shared/contract/customer.ts'
import { NO_DAY_FILES } from '../shared/contract/day-files.ts'
import type { PaymentsState } from '../shared/contract/payments.ts'
import type { Settings } from '../shared/contract/settings.ts'
import { NO_SHIFTS_VIEW } from '../shared/contract/shifts.ts'
import type { TillState } from '../shared/contract/till.ts'
import type { Mode } from '../shared/mode.ts'
import { NO_PEOPLE } from '../shared/people/caller.ts'
import { err, ok, type Result } from '../shared/result.ts'
import { type AccountDesk, createAccountDesk } from './account/account-desk.ts'
import { type ChainLink, createChainLink } from './chain/chain-link.ts'
import type { GatewayFactory } from './gateways/gateway-for-mode.ts'
import { VENDORS } from './gateways/vendor-registry.ts'
import type { CheckpointSigner } from './journal/checkpoint.ts'
import type { Log } from './log.ts'
import { type OpenTill, openTill } from './open-till.ts'
import { createHostedPage, type HostedPage, type PagePlace } from './payments/desk/hosted-page.ts'
import { businessDay } from './payments/opening/intent.ts'
import { toCustomerView } from './payments/payment-view.ts'
import type { PracticeGateway } from './practice.ts'
import { createRelayLink, type RelayLink } from './relay/relay-link.ts'
import { dayTotals } from './reports/day-report.ts'
import type { Credentials } from './settings/credentials.ts'
import { createGatewayLink, type GatewayLink } from './settings/gateway-link.ts'
import { gatewaysOf } from './settings/gateways-of-mode.ts'
import type { Keychain } from './settings/keychain.ts'
import { createOwnerPin, type OwnerPin } from './settings/owner-pin.ts'
import type { PinAttempts } from './settings/pin-lock.ts'
import type { SettingsChange, SettingsStore } from './settings/settings-store.ts'
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
  readonly ownerPin: OwnerPin
  setPin(change: { readonly current: string | null; readonly pin: string }): Promise<Result<TillState>>
  /** Changes the owner's rule for early release, which needs the PIN. */
  setEarlyRelease(pin: string, earlyRelease: Settings['earlyRelease']): Promise<Result<TillState>>
  readonly gateways: GatewayLink
  readonly relay: RelayLink
  readonly chain: ChainLink
  readonly account: AccountDesk
  readonly hostedPage: HostedPage
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

  function state(): TillState {
    return {
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
      people: [],
      session: { kind: 'open' },
      shifts: till.shifts?.view(NO_PEOPLE) ?? NO_SHIFTS_VIEW,
      dayFiles: NO_DAY_FILES,
      ownerPin: ownerPin.state(),
      journal: till.journalProblem(),
      clock: till.clockProblem(),
      asleep: till.asleep(),
      practicePanel: till.mode === 'practice' ? (practice?.panelUrl ?? null) : null,
      version: dependencies.version,
    }
  }

  function paymentsState(): PaymentsState {
    if (till.payments) {
      const payments = till.payments.state(revision)
      return { ...payments, exceptions: payments.exceptions + (till.refunds?.asking().length ?? 0) }
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
    revision += 1
    const view = customerView()
    // That time goes on is no news: the window counts by itself.
    const content = JSON.stringify({ ...view, revision: 0, leftMs: 0 })
    if (content !== lastCustomer) publish.customer(view)
    lastCustomer = content
    publish.payments(paymentsState())
    publish.till(state())
    catchUp()
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
    const set = await ownerPin.set(change)
    if (set.ok) tell()
    return set.ok ? ok(state()) : set
  }

  async function setEarlyRelease(
    pin: string,
    earlyRelease: Settings['earlyRelease'],
  ): Promise<Result<TillState>> {
    const shown = await ownerPin.verify(pin)
    if (!shown.ok) return shown
    const noted = till.ownerActs?.ruleChanged(earlyRelease)
    if (noted && !noted.ok) return noted
    if (ownerPin.lasts()) settings.save({ earlyRelease })
    practiceRule = ownerPin.lasts() ? undefined : earlyRelease
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
    ...{ clock, ownerPin, log: dependencies.log },
    account: () => till.account,
    practiceLogin: () => (till.mode === 'practice' ? (practice?.login ?? null) : null),
    isOurs: (externalId) => till.refunds?.isOurs(externalId) ?? false,
  })

  const hostedPage = createHostedPage({
    place: dependencies.pagePlace ?? NOWHERE,
    current: () => till.payments?.current() ?? null,
    gateOf: (gateway, url) => VENDORS.find(({ id }) => id === gateway)?.pageGate?.(url) ?? null,
    onChange: tell,
  })

  begin()
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
    ownerPin,
    setPin: (change) => inTurn(() => setPin(change)),
    setEarlyRelease: (pin, earlyRelease) => inTurn(() => setEarlyRelease(pin, earlyRelease)),
    gateways: {
      ...gateways,
      connect: (input) => inTurn(() => gateways.connect(input)),
      forget: (input) => inTurn(() => gateways.forget(input)),
    },
    relay,
    chain,
    account,
    hostedPage,
    wake: () => till.wake(),
    close: () => till.close(),
  }
}
