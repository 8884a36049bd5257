import type { Page } from '@playwright/test'
import { REQUEST_CHANNELS, type RequestChannel } from '../../../shared/contract/channels.ts'
import type { HistoryEntry, PaymentView } from '../../../shared/contract/payments.ts'
import type { Word } from '../../../shared/contract/pin.ts'
import { abilitiesFor, CALL_ABILITIES } from '../../../shared/people/abilities.ts'
import { MAY } from '../../../shared/people/may.ts'
import type { Role } from '../../../shared/people/person.ts'
import { inputOf, isRefused, SAMPLES, specOf } from '../../support/call-samples.ts'
import {
  ask,
  becomeOwner,
  cardIn,
  customerShows,
  paymentsState,
  signIn,
  tillState,
  told,
} from '../../support/till-hands.ts'
import { expect, test } from './cases/fixtures.ts'

// People at the real till: the built main decides, and the built windows offer no more than it lets through.

const OWNER = { name: 'Maria', pin: '48291375' }
const CASHIER = { name: 'Ana', pin: '135790' }
const MANAGER = { name: 'Max', pin: '975310' }

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

type Call = readonly [channel: RequestChannel, input: unknown]

/** Every call of the cashier's window that needs somebody, plain and with a word. `today` is the shop's business day. */
function guardedCalls(today: string, word: Word): Call[] {
  return callsFromCashier(word).filter(([channel, input]) => abilitiesOf(channel, input, today).length > 0)
}

/** What somebody in that role may not do with anybody's word. */
function callsNeverFor(role: Exclude<Role, 'owner'>, today: string, word: Word): Call[] {
  return callsFromCashier(word).filter(([channel, input]) =>
    abilitiesOf(channel, input, today).some((ability) => MAY[ability][role] === 'never'),
  )
}

function callsFromCashier(word: Word): Call[] {
  return REQUEST_CHANNELS.flatMap((channel) => {
    const spec = specOf(channel)
    if (!spec.from.includes('cashier')) return []
    return (SAMPLES[channel] ?? [undefined]).flatMap((sample) =>
      [null, word]
        .map((shown) => inputOf(channel, sample, shown))
        .filter((input) => !isRefused(spec, input))
        .map((input) => [channel, input] as const),
    )
  })
}

function abilitiesOf(channel: RequestChannel, input: unknown, today: string) {
  const facts = {
    ...{ today, discountLimitBasisPoints: 1000, actor: null },
    ...{ reachesBack: false, isShiftOfNow: () => false, isTheirZ: () => false },
  }
  return abilitiesFor(channel, specOf(channel).input.parse(input), facts)
}

/** What main answers a window, whatever the window offers. */
async function answers(page: Page, calls: readonly Call[]): Promise<string[]> {
  const codes: string[] = []
  for (const [channel, input] of calls) {
    const result = await ask(page, channel, input)
    codes.push(`${channel}: ${result.ok ? 'done' : result.error.code}`)
  }
  return codes
}

/** Those that were answered otherwise. */
async function notAnswered(code: string, page: Page, calls: readonly Call[]): Promise<string[]> {
  return (await answers(page, calls)).filter((line) => !line.endsWith(`: ${code}`))
}

/** The sections that can be opened, after the window has drawn what the last key did. */
async function sectionsIn(cashier: Page): Promise<string[]> {
  await cashier.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  )
  return cashier
    .locator('[data-section]')
    .evaluateAll((buttons) => buttons.map((one) => one.getAttribute('data-section') ?? ''))
}

/** Every letter at the keypad, and where it leads. */
async function sectionsByKey(cashier: Page): Promise<string[]> {
  const found = new Set<string>()
  for (const key of 'abcdefghijklmnopqrstuvwxyz') {
    await cashier.keyboard.press(key)
    for (const section of await sectionsIn(cashier)) found.add(section)
    await cashier.keyboard.press('Escape')
    await expect(cashier.getByRole('status', { name: 'Amount' })).toBeVisible()
  }
  return [...found]
}

