import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { money } from '../../../shared/money/money.ts'
import { err, ok } from '../../../shared/result.ts'
import { aPayment, aPaymentsState, aTillState, aView, NOW, tipOffers } from '../../support/views.ts'
import { type CashierScreen, expect, test } from './cashier-screen.ts'

const SHOTS = 'out/screenshots/sale'
const VAT = { name: 'VAT', milliPercent: 19_000, shareBasisPoints: 10_000 }
const ATTEMPT = '0b8f3a52-6a0e-4f6e-9d5c-8a4f5f6b7c10'

const saleLine = (page: Page) => page.getByRole('status', { name: 'Sale', exact: true })
const discountEntry = (page: Page) => page.getByRole('status', { name: 'Discount' })

/** Every place on the left, so that nothing has moved. */
async function placesOf(page: Page): Promise<unknown> {
  return page.evaluate(() =>
    ['fieldset', '[aria-label="Amount"]', '[aria-label="Estimate"]', '[aria-label="Sale"]'].map((one) => {
      const { top, height } = document.querySelector(one)?.getBoundingClientRect() ?? {}
      return [one, top, height]
    }),
  )
}

async function typed(page: Page, keys: string): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

for (const size of [
  { width: 1280, height: 800 },
  { width: 1024, height: 600 },
]) {
  test(`a discount is typed beside the price, and nothing jumps: ${size.width}×${size.height}`, async ({
    page,
    backend,
    cashier,
  }) => {
    await page.setViewportSize(size)
    await cashier.opened({ settings: { taxes: { mode: 'exclusive', rates: [VAT] }, theme: 'light' } })
    const empty = await placesOf(page)
    await typed(page, '2000')
    await expect(saleLine(page)).toHaveText('Total EUR 23.80tax EUR 3.80')
    await page.keyboard.press('-')
    await typed(page, '12.55')
    expect(await placesOf(page)).toEqual(empty)
    for (const _digit of '2.55') await page.keyboard.press('Backspace')
    await typed(page, '0')
    await expect(discountEntry(page)).toContainText('−10 %')
    await expect(saleLine(page)).toHaveText('Total EUR 21.42−10%tax EUR 3.42')
    await shot(page, `discount-open-${size.width}`)
    expect(await placesOf(page)).toEqual(empty)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Discount' })).toContainText('−10%')
    await expect(cashier.chargeButton).toContainText('EUR 21.42')
    expect(await placesOf(page)).toEqual(empty)

    await page.keyboard.press('+')
    await page.keyboard.type('Table 4 + window')
    await shot(page, `note-open-${size.width}`)
    await page.keyboard.press('Enter')
    await expect(page.getByText('There is a note')).toBeAttached()
    expect(await placesOf(page)).toEqual(empty)
    await page.clock.runFor(300)
    expect(backend.calls('payments.estimate').at(-1)).toEqual({
      price: money(2000, 'EUR'),
      discount: { kind: 'percent', basisPoints: 1000 },
    })
    await shot(page, `discount-${size.width}`)

    backend.answer('payments.start', ok(aView(aPayment())))
    await page.keyboard.press('Enter')
    await backend.called('payments.start', 1)
    expect(backend.calls('payments.start')[0]).toMatchObject({
      price: money(2000, 'EUR'),
      discount: { kind: 'percent', basisPoints: 1000 },
      note: 'Table 4 + window',
      word: null,
    })
    // The next sale begins with nothing.
    await expect(page.getByText('There is a note')).toBeHidden()
    await expect(saleLine(page)).toBeEmpty()
    await expect(cashier.amount).toHaveText('EUR 0.00')
  })
}

test('by finger: the keypad types the discount, as percent with a point or as an amount', async ({
  page,
  cashier,
}) => {
  await cashier.opened()
  for (const key of ['2', '00', '0']) await cashier.key(key).click()
  await page.getByRole('button', { name: 'Discount' }).click()
  await cashier.key('1').click()
  await cashier.key('2').click()
  await cashier.key('Decimal point').click()
  await cashier.key('5').click()
  await expect(saleLine(page)).toHaveText('Total EUR 17.50−12.5%')
  await page.getByRole('button', { name: 'Percent or amount' }).click()
  await expect(saleLine(page)).toBeEmpty()
  for (const key of ['2', '5', '0']) await cashier.key(key).click()
  await expect(saleLine(page)).toHaveText('Total EUR 17.50−EUR 2.50')
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('button', { name: 'Discount' })).toContainText('−€2.50')
})

