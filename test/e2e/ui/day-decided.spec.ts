import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { HistoryEntry } from '../../../shared/contract/payments.ts'
import { money } from '../../../shared/money/money.ts'
import { err, ok } from '../../../shared/result.ts'
import { plainSale } from '../../../shared/sale/details.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aPayment, aPaymentsState, aTillState, aView, NOW, totals } from '../../support/views.ts'
import { entry, HASH, id, openDay, openHistory } from './day-till.ts'
import { expect, test } from './fixtures.ts'

const SHOTS = 'out/screenshots/day'

/** A sale that fell short and whose rest was paid: two payments, one receipt. */
const first = aPayment({
  id: id('21'),
  number: 131,
  status: 'short',
  price: { minor: 2000, currency: 'EUR' },
  // The tip was not all of what was missing.
  sale: { ...plainSale(money(1900, 'EUR')), tip: { minor: 100, basisPoints: null }, total: 2000 },
  received: '18.000000',
  remarks: ['underpaid'],
  transactionId: HASH,
  seenAt: NOW,
  settlement: { how: 'toppedUp', at: NOW, by: 'till', reason: null },
  closed: ['short'],
})
const rest = aPayment({
  id: id('22'),
  number: 132,
  status: 'paid',
  topUpOf: first.id,
  price: { minor: 189, currency: 'EUR' },
  received: '2.000000',
  charge: { ...first.charge, asked: '1.874210' },
  transactionId: HASH.replaceAll('9', '7'),
  seenAt: NOW,
  paidAt: NOW,
  remarks: ['overpaid'],
})
const owner = { at: NOW, by: 'owner', reason: 'A regular, she pays tomorrow' } as const
const accepted = aPayment({
  id: id('23'),
  number: 133,
  status: 'short',
  received: '19.169110',
  remarks: ['underpaid'],
  settlement: { ...owner, how: 'accepted' },
  closed: ['short'],
})
const byHand = aPayment({
  id: id('24'),
  number: 134,
  status: 'failed',
  settlement: { ...owner, how: 'byHand' },
  closed: ['failed'],
  childChargeIds: ['5'],
  remarks: ['repeated'],
  received: '19.874210',
})
const early = aPayment({
  id: id('25'),
  number: 135,
  status: 'sending',
  received: '19.874210',
  releaseAt: 'sending',
  releasedAt: NOW,
  seenAt: NOW,
})
const DECIDED = [first, rest, accepted, byHand, early] as const
const DECIDED_ENTRIES: HistoryEntry[] = [
  entry(1, { kind: 'intended', detail: 'T2-118-x' }),
  entry(2, { vendorStatus: 'partially_paid', received: '18.000000', detail: 'poll', raw: '{}' }),
  entry(3, {
    kind: 'childObserved',
    vendorStatus: 'finished',
    received: '90.000000',
    coin: 'trx',
    detail: '7',
  }),
  entry(4, { kind: 'decided', decided: { decision: 'handed', by: 'cashier', reason: null } }),
  entry(5, { kind: 'decided', decided: { decision: 'accepted', by: 'owner', reason: owner.reason } }),
  entry(6, { kind: 'toppedUp', detail: rest.id }),
]

/** A day on which people decided about almost everything. */
function aDecidedDay(backend: FakeBackend, settings: Parameters<typeof aTillState>[1] = {}): void {
  backend.answer('till.state', ok(aTillState({}, settings)))
  backend.answer('payments.state', ok(aPaymentsState()))
  backend.answer(
    'reports.day',
    ok({
      totals: totals({
        payments: 5,
        paid: 4,
        paidMinor: 7475,
        byHand: { count: 1, minor: 1825 },
        acceptedShort: { count: 1, minor: 1825 },
        releasedEarly: { count: 1, minor: 1825 },
        owedUsdt: '0.125790',
        attention: 2,
      }),
      payments: [...DECIDED],
    }),
  )
  backend.answer('payments.history', ({ id: asked }) => {
    const payment = DECIDED.find((one) => one.id === asked)
    if (!payment) return err({ code: 'notFound' })
    const others = payment === first ? [rest] : payment === rest ? [first] : []
    const received = others.length > 0 ? '20.000000' : payment.received
    const price = others.length > 0 ? first.price : payment.price
    return ok({ view: aView(payment, { sale: { price, received, others } }), entries: DECIDED_ENTRIES })
  })
}

