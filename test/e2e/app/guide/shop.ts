import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Settings } from '../../../../shared/contract/settings.ts'
import type { Report } from '../../../../shared/contract/shifts.ts'
import { launchTill, seedSettings, type TillApp } from '../../../support/app-driver.ts'
import {
  becomeOwner,
  charge,
  customerShows,
  practiceGateway,
  signIn,
  told,
} from '../../../support/till-hands.ts'
import { type CaseTill, expect, picture } from '../cases/fixtures.ts'

// The shop of the guide: its people, its rules, and its other till.

export const MARIA = { name: 'Maria', pin: '48291375' }
export const ANA = { name: 'Ana', pin: '135790' }
export const OPENS_AT = '2026-11-21T08:50:00Z'
const VAT = { name: 'VAT', milliPercent: 10_000, shareBasisPoints: 10_000 }
export const SHOP: Partial<Settings> = {
  welcomed: false,
  shopName: 'Corner Coffee',
  tillName: 'Counter',
  taxes: { mode: 'inclusive', rates: [VAT] },
  tips: { presets: [500, 1000, 1500] },
  receipt: { address: '1 Market Street', taxNumber: 'ES123', contact: '', isFiscal: false },
  // Time is moved by hours here.
  lockAfterMinutes: 0,
}

/** The owner adds herself, and who works for her. */
export async function firstRun(cashier: Page): Promise<void> {
  await cashier.getByRole('button', { name: 'Enter the key' }).click()
  await becomeOwner(cashier, MARIA.name, MARIA.pin)
  const setUp = cashier.getByRole('region', { name: 'Set up with your gateway' })
  await setUp.getByRole('button', { name: 'Back' }).click()
  await cashier.getByRole('button', { name: 'Start practising' }).click()
  await cashier.keyboard.press('s')
  await cashier.getByRole('button', { name: 'People', exact: true }).click()
  await cashier.getByRole('button', { name: 'Add somebody' }).click()
  const form = cashier.getByRole('form', { name: 'Add somebody' })
  await form.getByLabel('Name').fill(ANA.name)
  await form.getByLabel('New PIN', { exact: true }).fill(ANA.pin)
  await form.getByLabel('New PIN, once more').fill(ANA.pin)
  await form.getByLabel(`PIN of ${MARIA.name}`).fill(MARIA.pin)
  await picture(cashier, 'people')
  await cashier.keyboard.press('Enter')
  await expect(cashier.getByText('Ana can sign in now.')).toBeVisible()
  await cashier.keyboard.press('Escape')
}

/** Locked by the key, and somebody else in. */
export async function handOver({ cashier }: CaseTill, { name, pin }: typeof ANA): Promise<void> {
  await cashier.keyboard.press('F4')
  await cashier.getByRole('radio', { name: new RegExp(`^${name}`) }).click()
  await cashier.keyboard.type(pin.slice(0, 4))
  if (name === ANA.name) await picture(cashier, 'sign-in')
  for (const _ of pin.slice(0, 4)) await cashier.keyboard.press('Backspace')
  await signIn(cashier, name, pin)
}

/** Another till of the shop closes its day, and gives it as a file. */
export async function zOfTheBar(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'usdtill-'))
  const file = join(tmpdir(), `usdtill-${randomUUID()}.bundle`)
  seedSettings(folder, { ...SHOP, tips: null, welcomed: true, tillName: 'Bar', tillNumber: 2 })
  const bar = await launchTill(folder, {
    preload: 'test/support/own-computer.cjs',
    env: { USDTILL_TEST_STARTS: OPENS_AT },
  })
  const { cashier, customer, app } = bar
  await charge(cashier, customer, '7.20')
  const gateway = await practiceGateway(cashier)
  const [asked] = (await gateway.charges()).charges
  const paymentId = asked?.paymentId ?? ''
  await gateway.pay({ paymentId, kind: 'exact' })
  await gateway.finish({ paymentId })
  await expect(customerShows(customer, 'paid')).toBeVisible({ timeout: 40_000 })
  await told<Report>(cashier, 'shifts.closeDay', { attempt: randomUUID() })
  await savesTo(app, file)
  await told(cashier, 'tills.saveBundle', { z: 1 })
  await bar.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  return file
}

export async function savesTo(app: TillApp['app'], filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path })
  }, filePath)
}
