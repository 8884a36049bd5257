import { err, ok } from '../../../shared/result.ts'
import { NOW } from '../../support/views.ts'
import {
  aConversion,
  answerAccount,
  BALANCE,
  CHECKS,
  card,
  conversions,
  EMAIL,
  PASSWORD,
  PAYOUTS,
  SIGNED_IN,
  SIGNED_OUT,
  UNTIL,
} from './account-till.ts'
import { expect, test } from './fixtures.ts'
import { aTill, openSettings } from './settings-till.ts'

test.describe('signing in', () => {
  test('sends the password once, keeps nothing of it, and counts down', async ({ page, backend, open }) => {
    const till = aTill(backend, { account: SIGNED_OUT })
    answerAccount(backend)
    backend.answer('account.signIn', async () => {
      await till.next({ account: SIGNED_IN })
      return ok({ until: UNTIL })
    })
    await open('cashier.html')
    await openSettings(page, 'Account')
    const signIn = card(page, 'Sign-in')
    await expect(signIn).toContainText('stored nowhere')
    await expect(signIn).toContainText('five minutes')
    await expect(signIn.getByLabel('Password')).toHaveAttribute('type', 'password')
    await signIn.getByLabel('E-mail').fill(`  ${EMAIL} `)
    await signIn.getByLabel('Password').fill(PASSWORD)
    await signIn.getByLabel('Password').press('Enter')
    await expect(signIn).toContainText(/Signed in 0[45]:\d\d left/)
    expect(backend.calls('account.signIn')).toEqual([{ email: EMAIL, password: PASSWORD }])
    expect(await page.content()).not.toContain(PASSWORD)
    await expect(card(page, 'Payouts').getByRole('row')).toHaveCount(3)

    backend.answer('account.signOut', async () => {
      await till.next({ account: SIGNED_OUT })
      return ok(null)
    })
    await signIn.getByRole('button', { name: 'Sign out' }).click()
    await expect(signIn.getByLabel('E-mail')).toHaveValue('')
    await expect(signIn.getByLabel('Password')).toHaveValue('')
    await expect(card(page, 'Payouts').getByRole('row')).toHaveCount(0)
  })

  test('with a wrong password says so, and empties the password alone', async ({ page, backend, open }) => {
    aTill(backend, { account: SIGNED_OUT })
    answerAccount(backend)
    backend.answer('account.signIn', err({ code: 'wrongLogin' }))
    await open('cashier.html')
    await openSettings(page, 'Account')
    const signIn = card(page, 'Sign-in')
    await signIn.getByRole('button', { name: 'Sign in' }).click()
    await expect(signIn).toContainText('Type the password.')
    expect(backend.calls('account.signIn')).toEqual([])
    await signIn.getByLabel('E-mail').fill(EMAIL)
    await signIn.getByLabel('Password').fill(PASSWORD)
    await signIn.getByRole('button', { name: 'Sign in' }).click()
    await expect(signIn.getByRole('alert')).toContainText('does not know this login')
    await expect(signIn.getByLabel('E-mail')).toHaveValue(EMAIL)
    await expect(signIn.getByLabel('Password')).toHaveValue('')
  })

  test('ends by itself: what only a signed-in owner sees is gone', async ({ page, backend, open }) => {
    const till = aTill(backend, { account: SIGNED_IN })
    answerAccount(backend)
    await open('cashier.html')
    await openSettings(page, 'Account')
    await expect(card(page, 'Conversions').getByRole('row')).toHaveCount(4)
    await till.next({ account: SIGNED_OUT })
    await expect(card(page, 'Conversions').getByRole('row')).toHaveCount(0)
    await expect(card(page, 'Conversions')).toContainText('Sign in to see conversions')
    await expect(card(page, 'Sign-in').getByLabel('Password')).toBeVisible()
    await expect(card(page, 'Balance')).toContainText('1204.35')
  })

  test('in practice the login is on the button', async ({ page, backend, open }) => {
    aTill(backend, {
      mode: 'practice',
      account: { ...SIGNED_OUT, practiceLogin: { email: EMAIL, password: 'practice' } },
    })
    answerAccount(backend)
    await open('cashier.html')
    await openSettings(page, 'Account')
    await card(page, 'Sign-in').getByRole('button', { name: 'Fill in' }).click()
    await expect(card(page, 'Sign-in').getByLabel('Password')).toHaveValue('practice')
  })
})

