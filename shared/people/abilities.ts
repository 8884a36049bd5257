import type { z } from 'zod'
import { assertNever } from '../assert-never.ts'
import type { RequestChannel } from '../contract/channels.ts'
import type { contract } from '../contract/contract.ts'
import type { RequestSpec } from '../contract/define.ts'
import type { ExportPeriod } from '../contract/exports.ts'
import type { PaperSubject } from '../contract/paper.ts'
import type { SettingsPatch } from '../contract/settings.ts'
import type { Decision } from '../payment/payment.ts'
import { isAboveLimit } from '../sale/discount.ts'
import type { Ability } from './may.ts'

// Which call needs which ability. Main asks for every one; a call that is missing here does not compile, and a test walks
// the contract all the same.

/** `anybody`: before anyone has signed in as well. `byInput`: what is asked for decides (`BY_INPUT`). */
export type CallAbility = Ability | 'anybody' | 'byInput'

export const CALL_ABILITIES = {
  'till.state': 'anybody',
  'till.shown': 'anybody',
  'till.setMode': 'changeMoney',
  'till.welcomed': 'changeShop',
  'till.saveSettings': 'byInput',
  'till.openLink': 'useTill',
  'gateways.connect': 'changeMoney',
  'gateways.forget': 'changeMoney',
  'gateways.prefer': 'changeMoney',
  'gateways.setRate': 'changeRate',
  'owner.setPin': 'changePeople',
  'owner.setEarlyRelease': 'changeMoney',
  'people.signIn': 'anybody',
  'people.lock': 'anybody',
  'people.signOut': 'anybody',
  'people.touched': 'anybody',
  'people.add': 'changePeople',
  'people.change': 'changePeople',
  'people.setPin': 'byInput',
  'people.recover': 'anybody',
  'shifts.open': 'ownShift',
  'shifts.close': 'ownShift',
  'shifts.report': 'ownShift',
  'shifts.x': 'byInput',
  'shifts.closeDay': 'byInput',
  'shifts.z': 'byInput',
  'shifts.list': 'seeTill',
  'shifts.all': 'seeTill',
  'payments.state': 'anybody',
  'payments.estimate': 'useTill',
  'payments.start': 'byInput',
  'payments.answerTip': 'sell',
  'payments.cancel': 'sell',
  'payments.retry': 'sell',
  'payments.topUp': 'sell',
  'payments.decide': 'byInput',
  'payments.park': 'sell',
  'payments.open': 'useTill',
  'payments.bringBack': 'sell',
  'payments.openPage': 'sell',
  'payments.closePage': 'sell',
  'payments.check': 'useTill',
  'payments.dismiss': 'sell',
  'payments.history': 'useTill',
  'practice.pay': 'sell',
  'reports.exceptions': 'seeTill',
  'reports.day': 'byInput',
  'reports.latency': 'seeHistory',
  'reports.backUp': 'backUp',
  'reports.exportCsv': 'byInput',
  'exports.start': 'byInput',
  'exports.cancel': 'export',
  // Whoever has the folder has the history.
  'exports.chooseFolder': 'backUp',
  'exports.setDayFormats': 'backUp',
  'search.find': 'seeTill',
  'dashboard.figures': 'seeHistory',
  'tills.list': 'seeHistory',
  'tills.import': 'seeHistory',
  'tills.chooseFolder': 'seeHistory',
  'tills.forgetFolder': 'seeHistory',
  'tills.lookInFolder': 'seeHistory',
  'tills.merged': 'seeHistory',
  'tills.choose': 'seeHistory',
  // Of any Z.
  'tills.saveBundle': 'seeHistory',
  'tills.saveCsv': 'seeHistory',
  'relay.connect': 'changeMoney',
  'relay.forget': 'changeMoney',
  'relay.callbacks': 'seeHistory',
  'chain.connect': 'changeMoney',
  'chain.forget': 'changeMoney',
  'account.signIn': 'useAccount',
  'account.signOut': 'useAccount',
  'account.balance': 'useAccount',
  'account.convert': 'useAccount',
  'account.conversions': 'useAccount',
  'account.conversion': 'useAccount',
  'account.payouts': 'useAccount',
  'account.preChecks': 'useAccount',
  'reconciliation.run': 'reconcile',
  'reconciliation.cancel': 'reconcile',
  'reconciliation.lookAtOpen': 'reconcile',
  'reconciliation.exportCsv': 'reconcile',
  'reconciliation.decide': 'reconcile',
  'refunds.of': 'useTill',
  'refunds.checkAddress': 'useTill',
  'refunds.begin': 'refund',
  'refunds.confirm': 'sendPayout',
  'refunds.record': 'refund',
  'refunds.abandon': 'refund',
  'refunds.dealWith': 'closeException',
  'refunds.look': 'useTill',
  'paper.print': 'byInput',
  'paper.savePdf': 'byInput',
  // Of the page that is printed: it is given what somebody was just allowed.
  'paper.content': 'anybody',
  'paper.drawn': 'anybody',
  'customer.view': 'anybody',
  // Of the customer's window alone: who stands at the till does not matter to it.
  'customer.tip': 'anybody',
} as const satisfies Readonly<Record<RequestChannel, CallAbility>>

export const DECISION_ABILITIES: Readonly<Record<Decision, Ability>> = {
  accepted: 'acceptShort',
  delivered: 'giveLate',
  byHand: 'markPaid',
  owed: 'leaveOpen',
  handed: 'leaveOpen',
  closed: 'closeException',
}