test.describe('what people decided', () => {
  test('stands beside the sums, where there is any', async ({ page, backend, open }) => {
    aDecidedDay(backend)
    backend.answer('reports.day', ok({ totals: totals({ payments: 1 }), payments: [rest] }))
    await open('cashier.html')
    await openDay(page)
    await expect(page.getByRole('table')).toBeVisible()
    await expect(page.getByText('By hand')).toHaveCount(0)
    await expect(page.getByText('Owed to customers')).toHaveCount(0)
    aDecidedDay(backend)
    await backend.emit('payments.changed', aPaymentsState({ revision: 2 }))
    const decided = page.locator('dl', { hasText: 'By hand' })
    await expect(decided.locator('dt')).toHaveText([
      'By hand',
      'Taken as it is',
      'Given early',
      'Owed to customers',
    ])
    await expect(decided.locator('dd').first()).toHaveText(/^1 · EUR\s18\.25$/)
    await expect(decided.locator('dd').last()).toHaveText('0.125790 USDT')
  })

  test('stands in each row, also beside what is still open', async ({ page, backend, open }) => {
    aDecidedDay(backend)
    await open('cashier.html')
    await openDay(page)
    const rows = page.getByRole('table').getByRole('row')
    await expect(rows.nth(1)).toContainText('Rest paid')
    await expect(rows.nth(3)).toContainText('Taken as it is')
    await expect(rows.nth(4)).toContainText(/By hand.*Paid again/)
    await expect(rows.nth(5)).toContainText('Given early')
  })

  for (const number of ['0131', '0132']) {
    test(`a sale in two payments has one receipt, also from ${number}`, async ({ page, backend, open }) => {
      aDecidedDay(backend)
      await open('cashier.html')
      await openHistory(page, number)
      const receipt = page.getByRole('article', { name: 'Receipt' })
      for (const text of [
        /EUR\s20\.00/,
        /EUR\s19\.00\+ EUR\s1\.00 tip/,
        '20.000000 USDT',
        '0131',
        '18.000000 USDT',
        '0132',
        '2.000000 USDT',
        'The missing rest was paid with payment 0132.',
        'Owed to the customer: 0.125790 USDT.',
      ]) {
        await expect(receipt).toContainText(text)
      }
      await expect(receipt).not.toContainText('NOT PAID')
      await expect(receipt).not.toContainText('is missing')
    })
  }

  for (const [number, words] of [
    ['0133', 'Taken as it is by the owner: 0.705100 USDT did not come.'],
    ['0134', 'Marked paid by hand by the owner.'],
    ['0135', 'Given early, by the owner’s rule'],
  ] as const) {
    test(`the receipt of ${number} says it plainly: ${words}`, async ({ page, backend, open }) => {
      aDecidedDay(backend)
      await open('cashier.html')
      await openHistory(page, number)
      const receipt = page.getByRole('article', { name: 'Receipt' })
      await expect(receipt).toContainText(words)
      if (number !== '0135') await expect(receipt).toContainText(owner.reason)
      await expect(receipt).not.toContainText('NOT PAID')
    })
  }

  test('reads well in the history', async ({ page, backend, open }) => {
    aDecidedDay(backend)
    await open('cashier.html')
    await openHistory(page, '0131')
    const entries = page.getByRole('region', { name: 'What happened' }).getByRole('listitem')
    await expect(entries.nth(1)).toContainText('Looked up on time')
    await expect(entries.nth(2)).toContainText('90.000000 TRX received')
    await expect(entries.nth(3)).toContainText(/Left to the owner.*By the cashier\./)
    await expect(entries.nth(4)).toContainText(/Taken as it is.*By the owner\..*she pays tomorrow/)
    await expect(entries.nth(5)).toContainText(/Another payment brought the rest.*Payment 0132/)
    await expect(entries.nth(5)).not.toContainText(rest.id)
  })

  for (const [theme, language] of [
    ['light', 'en'],
    ['dark', 'ar'],
  ] as const) {
    test(`fits a small screen and is accessible: ${theme}, ${language}`, async ({ page, backend, open }) => {
      aDecidedDay(backend, { theme, language })
      mkdirSync(SHOTS, { recursive: true })
      await page.setViewportSize({ width: 1024, height: 600 })
      await open('cashier.html')
      await page.clock.resume()
      await page.getByRole('main').waitFor()
      await page.keyboard.press('d')
      await expect(page.getByRole('table')).toBeVisible()
      for (const name of ['decided', 'topped-up'] as const) {
        if (name === 'topped-up') {
          await page.getByRole('table').getByRole('button').first().click()
          await page.getByRole('article').waitFor()
        }
        await page.screenshot({ path: `${SHOTS}/${name}-${theme}-${language}.png`, animations: 'disabled' })
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([])
      }
      await page.setViewportSize({ width: 1280, height: 1500 })
      await page.screenshot({ path: `${SHOTS}/receipt-${theme}-${language}.png`, animations: 'disabled' })
    })
  }
})
