import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SignedDelivery } from '../../electron/gateways/callback.ts'
import { readCallback } from '../../electron/gateways/nowpayments/signature.ts'
import { microUsdt } from '../../shared/money/usdt.ts'
import type { RefundEvent } from '../../shared/refund/event.ts'
import { intend, refundable } from '../../shared/refund/intend.ts'
import { codeStands } from '../../shared/refund/questions.ts'
import type { Refund } from '../../shared/refund/refund.ts'
import { transition } from '../../shared/refund/transition.ts'
import { practiceCode } from '../../simulator/nowpayments/account/desk.ts'
import { practiceIpnSecret } from '../../simulator/nowpayments/settings.ts'
import { anId } from '../support/builders.ts'
import { aDelivery } from '../support/callbacks.ts'
import { type AccountWorld, SINCE, startAccount, told, WANTED } from './account-world.ts'

// A refund from its intent to its transaction: the machine, the account and the practice gateway together.

const RECEIVED = 20_000_000n

let world: AccountWorld
let receiver: Awaited<ReturnType<typeof startReceiver>>
beforeEach(async () => {
  world = await startAccount()
  receiver = await startReceiver()
})
afterEach(async () => {
  await world.simulator.close()
  await receiver.close()
})

async function startReceiver() {
  const deliveries: SignedDelivery[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const signature = String(request.headers['x-nowpayments-sig'])
      deliveries.push(aDelivery(Buffer.concat(parts), { 'x-nowpayments-sig': signature }))
      response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in/channel/nowpayments`,
    said: () => deliveries.map((delivery) => readCallback(delivery, practiceIpnSecret)),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** A refund as a service would keep it: each event is applied as it happens. */
function begin(amount: string) {
  const base = {
    ...{ id: anId(1), paymentId: anId(118), way: 'payout' as const, externalId: WANTED.externalId },
    ...{ address: WANTED.address, amount, reason: 'returned', createdAt: world.now() },
  }
  const begun = intend(base, { received: RECEIVED, refunds: [], ours: [] })
  if (!begun.ok) throw new Error(begun.error.code)
  let refund: Refund = transition(undefined, begun.value)
  return {
    now: () => refund,
    hear: (event: RefundEvent) => {
      refund = transition(refund, event)
      return refund.status
    },
    request: { ...WANTED, amount: microUsdt(amount), callbackUrl: receiver.url },
  }
}

it('a reply that was lost is found again, confirmed and sent, once', async () => {
  const { account, control } = world
  await world.signIn()
  const refund = begin('12.500001')
  await control.cutNext({ when: 'after' })
  const asked = await account.createPayout(refund.request)
  expect(asked).toMatchObject({ ok: false, error: { maybe: true } })
  expect(refund.hear({ kind: 'unsure', at: world.now(), reason: 'gatewayDown', raw: null })).toBe('unsure')
  expect(refundable({ received: RECEIVED, refunds: [refund.now()] })).toBe(7_499_999n)

  const search = await account.findPayouts(WANTED.externalId, SINCE)
  const [found, ...others] = search.ok ? search.value.matches : []
  if (!found) throw new Error('not found')
  expect(others).toEqual([])
  expect(refund.hear({ kind: 'asked', at: world.now(), payout: found, raw: '' })).toBe('asked')

  const confirm = (code: string) =>
    account.confirmPayout({
      ...{ batchId: found.batchId, code, askedAt: refund.now().payout?.askedAt ?? '' },
      codesTried: refund.now().codesTried,
    })
  expect(await confirm('000000')).toMatchObject({ error: { error: { code: 'codeWrong', triesLeft: 9 } } })
  refund.hear({ kind: 'codeFailed', at: world.now(), reason: 'codeWrong' })
  expect(codeStands(refund.now(), world.clock.now())?.triesLeft).toBe(9)
  told(await confirm(practiceCode))
  expect(refund.hear({ kind: 'codeAccepted', at: world.now() })).toBe('confirmed')

  await control.advance({ ms: 10_000 })
  await expect.poll(() => receiver.said().length).toBe(5)
  for (const said of receiver.said()) {
    expect(said).toMatchObject({
      ...{ ok: true, about: 'withdrawal', payoutId: found.payoutId, batchId: found.batchId },
    })
  }
  const words = receiver.said().map((said) => (said.ok && said.about === 'withdrawal' ? said.status : ''))
  expect(words.toSorted()).toEqual(['creating', 'finished', 'processing', 'sending', 'waiting'])

  const { value: payout, raw } = await readAnswer(found.batchId)
  const status = refund.hear({ kind: 'observed', at: world.now(), source: 'callback', payout, raw })
  expect(status).toBe('finished')
  expect(refund.now()).toMatchObject({ remarks: [], codesTried: 1, transactionId: payout.transactionId })
  expect(told(await account.balance()).usdt).toBe('987.499999')
})

async function readAnswer(batchId: string) {
  const answer = await world.account.readPayout(batchId)
  if (!answer.ok) throw new Error(answer.error.error.code)
  return answer.value
}

it('a failure stays one until the gateway sends it after all, and is not sent by the till', async () => {
  await world.signIn()
  const refund = begin('12.500000')
  const made = told(await world.account.createPayout({ ...refund.request, description: 'case:late' }))
  refund.hear({ kind: 'asked', at: world.now(), payout: made, raw: '' })
  const { batchId, createdAt } = made
  const code = { batchId, code: practiceCode, askedAt: createdAt ?? '', codesTried: 0 }
  told(await world.account.confirmPayout(code))
  const look = async () => {
    const { value: payout, raw } = await readAnswer(batchId)
    return refund.hear({ kind: 'observed', at: world.now(), source: 'poll', payout, raw })
  }
  await world.control.advance({ ms: 10_000 })
  expect(await look()).toBe('failed')
  expect(refundable({ received: RECEIVED, refunds: [refund.now()] })).toBe(7_500_000n)
  await world.control.advance({ ms: 30_000 })
  expect(await look()).toBe('finished')
})

it('without a code it ends by itself within the hour, and may then be begun anew', async () => {
  await world.signIn()
  const refund = begin('20.000000')
  const made = told(await world.account.createPayout(refund.request))
  refund.hear({ kind: 'asked', at: world.now(), payout: made, raw: '' })
  await world.control.advance({ ms: 60 * 60_000 })
  expect(codeStands(refund.now(), world.clock.now())?.msLeft).toBe(0)
  await world.signIn()
  const { value: payout, raw } = await readAnswer(made.batchId)
  expect(refund.hear({ kind: 'observed', at: world.now(), source: 'poll', payout, raw })).toBe('rejected')
  expect(refundable({ received: RECEIVED, refunds: [refund.now()] })).toBe(RECEIVED)
})
