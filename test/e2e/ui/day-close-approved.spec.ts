import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aReport, someShifts } from '../../support/shift-reports.ts'
import { aTillState } from '../../support/views.ts'
import { aClosingTill, asZ } from './closing-till.ts'
import { expect, test } from './fixtures.ts'
import { AS_CASHIER, AS_MANAGER, PEOPLE, PIN } from './people-till.ts'
import { aTill } from './settings-till.ts'

// A cashier closes the day with the word of somebody who may, and has that one report of it.

const SHOTS = 'out/screenshots/closing'
const SIGNED_IN = { people: PEOPLE, session: AS_CASHIER } as const
const REASON = 'Omar is at the bank'
const OMAR = { id: 'omar', name: 'Omar' }
const ANA = { id: 'ana', name: 'Ana' }
const Z = asZ(
  aReport({
    by: ANA,
    approval: { ability: 'closeDay', by: OMAR, for: ANA, reason: REASON, at: '2026-11-21T14:02:00.000Z' },
  }),
)

const form = (page: Page) => page.getByRole('form', { name: 'Close the day' })
const sheet = (page: Page) => page.getByRole('article', { name: 'Report' })

/** Main's side: it wants somebody's word, and then tells whose the last Z is. */
function aDayToClose(backend: FakeBackend): void {
  aTill(backend, { ...SIGNED_IN, shifts: someShifts({ lastMine: 4 }) })
  aClosingTill(backend, { report: Z })
  backend.answer('shifts.closeDay', async ({ word }) => {
    if (word?.pin !== PIN) return err({ code: 'pinWrong', left: 4 })
    const shifts = someShifts({ lastMine: 4, lastZ: 12, lastZAt: Z.at, myZ: 12 })
    await backend.emit('till.changed', aTillState({ ...SIGNED_IN, shifts, revision: 9 }))
    return ok(Z)
  })
}

async function fillIn(page: Page, pin: string): Promise<void> {
  await form(page).getByRole('button', { name: 'Omar' }).click()
  await form(page).getByLabel('Reason').fill(REASON)
  await form(page).getByLabel('PIN of Omar').fill(pin)
  await page.keyboard.press('Enter')
}

test('the day is closed with a manager’s PIN and a reason, and its report comes next', async ({
  page,
  backend,
  open,
}) => {
  aDayToClose(backend)
  backend.answer('paper.print', ok(null))
  backend.answer('paper.savePdf', ok({ file: '/home/ana/z.pdf' }))
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('button', { name: 'Open shift' }).click()
  await page.getByRole('button', { name: 'Close the day' }).click()
  await expect(page.getByRole('heading', { name: 'Close the day with Z 0012?' })).toBeVisible()
  await expect(form(page)).toContainText('Everything since Nov 20, 21:04:00 is closed')
  // Whose word is enough: not theirs, and nobody's who left.
  await expect(form(page).getByRole('group').getByRole('button')).toHaveText(['Maria', 'Omar'])
  await fillIn(page, '111111')
  await expect(form(page).getByRole('alert')).toContainText('PIN')
  await form(page).getByLabel('PIN of Omar').fill(PIN)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 2, name: 'Z report 0012', exact: true })).toBeVisible()
  await expect(page.getByText('The day is closed. This is Z 0012')).toBeVisible()
  await expect(sheet(page)).toContainText(`Approved byOmar · ${REASON}`)
  // The same press of the key throughout, whatever was refused.
  const [refused, taken] = backend.calls('shifts.closeDay')
  expect(taken).toMatchObject({ reason: REASON, word: { person: 'omar', pin: PIN } })
  expect(refused).toMatchObject({ attempt: taken?.attempt ?? 'none' })
  await page.keyboard.press('p')
  await expect(page.getByText('Sent to the printer.')).toBeVisible()
  await page.keyboard.press('f')
  await expect(page.getByText('Saved to /home/ana/z.pdf')).toBeVisible()
  const paper = { kind: 'z', number: 12 }
  expect([backend.calls('paper.print'), backend.calls('paper.savePdf')]).toEqual([[paper], [paper]])
  await expect(page.getByRole('group', { name: 'Keypad' })).toBeVisible()
})

test('by its key as well; Escape closes nothing, and the Z that they took can be read again', async ({
  page,
  backend,
  open,
}) => {
  aDayToClose(backend)
  await open('cashier.html')
  await page.clock.resume()
  await expect(page.getByRole('button', { name: 'Open shift' })).toBeVisible()
  await page.keyboard.press('z')
  await expect(form(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(form(page)).toHaveCount(0)
  expect(backend.calls('shifts.closeDay')).toEqual([])
  await page.keyboard.press('z')
  await fillIn(page, PIN)
  await expect(sheet(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Last shift' })).toBeVisible()
  await page.keyboard.press('F10')
  await page.getByRole('button', { name: 'Z report 0012' }).click()
  await expect(sheet(page)).toContainText(REASON)
  await expect(page.getByText('The day is closed.')).toHaveCount(0)
})

test('by finger: the keypad types the PIN, and no price', async ({ page, backend, open }) => {
  aDayToClose(backend)
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('button', { name: 'Open shift' }).click()
  await page.getByRole('button', { name: 'Close the day' }).click()
  await form(page).getByRole('button', { name: 'Omar' }).click()
  await form(page).getByLabel('Reason').fill(REASON)
  const keypad = page.getByRole('group', { name: 'Keypad' })
  for (const digit of PIN) await keypad.getByRole('button', { name: digit, exact: true }).click()
  await expect(form(page).getByLabel('PIN of Omar')).toHaveValue(PIN)
  await expect(page.getByRole('status', { name: 'Amount' })).toContainText('0.00')
  await form(page).getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('heading', { level: 2, name: 'Z report 0012', exact: true })).toBeVisible()
})

test('whoever closes the day alone is led to the reports by that key, and not asked here', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend, { people: PEOPLE, session: AS_MANAGER, shifts: someShifts() })
  aClosingTill(backend)
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('button', { name: 'Open shift' }).click()
  await expect(page.getByRole('form', { name: 'Open your shift' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('button', { name: 'Close the day' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Open shift' })).toBeVisible()
  await page.keyboard.press('z')
  await expect(page.getByRole('heading', { level: 2, name: 'Day close', exact: true })).toBeVisible()
  await expect(form(page)).toHaveCount(0)
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'ar'],
] as const) {
  test(`looks as it should on a small screen: ${theme}, ${language}`, async ({ page, backend, open }) => {
    mkdirSync(SHOTS, { recursive: true })
    await page.setViewportSize({ width: 1024, height: 600 })
    aTill(backend, { ...SIGNED_IN, shifts: someShifts({ lastMine: 4, myZ: 11 }) }, { theme, language })
    aClosingTill(backend, { report: Z })
    backend.answer('shifts.closeDay', ok(Z))
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('button').filter({ hasText: 'F10' }).waitFor()
    const shoot = async (name: string) => {
      const path = `${SHOTS}/day-close-${name}-${theme}-${language}.png`
      await page.screenshot({ path, animations: 'disabled' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([])
    }
    await page.keyboard.press('F10')
    await page.getByRole('textbox').last().waitFor()
    await shoot('offer')
    await page.getByRole('button').filter({ hasText: /Z$/ }).click()
    await page.locator('input[type="password"]').waitFor()
    await shoot('word')
    await page.getByRole('button', { name: 'Omar' }).click()
    await page.locator('form input').first().fill(REASON)
    await page.locator('input[type="password"]').fill(PIN)
    await page.keyboard.press('Enter')
    await page.getByRole('article').waitFor()
    await shoot('report')
  })
}
