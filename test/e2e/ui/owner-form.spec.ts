import { err, ok } from '../../../shared/result.ts'
import { expect, test } from './cashier-screen.ts'
import { ASKED, cutOn, LOOKS, SHORT, SHOTS, SIZES, view } from './payment-cards.ts'

test.describe('the owner’s word', () => {
  test('a wrong PIN costs nothing but the PIN, the right one decides', async ({ page, backend, cashier }) => {
    const short = view(SHORT)
    await cashier.opened({ payments: { current: short } })
    await page.keyboard.press('t')
    const form = page.getByRole('form', { name: 'Take it as it is' })
    await expect(form).toContainText('The goods go for 19.000000 USDT')
    await expect(form.getByLabel('Reason')).toBeFocused()
    await page.keyboard.type('Fee of 1 USDT, regular')
    await page.keyboard.press('Enter')
    await expect(form.getByLabel('Owner’s PIN')).toBeFocused()
    await expect(form).toContainText('6 to 12 digits')

    backend.answer('payments.decide', err({ code: 'pinWrong', left: 4 }))
    await page.keyboard.type('111111')
    await page.keyboard.press('Enter')
    await expect(cashier.alert).toContainText('The PIN is wrong, and nothing was changed. Tries left: 4.')
    await expect(form.getByLabel('Reason')).toHaveValue('Fee of 1 USDT, regular')
    await expect(form.getByLabel('Owner’s PIN')).toHaveValue('')
    await expect(form.getByLabel('Owner’s PIN')).toBeFocused()

    backend.answer('payments.decide', ok(short))
    await page.keyboard.type('246810')
    await page.keyboard.press('Enter')
    await expect(form).toHaveCount(0)
    expect(backend.calls('payments.decide')).toEqual(
      ['111111', '246810'].map((pin) => ({
        id: short.payment.id,
        decision: 'accepted',
        word: { person: null, pin },
        reason: 'Fee of 1 USDT, regular',
      })),
    )
    // Nothing of it went to the keypad, and the keyboard is back with it.
    await expect(cashier.amount).toHaveText('EUR 0.00')
    await page.keyboard.press('4')
    await expect(cashier.amount).toHaveText('EUR 0.04')
  })

  test('the PIN is not readable, not remembered, and made of digits', async ({ page, cashier }) => {
    await cashier.opened({ payments: { current: view(SHORT) } })
    await cashier.action('Take it as it is…').click()
    const pin = page.getByLabel('Owner’s PIN')
    await expect(pin).toHaveAttribute('type', 'password')
    await expect(pin).toHaveAttribute('inputmode', 'numeric')
    await expect(pin).toHaveAttribute('autocomplete', 'off')
    await pin.pressSequentially('12a٣۴ 5')
    await expect(pin).toHaveValue('12345')
  })

  test('by finger: the keypad types the PIN, wherever the focus is', async ({ page, backend, cashier }) => {
    await cashier.opened({ payments: { current: view(SHORT) } })
    backend.answer('payments.decide', ok(view(SHORT)))
    await page.keyboard.press('1')
    await cashier.action('Take it as it is…').click()
    await page.getByLabel('Reason').fill('A regular')
    for (const key of ['2', '4', '6', '8', '1']) await cashier.key(key).click()
    await page.locator('body').click({ position: { x: 2, y: 400 } })
    await page.keyboard.press('0')
    await expect(page.getByLabel('Owner’s PIN')).toHaveValue('246810')
    await expect(cashier.amount).toHaveText('EUR 0.01')
    await page.keyboard.press('Enter')
    await backend.called('payments.decide', 1)
    expect(backend.calls('payments.decide')).toMatchObject([{ word: { person: null, pin: '246810' } }])
  })

  test('Escape goes back without a word, then leaves the card', async ({ page, backend, cashier }) => {
    await cashier.opened({ payments: { current: view(SHORT) } })
    await page.keyboard.press('t')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('form')).toHaveCount(0)
    await expect(cashier.action('Take it as it is…')).toBeEnabled()
    expect(backend.calls('payments.dismiss')).toEqual([])
    await page.keyboard.press('Escape')
    await backend.called('payments.dismiss', 1)
  })

  test('with the keyboard elsewhere no key decides anything while the form is open', async ({
    page,
    backend,
    cashier,
  }) => {
    await cashier.opened({ payments: { current: view(SHORT) } })
    await page.keyboard.press('t')
    await page.locator('body').click({ position: { x: 2, y: 400 } })
    for (const key of ['a', 'o', 'h']) await page.keyboard.press(key)
    expect(backend.calls('payments.topUp')).toEqual([])
    expect(backend.calls('payments.decide')).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('form')).toHaveCount(0)
  })

  test('a locked PIN counts down', async ({ page, backend, cashier }) => {
    await cashier.opened({ payments: { current: view(SHORT) } })
    backend.answer('payments.decide', err({ code: 'pinLocked', seconds: 90 }))
    await page.keyboard.press('t')
    await page.keyboard.type('a regular')
    await page.getByLabel('Owner’s PIN').fill('111111')
    await page.keyboard.press('Enter')
    await expect(cashier.alert).toContainText('The next try is possible in 01:30; selling goes on.')
    await page.clock.runFor(30_000)
    await expect(cashier.alert).toContainText('01:00')
    await page.clock.runFor(61_000)
    await expect(page.getByText('The owner can try again now.')).toBeVisible()
  })

  test('without a PIN there is the way to set one', async ({ page, cashier }) => {
    await cashier.opened({ till: { ownerPin: 'none' }, payments: { current: view(SHORT) } })
    await page.keyboard.press('t')
    await expect(page.getByRole('region', { name: 'Take it as it is' })).toContainText(
      'Let the owner set a PIN in Settings',
    )
    await expect(page.getByLabel('Owner’s PIN')).toHaveCount(0)
    await page
      .getByRole('region', { name: 'Take it as it is' })
      .getByRole('button', { name: 'Settings' })
      .click()
    // React shows what it fetched a moment later, and here time stood still.
    await page.clock.resume()
    await expect(page.getByRole('heading', { name: 'Owner', exact: true })).toBeVisible()
  })

  test('a decision that came to nothing meanwhile takes the form away', async ({ page, cashier }) => {
    await cashier.opened({ payments: { current: view(SHORT) } })
    await page.keyboard.press('t')
    await cashier.pushed({ current: view({ status: 'paid', received: ASKED }) })
    await expect(page.getByRole('form')).toHaveCount(0)
    await expect(page.getByText('Paid', { exact: true })).toBeVisible()
  })

  test('by hand is there for a payment that is over, not for a code that works', async ({
    page,
    backend,
    cashier,
  }) => {
    await cashier.opened({ payments: { current: view({}) } })
    await expect(cashier.action('By hand…')).toHaveCount(0)
    await cashier.pushed({ current: view({}, { checkError: { code: 'gatewayTimeout' } }), revision: 3 })
    await cashier.action('By hand…').click()
    await expect(page.getByRole('form')).toContainText('The code is withdrawn')
    await page.keyboard.press('Escape')
    await cashier.pushed({ current: view({ status: 'expired' }), revision: 4 })
    await page.keyboard.press('b')
    await expect(page.getByRole('form', { name: 'Mark as paid by hand' })).toContainText(
      'on the owner’s word alone, and every report says so',
    )
    backend.answer('payments.decide', ok(view({})))
    await page.keyboard.type('Seen in the wallet')
    await page.getByLabel('Owner’s PIN').fill('246810')
    await page.keyboard.press('Enter')
    await backend.called('payments.decide', 1)
    expect(backend.calls('payments.decide')[0]).toMatchObject({
      decision: 'byHand',
      reason: 'Seen in the wallet',
    })
  })

  for (const look of LOOKS) {
    test(`the form fits, ${look.theme}, ${look.language}`, async ({ page, backend, cashier }) => {
      await cashier.opened({ settings: look, payments: { current: view(SHORT) } })
      backend.answer('payments.decide', err({ code: 'pinWrong', left: 4 }))
      await page.keyboard.press('t')
      await page.keyboard.type('A regular customer')
      await page.locator('input[type="password"]').fill('111111')
      await page.keyboard.press('Enter')
      await expect(cashier.alert).toBeVisible()
      for (const size of SIZES) {
        await page.setViewportSize(size)
        const shot = `form-${size.width}-${look.theme}-${look.language}`
        await page.screenshot({ path: `${SHOTS}/${shot}.png`, animations: 'disabled' })
        expect.soft(await cutOn(page), shot).toEqual([])
      }
    })
  }
})
