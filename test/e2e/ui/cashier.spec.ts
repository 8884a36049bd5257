import { money } from '../../../shared/money/money.ts'
import { err, ok } from '../../../shared/result.ts'
import { aPayment, aTillState, aView, NOW } from '../../support/views.ts'
import { expect, test } from './cashier-screen.ts'

test.describe('the start', () => {
  test('tells main once that the keypad is on the screen, and not before', async ({
    page,
    backend,
    cashier,
  }) => {
    await cashier.opened()
    expect(backend.calls('till.shown')).toEqual([])
    await page.clock.runFor(200)
    await backend.called('till.shown', 1)
    await backend.emit('till.changed', aTillState({ revision: 2 }))
    await page.clock.runFor(5000)
    expect(backend.calls('till.shown')).toHaveLength(1)
  })

  test('fetches the other areas before they are asked for, so that they open at once', async ({
    page,
    cashier,
  }) => {
    const fetched = page.waitForResponse(/SettingsScreen-.*\.js$/)
    await cashier.opened()
    await page.clock.runFor(1000)
    await fetched
  })

  test('asks main before the rest of the window is here', async ({ page, backend, cashier }) => {
    const gate = Promise.withResolvers<void>()
    await page.route(/\/assets\/cashier-.*\.js$/, async (route) => {
      await gate.promise
      await route.continue()
    })
    const opened = cashier.opened()
    await backend.called('till.state', 1)
    await backend.called('payments.state', 1)
    await backend.emit('till.changed', aTillState({ revision: 5 }, { shopName: 'Renamed meanwhile' }))
    gate.resolve()
    await opened
    await expect(page.getByRole('banner')).toContainText('Renamed meanwhile')
    expect(backend.calls('till.state')).toHaveLength(1)
  })
})

test.describe('typing a price', () => {
  test('fills from the right, cents first, by keyboard, number block and finger', async ({
    page,
    cashier,
  }) => {
    await cashier.opened()
    await expect(cashier.amount).toHaveText('EUR 0.00')
    await expect(cashier.chargeButton).toBeDisabled()
    await page.keyboard.press('1')
    await page.keyboard.press('Numpad8')
    await cashier.key('2').click()
    await cashier.key('5').click()
    await expect(cashier.amount).toHaveText('EUR 18.25')
    await expect(cashier.chargeButton).toHaveAccessibleName('Charge EUR 18.25')
    await page.keyboard.press('Backspace')
    await expect(cashier.amount).toHaveText('EUR 1.82')
    await cashier.key('00').click()
    await expect(cashier.amount).toHaveText('EUR 182.00')
    await page.keyboard.press('Escape')
    await expect(cashier.amount).toHaveText('EUR 0.00')
  })

  test('counts units first with a decimal point, by setting', async ({ page, cashier }) => {
    await cashier.opened({ settings: { entryStyle: 'units' } })
    await page.keyboard.type('18,2')
    await expect(cashier.amount).toHaveText('EUR 18.2')
    await cashier.key('5').click()
    await expect(cashier.amount).toHaveText('EUR 18.25')
    await page.keyboard.press('Escape')
    await cashier.key('7').click()
    await cashier.key('Decimal point').click()
    await cashier.key('5').click()
    await expect(cashier.chargeButton).toHaveAccessibleName('Charge EUR 7.50')
  })

  for (const [currency, expected] of [
    ['JPY', 'JPY 1,825'],
    ['KWD', 'KWD 1.825'],
  ] as const) {
    test(`has the decimals of ${currency}`, async ({ page, cashier }) => {
      await cashier.opened({ settings: { currency } })
      await page.keyboard.type('1825')
      await expect(cashier.amount).toHaveText(expected)
    })
  }

  test('offers no decimal point where the currency has no decimals', async ({ cashier }) => {
    await cashier.opened({ settings: { currency: 'JPY', entryStyle: 'units' } })
    await expect(cashier.key('Decimal point')).toHaveCount(0)
    await expect(cashier.key('00')).toBeVisible()
  })

  test('takes a pasted price, and leaves what is no price alone', async ({ cashier }) => {
    await cashier.opened()
    await cashier.pasted(' 1.234,50 ')
    await expect(cashier.amount).toHaveText('EUR 1,234.50')
    await cashier.pasted('twelve euros')
    await expect(cashier.amount).toHaveText('EUR 1,234.50')
  })

  test('keeps quiet while the reference is typed, and comes back with a finger on the keypad', async ({
    page,
    cashier,
  }) => {
    await cashier.opened()
    const reference = page.getByRole('textbox', { name: 'Order reference' })
    await reference.fill('')
    await reference.pressSequentially('A-12')
    await expect(cashier.amount).toHaveText('EUR 0.00')
    await cashier.key('5').click()
    await page.keyboard.type('00')
    await expect(cashier.amount).toHaveText('EUR 5.00')
    await expect(reference).toHaveValue('A-12')
  })
})

