import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NowPaymentsAccount } from '../../electron/gateways/nowpayments/account/account.ts'
import { Observation } from '../../shared/payment/payment.ts'
import {
  type AccountWorld,
  API_KEY,
  EMAIL,
  expectFailure,
  PASSWORD,
  SINCE,
  startAccount,
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

const untilNow = () => ({ from: SINCE, to: world.now() })
/** An end that what comes in meanwhile still falls into. */
const untilTomorrow = () => ({ from: SINCE, to: new Date(world.clock.now() + 86_400_000).toISOString() })

describe('signing in', () => {
  it('lasts five minutes and then has to be done again: nothing is sent', async () => {
    expect(account.signedInUntil()).toBeNull()
    const { until } = await world.signIn()
    expect(Date.parse(until) - world.clock.now()).toBe(TOKEN_LIFE_MS)
    expect(account.signedInUntil()).toBe(until)
    // The gateway counts in whole seconds.
    await world.control.advance({ ms: TOKEN_LIFE_MS - 1000 })
    expect((await account.conversions()).ok).toBe(true)
    await world.control.advance({ ms: 1000 })
    expect(account.signedInUntil()).toBeNull()
    const before = await world.calls()
    expectFailure(await account.payments(untilNow()), { code: 'signInAgain' })
    expectFailure(await account.createPayout(WANTED), { code: 'signInAgain' })
    expect(await world.calls()).toBe(before)
  })

  it('is asked for again when the gateway has forgotten the token, once and without another try', async () => {
    await world.signIn()
    await world.control.failNext({ as: '401' })
    const before = await world.calls()
    expectFailure(await account.createPayout(WANTED), { code: 'signInAgain' })
    expect(await world.calls()).toBe(before + 1)
    expect(account.signedInUntil()).toBeNull()
  })

  it('may run out while a call waits in the queue', async () => {
    await world.signIn()
    world.before(async () => void (await world.control.advance({ ms: TOKEN_LIFE_MS })))
    const before = await world.calls()
    expectFailure(await account.createPayout(WANTED), { code: 'signInAgain' })
    expect(await world.calls()).toBe(before)
  })

  it('with a wrong password, or another spelling of the e-mail, is refused in silence', async () => {
    for (const [email, password] of [
      [EMAIL, 'correct-horse-1'],
      ['Owner@shop.example', PASSWORD],
      ['', ''],
    ] as const) {
      const answer = await account.signIn(email, password)
      expect(answer).toEqual({
        ok: false,
        error: { error: { code: 'wrongLogin' }, maybe: false, raw: null, retryAfterMs: null },
      })
    }
    expect(account.signedInUntil()).toBeNull()
  })

  it('ends the earlier one when it fails, and with signing out', async () => {
    await world.signIn()
    expectFailure(await account.signIn(EMAIL, 'x'), { code: 'wrongLogin' })
    expect(account.signedInUntil()).toBeNull()
    await world.signIn()
    account.signOut()
    expectFailure(await account.conversions(), { code: 'signInAgain' })
  })

  it('leaves neither token nor password in any answer', async () => {
    const signedIn = await account.signIn(EMAIL, PASSWORD)
    const answers: unknown[] = [signedIn, await account.createPayout(WANTED), await account.balance()]
    for (const as of ['403', '500', '502-html', 'malformed-json', 'missing-field', 'huge-body'] as const) {
      await world.control.failNext({ as })
      answers.push(await account.signIn(EMAIL, PASSWORD))
    }
    const said = JSON.stringify(answers)
    expect(said).not.toContain(PASSWORD)
    expect(said).not.toContain('eyJ')
    expect(JSON.stringify(account)).not.toContain('eyJ')
  })

  it.each([
    ['rate limit', '429-html', { code: 'rateLimited' }],
    ['a broken server', '500', { code: 'gatewayDown', httpStatus: 500 }],
    ['half an answer', 'malformed-json', { code: 'badReply', detail: 'not JSON' }],
    ['a page', 'html-200', { code: 'badReply', detail: 'a web page' }],
    ['an answer without a token', 'missing-field', { code: 'badReply', detail: 'field token' }],
    ['10 MB', 'huge-body', { code: 'badReply', detail: 'larger than 1 MiB' }],
  ] as const)('fails with %s, and never "maybe"', async (_what, as, error) => {
    await world.control.failNext({ as, ...(as === 'missing-field' && { field: 'token' }) })
    expectFailure(await account.signIn(EMAIL, PASSWORD), error)
    await world.control.cutNext({ when: 'after' })
    expectFailure(await account.signIn(EMAIL, PASSWORD), { code: 'gatewayDown', httpStatus: null })
  })

  it('with a key nobody knows is not a matter of the password', async () => {
    expectFailure(await world.stranger.balance(), { code: 'wrongKey', mode: 'live' })
  })
})

describe('the list of payments', () => {
  it('is complete, oldest first, in our words', async () => {
    const ids = await world.makeCharges(5)
    await world.control.pay({ paymentId: ids[1] ?? '', kind: 'exact' })
    await world.control.setStatus({ paymentId: ids[2] ?? '', status: 'reviewing' })
    await world.signIn()
    for (const each of [account, world.inPagesOf(2), world.inPagesOf(5)]) {
      if (each !== account) await world.signIn(each)
      const listed = await each.payments(untilNow())
      if (!listed.ok) throw new Error(JSON.stringify(listed.error))
      const { rows, malformed, complete, missing } = listed.value
      expect({ malformed, complete, missing }).toEqual({ malformed: [], complete: true, missing: 0 })
      expect(rows.map(({ observation }) => observation.chargeId)).toEqual(ids)
      for (const { observation, createdAt } of rows) {
        expect(Observation.parse(observation)).toEqual(observation)
        expect(createdAt).toMatch(/^2026-08-27T/)
      }
      expect(rows[1]?.observation.transactionId).toMatch(/^[0-9a-f]{64}$/)
      expect(rows[2]?.observation).toMatchObject({ status: 'unknown', vendorStatus: 'reviewing' })
    }
  })

  it('names a further deposit and its parent', async () => {
    const [paymentId = ''] = await world.makeCharges(1)
    await world.control.pay({ paymentId, kind: 'exact' })
    await world.control.pay({ paymentId, kind: 'again' })
    await world.signIn()
    const listed = await account.payments(untilTomorrow())
    expect(listed).toMatchObject({
      value: {
        rows: [{ originType: null }, { originType: 'REPEATED', observation: { parentChargeId: paymentId } }],
      },
    })
  })

  it('keeps to its period, both ends included', async () => {
    const [, second, third] = await world.makeCharges(4)
    await world.signIn()
    const from = new Date(world.clock.now() - 3000).toISOString()
    const to = new Date(world.clock.now() - 2000).toISOString()
    const listed = await account.payments({ from, to })
    const ids = listed.ok ? listed.value.rows.map(({ observation }) => observation.chargeId) : []
    expect(ids).toEqual([second, third])
  })

  it('has each payment once when others come in between the pages', async () => {
    const ids = await world.makeCharges(5)
    const pages = world.inPagesOf(2)
    await world.signIn(pages)
    const later: string[] = []
    world.before(async () => {
      if (later.length < 6) later.push(await world.makeCharge(100 + later.length))
    })
    const listed = await pages.payments(untilTomorrow())
    if (!listed.ok) throw new Error(JSON.stringify(listed.error))
    const found = listed.value.rows.map(({ observation }) => observation.chargeId)
    expect(listed.value.complete).toBe(true)
    expect(new Set(found).size).toBe(found.length)
    expect(found.toSorted()).toEqual([...ids, ...later].toSorted())
  })

  it('reports a row that cannot be read, with its id, beside the others', async () => {
    // An order id of somebody else's shop, longer than anything the till reads.
    const strange = await fetch(`${world.simulator.nowpaymentsUrl}/payment`, {
      method: 'POST',
      headers: { 'x-api-key': API_KEY, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ price_amount: 13.49, price_currency: 'usd', pay_currency: 'usdttrc20' },
        order_id: 'x'.repeat(300),
      }),
    })
    const { payment_id } = await strange.json()
    const [id] = await world.makeCharges(1)
    await world.signIn()
    expect(await account.payments(untilNow())).toMatchObject({
      ok: true,
      value: {
        rows: [{ observation: { chargeId: id } }],
        malformed: [{ id: payment_id, detail: 'field order_id', raw: expect.stringContaining('xxxx') }],
        complete: true,
        missing: 0,
      },
    })
  })

  it.each([
    ['429-html', { code: 'rateLimited' }],
    ['502-html', { code: 'gatewayDown', httpStatus: 502 }],
    ['malformed-json', { code: 'badReply', detail: 'not JSON' }],
    ['empty-body', { code: 'badReply', detail: 'empty' }],
    ['huge-body', { code: 'badReply', detail: 'larger than 1 MiB' }],
  ] as const)('is no half list: %s on the second page is the whole answer', async (as, error) => {
    await world.makeCharges(4)
    const pages = world.inPagesOf(2)
    await world.signIn(pages)
    let asked = 0
    world.before(async () => {
      asked += 1
      if (asked === 2) await world.control.failNext({ as })
    })
    expectFailure(await pages.payments(untilNow()), error)
    expect(asked).toBe(2)
  })

  it('ends with the token, and says so', async () => {
    await world.makeCharges(4)
    const pages = world.inPagesOf(1)
    await world.signIn(pages)
    world.before(async () => void (await world.control.advance({ ms: 2 * 60_000 })))
    expectFailure(await pages.payments(untilNow()), { code: 'signInAgain' })
  })
})

