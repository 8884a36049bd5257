import { join } from 'node:path'
import type { AppError } from '../shared/app-error.ts'
import type { GatewayHealth, GatewayView } from '../shared/contract/gateways.ts'
import type { Settings } from '../shared/contract/settings.ts'
import type { Asleep } from '../shared/contract/till.ts'
import type { Mode } from '../shared/mode.ts'
import type { Gateway as VendorId } from '../shared/relay-protocol.ts'
import { err } from '../shared/result.ts'
import { createTillChain, type TillChain } from './chain/till-chain.ts'
import type { Gateway } from './gateways/gateway.ts'
import type { NowPaymentsAccount } from './gateways/nowpayments/account/account.ts'
import type { CheckpointSigner } from './journal/checkpoint.ts'
import { createCheckpoints } from './journal/checkpoints.ts'
import { journalError } from './journal/database.ts'
import { createIdleWork } from './journal/idle-work.ts'
import { createOwnerActs, type OwnerActs } from './journal/owner-acts.ts'
import { createPinAttempts } from './journal/pin-attempts.ts'
import type { Log } from './log.ts'
import { businessDay } from './payments/opening/intent.ts'
import { createPaymentService, type PaymentService } from './payments/payment-service.ts'
import { createTillGateways } from './payments/till-gateways.ts'
import { createTillPayments } from './payments/till-payments.ts'
import { type BooksRecord, createBooksRecord } from './reconciliation/books-record.ts'
import { openRecords } from './refunds/open-records.ts'
import { createRefundRepository } from './refunds/refund-repository.ts'
import { createRefundService, type RefundService } from './refunds/refund-service.ts'
import { createTillRelay, type TillRelay } from './relay/till-relay.ts'
import type { PinAttempts } from './settings/pin-lock.ts'
import { createShiftService, type ShiftService } from './shifts/shift-service.ts'
import { createMoneyRules, type MoneyRulesRecord } from './till/money-rules.ts'
import { createShopTexts, type ShopTextsRecord } from './till/shop-texts.ts'
import { createClockWatch, timeHeard } from './time/clock-watch.ts'
import type { SteadyClock } from './time/steady-clock.ts'

/** Everything that belongs to one mode: its journal, its gateway, its payments. */
export type OpenTill = {
  readonly mode: Mode
  readonly journalFile: string
  /** Null when the journal cannot be opened: then `journalProblem` says why, and the till cannot charge. */
  readonly payments: PaymentService | null
  /** Tries of the owner's PIN; null without a journal. */
  readonly pinAttempts: PinAttempts | null
  /** What the owner changes, for the record; null without a journal. */
  readonly ownerActs: OwnerActs | null
  /** Where rates come from and when goods go early; null without a journal. */
  readonly moneyRules: MoneyRulesRecord | null
  /** What the receipts say of the shop; null without a journal. */
  readonly shopTexts: ShopTextsRecord | null
  /** What comparisons of the books found; null without a journal. */
  readonly books: BooksRecord | null
  /** Null without a journal: callbacks say which payment to look at, and there is none. */
  readonly relay: TillRelay | null
  /** Null without a journal. */
  readonly chain: TillChain | null
  /** Looks for what else was paid on the gateway's page of a payment; says so through the payments' state. */
  searchInvoice(paymentId: string): Promise<void>
  /** The owner's side of the NOWPayments account of this mode; null where it is not set up. */
  readonly account: NowPaymentsAccount | null
  /** Null without a journal. */
  readonly refunds: RefundService | null
  /** Shifts, X and Z; null without a journal. */
  readonly shifts: ShiftService | null
  /** Of the gateway that the next charge goes to. */
  health(): GatewayHealth
  /** How this one has been answering; null where it is not set up. */
  inUse(gatewayId: string): GatewayView['inUse']
  journalProblem(): AppError | null
  clockProblem(): AppError | null
  /** Set after a sleep until everything open was checked again. */
  asleep(): Asleep | null
  /** Puts right what a crash left and begins to watch. */
  start(): void
  /** The computer slept: looks at everything again. */
  wake(): void
  close(): void
}

export type OpenTillDependencies = {
  readonly folder: string
  readonly gateways: readonly [Gateway, ...Gateway[]]
  /** The owner's side of the NOWPayments account; null where there is none. */
  readonly account: NowPaymentsAccount | null
  readonly clock: SteadyClock
  readonly random: () => number
  readonly log: Log
  /** Signs the journal's checkpoints; null leaves it unsigned. */
  readonly signer: CheckpointSigner | null
  readonly settings: () => Settings
  /** What tells this till apart from another of its number; null where it could not be made. */
  readonly tillId: () => string | null
  /** What a gateway signs its callbacks with in this mode; rejects when the keychain cannot be asked. */
  readonly callbackSecret: (gateway: VendorId) => Promise<string | null>
  /** Whether that person still works here. */
  readonly worksHere: (person: string) => boolean
  /** The computer slept for so long, in ms. */
  readonly onSlept?: (ms: number) => void
  /** Something a window shows changed. */
  readonly onChange: () => void
}

/** Where the journal of a mode lives: practice is a file of its own and never mixes with real money. */
export function journalFileOf(folder: string, mode: Mode): string {
  return join(folder, 'journal', `${mode}.sqlite`)
}

