import type { Page } from '@playwright/test'
import type { PaymentRefunds, RefundView } from '../../../shared/contract/refunds.ts'
import { ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aPayment, aPaymentsState, aTillState, aView, NOW } from '../../support/views.ts'
import { openHistory } from './day-till.ts'

/** Where the customer wants it; nobody holds a key to it. */
export const CUSTOMER = 'TGfS8KjbY8UtJH64AikRxiUfrARdUbR22S'
export const TRANSACTION = 'cd'.repeat(32)
const REFUND_ID = '7d5c1c88-3a52-4c6b-9a5e-0d7f5e1b2c3d'

/** 0118, paid, with 1 USDT too much. */
export const PAYMENT = aPayment({
  status: 'paid',
  received: '20.874210',
  lastObserved: 'finished',
  paidAt: NOW,
})

export function aRefundView(
  refund: Partial<RefundView['refund']>,
  change: Partial<Omit<RefundView, 'refund'>> = {},
): RefundView {
  return {
    refund: {
      ...{ id: REFUND_ID, paymentId: PAYMENT.id, way: 'payout', externalId: `R0118-${REFUND_ID}` },
      ...{ address: CUSTOMER, amount: '1.000000', reason: 'paid too much', createdAt: NOW },
      ...{ status: 'asked', remarks: [], dealtWith: [], codesTried: 0, lastObserved: null },
      payout: { batchId: '5000000713', payoutId: '5000000000', askedAt: NOW },
      ...{ vendorStatus: null, vendorUpdatedAt: null, transactionId: null, searchedAt: null, endedAt: null },
      ...refund,
    },
    ...{ number: PAYMENT.number, code: null, asksPerson: true, checkedAt: null, checkError: null },
    ...change,
  }
}

/** The payment's refunds as main tells them; a test names only what it is about. */
export function someRefunds(change: Partial<PaymentRefunds> = {}): PaymentRefunds {
  return {
    ...{ number: PAYMENT.number, received: '20.874210', refundable: '20.874210', owed: '1.000000' },
    ...{ noPayout: null, refunds: [] },
    ...change,
  }
}

const SIGNED_IN = '2026-11-21T14:07:00.000Z'

/** A till whose history holds the payment. `isSignedIn`: to the gateway's account. */
export function aRefundTill(
  backend: FakeBackend,
  refunds: PaymentRefunds,
  {
    settings = {},
    isSignedIn = true,
    ownerPin = 'set',
  }: {
    readonly settings?: Parameters<typeof aTillState>[1]
    readonly isSignedIn?: boolean
    readonly ownerPin?: 'set' | 'none'
  } = {},
): void {
  const account = { isThere: true, signedInUntil: isSignedIn ? SIGNED_IN : null, practiceLogin: null }
  backend.answer('till.state', ok(aTillState({ account, ownerPin }, settings)))
  backend.answer('payments.state', ok(aPaymentsState({ recent: [PAYMENT] })))
  backend.answer('payments.history', ok({ view: aView(PAYMENT), entries: [] }))
  backend.answer('reports.day', () =>
    ok({
      totals: { ...aPaymentsState().today, payments: 1, paid: 1 },
      payments: [PAYMENT],
    }),
  )
  backend.answer('refunds.of', ok(refunds))
  backend.answer('refunds.checkAddress', ({ text }) =>
    text === CUSTOMER || text === `tron:${CUSTOMER}`
      ? ok({ address: CUSTOMER })
      : {
          ok: false,
          error: { code: 'refundAddress', reason: text === PAYMENT.charge.address ? 'ours' : 'notTron' },
        },
  )
}

/** From the payment's receipt to its refunds. */
export async function openRefund(page: Page): Promise<void> {
  await openHistory(page, '0118')
  await page.getByRole('button', { name: 'Refund…' }).click()
  await page.getByRole('heading', { name: 'Refund of payment 0118' }).waitFor()
}

/** Main tells that something moved. */
export async function moved(backend: FakeBackend, refunds: PaymentRefunds, revision: number): Promise<void> {
  backend.answer('refunds.of', ok(refunds))
  await backend.emit('payments.changed', aPaymentsState({ revision, recent: [PAYMENT] }))
}
