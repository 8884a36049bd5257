import type { CallbackHabits, Callbacks } from '../../callbacks.ts'
import type { SimulatorClock } from '../../clock.ts'
import type { Random } from '../../random.ts'
import type { Accounts } from '../accounts.ts'
import type { Answer, Payments } from '../payments.ts'
import type { Rates } from '../rates.ts'
import type { Account } from '../settings.ts'
import { signText, sortedJson } from '../signature.ts'
import { balancesOf } from './balance.ts'
import type { Conversion } from './conversions.ts'
import {
  insufficientBalance,
  noAttemptsLeft,
  payoutNotFound,
  payoutRejected,
  unknownCurrency,
  wrongCode,
} from './errors.ts'
import { type Payout, type PayoutStatus, payoutCallbackBody } from './payout.ts'
import type { ConversionRequest, PayoutRequest, Withdrawal } from './requests.ts'
import type { Batch, SavedPayouts } from './saved-payouts.ts'

// The account's own money: payouts, which wait for a code and then move on the clock, and conversions. How a payout
// ends is said in its description, as the vendor's sandbox has it with its payments: "case:failed", "case:rejected",
// or "case:late" for one that fails first and is sent after all.

/** What the owner's second factor shows, every time. */
export const practiceCode = '123456'

const codeTries = 10
const codeTimeMs = 60 * 60 * 1000
/** What every payout goes through once its code was right. */
const steps: readonly PayoutStatus[] = ['WAITING', 'PROCESSING', 'SENDING']
/** From a failure to its being processed after all. */
const lateStages = 10

export type AccountDeskDependencies = {
  clock: SimulatorClock
  random: Random
  callbacks: Callbacks
  accounts: Accounts
  payments: Payments
  rates: Rates
  settings: () => { stageMs: number }
  habits: CallbackHabits
  saved: SavedPayouts
}

const endOf = ({ description }: Payout): readonly PayoutStatus[] => {
  if (description?.includes('case:failed')) return ['FAILED']
  if (description?.includes('case:rejected')) return ['REJECTED']
  return description?.includes('case:late') ? ['FAILED', 'FINISHED'] : ['FINISHED']
}