/** Opens the till in one mode. Never throws for what a person can meet: a journal that cannot be used is a state. */
export function openTill(mode: Mode, given: OpenTillDependencies): OpenTill {
  let isClosed = false
  // An answer that comes after the till was closed is nobody's news: there is no journal to show it from.
  const dependencies = { ...given, onChange: () => void (isClosed || given.onChange()) }
  const { clock, log } = dependencies
  /** What is on the screens decides what the chain is asked about. */
  const onChange = () => {
    chain?.follow()
    dependencies.onChange()
  }
  let chain: TillChain | null = null
  const journalFile = journalFileOf(dependencies.folder, mode)
  const opened = openRecords(journalFile, mode)

  if (!opened.ok) {
    log.error({ mode, error: opened.error }, 'journal: cannot be opened')
    dependencies.account?.onSignInChange(onChange)
    return {
      mode,
      journalFile,
      payments: null,
      pinAttempts: null,
      ownerActs: null,
      moneyRules: null,
      shopTexts: null,
      books: null,
      relay: null,
      searchInvoice: async () => undefined,
      chain: null,
      account: dependencies.account,
      refunds: null,
      shifts: null,
      health: () => ({ state: 'unknown', error: null, checkedAt: null }),
      inUse: () => null,
      journalProblem: () => opened.error,
      clockProblem: () => null,
      asleep: () => null,
      start: () => undefined,
      wake: () => undefined,
      close: () => dependencies.account?.signOut(),
    }
  }

  const journal = opened.value
  let damage: AppError | null = null

  /** What cannot be read of the journal is told in the windows; the till that would tell it must not end over it. */
  function reading(run: () => void): void {
    try {
      run()
    } catch (error) {
      damage ??= journalError(error)
      log.error({ mode, error: damage }, 'journal: cannot be read')
    }
  }

  const checkpoints = createCheckpoints(journal, dependencies.signer, clock)
  const idleWork = createIdleWork(journal.database, clock, log)
  const onRecorded = () => {
    idleWork.noted()
    checkpoints.noted(businessDay(clock.now(), dependencies.settings().timeZone))
  }
  const gateways = createTillGateways({
    ...dependencies,
    onInspected: ({ steps }) => clockWatch.heard(timeHeard(mode, steps)),
    recheck: () => watcher.resume(),
  })
  const { lineup } = gateways
  const tillPayments = createTillPayments({ ...dependencies, journal, mode, lineup, onRecorded, onChange })
  const { repository, watcher, desk } = tillPayments
  const shopTexts = createShopTexts({ ...dependencies, journal, mode })
  const shifts = createShiftService({
    ...{ ...dependencies, shopTexts, onChange },
    journal,
    mode,
    onDayClosed: checkpoints.sign,
  })
  const relay = createTillRelay({
    ...dependencies,
    ...{ mode, repository, watcher, lookAtSibling: tillPayments.lookAtSibling },
    heard: (payout, raw) => refunds.heard(payout, raw),
    secretOf: dependencies.callbackSecret,
    takesShortForm: () => dependencies.settings().takesShortCallbacks,
  })
  const moneyRules = createMoneyRules({ ...dependencies, journal })
  const payments = createPaymentService({
    ...{ ...dependencies, ...tillPayments, mode, lineup, moneyRules, shopTexts, onChange },
    callbackUrl: relay.callbackUrl,
    // A customer may think about a tip for minutes: nobody sells who left the shop meanwhile.
    sellerOf: (caller) =>
      caller.person === null || dependencies.worksHere(caller.person.id)
        ? shifts.sellerOf(caller)
        : err({ code: 'signInFirst' }),
  })

  const refunds = createRefundService({
    ...dependencies,
    payments: repository,
    repository: createRefundRepository(journal, repository, ({ id, status }) => {
      log.info({ mode, refund: id, status }, 'refund: recorded')
      onRecorded()
    }),
    callbackUrl: () => relay.callbackUrl('nowpayments'),
    isPractice: mode === 'practice',
  })
  dependencies.account?.onSignInChange(() => {
    if (isClosed) return
    refunds.signInChanged()
    onChange()
  })

  chain = createTillChain({
    ...{ clock, log, onScreen: desk.current, onChange: dependencies.onChange },
    onSeen: tillPayments.seenOnChain,
  })

  const clockWatch = createClockWatch({
    clock,
    ask: gateways.inspect,
    isQrUp: () => repository.withStatus(['awaiting']).length > 0,
    recheck() {
      watcher.resume()
      return watcher.settled()
    },
    onSlept: (ms) => dependencies.onSlept?.(ms),
    onChange,
  })

  return {
    mode,
    journalFile,
    payments,
    pinAttempts: createPinAttempts(journal, clock),
    ownerActs: createOwnerActs(journal, clock),
    ...{ moneyRules, shopTexts },
    books: createBooksRecord(journal, clock),
    searchInvoice: tillPayments.searchInvoice,
    relay,
    chain,
    account: dependencies.account,
    refunds,
    shifts,
    health: gateways.health,
    inUse: gateways.inUse,
    journalProblem: () => journal.problem() ?? damage,
    clockProblem: clockWatch.problem,
    asleep: clockWatch.asleep,
    start() {
      idleWork.noted()
      reading(payments.resume)
      reading(refunds.resume)
      void gateways.inspect()
      clockWatch.start()
      gateways.start()
    },
    wake() {
      clockWatch.woke()
      gateways.wake()
      relay.wake()
    },
    close() {
      isClosed = true
      dependencies.account?.signOut()
      if (!journal.database.isOpen) return
      idleWork.stop()
      relay.close()
      chain?.close()
      refunds.close()
      gateways.stop()
      clockWatch.stop()
      tillPayments.stop()
      reading(checkpoints.sign)
      journal.close()
    },
  }
}
