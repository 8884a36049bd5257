import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMatters } from '../../shared/payment/matters.ts'
import type { ChargedPayment, Payment } from '../../shared/payment/payment.ts'
import { isSold } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { practiceApiKey, practiceLogin } from '../../simulator/nowpayments/settings.ts'
import { must, payingAt } from '../support/paying.ts'
import { openRelayBench, type RelayBench } from '../support/relay-bench.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// Charges with the gateway's own page, and what a customer may do there besides paying: other payments of the invoice.

let bench: TillBench
let relay: RelayBench
const { control, viewOf, look } = payingAt(() => bench)
const settledSoon = { timeout: 3_000, interval: 5 }

beforeEach(async () => {
  relay = await openRelayBench({ limits: { closeMs: 100 } })
  bench = await createTillBench('live', { hostedPage: true })
})
afterEach(async () => {
  await bench.close()
  await relay.close()
})

function chargedOf(payment: Payment): ChargedPayment {
  if (!isCharged(payment)) throw new Error('no charge')
  return payment
}
const now = (id: string) => chargedOf(viewOf(id).payment)

/** What the gateway's page does when the customer asks for another way to pay. */
async function anotherWay({ charge }: ChargedPayment, coin = 'usdttrc20'): Promise<string> {
  const response = await fetch(`${bench.simulator.nowpaymentsUrl}/invoice-payment`, {
    method: 'POST',
    headers: { 'x-api-key': practiceApiKey, 'content-type': 'application/json' },
    body: JSON.stringify({ iid: Number(charge.invoice?.id), pay_currency: coin }),
  })
  const made = (await response.json()) as { payment_id: string }
  return made.payment_id
}

const search = (id: string) => bench.till().searchInvoice(id)
const signIn = async () =>
  void (await bench.till().account?.signIn(practiceLogin.email, practiceLogin.password))

describe('a charge with a page', () => {
  it('is paid like any other', async () => {
    const { payment } = await bench.start()
    expect(chargedOf(payment).charge.invoice?.url).toContain('/payment/?iid=')
    const view = viewOf(payment.id)
    await control().pay({ paymentId: bench.chargeIdOf(view), kind: 'exact' })
    await control().finish({ paymentId: bench.chargeIdOf(view) })
    expect((await look(payment.id)).payment.status).toBe('paid')
  })

  it('keeps its page over a restart', async () => {
    const { payment } = await bench.start()
    const { invoice } = chargedOf(payment).charge
    bench.restart()
    expect(now(payment.id).charge.invoice).toEqual(invoice)
  })

  it('whose second answer was lost is abandoned, shown to nobody, and another can be made', async () => {
    await control().cutNext({ when: 'after', match: { path: '/invoice-payment' } })
    const price = { minor: 1825, currency: 'EUR' } as const
    const started = await bench
      .payments()
      .start({ attempt: crypto.randomUUID(), price, reference: null, evenIfSame: true }, NO_PEOPLE)
    expect(started).toEqual({ ok: false, error: { code: 'chargeUnknown' } })
    expect((await bench.start()).payment.status).toBe('awaiting')
  })
})