test.describe('what stands in the account', () => {
  test('the balance has its age, and a failed refresh leaves the last one', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, { account: SIGNED_OUT })
    answerAccount(backend)
    await open('cashier.html')
    await openSettings(page, 'Account')
    const balance = card(page, 'Balance')
    await expect(balance).toContainText('4 min ago')
    await expect(balance.getByRole('row')).toContainText(['Available', '1204.35 USDTTRC20', '310.000001 TRX'])
    await expect(balance).not.toContainText('BTC')
    backend.answer('account.balance', err({ code: 'accountRefused', detail: 'IP not allowed' }))
    await balance.getByRole('button', { name: 'Refresh' }).click()
    await expect(balance.getByRole('alert')).toContainText('IP not allowed')
    await expect(balance.getByRole('alert')).toContainText('what the gateway said before')
    await expect(balance).toContainText('1204.35')
    backend.answer('account.balance', ok({ ...BALANCE, coins: [], at: NOW }))
    await balance.getByRole('button', { name: 'Refresh' }).click()
    await expect(balance).toContainText('The account holds nothing.')
    await expect(balance.getByRole('alert')).toHaveCount(0)
  })

  test('payouts say which are this till’s, and what could not be read', async ({ page, backend, open }) => {
    aTill(backend, { account: SIGNED_IN })
    answerAccount(backend)
    backend.answer('account.payouts', ok({ ...PAYOUTS, unreadable: 2, missing: 3, isComplete: false }))
    await open('cashier.html')
    await openSettings(page, 'Account')
    const payouts = card(page, 'Payouts')
    await expect(payouts.getByRole('row').nth(1)).toContainText('This till')
    await expect(payouts.getByRole('row').nth(2)).toContainText('Not this till')
    await expect(payouts).toContainText('2 entries could not be read')
    await expect(payouts).toContainText('3 more are counted')
    backend.answer('account.payouts', ok({ ...PAYOUTS, rows: [] }))
    await payouts.getByRole('button', { name: 'Refresh' }).click()
    await expect(payouts).toContainText('None in the last 90 days.')
  })

  test('what the gateway says of the coin has an age for each answer', async ({ page, backend, open }) => {
    aTill(backend, { account: SIGNED_OUT })
    answerAccount(backend)
    await open('cashier.html')
    await openSettings(page, 'Account')
    const checks = card(page, 'What the gateway says of USDT on TRON')
    await expect(checks).toContainText('9.000000 USDT at 09:00:00')
    await expect(checks).toContainText('Yes 22 min ago')
    expect(backend.calls('account.preChecks')).toEqual([{ asksAgain: false }])
    backend.answer(
      'account.preChecks',
      ok({
        ...CHECKS,
        isSwitchedOn: { told: { value: false, at: NOW }, error: null },
        coin: { told: { value: null, at: NOW }, error: null },
        minimum: { ...CHECKS.minimum, error: { code: 'rateLimited' } },
      }),
    )
    await checks.getByRole('button', { name: 'Ask again' }).click()
    await expect(checks).toContainText('No a moment ago')
    await expect(checks).toContainText('asks the till to slow down')
    await expect(checks).toContainText('9.000000 USDT at 09:00:00')
    expect(backend.calls('account.preChecks')[1]).toEqual({ asksAgain: true })
  })

  test('without a NOWPayments key there is a sentence, and the way to enter one', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, { account: { ...SIGNED_OUT, isThere: false } })
    await open('cashier.html')
    await openSettings(page, 'Account')
    await expect(page.getByText('There is no NOWPayments key for this mode')).toBeVisible()
    await page.getByRole('button', { name: 'Open Gateway' }).click()
    await expect(page.getByRole('heading', { name: 'Gateway', exact: true })).toBeVisible()
  })
})

