import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { RequestChannel } from '../../../shared/contract/channels.ts'
import type { Found } from '../../../shared/contract/search.ts'
import type { Report } from '../../../shared/contract/shifts.ts'
import { readPdf } from '../../support/pdf-text.ts'
import { ask, becomeOwner, customerShows, signIn, tillState, told } from '../../support/till-hands.ts'
import { type CaseTill, expect, test } from './cases/fixtures.ts'

// A cashier closes the day on a manager's word; the day after, a manager opens the one payment whose receipt is brought back.

const OWNER = { name: 'Maria', pin: '48291375' }
const MANAGER = { name: 'Max', pin: '975310' }
const CASHIER = { name: 'Ana', pin: '135790' }
const REASON = 'Max is at the bank'

/** The owner hires both, and somebody of them is there. */
async function hire(cashier: Page): Promise<void> {
  await cashier.getByRole('button', { name: 'Start practising' }).click()
  await becomeOwner(cashier, OWNER.name, OWNER.pin)
  await expect(cashier.getByRole('heading', { name: 'Today' })).toBeVisible()
  const word = { person: await idOf(cashier, OWNER.name), pin: OWNER.pin }
  await told(cashier, 'people.add', { ...MANAGER, role: 'manager', word })
  await told(cashier, 'people.add', { ...CASHIER, role: 'cashier', word })
}

async function idOf(cashier: Page, name: string): Promise<string> {
  return (await tillState(cashier)).people.find((person) => person.name === name)?.id ?? ''
}

async function takeOver(cashier: Page, { name, pin }: typeof OWNER): Promise<void> {
  await cashier.keyboard.press('F4')
  await signIn(cashier, name, pin)
}

/** Sold, paid and off the screens. */
async function sell(till: CaseTill, price: string) {
  const sale = await till.charge(price)
  await till.send(sale)
  await expect(customerShows(till.customer, 'paid')).toBeVisible()
  const { payment } = await till.view(sale)
  await till.cashier.keyboard.press('Escape')
  await expect(till.cashier.getByText('Your shift')).toBeVisible()
  return payment
}

/** What main answers, whatever the window offers. */
async function codeOf(page: Page, channel: RequestChannel, input?: unknown): Promise<string> {
  const answer = await ask(page, channel, input)
  return answer.ok ? 'done' : answer.error.code
}

test('the day is closed on another’s word, and an earlier payment opens to whoever has its receipt', async ({
  openCase,
}) => {
  test.setTimeout(120_000) // three people's PINs are hashed again and again, on purpose slowly
  const till = await openCase({ welcomed: false })
  const { app, cashier, folder } = till
  await hire(cashier)
  await takeOver(cashier, CASHIER)
  const sold = await sell(till, '18.25')
  const other = await sell(till, '7.50')

  // Their own PIN closes nothing; a manager's does, and stands on the paper.
  const own = { person: await idOf(cashier, CASHIER.name), pin: CASHIER.pin }
  const asked = { attempt: crypto.randomUUID(), word: null, reason: REASON }
  expect(await codeOf(cashier, 'shifts.closeDay', asked)).toBe('needsApproval')
  expect(await codeOf(cashier, 'shifts.closeDay', { ...asked, word: own })).toBe('approverMayNot')
  await cashier.keyboard.press('z')
  const form = cashier.getByRole('form', { name: 'Close the day' })
  await form.getByRole('button', { name: MANAGER.name }).click()
  await form.getByLabel('Reason').fill(REASON)
  await form.getByLabel(`PIN of ${MANAGER.name}`).fill(MANAGER.pin)
  await cashier.keyboard.press('Enter')
  await expect(cashier.getByRole('heading', { level: 2, name: 'Z report 0001', exact: true })).toBeVisible()
  const z = await told<Report>(cashier, 'shifts.z', { number: 1 })
  expect(z).toMatchObject({
    by: { name: CASHIER.name },
    approval: { ability: 'closeDay', by: { name: MANAGER.name }, reason: REASON },
  })
  const file = join(folder, 'z.pdf')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await cashier.keyboard.press('f')
  await expect(cashier.getByText('Saved to')).toBeVisible()
  const lines = (await readPdf(await readFile(file))).flatMap((page) => page.lines)
  expect(lines).toContain(`Approved by ${MANAGER.name} · ${REASON}`)
  // Nothing else of the till came with it.
  for (const channel of ['shifts.list', 'shifts.all'] as const) {
    expect(await codeOf(cashier, channel, { before: null })).toBe('mayNot')
  }
  expect(await codeOf(cashier, 'shifts.x')).toBe('mayNot')
  expect(await codeOf(cashier, 'payments.history', { id: sold.id })).toBe('notFound')

  // Whoever asks for it on another day has its receipt, or it is not there.
  await till.minutes(24 * 60)
  await takeOver(cashier, MANAGER)
  const look = (id: string) => codeOf(cashier, 'payments.history', { id })
  expect(await look(sold.id)).toBe('notFound')
  await cashier.keyboard.press('d')
  await cashier.getByRole('button', { name: 'All payments', exact: true }).click()
  const field = cashier.getByRole('search').getByRole('textbox')
  await field.fill(sold.orderId.slice(0, -1))
  await expect(cashier.getByText('No payment fits')).toBeVisible()
  expect(await look(sold.id)).toBe('notFound')
  await field.fill(sold.orderId)
  await cashier.getByRole('button', { name: String(sold.number).padStart(4, '0') }).click()
  await expect(cashier.getByRole('article', { name: 'Receipt' })).toContainText(sold.orderId)
  await expect(cashier.getByRole('button', { name: 'Refund…' })).toBeVisible()
  expect([await look(sold.id), await look(other.id)]).toEqual(['done', 'notFound'])
  expect(await codeOf(cashier, 'refunds.of', { paymentId: sold.id })).toBe('done')
  expect(await codeOf(cashier, 'refunds.of', { paymentId: other.id })).toBe('notFound')
  expect(await codeOf(cashier, 'payments.open', { id: sold.id })).toBe('notFound')
  const found = await told<Found>(cashier, 'search.find', { text: '18.25', before: null })
  expect(found.rows).toEqual([])

  // Gone with the lock, for the same manager too.
  await takeOver(cashier, MANAGER)
  expect(await look(sold.id)).toBe('notFound')
})
