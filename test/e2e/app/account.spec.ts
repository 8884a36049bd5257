import { practiceLogin } from '../../../simulator/nowpayments/settings.ts'
import { filesHolding } from '../../support/secret-search.ts'
import { giveOwnersWord, practiceGateway, tillState, told } from '../../support/till-hands.ts'
import { expect, test } from './fixtures.ts'

// The owner at the practice gateway's account, in the built till.

const PIN = '482915'
/** Unlike the practice password it is no word that stands in any file. */
const TYPED = 'Another-Password-9Z4x'

test('signs in, converts once with the PIN, and the sign-in ends with the mode', async ({ open, folder }) => {
  // Its keychain is the test's own: the PIN goes with it.
  const { cashier, customer } = await open({}, { preload: 'test/support/own-computer.cjs' })
  await told(cashier, 'owner.setPin', { current: null, pin: PIN })
  await cashier.keyboard.press('s')
  await cashier.getByRole('button', { name: 'Account', exact: true }).click()
  const card = (name: string) => cashier.getByRole('region', { name, exact: true })
  await expect(card('Balance')).toContainText('1000 USDTTRC20')
  await expect(card('What the gateway says of USDT on TRON')).toContainText('1.000000 USDT')

  await card('Sign-in').getByLabel('E-mail').fill(practiceLogin.email)
  await card('Sign-in').getByLabel('Password').fill(TYPED)
  await card('Sign-in').getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(card('Sign-in').getByRole('alert')).toContainText('does not know this login')
  await card('Sign-in').getByRole('button', { name: 'Fill in the practice login' }).click()
  await card('Sign-in').getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(card('Sign-in')).toContainText(/Signed in 0[45]:\d\d left/)
  await expect(card('Conversions')).toContainText('No conversions yet.')

  await card('Conversions').getByRole('button', { name: 'New conversion' }).click()
  await card('Conversions').getByLabel('Into').fill('trx')
  await card('Conversions').getByLabel('Amount').fill('50.25')
  await card('Conversions').getByRole('button', { name: 'Go on' }).click()
  // Its answer is lost: the gateway has made it all the same.
  const gateway = await practiceGateway(cashier)
  await gateway.cutNext({ when: 'after', match: { path: '/conversion', method: 'POST' } })
  await giveOwnersWord(cashier, { pin: PIN })
  await expect(card('Conversions').getByRole('alert')).toContainText('most likely made')
  await expect(card('Balance')).toContainText('949.75 USDTTRC20')
  const asked = (await gateway.calls()).calls.filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/conversion'),
  )
  expect(asked).toHaveLength(1)

  // The token stays in main.
  const state = JSON.stringify(await tillState(cashier))
  expect(state).not.toContain('eyJ')
  await told(cashier, 'till.setMode', { mode: 'live' })
  expect((await tillState(cashier)).account).toEqual({
    isThere: false,
    signedInUntil: null,
    practiceLogin: null,
  })
  await expect(cashier.getByText('There is no NOWPayments key for this mode')).toBeVisible()
  await expect(customer.locator('main[data-screen="idle"]')).toBeVisible()

  // The search finds what is there, so that finding nothing means something.
  expect(filesHolding(folder, 'practice').length).toBeGreaterThan(0)
  for (const secret of [practiceLogin.email, TYPED]) {
    expect([secret, filesHolding(folder, secret)]).toEqual([secret, []])
  }
})
