import type { Page } from '@playwright/test'
import type { Report, ShiftsView, ZRow } from '../../../shared/contract/shifts.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import { ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aReport, aZRow, someShifts } from '../../support/shift-reports.ts'
import { totals } from '../../support/views.ts'

/** Number, days, and how it is made: what a Z is and an X is not. */
export function asZ(report: Report): Report {
  return { ...report, kind: 'z', until: report.at }
}

export function asShift(report: Report, number: number): Report {
  const shifts = report.shifts.filter((shift) => shift.number === number)
  const cells = report.totals.cells.filter((cell) => cell.shift === number)
  const totals = { ...report.totals, cells, corrections: [] }
  return { ...report, kind: 'shift', number, shifts, totals, from: shifts[0]?.openedAt ?? report.from }
}

/** Main's side of the day close: it takes one Z for each attempt, however often it is asked. */
export function aClosingTill(
  backend: FakeBackend,
  { report = aReport(), zs = [11, 10, 9].map((number) => aZRow(number)) }: Closing = {},
): void {
  const taken = new Map<string, Report>()
  backend.answer('reports.day', ok({ totals: totals(), payments: [] }))
  backend.answer('shifts.x', ok(report))
  backend.answer('shifts.z', ({ number }) => ok({ ...asZ(report), number }))
  backend.answer('shifts.report', ({ number }) => ok(asShift(report, number)))
  backend.answer('shifts.list', ({ before }) => ok(before === null ? [...zs] : []))
  backend.answer('shifts.closeDay', ({ attempt }) => {
    const z = taken.get(attempt) ?? { ...asZ(report), number: report.number + taken.size }
    taken.set(attempt, z)
    return ok(z)
  })
}

type Closing = { readonly report?: Report; readonly zs?: readonly ZRow[] }

export function withShifts(change: Partial<ShiftsView> = {}): Partial<TillState> {
  return { shifts: someShifts(change) }
}

/** The clock runs from here on: screens that are loaded when asked for wait by it. */
export async function openReports(page: Page, section: string): Promise<void> {
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('d')
  await page.locator(`nav [data-section="${section}"]`).click()
}
