import type { PeriodSummary } from '../../../shared/contract/summary.ts'
import { err, ok } from '../../../shared/result.ts'
import { type PdfPage, readPdf } from '../../support/pdf-text.ts'
import { aReport } from '../../support/shift-reports.ts'
import { aPayment, aPaymentsState, aTillState, aView, NOW } from '../../support/views.ts'
import { asShift, asZ } from './closing-till.ts'
import { HASH } from './day-till.ts'
import { pdfOf } from './drawn-paper.ts'
import { expect, test } from './fixtures.ts'

const SHOTS = 'out/screenshots/paper'
const MM_PER_INCH = 25.4

const textOf = (pages: readonly PdfPage[]) => pages.flatMap(({ lines }) => lines).join('\n')

/** Each page says of what it is, and which one: loose sheets find back to each other. */
function expectFeet(pages: readonly PdfPage[], of: string): void {
  const feet = pages.map(({ lines }) => lines.at(-1))
  expect(feet).toEqual(pages.map((_page, index) => `${of} · ${index + 1} / ${pages.length}`))
}

const till = aTillState({}, { theme: 'dark', shopName: 'Corner Coffee' })
const z = asZ(aReport())

test('a Z on A4 has all of it, page by page, whatever the screen’s theme', async ({
  page,
  backend,
  open,
}) => {
  const drawing = { kind: 'report', report: z } as const
  const pages = await pdfOf({ page, backend, open }, { paper: 'a4', drawing, till }, 'z-a4')
  const text = textOf(pages)
  for (const line of [
    'Corner Coffee',
    'Z report 0012',
    'Till Till 2 · no. 2',
    'Number of sales 9',
    'Discounts -EUR 5.00',
    'Gross: goods with taxes EUR 260.55',
    'Tips EUR 12.00',
    'Total: gross and tips EUR 272.55',
    'VAT 20%, in the price EUR 162.96 EUR 32.59 EUR 195.55',
    'VAT 20%, in the price -EUR 15.21 -EUR 3.04 -EUR 18.25',
    'VAT 20%, in the price EUR 147.75 EUR 29.55 EUR 177.30',
    'Total 9 EUR 5.00 EUR 260.55 EUR 12.00 EUR 272.55 EUR 27.25',
    'Total 9 336.901200 1.315706 261.825494 73.760000 29.674210',
    'Refunded 29.674210 USDT',
    '0118 Nov 21, 2026, 13:58 UTC Ana Confirmed EUR 18.25',
    '+ EUR 1.75 tip',
    'Up to event 4,812',
  ]) {
    expect(text).toContain(line)
  }
  expect(text.replaceAll(/\s/g, '')).toContain(HASH)
  expect(pages[0]).toMatchObject({ width: expect.closeTo(595, -1), height: expect.closeTo(842, -1) })
  expect(pages.length).toBeGreaterThan(1)
  expectFeet(pages, 'Corner Coffee · Till 2 · no. 2 · Z report 0012')
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
})

test('a shift’s report on a roll is one page, as long as it has to be, and nothing is cut', async ({
  page,
  backend,
  open,
}) => {
  const drawing = { kind: 'report', report: asShift({ ...z, mode: 'practice' }, 4) } as const
  const pages = await pdfOf({ page, backend, open }, { paper: 'roll', drawing, till }, 'shift-roll')
  expect(pages).toHaveLength(1)
  expect(pages[0]?.width).toBeCloseTo((80 / MM_PER_INCH) * 72, 0)
  const text = textOf(pages)
  for (const line of ['Shift report 0004', 'Gross: goods with taxes EUR 165.00', 'Received 143.801200']) {
    expect(text).toContain(line)
  }
  expect(text.match(/PRACTICE · NO REAL MONEY/g)).toHaveLength(2)
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})

test('a Z in Arabic, on A4', async ({ page, backend, open }) => {
  const drawing = { kind: 'report', report: z } as const
  const arabic = aTillState({}, { language: 'ar' })
  const pages = await pdfOf({ page, backend, open }, { paper: 'a4', drawing, till: arabic }, 'z-a4-ar')
  expect(textOf(pages)).toContain('260.55')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  const feet = pages.map(({ lines }) => lines.at(-1))
  expect(feet.length).toBeGreaterThan(1)
  // From right to left: the last part stands first.
  for (const foot of feet) expect(foot).toMatch(/\d \/ \d · Z 0012 .* · Till 2 · Corner Coffee$/)
})

test('every page of it names a shop of whatever name', async ({ page, backend, open }) => {
  const shop = 'Joe "Best" \\ \'Café\'\n; } * { display: none } \\22 7 مقهى'
  const drawing = { kind: 'report', report: { ...z, shop } } as const
  const pages = await pdfOf({ page, backend, open }, { paper: 'a4', drawing, till }, 'z-a4-hostile')
  expect(pages.length).toBeGreaterThan(1)
  for (const [index, { lines }] of pages.entries()) {
    const foot = lines.at(-1) ?? ''
    expect(foot).toContain('Joe "Best" \\ \'Café\' ; } * { display: none } \\22 7')
    expect(foot.endsWith(` · Till 2 · no. 2 · Z report 0012 · ${index + 1} / ${pages.length}`)).toBe(true)
  }
})

