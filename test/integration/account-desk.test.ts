import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AccountDesk, createAccountDesk } from '../../electron/account/account-desk.ts'
import type { NowPaymentsAccount } from '../../electron/gateways/nowpayments/account/account.ts'
import type { OwnerActs } from '../../electron/journal/owner-acts.ts'
import type { AppError } from '../../shared/app-error.ts'
import { account as contract } from '../../shared/contract/account.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import {
  type AccountWorld,
  EMAIL,
  PASSWORD,
  startAccount,
  TOKEN_LIFE_MS,
  WANTED,
} from '../contract/account-world.ts'

// The owner at the gateway's account, over HTTP against the practice gateway. What moves money is counted there.

const WISH = { from: 'usdttrc20', to: 'trx', amount: '50.25' }
const HOUR_MS = 60 * 60_000
const BY = { person: { id: 'p1', name: 'Ana' } }

let world: AccountWorld
let desk: AccountDesk
let open: NowPaymentsAccount | null
const log = { info: () => undefined, warn: () => undefined }
/** What the journal was told, and how it answers. */
let acts: (readonly [kind: string, body: object])[]
let written: Result<number>
let journal: Pick<OwnerActs, 'conversionAsked' | 'conversionEnded'> | null

beforeEach(async () => {
  world = await startAccount()
  open = world.account
  acts = []
  written = ok(1)
  const noted = (kind: string, body: object) => {
    acts.push([kind, body])
    return written
  }
  journal = {
    conversionAsked: (wish, by) => noted('asked', { ...wish, ...by }),
    conversionEnded: (end) => noted('ended', end),
  }
  desk = createAccountDesk({
    ...{ clock: world.clock, log },
    account: () => open,
    acts: () => journal,
    practiceLogin: () => null,
    isOurs: (externalId) => externalId === WANTED.externalId,
  })
})
afterEach(() => world.simulator.close())

function told<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** Requests that would make a conversion, answered or not. */
async function asked(path = '/conversion', method = 'POST'): Promise<number> {
  const { calls } = await world.control.calls()
  return calls.filter((call) => call.method === method && call.path.endsWith(path)).length
}

describe('signing in', () => {
  test('is told with its end, and forgotten by signing out', async () => {
    expect(desk.view()).toEqual({ isThere: true, signedInUntil: null, practiceLogin: null })
    const { until } = told(await desk.signIn(EMAIL, PASSWORD))
    expect(desk.view().signedInUntil).toBe(until)
    desk.signOut()
    expect(desk.view().signedInUntil).toBeNull()
    expect(await desk.conversions()).toEqual(err({ code: 'signInAgain' }))
  })

  test('each change of it is heard once, its running out by the till’s time included', async () => {
    const heard: (string | null)[] = []
    world.account.onSignInChange(() => heard.push(desk.view().signedInUntil))
    const { until } = told(await desk.signIn(EMAIL, PASSWORD))
    await world.control.advance({ ms: TOKEN_LIFE_MS - 1 })
    expect(heard).toEqual([until])
    await world.control.advance({ ms: 1 })
    expect(heard).toEqual([until, null])
    told(await desk.signIn(EMAIL, PASSWORD))
    await world.control.failNext({ as: '401' })
    await desk.conversions()
    expect(heard.slice(3)).toEqual([null])
    await world.control.advance({ ms: TOKEN_LIFE_MS })
    expect(heard).toHaveLength(4)
  })

  test('with a wrong password says so', async () => {
    expect(await desk.signIn(EMAIL, 'x')).toEqual(err({ code: 'wrongLogin' }))
  })

  test('is possible only where NOWPayments is set up', async () => {
    open = null
    expect(desk.view().isThere).toBe(false)
    expect(await desk.signIn(EMAIL, PASSWORD)).toEqual(err({ code: 'notSetUp' }))
    expect(await desk.preChecks(false)).toEqual(err({ code: 'notSetUp' }))
  })
})

