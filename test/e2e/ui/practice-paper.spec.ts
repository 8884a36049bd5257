import type { Report } from '../../../shared/contract/shifts.ts'
import type { Mode } from '../../../shared/mode.ts'
import { readPdf } from '../../support/pdf-text.ts'
import { aReport } from '../../support/shift-reports.ts'
import { aPayment, aTillState, aView } from '../../support/views.ts'
import { asZ } from './closing-till.ts'
import { pdfOf } from './drawn-paper.ts'
import { expect, test } from './fixtures.ts'

// Whichever page somebody pulls out of a report whose money was not real: it says so.

const PRACTICE = 'PRACTICE · NO REAL MONEY'

/** Of a day on which many worked: three pages and more. */
function aLongReport(mode: Mode): Report {
  const report = asZ(aReport())
  const shifts = Array.from({ length: 12 }, () => report.shifts).flat()
  return { ...report, mode, shifts: shifts.map((shift, index) => ({ ...shift, number: index + 1 })) }
}

const till = aTillState()

test('every page of a practice report says that it is one: its first and its last as the sheet does', async ({
  page,
  backend,
  open,
}) => {
  const drawing = { kind: 'report', report: aLongReport('practice') } as const
  const pages = await pdfOf({ page, backend, open }, { paper: 'a4', drawing, till }, 'z-a4-practice')
  expect(pages.length).toBeGreaterThan(2)
  const said = pages.map(({ lines }) => lines.filter((line) => line === PRACTICE).length)
  expect(said).toEqual(pages.map((_, index) => (index === pages.length - 1 ? 2 : 1)))
  for (const { lines } of pages) expect(lines[0]).toBe(PRACTICE)
})

test('so does a page of the printer, and a narrow one', async ({ page, backend, open }) => {
  const drawing = { kind: 'report', report: aLongReport('sandbox') } as const
  const content = { paper: 'printer', drawing, till } as const
  const wide = await pdfOf({ page, backend, open }, content, 'z-printer-sandbox')
  const margin = { top: '4mm', bottom: '4mm', left: '4mm', right: '4mm' }
  const narrow = await readPdf(await page.pdf({ width: '80mm', height: '297mm', margin }))
  for (const pages of [wide, narrow]) {
    expect(pages.length).toBeGreaterThan(2)
    for (const { lines } of pages) expect(lines[0]).toBe('SANDBOX · TEST MONEY')
  }
})

test('in Arabic as well', async ({ page, backend, open }) => {
  const drawing = { kind: 'report', report: aLongReport('practice') } as const
  const arabic = aTillState({}, { language: 'ar' })
  const content = { paper: 'a4', drawing, till: arabic } as const
  const pages = await pdfOf({ page, backend, open }, content, 'z-a4-practice-ar')
  expect(pages.length).toBeGreaterThan(2)
  // Chromium writes Arabic as glyphs that no reader turns back into words: each head is the mark that the sheet begins with.
  await expect(page.getByText('تدريب · لا مال حقيقي').first()).toBeVisible()
  expect(new Set(pages.map(({ lines }) => lines[0])).size).toBe(1)
})

test('a roll is one page, and says it where its sheet does alone; so does a receipt', async ({
  page,
  backend,
  open,
}) => {
  const practice = aTillState({ mode: 'practice' })
  const drawing = { kind: 'receipt', view: aView(aPayment()) } as const
  const content = { paper: 'roll', drawing, till: practice } as const
  const pages = await pdfOf({ page, backend, open }, content, 'receipt-roll-practice')
  expect(pages).toHaveLength(1)
  expect(pages[0]?.lines.filter((line) => line === PRACTICE)).toHaveLength(2)
})

test('no page of a report of real money says anything of the kind', async ({ page, backend, open }) => {
  const drawing = { kind: 'report', report: aLongReport('live') } as const
  const pages = await pdfOf({ page, backend, open }, { paper: 'a4', drawing, till }, 'z-a4-long')
  expect(pages.length).toBeGreaterThan(2)
  for (const { lines } of pages) expect(lines.join('\n')).not.toMatch(/PRACTICE|SANDBOX/)
})
