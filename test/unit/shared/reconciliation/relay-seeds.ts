import {
  begin,
  callback,
  cancel,
  DAY,
  decided,
  expire,
  GATEWAY_SOURCE,
  MINUTE,
  rowOf,
  saw,
  saying,
  TO,
} from './month.ts'
import {
  adding,
  anew,
  at,
  isAbout,
  nobodys,
  of,
  type Seed,
  silenced,
  whoseIs,
  withoutCallbacks,
  withPayment,
  withRow,
} from './seeding.ts'

// What people decided, the relay's log, and the list itself.

export const RELAY_SEEDS: readonly Seed[] = [
  {
    name: 'a sale that was paid twice',
    finds: of('paidTwice', 'paidBoth', 'payBack'),
    put: (month, plain) => {
      const first = cancel(begin(plain.number + 20_000, at(plain) - 10 * MINUTE, { saleId: plain.saleId }))
      const late = saw(first, 20 * MINUTE, { status: 'finished' })
      const heard = { ...month, callbacks: [...month.callbacks, saying(late, 'finished', 21 * MINUTE)] }
      return whoseIs(late, adding(withPayment(heard, late), rowOf(late)))
    },
  },
  {
    name: 'paid by hand here, and the money came after all',
    finds: of('byHandAndPaid', 'cameAfterAll', 'compareNote'),
    put: (month, plain) => {
      const seen = decided(saw(anew(plain), MINUTE, { status: 'confirming' }), 'byHand')
      return whoseIs(plain, withPayment(month, saw(seen, 90 * MINUTE, { status: 'finished' })))
    },
  },
  {
    name: 'paid by hand here, and nothing came',
    finds: of('byHandOnly', 'paidOutside', 'compareNote'),
    put: (month, plain) => {
      const byHand = decided(expire(anew(plain)), 'byHand')
      return whoseIs(plain, withPayment(withoutCallbacks(withRow(month, byHand, {}), plain), byHand))
    },
  },
  {
    name: 'money that came late and that nobody decided about',
    finds: of('moneyUndecided', 'notDecided', 'decide'),
    put: (month, plain) => {
      const late = saw(expire(anew(plain)), 50 * MINUTE, { status: 'finished' })
      return whoseIs(plain, withPayment(withRow(month, late, {}), late))
    },
  },
  {
    name: 'money owed to a customer',
    finds: of('moneyOwed', 'notPaidBack', 'payBack'),
    put: (month, plain) => {
      const more = saw(anew(plain), 3 * MINUTE, { status: 'finished', received: '99.000000' })
      return whoseIs(plain, withPayment(withRow(month, more, {}), more))
    },
  },
  {
    name: 'a look after a callback that never ended',
    finds: of('lookUnfinished', 'lookHung', 'lookNow'),
    put: (month, plain) => {
      const hung = saying(plain, 'finished', 4 * MINUTE, { kind: 'looking' })
      return whoseIs(plain, { ...month, callbacks: [...month.callbacks, hung] })
    },
  },
  {
    name: 'a look after a callback that was not answered, and none since',
    finds: of('lookUnanswered', 'gatewaySilent', 'lookNow'),
    put: (month, plain) => {
      const unpaid = expire(anew(plain))
      const quiet = withoutCallbacks(withRow(month, unpaid, { status: 'expired' }), plain)
      const said = saying(plain, 'expired', 30 * MINUTE, { kind: 'unanswered' })
      return whoseIs(plain, withPayment({ ...quiet, callbacks: [...quiet.callbacks, said] }, unpaid))
    },
  },
  {
    name: 'no callback about a payment, while others came',
    finds: of('callbackMissing', 'callbackLost', 'checkRelay'),
    put: (month, plain) => whoseIs(plain, withoutCallbacks(month, plain)),
  },
  {
    name: 'no callback any more since eight days',
    finds: of('callbacksStopped', 'relaySilent', 'checkRelay'),
    put: (month) => nobodys(silenced(month, TO - 8 * DAY)),
    isAlone: true,
  },
  {
    name: 'no callback for five days, and then again',
    finds: of('callbacksStopped', 'relaySilent', 'checkRelay'),
    put: (month) => nobodys(silenced(month, TO - 20 * DAY, TO - 15 * DAY)),
    isAlone: true,
  },
  {
    name: 'no callback that verifies any more, and refused ones instead',
    finds: of('callbacksStopped', 'wrongSecret', 'checkSecret'),
    put: (month) => {
      const wrong = { kind: 'refused', reason: 'wrongSignature' } as const
      const refused = callback(TO - DAY, null, wrong, { source: GATEWAY_SOURCE })
      const quiet = silenced(month, TO - 8 * DAY)
      return nobodys({ ...quiet, callbacks: [...quiet.callbacks, refused] })
    },
    isAlone: true,
  },
  {
    name: 'callbacks refused from where the genuine ones came, since the last of them',
    finds: of('callbackRefused', 'wrongSecret', 'checkSecret'),
    put: (month) => {
      const wrong = { kind: 'refused', reason: 'wrongSignature' } as const
      const refused = [1, 2].map(() => callback(TO - MINUTE, null, wrong, { source: GATEWAY_SOURCE }))
      return nobodys({ ...month, callbacks: [...month.callbacks, ...refused] })
    },
  },
  {
    name: 'callbacks refused for want of a secret',
    finds: of('callbackRefused', 'wrongSecret', 'checkSecret'),
    put: (month, plain) => {
      const none = callback(at(plain), null, { kind: 'refused', reason: 'noSecret' })
      return nobodys({ ...month, callbacks: [...month.callbacks, none] })
    },
  },
  {
    name: 'a refused callback that names a charge of ours',
    finds: of('callbackRefused', 'clockOrReplay', 'checkRelay'),
    put: (month, plain) => {
      const { chargeId } = plain.charge
      const old = callback(at(plain) + MINUTE, plain, { kind: 'refused', reason: 'tooOld' }, { chargeId })
      return whoseIs(plain, { ...month, callbacks: [...month.callbacks, old] })
    },
  },
  {
    name: 'a row that cannot be read',
    finds: of('rowUnreadable', 'oddRow', 'askGateway'),
    put: (month, plain) => {
      const odd = { id: plain.charge.chargeId, detail: 'field pay_amount' }
      const rows = month.rows.filter((row) => !isAbout(plain)(row))
      return whoseIs(plain, { ...month, rows, malformed: [...month.malformed, odd] })
    },
  },
  {
    name: 'a list that is not whole',
    finds: of('listIncomplete', 'listCut', 'readAgain'),
    put: (month, plain) =>
      nobodys({ ...month, complete: false, rows: month.rows.filter((row) => !isAbout(plain)(row)) }),
    isAlone: true,
  },
]
