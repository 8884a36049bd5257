import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NowPaymentsAccount } from '../../electron/gateways/nowpayments/account/account.ts'
import { CODE_TRIES } from '../../shared/refund/code.ts'
import { PayoutObservation } from '../../shared/refund/payout.ts'
import { practiceCode } from '../../simulator/nowpayments/account/desk.ts'
import { ADDRESS } from '../support/builders.ts'
import {
  type AccountWorld,
  expectFailure,
  SINCE,
  startAccount,
  TIME_LIMIT_MS,
  TOKEN_LIFE_MS,
  told,
  WANTED,
} from './account-world.ts'

let world: AccountWorld
let account: NowPaymentsAccount
beforeEach(async () => {
  world = await startAccount()
  account = world.account
})
afterEach(() => world.simulator.close())

describe('an address', () => {
  it('is good, or refused', async () => {
    expect((await account.validateAddress(ADDRESS)).ok).toBe(true)
    const other = `${ADDRESS.slice(0, -1)}${ADDRESS.endsWith('a') ? 'b' : 'a'}`
    expectFailure(await account.validateAddress(other), {
      code: 'addressRefused',
      detail: `Invalid payout_address: [usdttrc20] [${other}]`,
    })
  })

  it('that nobody could look at is neither', async () => {
    await world.control.failNext({ as: 'html-200' })
    expectFailure(await account.validateAddress(ADDRESS), { code: 'badReply', detail: 'not OK' })
    await world.control.cutNext({ when: 'after' })
    expectFailure(await account.validateAddress(ADDRESS), { code: 'gatewayDown', httpStatus: null })
  })
})

