import { z } from 'zod'
import { UsdtText } from '../money/usdt.ts'
import { Instant, PaymentStatus } from '../payment/payment.ts'

/**
 * What does not agree between journal, gateway and relay (decision 0018 has the table). In the order a list shows them:
 * what makes the rest doubtful, then money and goods, then the books, then the relay, then what is only good to know.
 */
export const DifferenceKind = z.enum([
  'listIncomplete',
  'rowUnreadable',
  'reversed',
  'finishMissed',
  'calledFinished',
  'depositMissed',
  'failureMissed',
  'paidTwice',
  'orphanPaid',
  'ownOrderUnknown',
  'chargeTwice',
  'chargeDiffers',
  'secondCharge',
  'statusUnknown',
  'listBehind',
  'receivedDiffers',
  'askedDiffers',
  'depositUnknown',
  'wrongAssetUnknown',
  'depositDiffers',
  'notListed',
  'stuck',
  'byHandAndPaid',
  'byHandOnly',
  'moneyUndecided',
  'moneyOwed',
  'lookUnfinished',
  'lookUnanswered',
  'callbacksStopped',
  'callbackRefused',
  'callbackMissing',
  'orphan',
  'otherTill',
  'madeElsewhere',
])
export type DifferenceKind = z.infer<typeof DifferenceKind>

/** What most likely happened. */
export const DifferenceCause = z.enum([
  /** The gateway counts more rows than it showed. */
  'listCut',
  /** A row of the list with fields that make no sense. */
  'oddRow',
  /** The gateway took back what it had said. */
  'takenBack',
  /** No look came through since it happened. */
  'lookMissed',
  /** A callback said so, and the look that it led to did not end well. */
  'callbackNotFollowed',
  /** A callback with the right signature says what the gateway does not. */
  'callbackAlone',
  /** The gateway could not use the deposit, or gave it back. */
  'notProcessed',
  /** The customer paid two charges of one sale. */
  'paidBoth',
  /** The reply to create was lost: nobody was shown the address. */
  'lostReply',
  /** Money at an address that the till showed nobody. */
  'paidUnshown',
  /** The journal was put back from an older copy, or two tills have one name. */
  'journalOlder',
  /** Two payments of the journal hold one charge. */
  'journalJoined',
  /** The gateway changed a charge after it was made. */
  'chargeChanged',
  /** Two charges were made for one order. */
  'orderTwice',
  /** Somebody set it by hand in the gateway's dashboard. */
  'changedByHand',
  /** The list is older than what the gateway told about the charge itself. */
  'listOld',
  'moreCame',
  /** The gateway counts less than it once told. */
  'corrected',
  /** The gateway asks for another amount than the customer was shown. */
  'askedAnew',
  'furtherDeposit',
  'otherCoin',
  /** Another API key made the charges: a gateway's list shows those of one key. */
  'otherKey',
  'dropped',
  /** The gateway holds the money and does not go on. */
  'held',
  /** Goods went on the owner's word, and the money came after all. */
  'cameAfterAll',
  /** Paid some other way, or not at all. */
  'paidOutside',
  'notDecided',
  'notPaidBack',
  'lookHung',
  'gatewaySilent',
  'relaySilent',
  'wrongSecret',
  /** Rightly signed and too old or too new: a clock, or a recording sent again. */
  'clockOrReplay',
  'altered',
  /** The relay was away for longer than the gateway tries. */
  'callbackLost',
  'anotherTill',
  'outsideTills',
])
export type DifferenceCause = z.infer<typeof DifferenceCause>

/** What to do about it. */
export const DifferenceAction = z.enum([
  'nothing',
  /** Have the till ask the gateway about this one now. */
  'lookNow',
  /** Run the reconciliation again. */
  'readAgain',
  /** Look at it in the gateway's dashboard; its support knows more. */
  'askGateway',
  /** Send the money back to the customer, or record that it was. */
  'payBack',
  /** Decide about it on the payment. */
  'decide',
  /** Compare with the cash drawer and the owner's note. */
  'compareNote',
  /** Verify the journal, and look for a newer copy of it. */
  'checkJournal',
  /** Check which API key the till uses, and since when. */
  'checkKey',
  'checkRelay',
  /** Compare the IPN secret in the settings with the gateway's. */
  'checkSecret',
  /** Reconcile at the till it belongs to. */
  'checkThere',
])
export type DifferenceAction = z.infer<typeof DifferenceAction>

/** One cause, one thing to do about it. */
export const ACTION_OF: Readonly<Record<DifferenceCause, DifferenceAction>> = {
  listCut: 'readAgain',
  oddRow: 'askGateway',
  takenBack: 'askGateway',
  lookMissed: 'lookNow',
  callbackNotFollowed: 'lookNow',
  callbackAlone: 'lookNow',
  notProcessed: 'lookNow',
  paidBoth: 'payBack',
  lostReply: 'nothing',
  paidUnshown: 'askGateway',
  journalOlder: 'checkJournal',
  journalJoined: 'checkJournal',
  chargeChanged: 'askGateway',
  orderTwice: 'askGateway',
  changedByHand: 'askGateway',
  listOld: 'readAgain',
  moreCame: 'lookNow',
  corrected: 'askGateway',
  askedAnew: 'askGateway',
  furtherDeposit: 'lookNow',
  otherCoin: 'lookNow',
  otherKey: 'checkKey',
  dropped: 'askGateway',
  held: 'askGateway',
  cameAfterAll: 'compareNote',
  paidOutside: 'compareNote',
  notDecided: 'decide',
  notPaidBack: 'payBack',
  lookHung: 'lookNow',
  gatewaySilent: 'lookNow',
  relaySilent: 'checkRelay',
  wrongSecret: 'checkSecret',
  clockOrReplay: 'checkRelay',
  altered: 'checkRelay',
  callbackLost: 'checkRelay',
  anotherTill: 'checkThere',
  outsideTills: 'nothing',
}

/** One line of the list. Null: there is no such side, or it does not say. */
export const Difference = z.strictObject({
  kind: DifferenceKind,
  cause: DifferenceCause,
  action: DifferenceAction,
  payment: z.strictObject({ id: z.string(), number: z.int(), status: PaymentStatus }).nullable(),
  chargeId: z.string().nullable(),
  orderId: z.string().nullable(),
  callbackId: z.int().nullable(),
  /** When it happened, as the side knows that knows of it. */
  at: Instant.nullable(),
  /** USDT by our journal, and by the gateway's list. */
  ours: UsdtText.nullable(),
  theirs: UsdtText.nullable(),
  /** The gateway's own word, or what was wrong with what it sent. */
  word: z.string().nullable(),
  /** How many of the kind stand in this one line. */
  count: z.int().positive(),
})
export type Difference = Readonly<z.infer<typeof Difference>>
