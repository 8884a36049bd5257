import type {
  Difference,
  DifferenceAction,
  DifferenceKind,
} from '../../../shared/reconciliation/difference.ts'

/** Where an action leads: `look` and `compare` are done on the spot. */
export type Place =
  | 'look'
  | 'compare'
  | 'dashboard'
  | 'exceptions'
  | 'history'
  | 'gateway'
  | 'relay'
  | 'callbacks'

const PLACES: Readonly<Record<DifferenceAction, Place | null>> = {
  nothing: null,
  lookNow: 'look',
  readAgain: 'compare',
  askGateway: 'dashboard',
  payBack: 'exceptions',
  decide: 'exceptions',
  compareNote: 'history',
  checkJournal: null,
  checkKey: 'gateway',
  checkRelay: 'relay',
  checkSecret: 'gateway',
  checkThere: null,
}

export function placeOf({ kind, action, payment }: Difference): Place | null {
  // What was turned away stands in the log, with its reason.
  if (kind === 'callbackRefused' && action === 'checkRelay') return 'callbacks'
  const place = PLACES[action]
  const needsPayment = place === 'look' || place === 'history'
  return needsPayment && payment === null ? null : place
}

/** How grave a line is: `money` may have cost money or goods, `book` wants somebody's time, `note` is good to know. */
export type Weight = 'money' | 'book' | 'note'

const WEIGHTS: Readonly<Record<DifferenceKind, Weight>> = {
  listIncomplete: 'money',
  rowUnreadable: 'money',
  reversed: 'money',
  finishMissed: 'money',
  calledFinished: 'money',
  depositMissed: 'money',
  failureMissed: 'money',
  paidTwice: 'money',
  orphanPaid: 'money',
  ownOrderUnknown: 'book',
  chargeTwice: 'book',
  chargeDiffers: 'book',
  secondCharge: 'book',
  statusUnknown: 'book',
  listBehind: 'book',
  receivedDiffers: 'book',
  askedDiffers: 'book',
  depositUnknown: 'money',
  wrongAssetUnknown: 'money',
  depositDiffers: 'book',
  notListed: 'book',
  stuck: 'book',
  byHandAndPaid: 'money',
  byHandOnly: 'money',
  moneyUndecided: 'money',
  moneyOwed: 'money',
  lookUnfinished: 'book',
  lookUnanswered: 'book',
  callbacksStopped: 'book',
  callbackRefused: 'book',
  callbackMissing: 'book',
  orphan: 'note',
  otherTill: 'note',
  madeElsewhere: 'note',
}

export function weightOf({ kind }: Difference): Weight {
  return WEIGHTS[kind]
}
