import type { Page } from '@playwright/test'
import { ok } from '../../../shared/result.ts'
import { plainSale } from '../../../shared/sale/details.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aPayment, aPaymentsState, aTillState, aView, NOW, totals } from '../../support/views.ts'
import { entry, id, openHistory } from './day-till.ts'
import { expect, test } from './fixtures.ts'

const BEN = { id: 'p1', name: 'Ben' }
const MARA = { id: 'p2', name: 'Mara' }
const REASON = 'A regular'

// Goods of 20.00 and a tip of 2.00, of which the tip and a part of the goods never came.
const sale = {
  ...plainSale({ minor: 2000, currency: 'EUR' }),
  tip: { minor: 200, basisPoints: 1000 },
  total: 2200,
}
const short = aPayment({
  ...{ id: id('41'), number: 141, status: 'short', price: { minor: 2200, currency: 'EUR' }, sale },
  ...{ received: '15.000000', remarks: ['underpaid'], closed: ['short'], cashier: BEN, shift: 4 },
  settlement: { how: 'accepted', at: NOW, by: 'owner', reason: REASON, person: BEN, approvedBy: MARA },
})

async function openApproved(page: Page, backend: FakeBackend, open: (page: 'cashier.html') => Promise<void>) {
  backend.answer('till.state', ok(aTillState()))
  backend.answer('payments.state', ok(aPaymentsState()))
  backend.answer('reports.day', ok({ totals: totals({ payments: 1 }), payments: [short] }))
  const decided = {
    decision: 'accepted',
    by: 'owner',
    reason: REASON,
    person: BEN,
    approvedBy: MARA,
  } as const
  const view = aView(short, { sale: { price: short.price, received: short.received, others: [] } })
  const entries = [
    entry(1, { kind: 'intended', detail: 'T2-141-x', approval: { by: MARA, reason: 'Scratched' } }),
    entry(2, { kind: 'decided', decided, approval: { by: MARA, reason: REASON } }),
  ]
  backend.answer('payments.history', ok({ view, entries }))
  await open('cashier.html')
  await openHistory(page, '0141')
}

test('whoever let a discount or a decision pass stands in the history, with the reason once', async ({
  page,
  backend,
  open,
}) => {
  await openApproved(page, backend, open)
  const entries = page.getByRole('region', { name: 'What happened' }).getByRole('listitem')
  await expect(entries.nth(0)).toContainText('Approved by Mara. Scratched')
  await expect(entries.nth(1)).toContainText('By Ben. A regular')
  await expect(entries.nth(1)).toContainText('Approved by Mara.')
  await expect(entries.nth(1).locator('q')).toHaveCount(1)
})

test('the receipt says who decided, and counts no tip that never came', async ({ page, backend, open }) => {
  await openApproved(page, backend, open)
  const receipt = page.getByRole('article', { name: 'Receipt' })
  await expect(receipt).toContainText('By Ben. Approved by Mara.')
  await expect(receipt.getByText('EUR 20.00')).toBeVisible()
  await expect(receipt).not.toContainText('EUR 22.00')
  await expect(receipt).not.toContainText('Tip')
})
