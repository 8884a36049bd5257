import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { err, ok } from '../../../shared/result.ts'
import type { Shift } from '../../../shared/shift/shift.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aReport, someShifts } from '../../support/shift-reports.ts'
import { aTillState } from '../../support/views.ts'
import { aClosingTill, asShift } from './closing-till.ts'
import { expect, test } from './fixtures.ts'
import { AS_CASHIER, PEOPLE } from './people-till.ts'
import { aTill } from './settings-till.ts'

const SHOTS = 'out/screenshots/closing'

const MINE: Shift = {
  number: 4,
  person: { id: 'ana', name: 'Ana' },
  till: 'Till 2',
  day: '2026-11-21',
  openedAt: '2026-11-21T07:58:00.000Z',
  note: null,
}
const OPEN = someShifts({ mine: MINE, open: [MINE] })
const SIGNED_IN = { people: PEOPLE, session: AS_CASHIER } as const

/** What main pushes when a shift begins or ends. */
async function told(backend: FakeBackend, shifts = someShifts()): Promise<void> {
  await backend.emit('till.changed', aTillState({ ...SIGNED_IN, shifts, revision: 9 }))
}

const today = (page: Page) => page.getByRole('region', { name: 'Your shift' })

test('a shift is opened with its key and a note, and the till says since when', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend, { ...SIGNED_IN, shifts: someShifts() })
  backend.answer('shifts.open', async () => {
    await told(backend, OPEN)
    return ok(OPEN)
  })
  await open('cashier.html')
  await page.clock.resume()
  await expect(today(page)).toContainText('No shift is open')
  await page.keyboard.press('F10')
  await page.getByRole('textbox', { name: 'Note' }).fill('Drawer: 200.00')
  await page.keyboard.press('Enter')
  await expect(today(page)).toContainText('Shift 0004')
  await expect(today(page)).toContainText('Open since 07:58')
  expect(backend.calls('shifts.open')).toEqual([{ note: 'Drawer: 200.00' }])
})

test('closed, it shows its report, to be printed; the keypad stays', async ({ page, backend, open }) => {
  aTill(backend, { ...SIGNED_IN, shifts: OPEN })
  aClosingTill(backend)
  backend.answer('shifts.close', async () => {
    await told(backend)
    return ok(asShift(aReport(), 4))
  })
  backend.answer('paper.print', err({ code: 'printFailed', reason: 'other' }))
  await open('cashier.html')
  await page.clock.resume()
  await today(page).getByRole('button', { name: 'Close shift' }).click()
  await page.getByRole('textbox', { name: 'Note' }).waitFor()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'Shift 0004', exact: true })).toBeVisible()
  await expect(page.getByRole('article', { name: 'Report' })).toContainText('EUR 165.00')
  expect(backend.calls('shifts.close')).toEqual([{ number: 4, note: null }])
  await expect(page.getByRole('button', { name: 'Save PDF' })).toHaveText('Save PDFF')
  await expect(page.getByRole('button', { name: 'Print' })).toHaveText('PrintP')
  await page.keyboard.press('p')
  await expect(page.getByRole('alert')).toContainText('The printer did not take it')
  expect(backend.calls('paper.print')).toEqual([{ kind: 'shift', number: 4 }])
  await expect(page.getByRole('group', { name: 'Keypad' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(today(page)).toContainText('No shift is open')
})

test('is looked at before it is closed, and nothing is closed by it; Escape leads back', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend, { ...SIGNED_IN, shifts: OPEN })
  aClosingTill(backend)
  backend.answer('paper.savePdf', ok({ file: '/home/ana/shift.pdf' }))
  await open('cashier.html')
  await page.clock.resume()
  await expect(today(page).getByRole('button', { name: 'Report so far' })).toHaveText('Report so farV')
  await page.keyboard.press('v')
  await expect(page.getByRole('heading', { level: 2, name: 'Shift 0004', exact: true })).toBeVisible()
  await expect(page.getByRole('article', { name: 'Report' })).toContainText('EUR 165.00')
  await expect(page.getByRole('group', { name: 'Keypad' })).toBeVisible()
  await page.keyboard.press('f')
  await expect(page.getByText('Saved to /home/ana/shift.pdf')).toBeVisible()
  expect(backend.calls('paper.savePdf')).toEqual([{ kind: 'shift', number: 4 }])
  await page.keyboard.press('Escape')
  await expect(today(page)).toContainText('Open since 07:58')
  expect(backend.calls('shifts.close')).toEqual([])
})

