import { beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../../../electron/journal/journal.ts'
import {
  createPaymentRepository,
  type PaymentRepository,
} from '../../../../electron/payments/payment-repository.ts'
import type { PaymentWatcher } from '../../../../electron/payments/watching/payment-watcher.ts'
import { type CallbackLooks, createCallbackLooks } from '../../../../electron/relay/callback-looks.ts'
import type { CallbackOutcome } from '../../../../shared/contract/relay.ts'
import { aCharge, aPaymentBase, at, EXPIRES_AT, observed } from '../../../support/builders.ts'
import { createFakeClock, type FakeClock } from '../../../support/fake-clock.ts'
import { must } from '../../../support/paying.ts'
import { silentLog } from '../../../support/relay-till.ts'

const { id: paymentId } = aPaymentBase()
const OWN = aCharge().chargeId
const SIBLING = '9990001'
const HOUR_MS = 3_600_000

let clock: FakeClock
let repository: PaymentRepository
let looks: CallbackLooks
/** What was looked at, in order, and when: seconds since the start. */
let looked: [string, number][]
let settled: [number, CallbackOutcome][]
let isAnswering: boolean
let checked: () => void

beforeEach(() => {
  clock = createFakeClock()
  repository = createPaymentRepository(must(openJournal(':memory:', 'live')))
  repository.record(paymentId, { kind: 'intended', at: at(0), payment: aPaymentBase() })
  repository.record(paymentId, {
    kind: 'charged',
    at: at(1),
    charge: aCharge(),
    expiresAt: EXPIRES_AT,
    raw: '{}',
  })
  looked = []
  settled = []
  isAnswering = false
  checked = () => undefined
  looks = open()
})

function open(): CallbackLooks {
  const begun = clock.now()
  const note = (what: string) => void looked.push([what, (clock.now() - begun) / 1000])
  return createCallbackLooks({
    ...{ repository, clock, log: silentLog },
    watcher: {
      checkState: () => ({ checkedAt: null, error: null }),
      check: async () => {
        note('payment')
        checked()
      },
    } satisfies Pick<PaymentWatcher, 'check' | 'checkState'>,
    async lookAtSibling(_payment, chargeId) {
      note(chargeId)
      return isAnswering
    },
    settle: (id, outcome) => void settled.push([id, outcome]),
  })
}

/** Every look that is under way has ended: all of them answer at once. */
const over = () => new Promise((done) => setImmediate(done))

async function advance(ms: number): Promise<void> {
  clock.advance(ms)
  await over()
}

async function soon(chargeId: string): Promise<void> {
  looks.soon({ callbackId: 1, paymentId, chargeId })
  await over()
}

describe('a callback about the payment’s own charge', () => {
  it('is settled with what came of the look', async () => {
    checked = () => void repository.record(paymentId, observed({ status: 'confirming' }))
    await soon(OWN)
    expect(looked).toEqual([['payment', 0]])
    expect(settled).toEqual([[1, { kind: 'changed', from: 'awaiting', to: 'seen' }]])
  })
})

describe('a callback about another payment of the invoice', () => {
  it('is settled once that payment was read', async () => {
    isAnswering = true
    await soon(SIBLING)
    expect(looked).toEqual([
      [SIBLING, 0],
      ['payment', 0],
    ])
    expect(settled).toEqual([[1, { kind: 'unchanged' }]])
    await advance(HOUR_MS)
    expect(looked).toHaveLength(2)
  })

  it('that could not be read is asked about again, until it is, and told from where it began', async () => {
    checked = () => void repository.record(paymentId, observed({ status: 'confirming' }))
    await soon(SIBLING)
    expect(settled).toEqual([])
    await advance(5_000)
    isAnswering = true
    await advance(14_999)
    expect(looked).toEqual([
      [SIBLING, 0],
      ['payment', 0],
      [SIBLING, 5],
    ])
    await advance(1)
    expect(looked.slice(3)).toEqual([
      [SIBLING, 20],
      ['payment', 20],
    ])
    expect(settled).toEqual([[1, { kind: 'changed', from: 'awaiting', to: 'seen' }]])
    await advance(HOUR_MS)
    expect(looked).toHaveLength(5)
  })

  it('is settled as unanswered after the last try', async () => {
    await soon(SIBLING)
    for (const seconds of [5, 15, 60, 180, 600, 1_800]) {
      expect(settled).toEqual([])
      await advance(seconds * 1000)
    }
    expect(looked.filter(([what]) => what === SIBLING).map(([, when]) => when)).toEqual([
      0, 5, 20, 80, 260, 860, 2_660,
    ])
    expect(settled).toEqual([[1, { kind: 'unanswered' }]])
    await advance(24 * HOUR_MS)
    expect(settled).toHaveLength(1)
  })

  it('begun twice has one row of tries', async () => {
    await soon(SIBLING)
    await soon(SIBLING)
    looked = []
    await advance(5_000)
    expect(looked).toEqual([[SIBLING, 5]])
  })

  it('is left as it is by a till that closes, for its next start', async () => {
    await soon(SIBLING)
    looks.close()
    looked = []
    await advance(HOUR_MS)
    expect({ looked, settled }).toEqual({ looked: [], settled: [] })
    await soon(SIBLING)
    expect(looked).toEqual([])
  })
})