test('a discount that leaves nothing, or less, says so and is not charged; Escape takes everything back', async ({
  page,
  cashier,
}) => {
  await cashier.opened()
  await typed(page, '500')
  await page.keyboard.press('-')
  await typed(page, '100')
  await expect(saleLine(page)).toHaveText('Nothing is left to pay')
  await expect(cashier.chargeButton).toBeDisabled()
  await page.keyboard.press('-')
  await typed(page, '501')
  await expect(saleLine(page)).toHaveText('The discount is more than EUR 5.00')
  await page.keyboard.press('Escape')
  await expect(saleLine(page)).toBeEmpty()
  await page.keyboard.press('Escape')
  await expect(cashier.amount).toHaveText('EUR 0.00')
})

test('a discount above the limit asks for the word of somebody who may give it', async ({
  page,
  backend,
  cashier,
}) => {
  const cara = { id: 'p1', name: 'Cara', role: 'cashier', isHere: true } as const
  const mia = { id: 'p2', name: 'Mia', role: 'manager', isHere: true } as const
  await cashier.opened({
    till: { people: [cara, mia], session: { kind: 'signedIn', person: 'p1', role: 'cashier' } },
  })
  backend.answer('payments.start', ({ word }) =>
    word === null
      ? err({ code: 'needsApproval', ability: 'discountMore' })
      : word.pin === '222222'
        ? ok(aView(aPayment()))
        : err({ code: 'pinWrong', left: 4 }),
  )
  await typed(page, '2000')
  await page.keyboard.press('-')
  await typed(page, '50')
  await expect(saleLine(page)).toHaveText('Total EUR 10.00−50%needs approval')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  const form = page.getByRole('form', { name: 'Approve the discount' })
  await expect(form).toContainText('50% off EUR 20.00')
  await expect(form).toContainText('types the reason and their PIN')
  // One border round it: the card's.
  await expect(form).toHaveCSS('border-top-width', '0px')
  await shot(page, 'approval')
  await form.getByLabel('Reason').fill('A regular')
  await form.getByLabel(/PIN/).fill('111111')
  await page.keyboard.press('Enter')
  await expect(form).toContainText('4')
  await form.getByLabel(/PIN/).fill('222222')
  await page.keyboard.press('Enter')
  await expect(form).toBeHidden()
  expect(backend.calls('payments.start').at(-1)).toMatchObject({
    discount: { kind: 'percent', basisPoints: 5000 },
    word: { person: 'p2', pin: '222222' },
    reason: 'A regular',
  })
  await expect(cashier.amount).toHaveText('EUR 0.00')
})

test('by finger: the keypad types the PIN of whoever approves, and never into the price', async ({
  page,
  backend,
  cashier,
}) => {
  await cashier.opened({
    till: {
      people: [
        { id: 'p1', name: 'Cara', role: 'cashier', isHere: true },
        { id: 'p2', name: 'Mia', role: 'manager', isHere: true },
        { id: 'p3', name: 'Olu', role: 'owner', isHere: true },
      ],
      session: { kind: 'signedIn', person: 'p1', role: 'cashier' },
    },
  })
  backend.answer('payments.start', ({ word }) =>
    word === null ? err({ code: 'needsApproval', ability: 'discountMore' }) : ok(aView(aPayment())),
  )
  await typed(page, '5000')
  await page.keyboard.press('-')
  await typed(page, '25')
  await page.keyboard.press('Enter')
  await cashier.chargeButton.click()
  const form = page.getByRole('form', { name: 'Approve the discount' })
  // There is one way to charge it now: somebody's word.
  await expect(cashier.chargeButton).toBeDisabled()
  await form.getByLabel('Reason').fill('A regular')
  // The name that was tapped has the focus.
  await form.getByRole('button', { name: 'Mia' }).click()
  const pin = form.getByLabel('PIN of Mia')
  for (const key of ['4', '8', '2']) await cashier.key(key).click()
  await expect(pin).toBeFocused()
  await expect(pin).toHaveValue('482')
  await cashier.key('Delete last digit').click()
  for (const key of ['00', '1', '3']) await cashier.key(key).click()
  await expect(pin).toHaveValue('480013')
  // On the keyboard as well, when the focus is elsewhere.
  await form.getByRole('button', { name: 'Mia' }).click()
  await page.keyboard.press('7')
  await expect(pin).toHaveValue('4800137')
  for (const key of ['1', '1', '1', '1', '00', '1']) await cashier.key(key).click()
  await expect(pin).toHaveValue('480013711110')
  await expect(cashier.amount).toHaveText('EUR 50.00')
  await form.getByRole('button', { name: 'Confirm' }).click()
  await backend.called('payments.start', 2)
  expect(backend.calls('payments.start')[1]).toMatchObject({
    price: money(5000, 'EUR'),
    word: { person: 'p2', pin: '480013711110' },
    reason: 'A regular',
  })
  // The keypad is the price's again.
  await expect(cashier.amount).toHaveText('EUR 0.00')
  await cashier.key('4').click()
  await expect(cashier.amount).toHaveText('EUR 0.04')
})

