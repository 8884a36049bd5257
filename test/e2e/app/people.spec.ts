import type { Page } from '@playwright/test'
import type { RequestChannel } from '../../../shared/contract/channels.ts'
import type { HistoryEntry, PaymentView } from '../../../shared/contract/payments.ts'
import { ask, becomeOwner, cardIn, customerShows, signIn, tillState, told } from '../../support/till-hands.ts'
import { expect, test } from './cases/fixtures.ts'

// People at the real till: the built main decides, and the built windows offer no more than it lets through.

const OWNER = { name: 'Maria', pin: '48291375' }
const CASHIER = { name: 'Ana', pin: '135790' }

/** The first run, up to where the keypad begins. */
async function beginAsOwner(cashier: Page): Promise<void> {
  await cashier.getByRole('button', { name: 'Enter the key' }).click()
  await becomeOwner(cashier, OWNER.name, OWNER.pin)
  const setUp = cashier.getByRole('region', { name: 'Set up with your gateway' })
  await setUp.getByRole('button', { name: 'Back' }).click()
  await cashier.getByRole('button', { name: 'Start practising' }).click()
  await expect(cashier.getByRole('heading', { name: 'Today' })).toBeVisible()
}

async function addCashier(cashier: Page): Promise<void> {
  await cashier.keyboard.press('s')
  await cashier.getByRole('button', { name: 'People', exact: true }).click()
  await cashier.getByRole('button', { name: 'Add somebody' }).click()
  const form = cashier.getByRole('form', { name: 'Add somebody' })
  await form.getByLabel('Name').fill(CASHIER.name)
  await form.getByLabel('New PIN', { exact: true }).fill(CASHIER.pin)
  await form.getByLabel('New PIN, once more').fill(CASHIER.pin)
  await form.getByLabel(`PIN of ${OWNER.name}`).fill(OWNER.pin)
  await cashier.keyboard.press('Enter')
  await expect(cashier.getByText('Ana can sign in now.')).toBeVisible()
  await cashier.keyboard.press('Escape')
}

/** Signed out by the key, and somebody else in. */
async function takeOver(cashier: Page, { name, pin }: typeof OWNER): Promise<void> {
  await cashier.keyboard.press('F4')
  await signIn(cashier, name, pin)
}

/** What main answers the window of a cashier, whatever the window offers. */
async function refusals(
  cashier: Page,
  calls: readonly (readonly [RequestChannel, unknown])[],
): Promise<string[]> {
  const codes: string[] = []
  for (const [channel, input] of calls) {
    const result = await ask(cashier, channel, input)
    codes.push(`${channel}: ${result.ok ? 'done' : result.error.code}`)
  }
  return codes
}

