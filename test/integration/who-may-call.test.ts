import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { REQUEST_CHANNELS, type RequestChannel } from '../../shared/contract/channels.ts'
import { contract } from '../../shared/contract/contract.ts'
import type { ContractShape, RequestSpec } from '../../shared/contract/define.ts'
import type { Word } from '../../shared/contract/pin.ts'
import { abilitiesFor } from '../../shared/people/abilities.ts'
import { MAY } from '../../shared/people/may.ts'
import { WORD_CALLS } from '../../shared/people/word-calls.ts'
import { createPeopleTill, type Name, type PeopleTill, STAFF, WRONG_PIN } from '../support/people-till.ts'

// Every call of the contract by everybody, as a window makes it: what the table says is what happens.

// Each PIN that is shown costs a tenth of a second of a whole core, by design.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const ID = '6f1c2f66-5f0e-4a8e-9a2e-0d8c1a5b7e11'
const DAY = '2026-11-21'
const PRICE = { minor: 1825, currency: 'EUR' }
const KEY = 'a key that fits'.replaceAll(' ', '-')
const REASON = 'asked by the customer'
const byId = { id: ID }
const again = { id: ID, attempt: ID }

/** One that the contract takes, for each call that takes any; `word` and `reason` are put in where it has them. */
const SAMPLES: Partial<Record<RequestChannel, readonly object[]>> = {
  'till.setMode': [{ mode: 'practice' }],
  'till.saveSettings': [
    { theme: 'dark' },
    { shopName: 'Shop' },
    { toleranceBasisPoints: 100 },
    { lockAfterMinutes: 9 },
  ],
  'till.openLink': [{ link: 'gatewayStatus' }],
  'gateways.connect': [{ mode: 'live', gateway: 'nowpayments', secrets: { 'api-key': KEY } }],
  'gateways.forget': [{ mode: 'live', gateway: 'nowpayments' }],
  'gateways.prefer': [{ order: [] }],
  'gateways.setRate': [{ perUsdt: '0.92' }],
  'owner.setPin': [{ current: null, pin: WRONG_PIN }],
  'owner.setEarlyRelease': [{ earlyRelease: null }],
  'people.signIn': [{ id: ID, pin: WRONG_PIN }],
  'people.add': [{ name: 'Eva', role: 'cashier', pin: WRONG_PIN }],
  'people.change': [{ id: ID, change: { kind: 'leave' } }],
  'people.setPin': [{ id: ID, pin: WRONG_PIN }],
  'people.recover': [{ id: ID, gateway: 'nowpayments', mode: 'live', key: KEY, pin: WRONG_PIN }],
  'shifts.open': [{ note: null }],
  'shifts.close': [{ number: 1, note: null }],
  'shifts.report': [{ number: 1 }],
  'shifts.closeDay': [{ attempt: ID }],
  'shifts.z': [{ number: 1 }],
  'shifts.list': [{ before: null }],
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

const EVERYBODY = ['nobody', 'locked', 'ben', 'max', 'ana'] as const
type Who = (typeof EVERYBODY)[number]

let till: PeopleTill

beforeAll(async () => {
  till = await createPeopleTill(false)
  await till.hire()
})
afterAll(() => till.close())

function specOf(channel: RequestChannel): RequestSpec {
  const [group = '', call = ''] = channel.split('.')
  const spec = (contract as ContractShape)[group]?.[call]
  if (spec?.kind !== 'request') throw new Error(channel)
  return spec
}

function isRefused(spec: RequestSpec, input: unknown): boolean {
  return !spec.input.safeParse(input).success
}

/** The sample as it may be sent with that word; with a reason wherever one may stand. */
function inputOf(channel: RequestChannel, sample: object | undefined, word: Word | null): unknown {
  const spec = specOf(channel)
  const candidates = [
    sample,
    { ...sample, reason: REASON },
    { ...sample, word },
    { ...sample, word, reason: REASON },
  ]
  return candidates.findLast((input) => !isRefused(spec, input))
}

function carriesWord(channel: RequestChannel, sample: object | undefined): boolean {
  const input = inputOf(channel, sample, { person: null, pin: WRONG_PIN })
  return typeof input === 'object' && input !== null && 'word' in input
}

/** None, one's own and a manager's: of a call that carries one, and none only where there is such a call. */
function wordsOf(who: Who, channel: RequestChannel, sample: object | undefined): readonly (Word | null)[] {
  if (!carriesWord(channel, sample)) return [null]
  const own: Name = who === 'nobody' || who === 'locked' ? 'ben' : who
  const shown = [...new Set<Name>([own, 'max'])].map((name) => till.wordOf(name))
  return isRefused(specOf(channel), inputOf(channel, sample, null)) ? shown : [null, ...shown]
}

async function stand(who: Who): Promise<void> {
  const { session } = till.control().people
  session.signOut()
  if (who === 'nobody') return
  session.signedIn(till.idOf(who === 'locked' ? 'ben' : who))
  if (who === 'locked') session.lock()
}

/** What has to come of it: worked out here from the table alone, as the words of the task say it. */
function expected(who: Who, channel: RequestChannel, input: unknown, word: Word | null): string {
  const actor = who === 'nobody' || who === 'locked' ? null : till.idOf(who)
  const facts = { today: DAY, discountLimitBasisPoints: 1000, actor }
  const abilities = abilitiesFor(channel, input, facts)
  if (abilities.length === 0) return 'in'
  if (who === 'nobody' || who === 'locked') return 'signInFirst'
  const each = abilities.map((ability) => MAY[ability][STAFF[who].role])
  if (each.includes('never')) return 'mayNot'
  if (each.includes('approved')) return word === null ? 'needsApproval' : approvedBy(word)
  if (!WORD_CALLS.includes(channel)) return 'in'
  if (word === null) return 'needsApproval'
  return word.person === actor ? 'in' : 'invalidInput'
}

function approvedBy({ person }: Word): string {
  return person === till.idOf('ana') || person === till.idOf('max') ? 'in' : 'approverMayNot'
}

async function outcome(channel: RequestChannel, input: unknown): Promise<string> {
  till.reached.length = 0
  const answer = await till.call(channel, input)
  if (till.reached.length > 0) return till.reached.every((one) => one.channel === channel) ? 'in' : 'astray'
  return answer.ok ? 'answered' : answer.error.code
}

const cashiersCalls = REQUEST_CHANNELS.filter((channel) => specOf(channel).from.includes('cashier'))
const cases = cashiersCalls.flatMap((channel) =>
  (SAMPLES[channel] ?? [undefined]).map((sample) => ({ channel, sample })),
)

describe('every call, by everybody', () => {
  it.each(cases)('$channel $sample', async ({ channel, sample }) => {
    const isFit = !isRefused(specOf(channel), inputOf(channel, sample, till.wordOf('max')))
    expect(isFit, 'a sample that the contract takes').toBe(true)
    for (const who of EVERYBODY) {
      await stand(who)
      for (const word of wordsOf(who, channel, sample)) {
        const input = inputOf(channel, sample, word)
        const wanted = expected(who, channel, specOf(channel).input.parse(input), word)
        expect([who, word?.person, await outcome(channel, input)]).toEqual([who, word?.person, wanted])
      }
    }
  })

  it('that somebody may only do with another’s word can be sent with one, and with a reason', () => {
    for (const { channel, sample } of cases) {
      const facts = { today: DAY, discountLimitBasisPoints: 1000, actor: null }
      const input = inputOf(channel, sample, { person: ID, pin: WRONG_PIN })
      const abilities = abilitiesFor(channel, specOf(channel).input.parse(input), facts)
      const isApproved = abilities.some((ability) => Object.values(MAY[ability]).includes('approved'))
      if (!isApproved && !WORD_CALLS.includes(channel)) continue
      expect(input, channel).toHaveProperty('word')
      if (isApproved) expect(input, channel).toHaveProperty('reason')
    }
  })
})