test('that is over, whoever ended it, can be read and printed again', async ({ page, backend, open }) => {
  aTill(backend, { ...SIGNED_IN, shifts: someShifts({ lastMine: 4 }) })
  aClosingTill(backend)
  backend.answer('paper.print', ok(null))
  await open('cashier.html')
  await page.clock.resume()
  await expect(today(page)).toContainText('No shift is open')
  await today(page).getByRole('button', { name: 'Last shift' }).click()
  await expect(page.getByRole('article', { name: 'Report' })).toContainText('EUR 165.00')
  await page.getByRole('button', { name: 'Print' }).click()
  await expect(page.getByText('Sent to the printer.')).toBeVisible()
  expect(backend.calls('paper.print')).toEqual([{ kind: 'shift', number: 4 }])
  expect(backend.calls('shifts.report')[0]).toEqual({ number: 4 })
})

test('who never had one has no report, on the screen or by its key', async ({ page, backend, open }) => {
  aTill(backend, { ...SIGNED_IN, shifts: someShifts() })
  await open('cashier.html')
  await page.clock.resume()
  await expect(today(page).getByRole('button', { name: 'Open shift' })).toBeVisible()
  await expect(today(page).getByRole('button', { name: 'Last shift' })).toHaveCount(0)
  await page.keyboard.press('v')
  await expect(today(page)).toContainText('No shift is open')
  expect(backend.calls('shifts.report')).toEqual([])
})

test('what main refuses is said in its place', async ({ page, backend, open }) => {
  aTill(backend, { ...SIGNED_IN, shifts: OPEN })
  backend.answer('shifts.close', err({ code: 'shiftNotOpen' }))
  await open('cashier.html')
  await page.clock.resume()
  await today(page).getByRole('button', { name: 'Close shift' }).click()
  await page.getByRole('textbox', { name: 'Note' }).waitFor()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('This shift is not open')
})

test('a till without people has no shifts', async ({ page, backend, open }) => {
  aTill(backend, { shifts: someShifts() })
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('region', { name: 'Today' }).waitFor()
  await expect(page.getByText('No shift is open')).toHaveCount(0)
  await page.keyboard.press('F10')
  await expect(page.getByRole('region', { name: 'Today' })).toBeVisible()
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'ar'],
] as const) {
  test(`looks as it should on a small screen: ${theme}, ${language}`, async ({ page, backend, open }) => {
    mkdirSync(SHOTS, { recursive: true })
    await page.setViewportSize({ width: 1024, height: 600 })
    aTill(backend, { ...SIGNED_IN, shifts: OPEN }, { theme, language })
    aClosingTill(backend)
    backend.answer('shifts.close', ok(asShift(aReport(), 4)))
    await open('cashier.html')
    await page.clock.resume()
    await page.getByText('0004').waitFor()
    for (const name of ['bar', 'form', 'report'] as const) {
      if (name === 'form') await page.keyboard.press('F10')
      if (name === 'report') await page.keyboard.press('Enter')
      if (name === 'form') await page.getByRole('textbox').last().waitFor()
      if (name === 'report') await page.getByRole('article').waitFor()
      await page.screenshot({
        path: `${SHOTS}/shift-${name}-${theme}-${language}.png`,
        animations: 'disabled',
      })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([])
    }
  })
}
