import { abandoned, begin, childRow, decided, expire, MINUTE, orderOf, saw } from './month.ts'
import {
  adding,
  anew,
  at,
  isAbout,
  nobodys,
  of,
  onlySeen,
  plus,
  type Seed,
  stranger,
  unheard,
  whoseIs,
  withPayment,
  withRow,
} from './seeding.ts'

// The journal against the gateway's own list.

export const CHARGE_SEEDS: readonly Seed[] = [
  {
    name: 'paid at the gateway, and the till never heard of it',
    finds: of('finishMissed', 'lookMissed', 'lookNow'),
    put: (month, plain) => whoseIs(plain, unheard(month, plain, { status: 'finished' })),
  },
  {
    name: 'paid at the gateway, as its callback said, and the till did not look',
    finds: of('finishMissed', 'callbackNotFollowed', 'lookNow'),
    put: (month, plain) => whoseIs(plain, withPayment(month, expire(anew(plain)))),
  },
  {
    name: 'a callback said finished; neither till nor gateway says so',
    finds: of('calledFinished', 'callbackAlone', 'lookNow'),
    put: (month, plain) => {
      const unpaid = expire(anew(plain))
      return whoseIs(plain, withPayment(withRow(month, unpaid, { status: 'waiting' }), unpaid))
    },
  },
  {
    name: 'paid here, refunded there',
    finds: of('reversed', 'takenBack', 'askGateway'),
    put: (month, plain) => whoseIs(plain, withRow(month, plain, { status: 'refunded' })),
  },
  {
    name: 'paid here, failed there',
    finds: of('reversed', 'takenBack', 'askGateway'),
    put: (month, plain) => whoseIs(plain, withRow(month, plain, { status: 'failed' })),
  },
  {
    name: 'a part came, and the till never heard of it',
    finds: of('depositMissed', 'lookMissed', 'lookNow'),
    put: (month, plain) =>
      whoseIs(plain, unheard(month, plain, { status: 'partiallyPaid', received: '5.000000' })),
  },
  {
    name: 'money on its way for hours that the till does not know of',
    finds: of('depositMissed', 'lookMissed', 'lookNow'),
    put: (month, plain) => whoseIs(plain, unheard(month, plain, { status: 'confirming' })),
  },
  {
    name: 'a deposit that could not be processed, unknown to the till',
    finds: of('failureMissed', 'notProcessed', 'lookNow'),
    put: (month, plain) => whoseIs(plain, unheard(month, plain, { status: 'failed', received: '0.000000' })),
  },
  {
    name: 'a status that somebody set by hand',
    finds: of('statusUnknown', 'changedByHand', 'askGateway'),
    put: (month, plain) =>
      whoseIs(plain, withRow(month, plain, { status: 'unknown', vendorStatus: 'cancelled' })),
  },
  {
    name: 'paid here, and waiting in the list',
    finds: of('listBehind', 'listOld', 'readAgain'),
    put: (month, plain) => whoseIs(plain, withRow(month, plain, { status: 'waiting', received: '0.000000' })),
  },
  {
    name: 'more received there than here',
    finds: of('receivedDiffers', 'moreCame', 'lookNow'),
    put: (month, plain) => whoseIs(plain, withRow(month, plain, { received: plus(plain.received, 1n) })),
  },
  {
    name: 'less received there than here',
    finds: of('receivedDiffers', 'corrected', 'askGateway'),
    put: (month, plain) => whoseIs(plain, withRow(month, plain, { received: plus(plain.received, -1n) })),
  },
  {
    name: 'another amount asked there than was shown here',
    finds: of('askedDiffers', 'askedAnew', 'askGateway'),
    put: (month, plain) =>
      whoseIs(plain, withRow(month, plain, { asked: plus(plain.charge.asked, 1_000_000n) })),
  },
  {
    name: 'another coin on the same charge',
    finds: of('chargeDiffers', 'chargeChanged', 'askGateway'),
    put: (month, plain) => whoseIs(plain, withRow(month, plain, { coin: 'trx' })),
  },
  {
    name: 'a further deposit that the till does not know',
    finds: of('depositUnknown', 'furtherDeposit', 'lookNow'),
    put: (month, plain) => whoseIs(plain, adding(month, childRow(plain, `78${plain.number}`))),
  },
  {
    name: 'another coin sent to the address, unknown to the till',
    finds: of('wrongAssetUnknown', 'otherCoin', 'lookNow'),
    put: (month, plain) =>
      whoseIs(plain, adding(month, childRow(plain, `78${plain.number}`, { coin: 'trx' }))),
  },
  {
    name: 'a further deposit that names no parent, only its order',
    finds: of('depositUnknown', 'furtherDeposit', 'lookNow'),
    put: (month, plain) => {
      const row = childRow(plain, `78${plain.number}`, { parentChargeId: null, orderId: plain.orderId })
      return whoseIs(plain, adding(month, { ...row, originType: 'REPEATED' }))
    },
  },
  {
    name: 'a further deposit that the till knows by its id alone',
    finds: of('depositDiffers', 'lookMissed', 'lookNow'),
    put: (month, plain) => {
      const chargeId = `78${plain.number}`
      const known = decided(
        saw(plain, 60 * MINUTE, { status: 'finished', childChargeIds: [chargeId] }),
        'closed',
      )
      return whoseIs(plain, adding(withPayment(month, known), childRow(known, chargeId)))
    },
  },
  {
    name: 'a payment that the list does not have',
    finds: of('notListed', 'dropped', 'askGateway'),
    put: (month, plain) =>
      whoseIs(plain, { ...month, rows: month.rows.filter((row) => !isAbout(plain)(row)) }),
  },
  {
    name: 'a charge whose reply was lost',
    finds: of('orphan', 'lostReply', 'nothing'),
    put: (month, plain) => {
      const lost = abandoned(plain.number + 20_000, at(plain))
      const row = stranger(plain, lost.orderId, {
        status: 'expired',
        vendorStatus: 'expired',
        received: '0.000000',
      })
      return whoseIs(lost, adding(withPayment(month, lost), row))
    },
  },
  {
    name: 'money at an address that was shown to nobody',
    finds: of('orphanPaid', 'paidUnshown', 'askGateway'),
    put: (month, plain) => {
      const lost = abandoned(plain.number + 20_000, at(plain))
      return whoseIs(lost, adding(withPayment(month, lost), stranger(plain, lost.orderId)))
    },
  },
  {
    name: 'a second charge for one order',
    finds: of('secondCharge', 'orderTwice', 'askGateway'),
    put: (month, plain) => whoseIs(plain, adding(month, stranger(plain, plain.orderId))),
  },
  {
    name: 'an order of this till that its journal does not have',
    finds: of('ownOrderUnknown', 'journalOlder', 'checkJournal'),
    put: (month, plain) => nobodys(adding(month, stranger(plain, orderOf(plain.number + 30_000)))),
  },
  {
    name: 'orders of another till',
    finds: of('otherTill', 'anotherTill', 'checkThere'),
    put: (month, plain) => {
      const first = stranger(plain, orderOf(1, 'Bar'))
      const second = stranger(plain, orderOf(2, 'Bar'), { chargeId: `3${plain.charge.chargeId}` })
      return nobodys(adding(month, first, second))
    },
  },
  {
    name: 'a charge that no till made',
    finds: of('madeElsewhere', 'outsideTills', 'nothing'),
    put: (month, plain) => nobodys(adding(month, stranger(plain, 'WEB-2026-77'))),
  },
  {
    name: 'one charge in two payments of the journal',
    finds: of('chargeTwice', 'journalJoined', 'checkJournal'),
    put: (month, plain) => {
      const other = begin(plain.number + 20_000, at(plain))
      const copy = { ...other, charge: { ...other.charge, chargeId: plain.charge.chargeId } }
      return whoseIs(copy, { ...month, payments: [...month.payments, copy] })
    },
  },
  {
    name: 'a deposit that the gateway has been confirming for a day',
    finds: of('stuck', 'held', 'askGateway'),
    put: (month, plain) => {
      const held = saw(anew(plain), MINUTE, { status: 'confirming' })
      return whoseIs(plain, withPayment(onlySeen(withRow(month, held, {}), plain), held))
    },
  },
]