test.describe('the estimate', () => {
  test('is asked for once after typing, with the age of its rate', async ({ page, backend, cashier }) => {
    await cashier.opened()
    await page.keyboard.type('1825')
    await page.clock.runFor(250)
    await expect(cashier.estimate).toHaveText('≈ 19.874210 USDT · rate 0 s old')
    expect(backend.calls('payments.estimate')).toEqual([{ price: money(1825, 'EUR'), discount: null }])
    await page.clock.runFor(12_000)
    await expect(cashier.estimate).toHaveText('≈ 19.874210 USDT · rate 12 s old')
    await page.keyboard.press('0')
    await expect(cashier.estimate).toHaveText('')
  })

  test('says why there is none', async ({ page, backend, cashier }) => {
    await cashier.opened()
    backend.answer('payments.estimate', err({ code: 'noRate', currency: 'EUR' }))
    await page.keyboard.type('1825')
    await page.clock.runFor(300)
    await expect(cashier.estimate).toHaveText('No rate for EUR')
  })

  test('warns below the gateway’s minimum', async ({ page, backend, cashier }) => {
    await cashier.opened()
    backend.answer('payments.estimate', ({ price }) =>
      ok({ price, usdt: '0.500000', at: NOW, minimumUsdt: '5.000000' }),
    )
    await page.keyboard.type('45')
    await page.clock.runFor(300)
    await expect(cashier.estimate).toContainText('minimum of 5.000000 USDT')
  })

  test('moves nothing when it comes', async ({ page, cashier }) => {
    await cashier.opened()
    const before = await cashier.key('7').boundingBox()
    await page.keyboard.type('1825')
    await page.clock.runFor(300)
    await expect(cashier.estimate).not.toHaveText('')
    expect(await cashier.key('7').boundingBox()).toEqual(before)
  })
})

test.describe('charging', () => {
  test('Enter charges once, however often it is pressed', async ({ page, backend, cashier }) => {
    await cashier.opened()
    const release = backend.hold('payments.start')
    await page.getByRole('textbox', { name: 'Order reference' }).fill('A-12')
    await page.keyboard.press('Escape')
    await page.keyboard.type('1825')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await backend.called('payments.start', 1)
    await expect(cashier.chargeButton).toBeDisabled()
    await expect(cashier.chargeButton).toContainText('Asking the gateway…')
    release(ok(aView(aPayment())))
    await cashier.pushed({ current: aView(aPayment()) })
    await expect(cashier.qr).toBeVisible()
    await expect(cashier.amount).toHaveText('EUR 0.00')
    const calls = backend.calls('payments.start')
    expect(calls).toMatchObject([{ price: money(1825, 'EUR'), reference: 'A-12' }])
  })

  test('Enter in the reference charges too', async ({ page, backend, cashier }) => {
    await cashier.opened()
    backend.answer('payments.start', ok(aView(aPayment())))
    await page.keyboard.type('1825')
    await page.getByRole('textbox', { name: 'Order reference' }).fill('A-12')
    await page.keyboard.press('Enter')
    await backend.called('payments.start', 1)
    expect(backend.calls('payments.start')).toMatchObject([{ reference: 'A-12' }])
  })

  test('an error says what happened and what to do, and the price stays', async ({
    page,
    backend,
    cashier,
  }) => {
    await cashier.opened()
    backend.answer('payments.start', err({ code: 'chargeUnknown' }))
    await page.keyboard.type('1825')
    await page.keyboard.press('Enter')
    await expect(cashier.alert).toContainText('The gateway’s answer was lost')
    await expect(cashier.alert).toContainText('no money can be lost')
    await expect(cashier.alert).toContainText('Charge again: it is safe.')
    await expect(cashier.amount).toHaveText('EUR 18.25')
    backend.answer('payments.start', ok(aView(aPayment())))
    await page.keyboard.press('Enter')
    await expect(cashier.alert).toHaveCount(0)
    const [first, second] = backend.calls('payments.start')
    expect(first?.attempt).not.toBe(second?.attempt)
  })

  test('a missing key offers the settings', async ({ page, backend, cashier }) => {
    await cashier.opened()
    backend.answer('payments.start', err({ code: 'notSetUp' }))
    await page.keyboard.type('1825')
    await page.keyboard.press('Enter')
    await expect(cashier.alert.getByRole('button', { name: 'Settings' })).toBeVisible()
  })

  test('nothing is charged while nothing can be recorded', async ({ page, backend, cashier }) => {
    await cashier.opened({ till: { journal: { code: 'journalUnavailable', reason: 'full' } } })
    await page.keyboard.type('1825')
    await page.keyboard.press('Enter')
    await expect(page.getByText('The disk is full')).toBeVisible()
    await expect(cashier.chargeButton).toBeDisabled()
    expect(backend.calls('payments.start')).toEqual([])
  })
})