describe('a conversion', () => {
  beforeEach(async () => void told(await desk.signIn(EMAIL, PASSWORD)))

  test('is made once and followed', async () => {
    const outcome = told(await desk.convert(WISH, BY))
    expect(contract.convert.output.parse(outcome)).toMatchObject({
      kind: 'made',
      conversion: { status: 'waiting', from: { coin: 'usdttrc20', amount: '50.25' } },
    })
    const id = outcome.kind === 'made' ? outcome.conversion.conversionId : ''
    await world.control.advance({ ms: 5000 })
    expect(told(await desk.conversion(id))).toMatchObject({ status: 'finished' })
    expect(told(await desk.conversions()).rows).toHaveLength(1)
    expect(await asked()).toBe(1)
    expect(acts).toEqual([
      ['asked', { ...WISH, ...BY }],
      ['ended', { outcome: 'made', conversionId: id }],
    ])
  })

  test('is on record before it is sent, and not sent where it cannot be', async () => {
    written = err({ code: 'journalUnavailable', reason: 'full' })
    expect(await desk.convert(WISH, BY)).toEqual(written)
    expect(acts.map(([kind]) => kind)).toEqual(['asked'])
    journal = null
    expect(await desk.convert(WISH, BY)).toEqual(err({ code: 'journalUnavailable', reason: 'other' }))
    expect(await asked()).toBe(0)
  })

  test.each([
    [
      'more than there is',
      () => desk.convert({ ...WISH, amount: '1000.000000000000000001' }, BY),
      { code: 'balanceTooLow', coin: 'usdttrc20', available: '1000' },
    ],
    [
      'a coin that is not there',
      () => desk.convert({ from: 'btc', to: 'trx', amount: '0.1' }, BY),
      { code: 'balanceTooLow', coin: 'btc', available: '0' },
    ],
  ] as const)('with %s is not sent', async (_name, convert, error: AppError) => {
    expect(await convert()).toEqual(err(error))
    expect(await asked()).toBe(0)
    expect(acts).toEqual([])
  })

  test('of the whole balance is made', async () => {
    expect(told(await desk.convert({ ...WISH, amount: '1000.0' }, BY))).toMatchObject({ kind: 'made' })
  })

  test('is not sent without knowing the balance', async () => {
    await world.control.failNext({ as: '502-html', match: { path: '/balance' } })
    expect(await desk.convert(WISH, BY)).toEqual(err({ code: 'gatewayDown', httpStatus: 502 }))
    expect(await asked()).toBe(0)
  })

  test('is not sent when nobody is signed in', async () => {
    desk.signOut()
    expect(await desk.convert(WISH, BY)).toEqual(err({ code: 'signInAgain' }))
    expect(await asked()).toBe(0)
  })

  test('is one at a time', async () => {
    const first = desk.convert(WISH, BY)
    expect(await desk.convert(WISH, BY)).toEqual(err({ code: 'notNow' }))
    expect(told(await first)).toMatchObject({ kind: 'made' })
    expect(await asked()).toBe(1)
  })

  test('whose reply is lost is looked for in the list, and never asked for again', async () => {
    // One of yesterday, of the same coins and amount, is another.
    told(await desk.convert(WISH, BY))
    await world.control.advance({ ms: 24 * HOUR_MS })
    told(await desk.signIn(EMAIL, PASSWORD))
    await world.control.cutNext({ when: 'after', match: { path: '/conversion', method: 'POST' } })
    const outcome = told(await desk.convert(WISH, BY))
    expect(outcome).toMatchObject({ kind: 'maybe', isCertain: true, found: [{ status: 'waiting' }] })
    expect(outcome.kind === 'maybe' && outcome.found).toHaveLength(1)
    expect(await asked()).toBe(2)
  })

  test('that never arrived is not said to be refused: nothing was found', async () => {
    await world.control.cutNext({ when: 'before', match: { path: '/conversion', method: 'POST' } })
    expect(told(await desk.convert(WISH, BY))).toEqual({ kind: 'maybe', found: [], isCertain: true })
    expect(await asked()).toBe(1)
    expect(acts.at(-1)).toEqual(['ended', { outcome: 'maybe' }])
  })

  test.each(['502-html', 'malformed-json', 'empty-body', '500'] as const)(
    'answered with %s may have been made',
    async (as) => {
      await world.control.failNext({ as, match: { path: '/conversion', method: 'POST' } })
      expect(told(await desk.convert(WISH, BY))).toMatchObject({ kind: 'maybe' })
      expect(await asked()).toBe(1)
    },
  )

  test('is in doubt when the list cannot be read either', async () => {
    await world.control.cutNext({ when: 'after', match: { path: '/conversion', method: 'POST' } })
    await world.control.failNext({ as: '429-html', match: { path: '/conversion', method: 'GET' } })
    expect(told(await desk.convert(WISH, BY))).toEqual({ kind: 'maybe', found: [], isCertain: false })
  })

  test('that the gateway refuses is refused with its words', async () => {
    expect(await desk.convert({ ...WISH, to: 'nosuchcoin' }, BY)).toMatchObject({
      ok: false,
      error: { code: 'accountRefused' },
    })
    expect(acts.at(-1)).toEqual(['ended', { outcome: 'refused', code: 'accountRefused' }])
  })
})