test('a shift’s report says it on every page as well', async ({ page, backend, open }) => {
  const shift = { kind: 'report', report: asShift(z, 4) } as const
  const ofShift = await pdfOf({ page, backend, open }, { paper: 'a4', drawing: shift, till }, 'shift-a4')
  expectFeet(ofShift, 'Corner Coffee · Till 2 · no. 2 · Shift report 0004')
})

test('an X says on every page of when it is: it has no number of its own', async ({
  page,
  backend,
  open,
}) => {
  const drawing = { kind: 'report', report: aReport() } as const
  const pages = await pdfOf({ page, backend, open }, { paper: 'a4', drawing, till }, 'x-a4')
  expectFeet(pages, 'Corner Coffee · Till 2 · no. 2 · X report · Nov 21, 2026, 14:02 UTC')
})

test('a page of the printer says it as well; a narrow one has no foot', async ({ page, backend, open }) => {
  const drawing = { kind: 'report', report: z } as const
  const pages = await pdfOf({ page, backend, open }, { paper: 'printer', drawing, till }, 'z-printer')
  expectFeet(pages, 'Corner Coffee · Till 2 · no. 2 · Z report 0012')
  const narrow = await readPdf(await page.pdf({ width: '80mm', height: '297mm' }))
  expect(narrow.length).toBeGreaterThan(1)
  for (const { lines } of narrow) expect(lines.at(-1)).not.toMatch(/\d \/ \d/)
})

const { totals, journal, people, by } = aReport()
const summary: PeriodSummary = {
  ...{ mode: 'live', shop: 'Corner Coffee', till: 'Till 2', tillNumber: 2, timeZone: 'UTC', at: NOW, by },
  ...{ totals: { ...totals, corrections: [] }, journal, people },
  scope: { kind: 'days', from: '2026-11-01', until: '2026-11-30' },
  days: { from: '2026-11-01', to: '2026-11-21' },
  filters: { cashier: 'p1', gateway: 'nowpayments', status: 'paid', currency: 'EUR' },
  cashier: 'Ana María',
}

test('a summary of a month on A4 says of what it is, and has the parts of a report', async ({
  page,
  backend,
  open,
}) => {
  const drawing = { kind: 'period', summary } as const
  const pages = await pdfOf({ page, backend, open }, { paper: 'a4', drawing, till }, 'summary-a4')
  const text = textOf(pages)
  for (const line of [
    'Corner Coffee',
    'Till number 2',
    'Period November 1 – 30, 2026',
    'Days November 1 – 21, 2026',
    'Filter: Cashier Ana María',
    'Filter: Gateway NOWPayments',
    'Filter: Status Paid',
    'Filter: Currency EUR',
    'Gross: goods with taxes EUR 260.55',
    'Tips EUR 12.00',
    'Total 9 336.901200 1.315706 261.825494 73.760000 29.674210',
    'Payments that need attention 2',
    'Up to event 4,812',
  ]) {
    expect(text).toContain(line)
  }
  expect(text).not.toContain('Changes to earlier Z reports')
  expectFeet(
    pages,
    'Corner Coffee · Till 2 · no. 2 · Summary · November 1 – 30, 2026 · Nov 21, 2026, 14:02 UTC',
  )
})

test('a summary of a Z lists what it corrects of earlier ones, beside its sums', async ({
  page,
  backend,
  open,
}) => {
  const ofZ = { ...summary, totals, scope: { kind: 'z', number: 12 } } as const
  const drawing = { kind: 'period', summary: ofZ } as const
  const pages = await pdfOf({ page, backend, open }, { paper: 'a4', drawing, till }, 'summary-z-a4')
  const text = textOf(pages)
  const [correction] = totals.corrections
  for (const line of [
    'Period Z report 0012',
    'Changes to earlier Z reports',
    'They are in this Z, and in none',
    `${String(correction?.number).padStart(4, '0')} ${String(correction?.z).padStart(4, '0')}`,
  ]) {
    expect(text).toContain(line)
  }
})