describe('another payment of the invoice, made on the page', () => {
  it('is found in the gateway’s list while the owner is signed in, and never completes the sale', async () => {
    const first = chargedOf((await bench.start()).payment)
    const other = await anotherWay(first)
    await signIn()
    await search(first.id)
    // Nobody has paid to it: nothing to tell.
    expect(now(first.id).childChargeIds).toEqual([])

    await control().pay({ paymentId: other, kind: 'exact' })
    await control().finish({ paymentId: other })
    await search(first.id)
    const found = now(first.id)
    expect(found).toMatchObject({ status: 'awaiting', received: '0.000000', remarks: ['repeated'] })
    expect(found.children).toMatchObject([{ chargeId: other, status: 'finished', coin: 'usdttrc20' }])
    expect(isSold(found)).toBe(false)
    // A matter for a person, with the whole amount.
    expect(openMatters(found)).toMatchObject([
      { kind: 'repeated', usdt: BigInt(found.charge.asked.replace('.', '')) },
    ])
    expect(viewOf(first.id).choices).toContain('owed')
    bench.restart()
    expect(now(first.id)).toEqual(found)
  })

  it('is followed to its end with its payment', async () => {
    const first = chargedOf((await bench.start()).payment)
    const other = await anotherWay(first)
    await control().pay({ paymentId: other, kind: 'exact' })
    await signIn()
    await search(first.id)
    expect(now(first.id).children).toMatchObject([{ status: 'confirming' }])
    await control().finish({ paymentId: other })
    await look(first.id)
    expect(now(first.id).children).toMatchObject([{ status: 'finished' }])
    expect(now(first.id).status).toBe('awaiting')
  })

  it('in another coin is a matter of that coin', async () => {
    const first = chargedOf((await bench.start()).payment)
    const other = await anotherWay(first, 'trx')
    await control().pay({ paymentId: other, kind: 'exact' })
    await control().finish({ paymentId: other })
    await signIn()
    await search(first.id)
    expect(now(first.id).remarks).toContain('wrongAsset')
    expect(openMatters(now(first.id))).toMatchObject([{ kind: 'wrongAsset' }])
  })

  it('beside the payment itself leaves both: paid, and a further deposit', async () => {
    const first = chargedOf((await bench.start()).payment)
    const other = await anotherWay(first)
    for (const paymentId of [first.charge.chargeId, other]) {
      await control().pay({ paymentId, kind: 'exact' })
      await control().finish({ paymentId })
    }
    await look(first.id)
    await signIn()
    await search(first.id)
    expect(now(first.id)).toMatchObject({ status: 'paid', remarks: ['repeated'] })
  })

  it('is not looked for while nobody is signed in, nor for a charge without a page', async () => {
    const first = chargedOf((await bench.start()).payment)
    await anotherWay(first)
    const before = (await control().calls()).calls.length
    await search(first.id)
    expect((await control().calls()).calls).toHaveLength(before)
    await signIn()
    must(await bench.payments().cancel(first.id))
    bench.settings = { ...bench.settings, hostedPage: false }
    const plain = chargedOf((await bench.start()).payment)
    const calls = (await control().calls()).calls.length
    await search(plain.id)
    expect((await control().calls()).calls).toHaveLength(calls)
  })

  it('is found by the gateway’s callback', async () => {
    bench.till().relay?.listen({ url: relay.origin, token: relay.secrets.token })
    await expect.poll(() => bench.till().relay?.view().connection.state, settledSoon).toBe('open')
    const first = chargedOf((await bench.start()).payment)
    const other = await anotherWay(first)
    await control().pay({ paymentId: other, kind: 'exact' })
    await expect.poll(() => now(first.id).children.length, settledSoon).toBe(1)
    expect(now(first.id)).toMatchObject({ status: 'awaiting', children: [{ chargeId: other }] })
  })

  it('is found by the gateway’s callback although the gateway does not answer at first', async () => {
    const callbacks = () =>
      bench.till().relay?.callbacks({ text: '', verdict: null, before: null }).rows ?? []
    const looking = () => callbacks().filter(({ outcome }) => outcome.kind === 'looking')
    const listen = () => bench.till().relay?.listen({ url: relay.origin, token: relay.secrets.token })
    listen()
    await expect.poll(() => bench.till().relay?.view().connection.state, settledSoon).toBe('open')
    const first = chargedOf((await bench.start()).payment)
    const other = await anotherWay(first)
    // Of both, that they wait for money.
    await expect.poll(() => callbacks().length, settledSoon).toBe(2)
    await expect.poll(() => looking().length, settledSoon).toBe(0)

    const look = { method: 'GET', path: `/payment/${other}` } as const
    const looks = async () =>
      (await control().calls()).calls.filter(({ path }) => path.endsWith(other)).length
    const before = await looks()
    await control().failNext({ as: '500', times: 1, match: look })
    await control().pay({ paymentId: other, kind: 'exact' })
    await expect.poll(looks, settledSoon).toBe(before + 1)
    expect(now(first.id).children).toEqual([])
    expect(looking()).toHaveLength(1)

    // At the next start it is the first thing asked.
    await control().failNext({ as: '502-html', times: 2, match: look })
    bench.restart()
    listen()
    await expect.poll(looks, settledSoon).toBe(before + 2)
    expect(looking()).toHaveLength(1)
    await control().clearFaults()
    await expect
      .poll(
        async () => {
          await bench.advance(5_000)
          return now(first.id).children.length
        },
        { timeout: 3_000, interval: 50 },
      )
      .toBe(1)
    await expect.poll(() => looking().length, settledSoon).toBe(0)
  })

  it('is none of this payment’s when the gateway gives it another order id', async () => {
    const first = chargedOf((await bench.start()).payment)
    const other = await anotherWay(first)
    await control().pay({ paymentId: other, kind: 'exact' })
    await signIn()
    await control().tamperNext({ mutation: 'other-order-id', match: { path: '/payment/:id' } })
    await search(first.id)
    expect(now(first.id)).toMatchObject({ childChargeIds: [], children: [] })
  })
})
