import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { practiceCode } from '../../simulator/nowpayments/account/desk.ts'
import { must } from '../support/paying.ts'
import { refundingAt } from '../support/refunding.ts'
import { openRelayBench, type RelayBench } from '../support/relay-bench.ts'
import { createTillBench, type TillBench } from '../support/till-bench.ts'

// The whole way of a withdrawal callback: the gateway signs and posts it, the relay keeps it, the till takes it for what
// it says, because nobody is signed in who could ask.

// A till, a gateway and their journal over HTTP: a busy machine takes its time, and no test here is about that.
vi.setConfig({ testTimeout: 30_000 })

let bench: TillBench
let relay: RelayBench
beforeEach(async () => {
  relay = await openRelayBench()
  bench = await createTillBench()
})
afterEach(async () => {
  expectIntact()
  await bench.close()
  await relay.close()
})

const { refunds, signIn, refundOf, statusOf, overpaid, wanted, expectIntact } = refundingAt(() => bench)

it('a refund is finished by the gateway’s signed word alone, and the log of callbacks says so', async () => {
  bench.till().relay?.listen({ url: relay.origin, token: relay.secrets.token })
  await expect.poll(() => bench.till().relay?.callbackUrl('nowpayments')).not.toBeNull()
  const id = await overpaid()
  await signIn()
  const { refund } = must(await refunds().begin(wanted(id)))
  must(await refunds().confirm(refund.id, practiceCode))
  bench.till().account?.signOut()
  expect(refundOf(id).checkError).toEqual({ code: 'signInAgain' })

  await expect
    .poll(async () => {
      await bench.advance(2_000)
      return statusOf(id)
    })
    .toBe('finished')
  const done = refundOf(id)
  expect(done.refund).toMatchObject({ remarks: [], lastObserved: 'finished' })
  expect(must(refunds().of(id)).owed).toBe('0.000000')

  const rows = () => bench.till().relay?.callbacks({ text: '', verdict: 'verified', before: null }).rows ?? []
  await expect.poll(() => rows().filter(({ outcome }) => outcome.kind === 'refund').length).toBe(5)
  const finished = rows().find(
    ({ verdict }) => verdict.kind === 'verified' && verdict.vendorStatus === 'FINISHED',
  )
  expect(finished).toMatchObject({
    ...{ chargeId: done.refund.payout?.payoutId, payment: { id, number: 1 } },
    outcome: { kind: 'refund', to: 'finished' },
  })
})
