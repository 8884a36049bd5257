import type { RequestChannel } from '../../shared/contract/channels.ts'
import { contract } from '../../shared/contract/contract.ts'
import type { ContractShape, RequestSpec } from '../../shared/contract/define.ts'
import type { Word } from '../../shared/contract/pin.ts'

// Every call that a window can make, with something that the contract takes for it: for tests of who is let in.

/** Of nothing that there is. */
export const ID = '6f1c2f66-5f0e-4a8e-9a2e-0d8c1a5b7e11'
export const DAY = '2026-11-21'
const PIN = '11235813'
const PRICE = { minor: 1825, currency: 'EUR' }
const KEY = 'a key that fits'.replaceAll(' ', '-')
const REASON = 'asked by the customer'
const byId = { id: ID }
const again = { id: ID, attempt: ID }

/** One that the contract takes, for each call that takes any; `word` and `reason` are put in where it has them. */
export const SAMPLES: Partial<Record<RequestChannel, readonly object[]>> = {
  'till.setMode': [{ mode: 'practice' }],
  'till.saveSettings': [
    { theme: 'dark' },
    { shopName: 'Shop' },
    { toleranceBasisPoints: 100 },
    { lockAfterMinutes: 9 },
  ],
  'till.openLink': [{ link: 'gatewayStatus' }],
  'gateways.connect': [
    { mode: 'live', gateway: 'nowpayments', word: null, secrets: { 'api-key': KEY } },
    { mode: 'live', gateway: 'nowpayments', word: null, secrets: {} },
  ],
  'gateways.forget': [{ mode: 'live', gateway: 'nowpayments', word: null }],
  'gateways.prefer': [{ order: [], word: null }],
  'gateways.setRate': [{ perUsdt: '0.92' }],
  'owner.setPin': [{ current: null, pin: PIN }],
  'owner.setEarlyRelease': [{ earlyRelease: null }],
  'people.signIn': [{ id: ID, pin: PIN }],
  'people.add': [{ name: 'Eva', role: 'cashier', pin: PIN }],
  'people.change': [{ id: ID, change: { kind: 'leave' } }],
  'people.setPin': [{ id: ID, pin: PIN }],
  'people.recover': [{ id: ID, gateway: 'nowpayments', mode: 'live', key: KEY, pin: PIN }],
  'shifts.open': [{ note: null }],
  'shifts.close': [{ number: 1, note: null }],
  'shifts.report': [{ number: 1 }],
  'shifts.closeDay': [{ attempt: ID }],
  'shifts.z': [{ number: 1 }],
  'shifts.list': [{ before: null }],
  'shifts.all': [{ before: null }],
  'payments.estimate': [{ price: PRICE, discount: null }],
  'payments.start': [
    { attempt: ID, price: PRICE, reference: null, discount: null, note: null, evenIfSame: false },
    {
      ...{ attempt: ID, price: PRICE, reference: null, note: null, evenIfSame: false },
      discount: { kind: 'percent', basisPoints: 9000 },
    },
  ],
  'payments.answerTip': [{ attempt: ID, basisPoints: null }],
  'payments.cancel': [byId],
  'payments.retry': [again],
  'payments.topUp': [again],
  'payments.decide': (['accepted', 'delivered', 'byHand', 'owed', 'handed', 'closed'] as const).map(
    (decision) => ({
      id: ID,
      decision,
    }),
  ),
  'payments.park': [byId],
  'payments.open': [byId],
  'payments.bringBack': [byId],
  'payments.openPage': [byId],
  'payments.check': [byId],
  'payments.dismiss': [byId],
  'payments.history': [byId],
  'practice.pay': [{ id: ID, how: 'exact' }],
  'reports.day': [{ day: DAY }, { day: '2026-11-20' }],
  'reports.latency': [{ until: DAY, days: 1 }],
  'reports.exportCsv': [{ day: DAY }, { day: '2026-11-20' }],
  'exports.start': [
    { kind: 'day', day: DAY },
    { kind: 'sinceZ' },
    { kind: 'z', number: 1 },
    { kind: 'shift', number: 1 },
    { kind: 'everything' },
  ].map((period) => ({
    ...{ format: 'xlsx', period },
    filters: { cashier: null, gateway: null, status: null, currency: null },
  })),
  'exports.setDayFormats': [{ formats: ['csv'] }],
  'search.find': [{ text: '1825', before: null }],
  'dashboard.figures': [{ period: { kind: 'day', day: DAY } }],
  'tills.merged': [{ from: DAY, to: DAY }],
  'tills.choose': [{ bundle: 'one' }],
  'tills.saveBundle': [{ z: 1 }],
  'tills.saveCsv': [{ from: DAY, to: DAY }],
  'paper.print': [
    { kind: 'x' },
    { kind: 'z', number: 1 },
    { kind: 'shift', number: 1 },
    { kind: 'receipt', paymentId: ID },
  ],
  'paper.savePdf': [
    { kind: 'x' },
    { kind: 'z', number: 1 },
    { kind: 'shift', number: 1 },
    { kind: 'receipt', paymentId: ID },
  ],
  'relay.connect': [{ mode: 'live', address: 'https://relay.example', token: null }],
  'relay.forget': [{ mode: 'live' }],
  'relay.callbacks': [{ text: '', verdict: null, before: null }],
  'chain.connect': [{ key: null }],
  'account.signIn': [{ email: 'owner@example.com', password: 'secret' }],
  'account.convert': [{ from: 'usdttrc20', to: 'trx', amount: '1' }],
  'account.conversion': [{ id: '1' }],
  'account.preChecks': [{ asksAgain: false }],
  'reconciliation.run': [{ from: DAY, to: DAY }],
  'reconciliation.decide': [{ key: 'finishMissed 1', decision: 'explained', word: null, reason: REASON }],
  'refunds.of': [{ paymentId: ID }],
  'refunds.checkAddress': [{ text: '' }],
  'refunds.begin': [
    { attempt: ID, paymentId: ID, way: 'byHand', address: 'T', amount: '1.000000', reason: REASON },
  ],
  'refunds.confirm': [{ id: ID, code: '123456' }],
  'refunds.record': [{ id: ID, transactionId: 'x', reason: null }],
  'refunds.abandon': [byId],
  'refunds.dealWith': [byId],
  'refunds.look': [byId],
}

export function specOf(channel: RequestChannel): RequestSpec {
  const [group = '', call = ''] = channel.split('.')
  const spec = (contract as ContractShape)[group]?.[call]
  if (spec?.kind !== 'request') throw new Error(channel)
  return spec
}

export function isRefused(spec: RequestSpec, input: unknown): boolean {
  return !spec.input.safeParse(input).success
}

/** The sample as it may be sent with that word; with a reason wherever one may stand. */
export function inputOf(channel: RequestChannel, sample: object | undefined, word: Word | null): unknown {
  const spec = specOf(channel)
  const candidates = [
    sample,
    { ...sample, reason: REASON },
    { ...sample, word },
    { ...sample, word, reason: REASON },
  ]
  return candidates.findLast((input) => !isRefused(spec, input))
}

export function carriesWord(channel: RequestChannel, sample: object | undefined): boolean {
  const input = inputOf(channel, sample, { person: null, pin: PIN })
  return typeof input === 'object' && input !== null && 'word' in input
}
