import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { launchTill, seedSettings, type TillApp } from '../../support/app-driver.ts'
import { expect, test } from './fixtures.ts'

async function openTills(cashier: Page): Promise<void> {
  await cashier.keyboard.press('d')
  await cashier.locator('nav [data-section="tills"]').click()
  await expect(cashier.getByRole('heading', { name: 'All tills', level: 2 })).toBeVisible()
}

/** A day on which nothing was sold is closed like any other. */
async function closeDay(cashier: Page): Promise<void> {
  const input = { attempt: randomUUID() }
  const answer = await cashier.evaluate((given) => window.till.request('shifts.closeDay', given), input)
  expect(answer).toMatchObject({ ok: true })
}

async function savesTo({ app }: TillApp, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
  }, filePath)
}

test('a Z goes from one till to another as a file, and both stand in one report', async ({
  open,
  folder,
}) => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'usdtill-'))
  const file = join(elsewhere, 'z1.bundle')
  seedSettings(elsewhere, { tillName: 'Bar', tillNumber: 7 })
  const bar = await launchTill(elsewhere)
  await closeDay(bar.cashier)
  await savesTo(bar, file)
  await openTills(bar.cashier)
  await bar.cashier.getByRole('button', { name: 'Save as a file…' }).click()
  await expect(bar.cashier.getByText(file)).toBeVisible()
  // Practice has no keychain's key.
  await expect(bar.cashier.getByText('not signed')).toBeVisible()
  await bar.close()

  const owner = await open({ tillName: 'Counter', tillNumber: 1 })
  const { app, cashier } = owner
  await closeDay(cashier)
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, file)
  await openTills(cashier)
  await cashier.getByRole('button', { name: 'Import files…' }).click()
  await expect(cashier.getByText('1 Z report was taken.')).toBeVisible()
  const byTill = cashier.getByRole('table', { name: 'By till', exact: true })
  await expect(byTill.getByRole('row').filter({ hasText: 'Counter' })).toBeVisible()
  await expect(byTill.getByRole('row').filter({ hasText: 'Bar' })).toBeVisible()
  await expect(cashier.getByText('signs nothing')).toBeVisible()
  await cashier.getByRole('button', { name: 'Import files…' }).click()
  await expect(cashier.getByText('Here already. Nothing changes.')).toBeVisible()

  const csv = join(elsewhere, 'all.csv')
  await savesTo(owner, csv)
  await cashier.getByRole('button', { name: 'Save as CSV…' }).click()
  await expect(cashier.getByText(csv)).toBeVisible()
  const kept = await readdir(join(folder, 'tills', 'practice'))
  expect(kept).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.bundle$/)])
  await rm(elsewhere, { recursive: true, force: true })
})