export const createAccountDesk = (dependencies: AccountDeskDependencies) => {
  const { clock, random, callbacks, accounts, payments, rates, settings, habits, saved } = dependencies
  const before = saved.load()
  let payouts: Payout[] = [...before.payouts]
  let batches: Batch[] = [...before.batches]
  let conversions: Conversion[] = []

  const save = () => saved.save({ batches, payouts })

  const isOf =
    ({ apiKey }: Account) =>
    (owned: { apiKey: string }) =>
      owned.apiKey === apiKey

  const balances = (account: Account) =>
    balancesOf({
      charges: payments.list().filter(isOf(account)),
      payouts: payouts.filter(isOf(account)),
      conversions: conversions.filter(isOf(account)),
    })

  const notify = (payout: Payout) => {
    const secret = accounts.byKey(payout.apiKey)?.ipnSecret ?? null
    if (payout.callbackUrl === null || secret === null) return
    const body = sortedJson(payoutCallbackBody(payout))
    callbacks.send({
      paymentId: payout.id,
      status: payout.status,
      url: payout.callbackUrl,
      body,
      headers: () => ({ 'x-nowpayments-sig': signText(body, secret) }),
      habits,
    })
  }

  const move = (payout: Payout, status: PayoutStatus) => {
    // Forgotten meanwhile.
    if (!payouts.includes(payout)) return
    payout.status = status
    payout.updatedAt = clock.now()
    payout.error = status === 'FAILED' ? 'Withdrawal could not be sent' : null
    if (status === 'FINISHED') payout.hash = Buffer.from(random.bytes(32)).toString('hex')
    save()
    notify(payout)
  }

  const moveOn = (payout: Payout) => {
    const { stageMs } = settings()
    const way: { status: PayoutStatus; stage: number }[] = [
      ...steps.map((status, stage) => ({ status, stage })),
      ...endOf(payout).map((status, at) => ({ status, stage: steps.length + at * lateStages })),
    ]
    // After a new start the way goes on where it was left.
    const rest = way.slice(way.findIndex(({ status }) => status === payout.status) + 1)
    const [next] = rest
    for (const { status, stage } of rest) {
      clock.schedule((stage - (next?.stage ?? 0)) * stageMs, () => move(payout, status))
    }
  }

  const open = (request: Withdrawal, batch: Batch, description: string | null): Payout => {
    const now = clock.now()
    const payout: Payout = {
      ...request,
      id: random.digits(10),
      batchId: batch.id,
      apiKey: batch.apiKey,
      description,
      createdAt: now,
      updatedAt: now,
      status: 'CREATING',
      hash: null,
      error: null,
    }
    payouts = [...payouts, payout]
    notify(payout)
    return payout
  }

  const rejectUnverified = (batch: Batch) => {
    if (batch.isVerified) return
    for (const payout of payouts) if (payout.batchId === batch.id) move(payout, 'REJECTED')
  }

  const createPayout = (
    request: PayoutRequest,
    account: Account,
  ): Answer<{ id: string; payouts: Payout[] }> => {
    const held = balances(account)
    for (const { currency, micro } of request.withdrawals) {
      if ((held.get(currency) ?? 0n) < micro) return { ok: false, error: insufficientBalance(currency) }
    }
    const batch: Batch = { id: random.digits(10), apiKey: account.apiKey, tries: 0, isVerified: false }
    batches = [...batches, batch]
    const made = request.withdrawals.map((each) => open(each, batch, request.description))
    clock.schedule(codeTimeMs, () => rejectUnverified(batch))
    save()
    return { ok: true, value: { id: batch.id, payouts: made } }
  }

  const verify = (batchId: string, code: string, account: Account): Answer<null> => {
    const batch = batches.filter(isOf(account)).find(({ id }) => id === batchId)
    if (batch === undefined) return { ok: false, error: payoutNotFound() }
    const own = payouts.filter((payout) => payout.batchId === batchId)
    if (own.some(({ status }) => status === 'REJECTED')) return { ok: false, error: payoutRejected() }
    // A code that comes twice is fine: the batch goes once.
    if (batch.isVerified) return { ok: true, value: null }
    if (batch.tries >= codeTries) return { ok: false, error: noAttemptsLeft() }
    batch.tries += 1
    batch.isVerified = code === practiceCode
    save()
    if (!batch.isVerified) return { ok: false, error: wrongCode() }
    for (const payout of own) moveOn(payout)
    return { ok: true, value: null }
  }

  const convert = ({ from, to, micro }: ConversionRequest, account: Account): Answer<Conversion> => {
    const toMicro = rates.convert(micro, from, to)
    if (toMicro === null || rates.isFiat(from) || rates.isFiat(to)) {
      return { ok: false, error: unknownCurrency(rates.isKnown(from) ? to : from) }
    }
    if ((balances(account).get(from) ?? 0n) < micro) return { ok: false, error: insufficientBalance(from) }
    const now = clock.now()
    const conversion: Conversion = {
      ...{ id: random.digits(10), apiKey: account.apiKey, from, to, fromMicro: micro, toMicro },
      ...{ status: 'WAITING', createdAt: now, updatedAt: now },
    }
    conversions = [...conversions, conversion]
    const { stageMs } = settings()
    const later = [{ status: 'PROCESSING' }, { status: 'FINISHED' }] as const
    later.forEach(({ status }, at) => {
      clock.schedule((at + 1) * stageMs, () => {
        Object.assign(conversion, { status, updatedAt: clock.now() })
      })
    })
    return { ok: true, value: conversion }
  }

  for (const batch of batches) {
    const own = payouts.filter(({ batchId }) => batchId === batch.id)
    if (batch.isVerified) for (const payout of own) moveOn(payout)
    const [first] = own
    const left = (first?.createdAt ?? 0) + codeTimeMs - clock.now()
    if (!batch.isVerified) clock.schedule(Math.max(0, left), () => rejectUnverified(batch))
  }

  return {
    balances,
    createPayout,
    verify,
    payouts: (account: Account): readonly Payout[] => payouts.filter(isOf(account)),
    convert,
    conversions: (account: Account): readonly Conversion[] => conversions.filter(isOf(account)),
    clear: () => {
      payouts = []
      batches = []
      conversions = []
      save()
    },
  }
}

export type AccountDesk = ReturnType<typeof createAccountDesk>