describe('the balance', () => {
  it('needs no sign-in', async () => {
    expect(told(await account.balance())).toEqual({
      usdt: '1000.000000',
      coins: [{ coin: 'usdttrc20', amount: '1000', pending: '0' }],
    })
  })

  it('goes down by a payout', async () => {
    await world.makePayout()
    expect(told(await account.balance()).usdt).toBe('987.499999')
  })
})

describe('a conversion', () => {
  const WISH = { from: 'usdttrc20', to: 'TRX', amount: '50.25' }

  it('is made, and moves on', async () => {
    await world.signIn()
    const made = told(await account.convert(WISH))
    expect(made).toMatchObject({ status: 'waiting', vendorStatus: 'WAITING', from: { amount: '50.25' } })
    await world.control.advance({ ms: 5000 })
    expect(told(await account.readConversion(made.conversionId))).toMatchObject({
      status: 'finished',
      to: { coin: 'trx' },
    })
    expect(await account.conversions()).toMatchObject({
      value: { complete: true, rows: [{ conversionId: made.conversionId }] },
    })
  })

  it('whose reply is lost may have been made, and the list shows it', async () => {
    await world.signIn()
    await world.control.cutNext({ when: 'after' })
    expectFailure(await account.convert(WISH), { code: 'gatewayDown', httpStatus: null }, true)
    expect(await account.conversions()).toMatchObject({ value: { rows: [{ from: { amount: '50.25' } }] } })
  })

  it.each([
    ['amount', { ...WISH, amount: '0.00' }],
    ['amount', { ...WISH, amount: '1e3' }],
    ['amount', { ...WISH, amount: '-1' }],
    ['from', { ...WISH, from: '"x' }],
    ['to', { ...WISH, to: 'USDTTRC20' }],
  ])('with an impossible %s is not sent', async (field, wish) => {
    await world.signIn()
    const before = await world.calls()
    expectFailure(await account.convert(wish), { code: 'invalidInput', field })
    expect(await world.calls()).toBe(before)
  })

  it('beyond the balance is refused with the reason', async () => {
    await world.signIn()
    const answer = await account.convert({ ...WISH, amount: '5000' })
    expectFailure(answer, { code: 'gatewayRefused', detail: 'Insufficient balance: [usdttrc20]' })
  })
})

it('is held up by the rate limit like everything, and nothing is asked for again', async () => {
  await world.control.configure({ rateLimitPerSecond: 2 })
  await world.signIn()
  await account.balance()
  const before = await world.calls()
  const answer = await account.createPayout(WANTED)
  expectFailure(answer, { code: 'rateLimited' })
  expect(await world.calls()).toBe(before + 1)
})