test('a summary in Arabic, of what is of no Z yet and of everything in it', async ({
  page,
  backend,
  open,
}) => {
  const none = { cashier: null, gateway: null, status: null, currency: null }
  const sinceZ = { ...summary, scope: { kind: 'sinceZ' }, filters: none, cashier: null } as const
  const drawing = { kind: 'period', summary: sinceZ } as const
  const arabic = aTillState({}, { language: 'ar' })
  const pages = await pdfOf({ page, backend, open }, { paper: 'a4', drawing, till: arabic }, 'summary-a4-ar')
  expect(textOf(pages)).toContain('260.55')
  await expect(page.getByText('كل ما لم يُقفله أي تقرير Z بعد')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
})

test('a receipt on a roll is the one on the screen', async ({ page, backend, open }) => {
  const paid = aPayment({
    status: 'paid',
    received: '19.874210',
    reference: 'Table 4',
    paidAt: NOW,
    seenAt: NOW,
    endedAt: NOW,
    transactionId: HASH,
  })
  const drawing = { kind: 'receipt', view: aView(paid) } as const
  const pages = await pdfOf({ page, backend, open }, { paper: 'roll', drawing, till }, 'receipt-roll')
  expect(pages).toHaveLength(1)
  const lines = ['Corner Coffee', 'Till Till 2 · no. 2', 'Table 4', 'EUR 18.25', '19.874210 USDT']
  for (const line of [...lines, 'not a fiscal invoice']) expect(textOf(pages)).toContain(line)
})

test('a receipt on A4 says which till it is from as well', async ({ page, backend, open }) => {
  const drawing = { kind: 'receipt', view: aView(aPayment()) } as const
  const pages = await pdfOf({ page, backend, open }, { paper: 'a4', drawing, till }, 'receipt-a4')
  expect(textOf(pages)).toContain('Till Till 2 · no. 2')
})

test('a receipt of a till that had no number yet says its name alone', async ({ page, backend, open }) => {
  const drawing = { kind: 'receipt', view: aView(aPayment({ tillNumber: null })) } as const
  const pages = await pdfOf({ page, backend, open }, { paper: 'roll', drawing, till }, 'receipt-no-number')
  expect(textOf(pages)).toContain('Till Till 2')
  expect(textOf(pages)).not.toContain('no. ')
})

test('a receipt that is printed again says what the shop was then, of a shop that has moved', async ({
  page,
  backend,
  open,
}) => {
  const isNow = {
    address: '9 Harbour Road',
    taxNumber: 'DE999',
    contact: 'new@corner.example',
    isFiscal: true,
  }
  const moved = aTillState({}, { shopName: 'Harbour Coffee', receipt: isNow })
  const shop = {
    ...{ shop: 'Corner Coffee', address: '1 Market Street\n12345 Springfield', taxNumber: 'DE123' },
    ...{ contact: '', isFiscal: false },
  }
  const drawing = { kind: 'receipt', view: aView(aPayment()), shop } as const
  const content = { paper: 'roll', drawing, till: moved } as const
  const text = textOf(await pdfOf({ page, backend, open }, content, 'receipt-moved'))
  for (const line of ['Corner Coffee', '1 Market Street', 'Tax number DE123', 'not a fiscal invoice']) {
    expect(text).toContain(line)
  }
  for (const line of ['Harbour', 'DE999', 'new@corner.example']) expect(text).not.toContain(line)
})

test('the receipt of a payment goes to the printer and into a file', async ({ page, backend, open }) => {
  const paid = aPayment({ status: 'paid', received: '19.874210', paidAt: NOW, seenAt: NOW, endedAt: NOW })
  backend.answer('till.state', ok(aTillState()))
  backend.answer('payments.state', ok(aPaymentsState({ recent: [paid] })))
  backend.answer('payments.history', ok({ view: aView(paid), entries: [] }))
  backend.answer('paper.print', ok(null))
  backend.answer('paper.savePdf', ok({ file: null }))
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('list', { name: 'Recent payments' }).getByRole('button').click()
  // In sight without scrolling, also on a small screen, and what became of it as well.
  const head = page.locator('header').filter({ has: page.getByRole('heading', { name: 'Payment' }) })
  await page.setViewportSize({ width: 1024, height: 600 })
  await expect(head.getByRole('button', { name: 'Save PDF' })).toBeInViewport({ ratio: 1 })
  // Their keys stand on them, and work below the keypad as well.
  await expect(page.getByRole('button', { name: 'Print' })).toHaveText('PrintP')
  await page.keyboard.press('p')
  await expect(page.getByText('Sent to the printer.')).toBeInViewport({ ratio: 1 })
  await page.screenshot({ path: `${SHOTS}/history-1024.png`, animations: 'disabled' })
  await expect(page.getByRole('button', { name: 'Save PDF' })).toHaveText('Save PDFF')
  await page.keyboard.press('f')
  await expect(page.getByText('Nothing was saved.')).toBeVisible()
  const subject = { kind: 'receipt', paymentId: paid.id }
  expect(backend.calls('paper.print')).toEqual([subject])
  expect(backend.calls('paper.savePdf')).toEqual([subject])
  await page.setViewportSize({ width: 1024, height: 900 })
  await page.screenshot({ path: `${SHOTS}/history.png`, animations: 'disabled' })
})

test('with nothing to draw it draws nothing, and says nothing', async ({ page, backend, open }) => {
  backend.answer('paper.content', err({ code: 'notNow' }))
  await open('paper.html')
  await backend.called('paper.content', 1)
  await expect(page.locator('#root')).toBeEmpty()
  expect(backend.calls('paper.drawn')).toEqual([])
})