test('a cashier sells, and reaches nothing above their role by screen, by key or by IPC', async ({
  openCase,
}) => {
  test.setTimeout(120_000) // three people's PINs are hashed eight times, on purpose slowly
  const { cashier, customer } = await openCase({ welcomed: false })
  await beginAsOwner(cashier)
  await addCashier(cashier)
  const owner = (await tillState(cashier)).people.find(({ name }) => name === OWNER.name)
  const ownersWord = { person: owner?.id ?? '', pin: OWNER.pin }
  await told(cashier, 'people.add', { ...MANAGER, role: 'manager', word: ownersWord })
  await takeOver(cashier, CASHIER)
  const before = await tillState(cashier)
  expect(before.session).toMatchObject({ kind: 'signedIn', role: 'cashier' })

  // Not by key, not by click: the settings are how the screens look, and their own PIN.
  const cashiers = ['shop', 'selling', 'people', 'about']
  expect(await sectionsByKey(cashier)).toEqual(cashiers)
  const areas = cashier.getByRole('navigation', { name: 'Areas' }).getByRole('button')
  await expect(areas).toHaveCount(1)
  await areas.click()
  expect(await sectionsIn(cashier)).toEqual(cashiers)
  await expect(cashier.getByLabel('Shop name')).toHaveCount(0)
  await cashier.getByRole('button', { name: 'People', exact: true }).click()
  await expect(cashier.getByRole('button', { name: 'Add somebody' })).toHaveCount(0)
  await expect(cashier.getByRole('button', { name: /^Remove / })).toHaveCount(0)
  await cashier.keyboard.press('Escape')

  // Not past the screens either, with the owner's own word.
  const today = (await paymentsState(cashier)).today.day
  const never = callsNeverFor('cashier', today, ownersWord)
  const asked = new Set(never.map(([channel]) => channel))
  const above = REQUEST_CHANNELS.filter((channel) => {
    const ability = CALL_ABILITIES[channel]
    return ability !== 'anybody' && ability !== 'byInput' && MAY[ability].cashier === 'never'
  })
  expect(above.filter((channel) => !asked.has(channel))).toEqual([])
  expect(above.length).toBeGreaterThan(40)
  expect(await notAnswered('mayNot', cashier, never)).toEqual([])
  // Nor by the window that the customer could touch.
  expect(await notAnswered('notAllowed', customer, callsFromCashier(ownersWord))).toEqual([])
  const after = await tillState(cashier)
  expect(after.people).toEqual(before.people)
  expect(after.settings).toEqual(before.settings)

  // A manager has the day, and none of the owner's books.
  await takeOver(cashier, MANAGER)
  await cashier.keyboard.press('d')
  await expect(cashier.getByRole('navigation', { name: 'Reports' })).toBeVisible()
  expect(await sectionsIn(cashier)).toEqual(['day', 'payments', 'close', 'zs', 'export'])
  await cashier.keyboard.press('Escape')
  await cashier.keyboard.press('s')
  await expect(cashier.getByRole('navigation', { name: 'Sections' })).toBeVisible()
  expect(await sectionsIn(cashier)).toEqual(['shop', 'selling', 'receipt', 'gateway', 'people', 'about'])
  await cashier.keyboard.press('Escape')
  expect(await notAnswered('mayNot', cashier, callsNeverFor('manager', today, ownersWord))).toEqual([])

  // Locked, nothing of anybody's.
  await cashier.keyboard.press('F4')
  await expect(cashier.getByRole('radio', { name: /^Maria/ })).toBeVisible()
  for (const key of 'dns') await cashier.keyboard.press(key)
  expect(await sectionsIn(cashier)).toEqual([])
  expect(await notAnswered('signInFirst', cashier, guardedCalls(today, ownersWord))).toEqual([])
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
  await expect(cashier.getByRole('radio', { name: new RegExp(`^${CASHIER.name}`) })).toBeVisible()
  const status = cashier.getByRole('region', { name: `Payment ${second.number}` })
  await expect(status).toContainText('Waiting for the customer')
  expect(
    await answers(cashier, [
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
