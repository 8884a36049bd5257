import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { TillApp } from '../../support/app-driver.ts'
import { ask, becomeOwner, signIn, told } from '../../support/till-hands.ts'
import { expect, test } from './cases/fixtures.ts'

// The system's Save dialog stays up over the till's lock: whoever comes and presses Save is given nothing.

const OWNER = { name: 'Maria', pin: '48291375' }

type Asking = { asked: number; answer: () => void }

/** From now on somebody is asked where to save, and thinks about it until the test answers for them. */
async function leaveDialogsOpen({ app }: TillApp, filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    const asking: Asking = { asked: 0, answer: () => undefined }
    Object.assign(globalThis, { asking })
    dialog.showSaveDialog = () =>
      new Promise((resolve) => {
        asking.asked += 1
        asking.answer = () => resolve({ canceled: false, filePath: path })
      })
  }, filePath)
}

const dialogs = ({ app }: TillApp) =>
  app.evaluate(() => (globalThis as unknown as { asking: Asking }).asking.asked)
const pressSave = ({ app }: TillApp) =>
  app.evaluate(() => (globalThis as unknown as { asking: Asking }).asking.answer())

test('an owner’s dialog that is left open over the lock saves nothing, and theirs alone does', async ({
  openCase,
}) => {
  const till = await openCase({ welcomed: false })
  const { cashier, folder } = till
  await cashier.getByRole('button', { name: 'Start practising' }).click()
  await becomeOwner(cashier, OWNER.name, OWNER.pin)
  await expect(cashier.getByRole('heading', { name: 'Today' })).toBeVisible()
  const file = join(folder, 'everything.sqlite')
  await leaveDialogsOpen(till, file)

  const leftOpen = ask(cashier, 'reports.backUp')
  await expect.poll(() => dialogs(till)).toBe(1)
  await told(cashier, 'people.lock')
  await expect(cashier.getByRole('radio', { name: /^Maria/ })).toBeVisible()
  await pressSave(till)
  expect(await leftOpen).toEqual({ ok: false, error: { code: 'signInFirst' } })
  expect(existsSync(file)).toBe(false)

  await signIn(cashier, OWNER.name, OWNER.pin)
  const answered = ask(cashier, 'reports.backUp')
  await expect.poll(() => dialogs(till)).toBe(2)
  await pressSave(till)
  expect(await answered).toEqual({ ok: true, value: { file } })
  expect(existsSync(file)).toBe(true)
})