describe('what stands in the account', () => {
  test('the balance says when it was told', async () => {
    expect(told(await desk.balance())).toEqual({
      usdt: '1000.000000',
      coins: [{ coin: 'usdttrc20', amount: '1000', pending: '0' }],
      at: world.now(),
    })
  })

  test('payouts are newest first, and ours are told from others', async () => {
    told(await desk.signIn(EMAIL, PASSWORD))
    await world.makePayout({ externalId: 'somebody-else' })
    await world.control.advance({ ms: 1000 })
    await world.makePayout()
    const list = told(await desk.payouts())
    expect(list.rows.map(({ payout, isOurs }) => [payout.externalId, isOurs])).toEqual([
      [WANTED.externalId, true],
      ['somebody-else', false],
    ])
    expect(contract.payouts.output.parse(list)).toEqual(list)
  })
})

describe('what the gateway says of our coin', () => {
  const counts = () =>
    Promise.all(
      ['/currencies', '/full-currencies', '/merchant/coins', '/min-amount'].map((path) => asked(path, 'GET')),
    )

  test('is asked once an hour, with the moment of each answer', async () => {
    const first = told(await desk.preChecks(false))
    const at = world.now()
    expect(contract.preChecks.output.parse(first)).toEqual({
      isListed: { told: { value: true, at }, error: null },
      coin: {
        told: { value: { isEnabled: true, isForPayment: true, network: 'trx', decimals: 6 }, at },
        error: null,
      },
      isSwitchedOn: { told: { value: true, at }, error: null },
      minimum: { told: { value: '1.000000', at }, error: null },
    })
    await world.control.advance({ ms: HOUR_MS - 1 })
    expect(told(await desk.preChecks(false))).toEqual(first)
    expect(await counts()).toEqual([1, 1, 1, 1])
    await world.control.advance({ ms: 1 })
    told(await desk.preChecks(false))
    expect(await counts()).toEqual([2, 2, 2, 2])
  })

  test('is asked again when a person wants it', async () => {
    told(await desk.preChecks(false))
    await world.control.setAccount({ enabledCoins: ['trx'] })
    await world.control.configure({ minAmount: '9' })
    await world.control.advance({ ms: 60_000 })
    const again = told(await desk.preChecks(true))
    expect(again.isSwitchedOn.told).toEqual({ value: false, at: world.now() })
    expect(again.minimum.told?.value).toBe('9.000000')
    expect(await counts()).toEqual([2, 2, 2, 2])
  })

  test('keeps the last answer and its moment when another fails, which alone is asked anew', async () => {
    told(await desk.preChecks(false))
    const before = world.now()
    await world.control.advance({ ms: 60_000 })
    await world.control.failNext({ as: '502-html', match: { path: '/min-amount' } })
    expect(told(await desk.preChecks(true)).minimum).toEqual({
      told: { value: '1.000000', at: before },
      error: { code: 'gatewayDown', httpStatus: 502 },
    })
    expect(told(await desk.preChecks(false)).minimum).toEqual({
      told: { value: '1.000000', at: world.now() },
      error: null,
    })
    expect(await counts()).toEqual([2, 2, 2, 3])
  })

  test('is another account’s own', async () => {
    told(await desk.preChecks(false))
    open = world.stranger
    const other = told(await desk.preChecks(false))
    expect(other.isListed).toEqual({ told: null, error: { code: 'wrongKey', mode: 'live' } })
  })
})
