import type { Locator, Page } from '@playwright/test'
import type {} from '../../renderer/backend.ts' // what a window has as `window.till`
import type { RequestChannel } from '../../shared/contract/channels.ts'
import type { CustomerView } from '../../shared/contract/customer.ts'
import type { HistoryEntry, PaymentsState } from '../../shared/contract/payments.ts'
import type { SettingsPatch } from '../../shared/contract/settings.ts'
import type { TillState } from '../../shared/contract/till.ts'
import type { Result } from '../../shared/result.ts'
import type { SimulatorControl } from '../../simulator/control/contract.ts'
import { createSimulatorClient } from './simulator-client.ts'

// What people do at a till, and what a test may ask it, in their words.

/** Types a price with the keyboard, cents first, wherever the focus is. */
export async function typePrice(cashier: Page, price: string): Promise<void> {
  await cashier.keyboard.type(price.replace(/\D/g, ''))
}

/** The button of the keypad, in the languages the specs use. */
const CHARGE = /^(Charge|تحصيل)/

/** Types a price, presses Enter and waits until both windows show where to pay. */
export async function charge(cashier: Page, customer: Page, price: string): Promise<void> {
  await typePrice(cashier, price)
  await pressKeyOf(cashier, 'Enter', CHARGE)
  await qrIn(cashier).waitFor()
  await qrIn(customer).waitFor()
}

/** The QR code of a window: in either it is a picture with a name. */
export function qrIn(page: Page) {
  return page.locator('svg[role="img"][height][viewBox]').filter({ has: page.locator('path') })
}

/** The customer's window while it shows this. */
export function customerShows(customer: Page, screen: CustomerView['kind']) {
  return customer.locator(`main[data-screen="${screen}"]`)
}

/** What the right side says of a payment. */
export function cardIn(cashier: Page): Locator {
  return cashier.locator('section[aria-labelledby="payment-title"]')
}

/** What the cashier can choose on the card: the keys of the choices, in their order. */
export function choicesIn(cashier: Page): Locator {
  return cardIn(cashier).getByRole('button', {
    name: /^(Ask for|Take it|Give the goods|Owed to|Leave to|New code)/,
  })
}

/** Presses a key as a person does: once its button is there. */
export async function pressKeyOf(cashier: Page, key: string, button: string | RegExp): Promise<void> {
  await cashier.getByRole('button', { name: button, disabled: false }).first().waitFor()
  await cashier.keyboard.press(key)
}

/** Parks what is on the screens, and waits until both windows are free. */
export async function park(cashier: Page, customer: Page): Promise<void> {
  await pressKeyOf(cashier, 'F2', 'Next customer')
  await qrIn(cashier).waitFor({ state: 'detached' })
  await customerShows(customer, 'idle').waitFor()
}

/** The parked payment with this number. */
export function chipOf(cashier: Page, number: string): Locator {
  return cashier.getByRole('list', { name: 'Parked payments' }).getByRole('button', { name: number })
}

/** The row of a payment in the list of what needs attention. */
export function exceptionOf(cashier: Page, number: string): Locator {
  return cashier
    .getByRole('list', { name: 'Needs attention' })
    .getByRole('listitem')
    .filter({ hasText: number })
}

/** The line above both sides: one at a time. */
export function bannerIn(cashier: Page, words: string | RegExp): Locator {
  return cashier.getByText(words)
}

/** Opens the history of one of the day's payments. */
export async function openRecent(cashier: Page, number: string): Promise<void> {
  await cashier.getByRole('list', { name: 'Recent payments' }).getByRole('button', { name: number }).click()
}

/** Where the owner types the PIN. */
export function ownersPinIn(cashier: Page): Locator {
  return cashier.getByRole('textbox', { name: 'Owner’s PIN' })
}

/** What comes before the first key, and before anybody else: the owner. */
export async function becomeOwner(cashier: Page, name: string, pin: string): Promise<void> {
  const form = cashier.getByRole('form', { name: 'Add the owner' })
  await form.getByLabel('Owner’s name').fill(name)
  await form.getByLabel('New PIN', { exact: true }).fill(pin)
  await form.getByLabel('New PIN, once more').fill(pin)
  await form.getByRole('button', { name: 'Add the owner' }).click()
}

/** Whoever is signed in shows their own PIN, where a form asks for it in place. */
export async function showPin(place: Page | Locator, name: string, pin: string): Promise<void> {
  await place.getByLabel(`PIN of ${name}`).fill(pin)
  await place.getByRole('button', { name: 'Confirm' }).click()
}

/** Chooses their name and types their PIN, at a till that is locked. */
export async function signIn(cashier: Page, name: string, pin: string): Promise<void> {
  await cashier.getByRole('radio', { name: new RegExp(`^${name}`) }).click()
  await cashier.keyboard.type(pin)
  await cashier.keyboard.press('Enter')
  await cashier.getByRole('button', { name: `Lock the till: ${name}` }).waitFor()
}

/** The owner says why, and shows with the PIN that it is them. */
export async function giveOwnersWord(cashier: Page, word: { reason?: string; pin: string }): Promise<void> {
  if (word.reason !== undefined) await cashier.getByLabel('Reason').fill(word.reason)
  await ownersPinIn(cashier).fill(word.pin)
  await cashier.keyboard.press('Enter')
}

/** Asks main as a window does. */
export function ask<T>(page: Page, channel: RequestChannel, input?: unknown): Promise<Result<T>> {
  return page.evaluate(({ channel, input }) => window.till.request(channel, input) as Promise<unknown>, {
    channel,
    input,
  }) as Promise<Result<T>>
}

/** What main answers to the cashier's window; a refusal is the test's failure. */
export async function told<T>(page: Page, channel: RequestChannel, input?: unknown): Promise<T> {
  const result = await ask<T>(page, channel, input)
  if (!result.ok) throw new Error(`${channel}: ${result.error.code}`)
  return result.value
}

export const tillState = (cashier: Page) => told<TillState>(cashier, 'till.state')
export const saveSettings = (cashier: Page, change: SettingsPatch) =>
  told<TillState>(cashier, 'till.saveSettings', change)
export const paymentsState = (cashier: Page) => told<PaymentsState>(cashier, 'payments.state')

/** The controls of the practice gateway inside the app, by the way its panel goes. */
export async function practiceGateway(cashier: Page): Promise<SimulatorControl> {
  const { practicePanel } = await tillState(cashier)
  if (practicePanel === null) throw new Error('the till is not in practice mode')
  const panel = new URL(practicePanel)
  const accessToken = panel.searchParams.get('token') ?? ''
  return createSimulatorClient({ controlUrl: `${panel.origin}/_control`, accessToken })
}

/** The address in the gateway's own reply to the current payment's charge, as the journal keeps it. */
export async function addressAtGateway(cashier: Page): Promise<string> {
  const id = (await paymentsState(cashier)).current?.payment.id
  const { entries } = await told<{ entries: HistoryEntry[] }>(cashier, 'payments.history', { id })
  const raw = entries.find(({ kind }) => kind === 'charged')?.raw ?? '{}'
  return (JSON.parse(raw) as { pay_address: string }).pay_address
}
