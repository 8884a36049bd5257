import type {
  AccountView,
  Balance,
  Conversion,
  ConversionList,
  ConversionOutcome,
  PayoutList,
  PreChecks,
} from '../../shared/contract/account.ts'
import type { ByWhom } from '../../shared/people/caller.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { NowPaymentsAccount } from '../gateways/nowpayments/account/account.ts'
import type { ConversionRequest } from '../gateways/nowpayments/account/conversions.ts'
import type { Listing } from '../gateways/nowpayments/account/rows.ts'
import type { ConversionEnd, OwnerActs } from '../journal/owner-acts.ts'
import type { Log } from '../log.ts'
import { type Clock, isoNow } from '../time/clock.ts'
import { accountError } from './account-error.ts'
import { convertOnce } from './convert.ts'
import { createPreCheckMemory } from './pre-check-memory.ts'

const DAY_MS = 24 * 60 * 60_000
/** Payouts older than this are looked for in the gateway's dashboard. */
const PAYOUT_DAYS = 90

/** The owner at the gateway's account of the open mode: what stands there, and making one coin of it into another. */
export type AccountDesk = {
  view(): AccountView
  signIn(email: string, password: string): Promise<Result<{ until: string }>>
  signOut(): void
  balance(): Promise<Result<Balance>>
  /**
   * One at a time (`notNow`), and none is ever asked for again by itself. Who asked is in the journal before the gateway is:
   * `journalUnavailable` where it cannot be, and then nothing is sent.
   */
  convert(request: ConversionRequest, by: ByWhom): Promise<Result<ConversionOutcome>>
  conversions(): Promise<Result<ConversionList>>
  conversion(id: string): Promise<Result<Conversion>>
  payouts(): Promise<Result<PayoutList>>
  preChecks(asksAgain: boolean): Promise<Result<PreChecks>>
}

export type AccountDeskDependencies = {
  readonly clock: Clock
  readonly log: Pick<Log, 'info' | 'warn'>
  /** Of the open mode; null where NOWPayments is not set up. */
  readonly account: () => NowPaymentsAccount | null
  /** Null without a journal: what is not on record is not asked for. */
  readonly acts: () => Pick<OwnerActs, 'conversionAsked' | 'conversionEnded'> | null
  readonly practiceLogin: () => AccountView['practiceLogin']
  /** Whether this till asked for the payout with that external id. */
  readonly isOurs: (externalId: string) => boolean
}

export function createAccountDesk(dependencies: AccountDeskDependencies): AccountDesk {
  const { clock, log } = dependencies
  const preChecks = createPreCheckMemory(clock)
  let isConverting = false

  async function withAccount<T>(
    ask: (account: NowPaymentsAccount) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const account = dependencies.account()
    return account === null ? err({ code: 'notSetUp' }) : ask(account)
  }

  async function convert(
    account: NowPaymentsAccount,
    request: ConversionRequest,
    by: ByWhom,
  ): Promise<Result<ConversionOutcome>> {
    if (account.signedInUntil() === null) return err({ code: 'signInAgain' })
    const acts = dependencies.acts()
    if (acts === null) return err({ code: 'journalUnavailable', reason: 'other' })
    let isSent = false
    log.info({ ...request }, 'account: conversion asked for')
    const outcome = await convertOnce(account, request, {
      now: clock.now(),
      onSending() {
        const noted = acts.conversionAsked(request, by)
        isSent = noted.ok
        return noted
      },
    })
    if (isSent) acts.conversionEnded(endOf(outcome))
    if (outcome.ok) log.info({ kind: outcome.value.kind }, 'account: conversion')
    else log.warn({ error: outcome.error }, 'account: no conversion')
    return outcome
  }

  return {
    view() {
      const account = dependencies.account()
      const signedInUntil = account?.signedInUntil() ?? null
      return { isThere: account !== null, signedInUntil, practiceLogin: dependencies.practiceLogin() }
    },

    signIn: (email, password) =>
      withAccount(async (account) => {
        const entered = await account.signIn(email, password)
        return entered.ok ? ok(entered.value.value) : err(accountError(entered.error.error))
      }),

    signOut: () => dependencies.account()?.signOut(),

    balance: () =>
      withAccount(async (account) => {
        const read = await account.balance({ priority: 'person' })
        if (!read.ok) return err(accountError(read.error.error))
        const { usdt, coins } = read.value.value
        return ok({ usdt, coins: [...coins], at: isoNow(clock) })
      }),

    convert: (request, by) =>
      withAccount(async (account) => {
        if (isConverting) return err({ code: 'notNow' })
        isConverting = true
        try {
          return await convert(account, request, by)
        } finally {
          isConverting = false
        }
      }),

    conversions: () =>
      withAccount(async (account) => {
        const listed = await account.conversions()
        return listed.ok ? ok(told(listed.value, clock)) : err(accountError(listed.error.error))
      }),

    conversion: (id) =>
      withAccount(async (account) => {
        const read = await account.readConversion(id)
        return read.ok ? ok(read.value.value) : err(accountError(read.error.error))
      }),

    payouts: () =>
      withAccount(async (account) => {
        const since = new Date(clock.now() - PAYOUT_DAYS * DAY_MS).toISOString()
        const listed = await account.payouts(since)
        if (!listed.ok) return err(accountError(listed.error.error))
        const { rows, ...rest } = told(listed.value, clock)
        const isOurs = (id: string | null) => id !== null && dependencies.isOurs(id)
        return ok({
          ...rest,
          days: PAYOUT_DAYS,
          rows: rows.map((payout) => ({ payout, isOurs: isOurs(payout.externalId) })),
        })
      }),

    preChecks: (asksAgain) => withAccount(async (account) => ok(await preChecks.answer(account, asksAgain))),
  }
}

function endOf(outcome: Result<ConversionOutcome>): ConversionEnd {
  if (!outcome.ok) return { outcome: 'refused', code: outcome.error.code }
  const { value } = outcome
  return value.kind === 'made'
    ? { outcome: 'made', conversionId: value.conversion.conversionId }
    : { outcome: 'maybe' }
}

type Dated = { readonly createdAt: string | null }

/** Newest first; what has no time stands at the top, where it is seen. */
function told<Row extends Dated>({ rows, malformed, complete, missing }: Listing<Row>, clock: Clock) {
  const timeOf = ({ createdAt }: Row) =>
    createdAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(createdAt)
  return {
    rows: rows.toSorted((one, other) => timeOf(other) - timeOf(one)),
    unreadable: malformed.length,
    missing,
    isComplete: complete,
    at: isoNow(clock),
  }
}