describe('a payout', () => {
  it('is made to the last digit, waits for its code, and is sent', async () => {
    const { made, confirm, read } = await world.makePayout()
    expect(PayoutObservation.parse(made)).toEqual(made)
    expect(made).toMatchObject({
      status: 'creating',
      vendorStatus: 'CREATING',
      externalId: 'T1-R0001',
      address: ADDRESS,
      amount: '12.500001',
      coin: 'usdttrc20',
      transactionId: null,
    })
    await world.control.advance({ ms: 60_000 })
    expect(await read()).toEqual(made)
    told(await confirm(practiceCode))
    const seen: string[] = []
    for (let stage = 0; stage < 4; stage += 1) {
      seen.push((await read()).status)
      await world.control.advance({ ms: 2500 })
    }
    expect(seen).toEqual(['creating', 'processing', 'sending', 'finished'])
    expect((await read()).transactionId).toMatch(/^[0-9a-f]{64}$/)
  })

  it.each([
    ['case:failed', 'failed'],
    ['case:rejected', 'rejected'],
  ] as const)('%s ends so', async (description, status) => {
    const { confirm, read } = await world.makePayout({ description })
    told(await confirm(practiceCode))
    await world.control.advance({ ms: 10_000 })
    expect((await read()).status).toBe(status)
  })

  it('that failed may still be sent', async () => {
    const { confirm, read } = await world.makePayout({ description: 'case:late' })
    told(await confirm(practiceCode))
    await world.control.advance({ ms: 10_000 })
    expect(await read()).toMatchObject({ status: 'failed', error: 'Withdrawal could not be sent' })
    await world.control.advance({ ms: 60_000 })
    expect(await read()).toMatchObject({ status: 'finished', error: null })
  })

  it.each([
    ['externalId', { externalId: '' }],
    ['externalId', { externalId: 'ré-1' }],
    ['address', { address: 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t' }],
    ['address', { address: `${ADDRESS.slice(0, -1)}1` }],
    ['amount', { amount: 0n }],
    ['amount', { amount: -1n }],
  ])('with an impossible %s is not sent', async (field, over) => {
    await world.signIn()
    const before = await world.calls()
    expectFailure(await account.createPayout({ ...WANTED, ...over }), { code: 'invalidInput', field })
    expect(await world.calls()).toBe(before)
  })

  it('beyond the balance is refused, and there is none', async () => {
    await world.signIn()
    const answer = await account.createPayout({ ...WANTED, amount: 5_000_000_000n })
    expectFailure(answer, { code: 'gatewayRefused', detail: 'Insufficient balance: [usdttrc20]' })
    expect(await account.findPayouts(WANTED.externalId, SINCE)).toMatchObject({ value: { matches: [] } })
  })

  it.each(['before', 'after'] as const)(
    'whose connection is cut %s may be there; the list tells',
    async (when) => {
      await world.signIn()
      await world.control.cutNext({ when })
      expectFailure(await account.createPayout(WANTED), { code: 'gatewayDown', httpStatus: null }, true)
      const search = await account.findPayouts(WANTED.externalId, SINCE)
      if (!search.ok) throw new Error(JSON.stringify(search.error))
      expect(search.value.certain).toBe(true)
      expect(search.value.matches.map(({ amount }) => amount)).toEqual(when === 'after' ? ['12.500001'] : [])
    },
  )

  it('that nobody answered in time may be there', async () => {
    await world.signIn()
    await world.control.delayNext({ ms: 10 * TIME_LIMIT_MS, when: 'after' })
    const answer = account.createPayout(WANTED)
    await expect
      .poll(async () => (await world.control.calls()).calls.some(({ state }) => state === 'held'))
      .toBe(true)
    await world.control.advance({ ms: TIME_LIMIT_MS })
    expectFailure(await answer, { code: 'gatewayTimeout' }, true)
  })

  it.each([
    ['malformed-json', { code: 'badReply', detail: 'not JSON' }, true],
    ['empty-body', { code: 'badReply', detail: 'empty' }, true],
    ['html-200', { code: 'badReply', detail: 'a web page' }, true],
    ['huge-body', { code: 'badReply', detail: 'larger than 1 MiB' }, true],
    ['500', { code: 'gatewayDown', httpStatus: 500 }, true],
    ['502-html', { code: 'gatewayDown', httpStatus: 502 }, true],
    ['429-html', { code: 'rateLimited' }, false],
    ['403', { code: 'wrongKey', mode: 'live' }, false],
    ['401', { code: 'signInAgain' }, false],
  ] as const)('answered with %s is asked for once', async (as, error, maybe) => {
    await world.signIn()
    const before = await world.calls()
    await world.control.failNext({ as })
    expectFailure(await account.createPayout(WANTED), error, maybe)
    expect(await world.calls()).toBe(before + 1)
  })

  it('is found by its external id among others, twice when it is there twice', async () => {
    await world.makePayout({ externalId: 'other' })
    expect(await account.findPayouts(WANTED.externalId, SINCE)).toMatchObject({
      value: { matches: [], certain: true },
    })
    await world.makePayout()
    await world.makePayout()
    const search = await account.findPayouts(WANTED.externalId, SINCE)
    expect(search).toMatchObject({ value: { matches: [{}, {}], certain: true } })
  })

  it('is in the list of all, newest first, of the time asked for', async () => {
    const first = await world.makePayout({ externalId: 'first' })
    await world.control.advance({ ms: 60_000 })
    const since = world.now()
    await world.makePayout({ externalId: 'second' })
    expect(await account.payouts(SINCE)).toMatchObject({
      value: { rows: [{ externalId: 'second' }, first.made], malformed: [], complete: true },
    })
    expect(await account.payouts(since)).toMatchObject({ value: { rows: [{ externalId: 'second' }] } })
  })

  it('is not looked for in half a list', async () => {
    await world.makePayout()
    await world.control.failNext({ as: 'wrong-types', field: 'payouts', match: { path: '/payout' } })
    expectFailure(await account.findPayouts('x', SINCE), { code: 'badReply', detail: 'field payouts' })
  })

  it('at an id nobody knows is refused', async () => {
    await world.signIn()
    for (const id of ['0', '../balance', '1?x=1']) {
      expect(await account.readPayout(id)).toMatchObject({ ok: false, error: { maybe: false } })
    }
  })
})

describe('the code', () => {
  it('that is wrong leaves fewer tries, and the tenth is the last', async () => {
    const { confirm, read } = await world.makePayout()
    for (let tried = 0; tried < CODE_TRIES - 1; tried += 1) {
      expectFailure(await confirm('000000', tried), { code: 'codeWrong', triesLeft: CODE_TRIES - tried - 1 })
    }
    expectFailure(await confirm('000000', CODE_TRIES - 1), { code: 'codeTooOften' })
    const before = await world.calls()
    expectFailure(await confirm(practiceCode, CODE_TRIES), { code: 'codeTooOften' })
    expect(await world.calls()).toBe(before)
    expect((await read()).status).toBe('creating')
  })

  it('is too much for a gateway that counted more than the till did', async () => {
    const { confirm } = await world.makePayout()
    for (let tried = 0; tried < CODE_TRIES; tried += 1) await confirm('000000', tried)
    expectFailure(await confirm(practiceCode, 3), { code: 'codeTooOften' })
  })

  it('passes on the last try, with blanks as people type them', async () => {
    const { confirm } = await world.makePayout()
    for (let tried = 0; tried < CODE_TRIES - 1; tried += 1) await confirm('000000', tried)
    told(await confirm(' 123 456 ', CODE_TRIES - 1))
  })

  it('is too late after an hour, and the gateway has given the payout up', async () => {
    const { confirm, made } = await world.makePayout()
    await world.control.advance({ ms: 60 * 60_000 })
    await world.signIn()
    const before = await world.calls()
    expectFailure(await confirm(practiceCode), { code: 'codeTooLate' })
    expect(await world.calls()).toBe(before)
    expect(told(await account.readPayout(made.batchId)).status).toBe('rejected')
    // A till whose own record is younger learns it from the gateway.
    const late = { batchId: made.batchId, code: practiceCode, codesTried: 0 }
    expectFailure(await account.confirmPayout({ ...late, askedAt: world.now() }), { code: 'codeTooLate' })
  })

  it.each(['before', 'after'] as const)(
    'cut %s may have passed; sending it again pays nothing twice',
    async (when) => {
      const { confirm, read } = await world.makePayout()
      await world.control.cutNext({ when })
      expectFailure(await confirm(practiceCode), { code: 'gatewayDown', httpStatus: null }, true)
      told(await confirm(practiceCode, 1))
      await world.control.advance({ ms: 60_000 })
      expect((await read()).status).toBe('finished')
      expect(told(await account.balance()).usdt).toBe('987.499999')
    },
  )

  it.each(['', '12', 'ab cd!', '1234567890123'])('%j is none', async (code) => {
    const { confirm } = await world.makePayout()
    expectFailure(await confirm(code), { code: 'invalidInput', field: 'code' })
  })

  it('needs the sign-in of the moment', async () => {
    const { confirm } = await world.makePayout()
    await world.control.advance({ ms: TOKEN_LIFE_MS })
    expectFailure(await confirm(practiceCode), { code: 'signInAgain' })
    await world.signIn()
    await world.control.failNext({ as: '401' })
    expectFailure(await confirm(practiceCode), { code: 'signInAgain' })
  })
})