const question = { attempt: ATTEMPT, goods: money(1825, 'EUR'), offers: tipOffers() }

async function asked(page: Page, cashier: CashierScreen, settings = {}): Promise<void> {
  await cashier.opened({ settings: { tips: { presets: [500, 1000, 1500] }, ...settings } })
  await typed(page, '1825')
  await page.keyboard.press('Enter')
  await cashier.pushed({ tip: question })
}

test('while the customer chooses a tip the cashier may say it for them, once', async ({
  page,
  backend,
  cashier,
}) => {
  const charged = backend.hold('payments.start')
  await asked(page, cashier)
  await expect(page.getByRole('heading', { name: 'The customer is choosing a tip' })).toBeVisible()
  await page.clock.runFor(1000)
  await expect(cashier.chargeButton).toContainText('Asking for a tip…')
  await shot(page, 'tip-cashier')
  backend.answer('payments.answerTip', ok(null))
  await page.keyboard.press('w')
  await backend.called('payments.answerTip', 1)
  expect(backend.calls('payments.answerTip')).toEqual([{ attempt: ATTEMPT, basisPoints: 1000 }])
  await cashier.pushed({ revision: 3, tip: null })
  charged(ok(aView(aPayment())))
  await expect(cashier.amount).toHaveText('EUR 0.00')
})

test('no tip, and giving the sale up, have keys of their own; what was typed stays', async ({
  page,
  backend,
  cashier,
}) => {
  const charged = backend.hold('payments.start')
  backend.answer('payments.answerTip', ok(null))
  await asked(page, cashier)
  await page.keyboard.press('o')
  await page.keyboard.press('Escape')
  await backend.called('payments.answerTip', 2)
  expect(backend.calls('payments.answerTip').map(({ basisPoints }) => basisPoints)).toEqual([0, null])
  await cashier.pushed({ revision: 3, tip: null })
  charged(err({ code: 'givenUp' }))
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible()
  await expect(cashier.amount).toHaveText('EUR 18.25')
  await expect(cashier.alert).toBeHidden()
})

for (const look of [
  { theme: 'dark', language: 'en' },
  { theme: 'light', language: 'ar' },
] as const) {
  test(`everything fits at 1024×600: ${look.theme}, ${look.language}`, async ({ page, backend, open }) => {
    await page.setViewportSize({ width: 1024, height: 600 })
    const rates = [VAT]
    const settings = {
      ...look,
      taxes: { mode: 'exclusive' as const, rates },
      tips: { presets: [500, 1000, 1500] },
    }
    backend.answer('till.state', ok(aTillState({}, settings)))
    backend.answer('payments.state', ok(aPaymentsState({ tip: question })))
    backend.answer('payments.estimate', ({ price }) =>
      ok({ price, usdt: '19.874210', at: NOW, minimumUsdt: null }),
    )
    await open('cashier.html')
    await page.getByRole('banner').waitFor()
    await typed(page, '123456')
    await page.keyboard.press('-')
    await typed(page, '12.5')
    await shot(page, `fits-open-${look.language}`)
    await page.keyboard.press('Enter')
    await page.clock.runFor(1000)
    await shot(page, `fits-${look.language}`)
    expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight)).toBe(true)
  })
}

async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}/${name}.png`, animations: 'disabled' })
}