test.describe('a conversion', () => {
  test.beforeEach(async ({ page, backend, open }) => {
    aTill(backend, { account: SIGNED_IN })
    answerAccount(backend)
    await open('cashier.html')
    await openSettings(page, 'Account')
    await card(page, 'Conversions').getByRole('button', { name: 'New conversion' }).click()
  })

  test('asks for coin, amount and the owner’s PIN, once', async ({ page, backend }) => {
    const conversion = card(page, 'Conversions')
    await conversion.getByRole('button', { name: 'Go on' }).click()
    await expect(conversion).toContainText('Write another coin’s code')
    await expect(conversion).toContainText('Write an amount above zero')
    await conversion.getByLabel('Into').fill('USDTTRC20')
    await conversion.getByLabel('Amount').fill('٥٠٫٢٥')
    await conversion.getByRole('button', { name: 'Go on' }).click()
    await expect(conversion).toContainText('Write another coin’s code')
    await conversion.getByLabel('Into').fill('USDTERC20')
    await conversion.getByRole('button', { name: 'Go on' }).click()
    await expect(conversion).toContainText('50.25 USDTTRC20 → USDTERC20')
    const answer = backend.hold('account.convert')
    await conversion.getByLabel('Owner’s PIN').fill('482915')
    await conversion.getByLabel('Owner’s PIN').press('Enter')
    await conversion.getByLabel('Owner’s PIN').press('Enter')
    backend.answer('account.conversions', ok(conversions(aConversion({ conversionId: '7' }))))
    answer(ok({ kind: 'made', conversion: aConversion({ conversionId: '7' }) }))
    await expect(conversion.getByRole('status').first()).toContainText(/./)
    await expect(conversion).toContainText('The gateway has taken the conversion')
    expect(backend.calls('account.convert')).toEqual([
      { word: { person: null, pin: '482915' }, from: 'usdttrc20', to: 'usdterc20', amount: '50.25' },
    ])
    await expect(conversion.getByRole('row')).toHaveCount(2)
    await conversion.getByRole('button', { name: 'I have seen it' }).click()
    await expect(conversion.getByRole('button', { name: 'New conversion' })).toBeVisible()
  })

  for (const [name, found, isCertain, says] of [
    ['is in the list', [aConversion()], true, 'most likely made'],
    ['is nowhere', [], true, 'may still turn up'],
    ['cannot be looked for', [], false, 'could not be read to its end'],
  ] as const) {
    test(`whose reply was lost and that ${name} says so, and is not repeated`, async ({ page, backend }) => {
      backend.answer('account.convert', ok({ kind: 'maybe', found: [...found], isCertain }))
      const conversion = card(page, 'Conversions')
      await conversion.getByLabel('Into').fill('trx')
      await conversion.getByRole('button', { name: 'All of it' }).click()
      await expect(conversion.getByLabel('Amount')).toHaveValue('1204.35')
      await conversion.getByRole('button', { name: 'Go on' }).click()
      await conversion.getByLabel('Owner’s PIN').fill('482915')
      await conversion.getByLabel('Owner’s PIN').press('Enter')
      const alert = conversion.getByRole('alert')
      await expect(alert).toContainText('answer was lost')
      await expect(alert).toContainText(says)
      await expect(alert).toContainText('not asked for again')
      await expect(alert).toBeInViewport()
      expect(backend.calls('account.convert')).toHaveLength(1)
    })
  }

  test('beyond the balance is refused in the owner’s form', async ({ page, backend }) => {
    backend.answer('account.convert', err({ code: 'balanceTooLow', coin: 'usdttrc20', available: '1204.35' }))
    const conversion = card(page, 'Conversions')
    await conversion.getByLabel('Into').fill('trx')
    await conversion.getByLabel('Amount').fill('5000')
    await conversion.getByRole('button', { name: 'Go on' }).click()
    await conversion.getByLabel('Owner’s PIN').fill('482915')
    await conversion.getByLabel('Owner’s PIN').press('Enter')
    await expect(conversion.getByRole('alert')).toContainText('It holds 1204.35 USDTTRC20')
    await expect(conversion.getByLabel('Owner’s PIN')).toHaveValue('')
  })
})

test('conversions on their way are looked at while they are on the screen', async ({
  page,
  backend,
  open,
}) => {
  aTill(backend, { account: SIGNED_IN })
  answerAccount(backend)
  await open('cashier.html')
  await openSettings(page, 'Account')
  const rows = card(page, 'Conversions').getByRole('row')
  await expect(rows.nth(1)).toContainText('Waiting')
  backend.answer('account.conversion', ok(aConversion({ status: 'finished' })))
  await page.clock.fastForward(10_000)
  await expect(rows.nth(1)).toContainText('Done')
  expect(backend.calls('account.conversion')).toEqual([{ id: '1327866232' }])
  await page.clock.fastForward(30_000)
  expect(backend.calls('account.conversion')).toHaveLength(1)
})
