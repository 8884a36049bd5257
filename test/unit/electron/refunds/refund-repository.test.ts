import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Journal, openJournal } from '../../../../electron/journal/journal.ts'
import { verifyJournal } from '../../../../electron/journal/verify-journal.ts'
import {
  createPaymentRepository,
  type PaymentRepository,
} from '../../../../electron/payments/payment-repository.ts'
import {
  createRefundRepository,
  type RefundRepository,
} from '../../../../electron/refunds/refund-repository.ts'
import type { Payment } from '../../../../shared/payment/payment.ts'
import { isCharged } from '../../../../shared/payment/transition.ts'
import type { RefundEvent } from '../../../../shared/refund/event.ts'
import { err, ok } from '../../../../shared/result.ts'
import {
  aCharge,
  anId,
  aPaymentBase,
  at,
  EXPIRES_AT,
  OTHER_ADDRESS,
  observed,
  START,
} from '../../../support/builders.ts'
import { must } from '../../../support/paying.ts'
import {
  aRefundBase,
  asked,
  codeAccepted,
  recorded,
  seen,
  TRANSACTION,
  unsure,
} from '../../shared/refund/refund-builders.ts'

const ID = anId(7)
const wish = { kind: 'intended', at: START, refund: aRefundBase({ address: OTHER_ADDRESS }) } as const
const payout = { address: OTHER_ADDRESS } as const

let folder: string
let journal: Journal
let payments: PaymentRepository
let told: Payment[]
let refunds: RefundRepository

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'usdtill-'))
  journal = must(openJournal(join(folder, 'practice.sqlite'), 'practice'))
  told = []
  payments = createPaymentRepository(journal, ({ after }) => void told.push(after))
  refunds = createRefundRepository(journal, payments)
  const payment = aPaymentBase()
  payments.record(payment.id, { kind: 'intended', at: at(0), payment })
  payments.record(payment.id, {
    kind: 'charged',
    at: at(1),
    charge: aCharge(),
    expiresAt: EXPIRES_AT,
    raw: '{}',
  })
  payments.record(payment.id, observed({ status: 'finished', received: '32.374210' }))
})
afterEach(() => {
  journal.close()
  rmSync(folder, { recursive: true, force: true })
})

function hear(event: RefundEvent): void {
  if (event.kind !== 'intended') refunds.record(ID, event)
}

function refundsOfPayment() {
  const payment = payments.find(aPaymentBase().id)
  return payment && isCharged(payment) ? payment.refunds : undefined
}

describe('an intent', () => {
  it('is on disk with what its payment knows of it, or neither is', () => {
    expect(must(refunds.begin(() => ok(wish))).status).toBe('intended')
    expect(refundsOfPayment()).toMatchObject([{ id: ID, standing: 'open', amount: '12.500000' }])
    expect(told.at(-1)?.id).toBe(aPaymentBase().id)
    const again = refunds.begin(() => ok({ ...wish, refund: { ...wish.refund, id: anId(8) } }))
    expect(again).toMatchObject({ ok: false, error: { code: 'journalUnavailable' } })
    expect([refunds.notOver().length, refundsOfPayment()?.length]).toEqual([1, 1])
    expect(verifyJournal(journal.database).fault).toBeNull()
  })

  it('that is refused writes nothing, and leaves no problem behind', () => {
    const before = journal.entries().length
    const refused = refunds.begin(() => err({ code: 'refundTooMuch' as const, left: '0.000000' }))
    expect(refused).toEqual({ ok: false, error: { code: 'refundTooMuch', left: '0.000000' } })
    expect([journal.entries().length, journal.problem()]).toEqual([before, null])
  })
})

describe('what happens to it', () => {
  it('reaches its payment when it means something else to it, once', () => {
    refunds.begin(() => ok(wish))
    const before = told.length
    for (const event of [asked(payout), codeAccepted, seen({ ...payout, status: 'sending' })]) hear(event)
    expect(told.length).toBe(before)
    hear(seen({ ...payout, status: 'finished' }))
    expect(refundsOfPayment()).toMatchObject([{ standing: 'sent', transactionId: null }])
    hear(seen({ ...payout, status: 'finished', transactionId: TRANSACTION }))
    expect(refundsOfPayment()).toMatchObject([{ standing: 'sent', transactionId: TRANSACTION }])
    expect(told.length).toBe(before + 2)
  })

  it('is found again by every name it has, until it is over', () => {
    refunds.begin(() => ok(wish))
    hear(asked(payout))
    const { externalId, paymentId } = wish.refund
    expect([refunds.ofExternalId(externalId)?.id, refunds.ofPayout('5000000000')?.id]).toEqual([ID, ID])
    expect(refunds.ofPayment(paymentId).map(({ id }) => id)).toEqual([ID])
    expect(refunds.lastRaw(ID)).toBe('{}')
    hear(seen({ ...payout, status: 'finished', transactionId: TRANSACTION }))
    expect([refunds.notOver(), refunds.hasTransaction(TRANSACTION)]).toEqual([[], true])
  })

  it('is what its events come to, also when the table is written anew', () => {
    refunds.begin(() => ok(wish))
    for (const event of [unsure, asked(payout), recorded]) hear(event)
    const table = refunds.ofPayment(wish.refund.paymentId)
    expect(refunds.replay()).toEqual(table)
    journal.database.exec("UPDATE refunds SET body = '{}', is_over = 1")
    expect(refunds.rebuild()).toEqual(ok(null))
    expect(refunds.ofPayment(wish.refund.paymentId)).toEqual(table)
    expect(payments.replay()).toEqual([payments.find(aPaymentBase().id)])
  })
})