export const SETTING_ABILITIES: Readonly<Record<keyof SettingsPatch, Ability>> = {
  shopName: 'changeShop',
  tillName: 'changeShop',
  tillNumber: 'changeShop',
  currency: 'changeMoney',
  // It says which day is today, and so what is history.
  timeZone: 'changeMoney',
  language: 'changeLook',
  theme: 'changeLook',
  entryStyle: 'changeShop',
  expiryMinutes: 'changeShop',
  toleranceBasisPoints: 'changeMoney',
  sound: 'changeLook',
  chainEvidence: 'changeMoney',
  takesShortCallbacks: 'changeMoney',
  hostedPage: 'changeShop',
  lockAfterMinutes: 'changePeople',
  ownerOffered: 'changePeople',
  rateFrom: 'changeRate',
  weekStart: 'changeShop',
  taxes: 'changeMoney',
  tips: 'changeMoney',
  discountLimitBasisPoints: 'changeMoney',
  receipt: 'changeShop',
}

/** As on the screen. */
function onPaper(subject: PaperSubject, facts: Facts): readonly Ability[] {
  switch (subject.kind) {
    case 'x':
      return sinceZ('seeTill', facts)
    case 'z':
      return readingZ(subject, facts)
    case 'shift':
      return ['ownShift']
    case 'receipt':
      return ['useTill']
    default:
      return assertNever(subject)
  }
}

/** A Z belongs to whoever sees the till, and the last one to its taker too: to close the day was to be given it. */
function readingZ({ number }: { readonly number: number }, { isTheirZ }: Facts): readonly Ability[] {
  return [isTheirZ(number) ? 'ownShift' : 'seeTill']
}

/** For everything since the last Z; before the first one that is everything. */
function sinceZ(ability: Ability, { reachesBack }: Facts): readonly Ability[] {
  return reachesBack ? [ability, 'seeHistory'] : [ability]
}

type ByInputChannel = {
  [C in keyof typeof CALL_ABILITIES]: (typeof CALL_ABILITIES)[C] extends 'byInput' ? C : never
}[keyof typeof CALL_ABILITIES]

type Contract = typeof contract
type InputOf<C extends string> = C extends `${infer G extends keyof Contract & string}.${infer K}`
  ? K extends keyof Contract[G]
    ? Contract[G][K] extends RequestSpec<infer I>
      ? z.output<I>
      : never
    : never
  : never

/** `today` is the shop's business day; the limit is the owner's setting. */
export type Facts = {
  readonly today: string
  /** There is no Z yet, and the till has sold on earlier days: what the first one would close is the owner's history. */
  readonly reachesBack: boolean
  /** It is open, began on this day or ended since the last Z; false where there is none of that number. */
  readonly isShiftOfNow: (number: number) => boolean
  /** It is the last Z, and whoever asks took it. */
  readonly isTheirZ: (number: number) => boolean
  readonly discountLimitBasisPoints: number
  /** Who asks; null at a till without people. */
  readonly actor: string | null
}

/** What those calls need whose input decides: everything that is answered. */
export const BY_INPUT: {
  readonly [C in ByInputChannel]: (input: InputOf<C>, facts: Facts) => readonly Ability[]
} = {
  'till.saveSettings': (patch) => [
    ...new Set(Object.keys(patch).map((name) => SETTING_ABILITIES[name as keyof SettingsPatch])),
  ],
  'payments.start': ({ price, discount }, { discountLimitBasisPoints }) => {
    if (discount === null) return ['sell']
    const isMore = isAboveLimit(discount, price.minor, discountLimitBasisPoints)
    return ['sell', isMore ? 'discountMore' : 'discount']
  },
  'people.setPin': ({ id }, { actor }) => [id === actor ? 'useTill' : 'changePeople'],
  'payments.decide': ({ decision }) => [DECISION_ABILITIES[decision]],
  'reports.day': ({ day }, { today }) => [day === today ? 'seeTill' : 'seeHistory'],
  'reports.exportCsv': ({ day }, { today }) => ['export', day === today ? 'seeTill' : 'seeHistory'],
  'exports.start': ({ period }, facts) => ['export', ...exported(period, facts)],
  'shifts.x': (_, facts) => sinceZ('seeTill', facts),
  // Its report is answered with it, and no Z is taken that its taker may not read.
  'shifts.closeDay': (_, facts) => sinceZ('closeDay', facts),
  'shifts.z': readingZ,
  'paper.print': onPaper,
  'paper.savePdf': onPaper,
}

/** This day, what the next Z will close, or a shift of now: no older Z is in it. */
function exported(period: ExportPeriod, facts: Facts): readonly Ability[] {
  if (period.kind === 'sinceZ') return sinceZ('seeTill', facts)
  return [isOfNow(period, facts) ? 'seeTill' : 'seeHistory']
}

function isOfNow(period: ExportPeriod, { today, isShiftOfNow }: Facts): boolean {
  if (period.kind === 'shift') return isShiftOfNow(period.number)
  return period.kind === 'day' && period.day === today
}

/**
 * Everything that whoever makes this call has to be able to do; empty: nothing, also of nobody. `input` is what the
 * contract's schema made of it.
 */
export function abilitiesFor(channel: RequestChannel, input: unknown, facts: Facts): readonly Ability[] {
  const ability: CallAbility = CALL_ABILITIES[channel]
  if (ability === 'anybody') return []
  if (ability !== 'byInput') return [ability]
  const decide = BY_INPUT[channel as ByInputChannel] as (input: unknown, facts: Facts) => readonly Ability[]
  return decide(input, facts)
}
