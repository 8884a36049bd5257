import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { journalFileOf } from '../../electron/open-till.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import type { Found } from '../../shared/contract/search.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { OTHER_ADDRESS } from '../support/builders.ts'
import { must } from '../support/paying.ts'
import { createPeopleTill, type PeopleTill } from '../support/people-till.ts'

// A customer comes back on another day, and a manager gives the money back: by the calls of a window, whatever its screens
// offer. A PIN takes its time, and so does a thread that searches.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const DAY_MS = 24 * 3_600_000
const NOT_FOUND = { ok: false, error: { code: 'notFound' } }

let till: PeopleTill
/** Sold and paid on the day before, which is closed. */
let sold: PaymentView['payment']
let other: PaymentView['payment']

beforeEach(async () => {
  till = await createPeopleTill()
  await till.hire()
  must(await till.signIn('ben'))
  sold = await sell()
  other = await sell()
  must(await till.signIn('max'))
  must(await till.call('shifts.closeDay', { attempt: crypto.randomUUID() }))
  await till.later(DAY_MS)
  must(await till.signIn('max'))
})
afterEach(() => till.close())

async function sell(): Promise<PaymentView['payment']> {
  const price = { minor: 1825, currency: 'EUR' }
  const input = { attempt: crypto.randomUUID(), price, reference: null, discount: null, evenIfSame: true }
  const { payment } = must(await till.call<PaymentView>('payments.start', input))
  if (!isCharged(payment)) throw new Error('no charge')
  const paymentId = payment.charge.chargeId
  await till.simulator.control.pay({ paymentId, kind: 'exact' })
  await till.simulator.control.finish({ paymentId })
  const { payment: paid } = must(await till.call<PaymentView>('payments.check', { id: payment.id }))
  expect(paid.status).toBe('paid')
  must(await till.call('payments.dismiss', { id: payment.id }))
  return paid
}

async function find(text: string): Promise<string[]> {
  const { rows } = must(await till.call<Found>('search.find', { text, before: null }))
  return rows.map(({ id }) => id)
}

const look = (id: string) => till.call('payments.history', { id })

function refund(paymentId: string, attempt: string = crypto.randomUUID(), name: 'max' | 'ana' = 'max') {
  const input = { attempt, paymentId, way: 'byHand', address: OTHER_ADDRESS }
  const word = till.wordOf(name)
  return till.call('refunds.begin', { ...input, amount: '1.000000', reason: 'brought it back', word })
}

it('without the receipt the payment is not there, whatever a manager knows of it', async () => {
  if (!isCharged(sold)) throw new Error('no charge')
  const beginning = [sold.orderId.slice(0, -1), sold.transactionId?.slice(0, 60) ?? 'none']
  for (const text of ['18.25', '0001', sold.charge.address, sold.charge.asked, ...beginning]) {
    expect([text, await find(text)]).toEqual([text, []])
  }
  expect(await look(sold.id)).toEqual(NOT_FOUND)
  expect(await till.call('refunds.of', { paymentId: sold.id })).toEqual(NOT_FOUND)
  expect(await refund(sold.id)).toEqual(NOT_FOUND)
})

it('named in full it opens, and is given back; no other payment opens with it', async () => {
  expect(await find(sold.orderId.toUpperCase())).toEqual([sold.id])
  must(await look(sold.id))
  must(await till.call('payments.check', { id: sold.id }))
  expect(await look(other.id)).toEqual(NOT_FOUND)
  expect(await refund(other.id)).toEqual(NOT_FOUND)
  // Not by its number, nor onto the counter, where everybody would see it.
  expect(await find('0001')).toEqual([])
  for (const channel of ['payments.open', 'payments.bringBack', 'payments.dismiss'] as const) {
    expect(await till.call(channel, { id: sold.id })).toEqual(NOT_FOUND)
  }
  must(await refund(sold.id))
  const database = new DatabaseSync(journalFileOf(till.folder, 'live'), { readOnly: true })
  const row = database.prepare("SELECT body FROM events WHERE kind = 'refund.intended'").get()
  database.close()
  expect(JSON.parse(String(row?.['body']))).toMatchObject({
    event: { person: { id: till.idOf('max'), name: 'max' } },
  })
})

it('by its transaction as well, until the till is locked or somebody else is there', async () => {
  if (!isCharged(sold) || sold.transactionId === null) throw new Error('no transaction')
  for (const leave of ['people.lock', 'people.signOut'] as const) {
    expect(await find(sold.transactionId)).toEqual([sold.id])
    must(await look(sold.id))
    must(await till.call(leave))
    expect(await look(sold.id)).toMatchObject({ error: { code: 'signInFirst' } })
    must(await till.signIn('max'))
    expect(await look(sold.id)).toEqual(NOT_FOUND)
  }
  expect(await find(sold.transactionId)).toEqual([sold.id])
  must(await till.signIn('dua'))
  expect(await look(sold.id)).toEqual(NOT_FOUND)
  // A cashier searches nothing.
  const asked = { text: sold.transactionId, before: null }
  expect(await till.call('search.find', asked)).toMatchObject({ error: { code: 'mayNot' } })
  expect(await look(sold.id)).toEqual(NOT_FOUND)
})

it('of another payment its refund is not answered either, to whoever names it as an attempt of this one’s', async () => {
  const attempt = crypto.randomUUID()
  must(await till.signIn('ana'))
  must(await refund(other.id, attempt, 'ana'))
  must(
    await till.call('refunds.record', {
      id: attempt,
      transactionId: 'f'.repeat(64),
      reason: null,
      word: till.wordOf('ana'),
    }),
  )
  await till.later(DAY_MS)
  must(await till.signIn('max'))
  must(await till.call('shifts.closeDay', { attempt: crypto.randomUUID() }))
  await till.later(DAY_MS)
  must(await till.signIn('max'))
  expect(await find(sold.orderId)).toEqual([sold.id])
  expect(await refund(sold.id, attempt)).toEqual(NOT_FOUND)
  must(await refund(sold.id))
})