test('a cashier sells, and reaches nothing above their role by screen, by key or by IPC', async ({
  openCase,
}) => {
  test.setTimeout(120_000) // two people's PINs are hashed seven times, on purpose slowly
  const { cashier } = await openCase({ welcomed: false })
  await beginAsOwner(cashier)
  await addCashier(cashier)
  const owner = (await tillState(cashier)).people.find(({ name }) => name === OWNER.name)
  await takeOver(cashier, CASHIER)
  expect((await tillState(cashier)).session).toMatchObject({ kind: 'signedIn', role: 'cashier' })

  // Not by key: nothing of the owner's opens.
  for (const key of ['d', 'n']) await cashier.keyboard.press(key)
  await expect(cashier.getByRole('heading', { name: 'Needs attention' })).toHaveCount(0)
  await cashier.keyboard.press('Escape')
  // Not by click: the settings are how the screens look, and their own PIN.
  await cashier.keyboard.press('s')
  const sections = cashier.getByRole('navigation', { name: 'Sections' }).getByRole('button')
  await expect(sections).toHaveText(['Shop', 'Selling', 'People', 'About'])
  await expect(cashier.getByLabel('Shop name')).toHaveCount(0)
  await cashier.getByRole('button', { name: 'People', exact: true }).click()
  await expect(cashier.getByRole('button', { name: 'Add somebody' })).toHaveCount(0)
  await expect(cashier.getByRole('button', { name: /leaves$/ })).toHaveCount(0)
  await cashier.keyboard.press('Escape')

  // Not past the screens either, with the owner's own id and a guessed PIN.
  const word = { person: owner?.id ?? '', pin: '000000' }
  const asked = [
    ['till.setMode', { mode: 'live' }],
    ['till.saveSettings', { toleranceBasisPoints: 500 }],
    ['till.saveSettings', { lockAfterMinutes: 0 }],
    ['gateways.forget', { mode: 'live', gateway: 'nowpayments' }],
    ['gateways.setRate', { perUsdt: '0.5' }],
    ['people.add', { name: 'Eve', role: 'owner', pin: '111111', word }],
    ['people.change', { id: owner?.id ?? '', change: { kind: 'leave' }, word }],
    ['relay.forget', { mode: 'live' }],
    ['reports.day', { day: '2026-11-20' }],
    ['reports.exceptions', undefined],
    ['reports.backUp', undefined],
    ['shifts.x', undefined],
    ['shifts.z', { number: 1 }],
  ] as const satisfies readonly (readonly [RequestChannel, unknown])[]
  const told = await refusals(cashier, asked)
  expect(told.filter((line) => !line.endsWith(': mayNot'))).toEqual([])
  expect((await tillState(cashier)).people.map(({ name }) => name)).toEqual([OWNER.name, CASHIER.name])
})

test('a short payment is taken on the owner’s word, with both names in the journal; the lock lets nobody by', async ({
  openCase,
}) => {
  test.setTimeout(120_000) // people's PINs are hashed, on purpose slowly
  const till = await openCase({ welcomed: false })
  const { cashier, customer } = till
  await beginAsOwner(cashier)
  await addCashier(cashier)
  await takeOver(cashier, CASHIER)
  const sale = await till.charge('18.25')
  await till.send(sale, '18.000000')
  await expect(cardIn(cashier)).toContainText('is missing')
  expect((await till.view(sale)).payment.cashier).toMatchObject({ name: CASHIER.name })

  // Their own PIN is no owner's.
  await cashier.keyboard.press('t')
  const form = cashier.getByRole('form', { name: 'Take it as it is' })
  await form.getByLabel('Reason').fill('A regular customer')
  await form.getByLabel(`PIN of ${OWNER.name}`).fill(CASHIER.pin)
  await cashier.keyboard.press('Enter')
  await expect(form.getByRole('alert')).toContainText('The PIN is wrong')
  await form.getByLabel(`PIN of ${OWNER.name}`).fill(OWNER.pin)
  await cashier.keyboard.press('Enter')
  await expect(cardIn(cashier)).toContainText('Accepted')
  const { entries } = await told<{ view: PaymentView; entries: HistoryEntry[] }>(
    cashier,
    'payments.history',
    { id: sale.id },
  )
  expect(entries.find(({ kind }) => kind === 'decided')?.decided).toMatchObject({
    decision: 'accepted',
    reason: 'A regular customer',
    person: { name: CASHIER.name },
    approvedBy: { name: OWNER.name },
  })

  // Locked while a customer pays: what became of it is still read, and nothing can be done.
  await cashier.keyboard.press('Escape')
  const second = await till.charge('4.50')
  await cashier.keyboard.press('F4')
  const status = cashier.getByRole('region', { name: `Payment ${second.number}` })
  await expect(status).toContainText('Waiting for the customer')
  expect(
    await refusals(cashier, [
      ['payments.cancel', { id: second.id }],
      ['payments.park', { id: second.id }],
      ['till.saveSettings', { theme: 'dark' }],
    ]),
  ).toEqual(['payments.cancel: signInFirst', 'payments.park: signInFirst', 'till.saveSettings: signInFirst'])
  await till.send(second)
  await expect(customerShows(customer, 'paid')).toBeVisible()
  await expect(status).toContainText('Paid')
  await signIn(cashier, CASHIER.name, CASHIER.pin)
  await expect(cashier.getByText('Paid', { exact: true }).first()).toBeVisible()
})
