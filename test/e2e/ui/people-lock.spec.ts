import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { err, ok } from '../../../shared/result.ts'
import { gatewayViews } from '../../support/gateway-views.ts'
import { aPayment, aTillState, aView } from '../../support/views.ts'
import { expect, test } from './cashier-screen.ts'
import { SHORT } from './payment-cards.ts'
import { AS_CASHIER, AS_OWNER, NOBODY, PEOPLE, PIN } from './people-till.ts'

const SHOTS = 'out/screenshots/people'

async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}/${name}.png`, animations: 'disabled' })
}

const form = (page: Page) => page.getByRole('form', { name: 'Sign in' })
const name = (page: Page, who: string) => page.getByRole('radio', { name: new RegExp(`^${who}`) })
const pinField = (page: Page) => page.locator('input[type="password"]')

/** The till while nobody is signed in. */
const SHUT = { people: PEOPLE, session: NOBODY }

test.describe('signing in', () => {
  test('by name and number block, and nobody who left is there', async ({ page, backend, cashier }) => {
    await cashier.opened({ till: SHUT })
    await page.clock.resume()
    await expect(form(page)).toBeVisible()
    await expect(page.getByRole('radio')).toHaveText([/Maria.*Owner/, /Omar.*Manager/, /Ana.*Cashier/])
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(0)
    await shoot(page, 'nobody')
    backend.answer('people.signIn', async () => {
      const state = aTillState({ people: PEOPLE, session: AS_CASHIER, revision: 2 })
      await backend.emit('till.changed', state)
      return ok(state)
    })
    await name(page, 'Ana').click()
    await expect(page.getByLabel('PIN of Ana')).toBeFocused()
    for (const digit of PIN) {
      await page.getByRole('group', { name: 'Digits' }).getByRole('button', { name: digit }).click()
    }
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('button', { name: 'Lock the till: Ana' })).toBeVisible()
    await expect(cashier.today).toBeVisible()
    expect(backend.calls('people.signIn')).toEqual([{ id: 'ana', pin: PIN }])
    expect(await page.content()).not.toContain(PIN)
  })

  test('by keys alone: arrows choose, digits and Enter sign in, wherever the focus is', async ({
    page,
    backend,
    cashier,
  }) => {
    await cashier.opened({ till: SHUT })
    await page.clock.resume()
    await form(page).waitFor()
    backend.answer('people.signIn', err({ code: 'pinWrong', left: 4 }))
    await page.locator('body').click({ position: { x: 700, y: 600 } })
    await page.keyboard.press('ArrowRight')
    await expect(name(page, 'Maria')).toBeChecked()
    await page.keyboard.press('ArrowRight')
    await expect(name(page, 'Omar')).toBeChecked()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.type('4827')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('913')
    await expect(pinField(page)).toHaveValue(PIN)
    await page.keyboard.press('Enter')
    await backend.called('people.signIn', 1)
    expect(backend.calls('people.signIn')).toEqual([{ id: 'omar', pin: PIN }])
  })

  test('says what is missing, and keeps what was typed before a name was chosen', async ({
    page,
    backend,
    cashier,
  }) => {
    await cashier.opened({ till: SHUT })
    await page.clock.resume()
    await form(page).waitFor()
    await page.keyboard.type('482')
    await page.keyboard.press('Enter')
    await expect(cashier.alert).toHaveText('Choose your name first.')
    await name(page, 'Ana').click()
    await expect(pinField(page)).toHaveValue('482')
    await page.keyboard.press('Enter')
    await expect(cashier.alert).toHaveText('A PIN has 6 to 12 digits.')
    // What was typed for one is not shown for another.
    await name(page, 'Omar').click()
    await expect(pinField(page)).toHaveValue('')
    expect(backend.calls('people.signIn')).toEqual([])
  })

  test('a wrong PIN says how many tries are left, a locked one counts down, each for its own person', async ({
    page,
    backend,
    cashier,
  }) => {
    await cashier.opened({ till: SHUT })
    await page.clock.resume()
    await form(page).waitFor()
    await page.clock.pauseAt('2026-11-21T14:03:00.000Z')
    backend.answer('people.signIn', err({ code: 'pinWrong', left: 4 }))
    await name(page, 'Ana').click()
    await page.keyboard.type('111111')
    await page.keyboard.press('Enter')
    await expect(cashier.alert).toHaveText('The PIN is wrong. Tries left: 4.')
    await expect(pinField(page)).toHaveValue('')
    await expect(pinField(page)).toBeFocused()
    await shoot(page, 'wrong')
    backend.answer('people.signIn', err({ code: 'pinLocked', seconds: 90 }))
    await page.keyboard.type('111111')
    await page.keyboard.press('Enter')
    await expect(cashier.alert).toContainText('The next try is possible in 01:30.')
    await name(page, 'Omar').click()
    await expect(cashier.alert).toHaveCount(0)
    await name(page, 'Ana').click()
    await page.clock.runFor(30_000)
    await expect(cashier.alert).toContainText('01:00')
    await shoot(page, 'locked-out')
    await page.clock.runFor(61_000)
    await expect(page.getByText('You can try again now.')).toBeVisible()
  })

  test('a keychain that does not answer is said, with what to do', async ({ page, backend, cashier }) => {
    await cashier.opened({ till: SHUT })
    await page.clock.resume()
    await form(page).waitFor()
    backend.answer('people.signIn', err({ code: 'keychainUnavailable' }))
    await name(page, 'Ana').click()
    await page.keyboard.type(PIN)
    await page.keyboard.press('Enter')
    await expect(cashier.alert).toBeVisible()
    await shoot(page, 'no-keychain')
  })
})

test.describe('the lock', () => {
  const LOCKED = { people: PEOPLE, session: { kind: 'locked', person: 'ana' } } as const

  test('is a key away, chooses who was there, and lets no command through', async ({
    page,
    backend,
    cashier,
  }) => {
    await cashier.opened({
      till: { people: PEOPLE, session: AS_CASHIER },
      payments: { current: aView(aPayment()) },
    })
    await page.clock.resume()
    await expect(cashier.qr).toBeVisible()
    backend.answer('people.lock', async () => {
      const state = aTillState({ ...LOCKED, revision: 2 })
      await backend.emit('till.changed', state)
      return ok(state)
    })
    await page.keyboard.press('F4')
    await expect(name(page, 'Ana')).toBeChecked()
    await expect(page.getByText('Locked by Ana.')).toBeVisible()
    await expect(cashier.qr).toHaveCount(0)
    await expect(page.getByRole('region', { name: 'Payment 0118' })).toContainText('Waiting for the customer')
    await shoot(page, 'locked-waiting')
    // Their keys, their buttons: nothing of it is there.
    for (const key of ['Escape', 'c', 's', 'd', 'n', 'F2', 'h']) await page.keyboard.press(key)
    for (const button of ['Settings', 'Day', 'Cancel', 'Check now']) {
      await expect(page.getByRole('button', { name: button })).toHaveCount(0)
    }
    await cashier.pasted('12.50')
    expect(backend.calls('payments.cancel')).toEqual([])
    expect(backend.calls('payments.check')).toEqual([])
    expect(backend.calls('payments.estimate')).toEqual([])
  })

  for (const [what, payment, words] of [
    ['opening', aPayment({ status: 'awaiting' }), /Waiting for the customer/],
    ['seen', aPayment({ status: 'seen' }), /Payment seen\. Wait for “Paid”/],
    ['paid', aPayment({ status: 'paid', received: '19.874210' }), /^Paid/],
    ['short', aPayment(SHORT), /Received 19\.000000 of 19\.874210 USDT/],
    ['expired', aPayment({ status: 'expired' }), /Expired before anything came/],
  ] as const) {
    test(`a payment that is ${what} says so, large`, async ({ page, backend, cashier }) => {
      await cashier.opened({ till: LOCKED, payments: { current: aView(aPayment()) } })
      await page.clock.resume()
      await form(page).waitFor()
      const parked = aPayment({ id: 'b', number: 117, status: 'paid' })
      await cashier.pushed({
        current: aView(payment),
        parked: [{ view: aView(parked), moved: true }],
        rings: { count: 1, for: 'paid' },
      })
      await expect(page.getByRole('region', { name: 'Payment 0118' }).getByRole('status')).toHaveText(words)
      await expect(page.getByRole('list', { name: 'Parked payments' })).toHaveText(/0117\s*Paid/)
      await shoot(page, `locked-${what}`)
      // It stays: nothing takes it away, and nothing asks main to.
      await page.clock.runFor(30_000)
      await expect(page.getByRole('region', { name: 'Payment 0118' })).toBeVisible()
      expect(backend.calls('payments.dismiss')).toEqual([])
    })
  }

  test('whoever comes back goes on where they were; somebody else begins at the keypad', async ({
    page,
    backend,
    cashier,
  }) => {
    await cashier.opened({ till: { people: PEOPLE, session: AS_OWNER } })
    await page.clock.resume()
    await page.keyboard.type('450')
    await page.keyboard.press('s')
    await expect(page.getByRole('heading', { name: 'Shop' })).toBeVisible()
    let revision = 2
    const pushed = (session: typeof AS_OWNER | typeof NOBODY) =>
      backend.emit('till.changed', aTillState({ people: PEOPLE, session, revision: revision++ }))
    await pushed({ kind: 'locked', person: 'maria' })
    await expect(form(page)).toBeVisible()
    await pushed(AS_OWNER)
    await expect(page.getByRole('heading', { name: 'Shop' })).toBeVisible()
    await pushed({ kind: 'locked', person: 'maria' })
    await expect(form(page)).toBeVisible()
    await pushed(AS_CASHIER)
    await expect(cashier.today).toBeVisible()
    await expect(cashier.amount).toHaveText('EUR 0.00')
  })

  test('keys and touches are told, at most every ten seconds', async ({ page, backend, cashier }) => {
    backend.answer('people.touched', ok(null))
    await cashier.opened({ till: { people: PEOPLE, session: AS_CASHIER } })
    await page.keyboard.press('4')
    expect(backend.calls('people.touched')).toEqual([])
    await page.clock.runFor(10_000)
    await page.keyboard.press('5')
    await page.keyboard.press('0')
    await backend.called('people.touched', 1)
    await page.clock.runFor(10_000)
    expect(backend.calls('people.touched')).toHaveLength(1)
    await page.locator('body').click({ position: { x: 2, y: 400 } })
    await backend.called('people.touched', 2)
  })
})

test.describe('a lost PIN', () => {
  const KEYS = gatewayViews('live', { nowpayments: { live: { 'api-key': 'K3Y9' } } })

  test('of an owner is set anew with the gateway’s key', async ({ page, backend, cashier }) => {
    await cashier.opened({ till: { ...SHUT, gateways: KEYS } })
    await page.clock.resume()
    await form(page).waitFor()
    await name(page, 'Ana').click()
    await expect(page.getByText('An owner sets a new one in Settings → People.')).toBeVisible()
    await name(page, 'Maria').click()
    await page.getByRole('button', { name: 'PIN forgotten?' }).click()
    const recovery = page.getByRole('form', { name: 'New PIN for Maria' })
    await expect(recovery.getByLabel('API key at NOWPayments')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(recovery.getByText('Paste the whole key')).toBeVisible()
    backend.answer('people.recover', err({ code: 'keyDoesNotFit' }))
    await recovery.getByLabel('API key at NOWPayments').fill(' ABCD1234-EFGH5678 ')
    await recovery.getByLabel('New PIN', { exact: true }).fill(PIN)
    await recovery.getByLabel('New PIN, once more').fill('482914')
    await page.keyboard.press('Enter')
    await expect(recovery.getByText('The two are not the same')).toBeVisible()
    await recovery.getByLabel('New PIN, once more').fill(PIN)
    await page.keyboard.press('Enter')
    await expect(recovery.getByRole('alert')).toContainText('This is not the key of this till')
    await shoot(page, 'recovery-wrong')
    backend.answer('people.recover', () => ok(aTillState({ ...SHUT, gateways: KEYS, revision: 2 })))
    await recovery.getByLabel('API key at NOWPayments').fill('ABCD1234-EFGH5678')
    await page.keyboard.press('Enter')
    await expect(page.getByText('The new PIN counts from now on. Sign in with it.')).toBeVisible()
    const told = { id: 'maria', gateway: 'nowpayments', mode: 'live', key: 'ABCD1234-EFGH5678', pin: PIN }
    expect(backend.calls('people.recover')).toEqual([told, told])
    await expect(page.getByRole('button', { name: 'Back to signing in' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(name(page, 'Maria')).toBeChecked()
  })

  test('cannot be recovered where no gateway is set up, and says so', async ({ page, cashier }) => {
    await cashier.opened({ till: { ...SHUT, gateways: gatewayViews('practice', {}) } })
    await page.clock.resume()
    await name(page, 'Maria').click()
    await page.getByRole('button', { name: 'PIN forgotten?' }).click()
    const said = page.getByRole('region', { name: 'New PIN for Maria' })
    await expect(said).toContainText('This till has no gateway’s key')
    await expect(said).toContainText('Without another owner there is no way in')
    await expect(pinField(page)).toHaveCount(0)
    const back = page.getByRole('button', { name: 'Back to signing in' })
    await expect(back).toBeFocused()
    await shoot(page, 'recovery-impossible')
    await page.keyboard.press('Enter')
    await form(page).waitFor()
    // From anywhere on the screen too.
    await page.getByRole('button', { name: 'PIN forgotten?' }).click()
    await expect(back).toBeFocused()
    await page.locator('body').click({ position: { x: 2, y: 400 } })
    await page.keyboard.press('Escape')
    await form(page).waitFor()
  })
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'en'],
  ['dark', 'ar'],
  ['light', 'pseudo'],
] as const) {
  test(`the lock screen fits a small screen and is accessible: ${theme}, ${language}`, async ({
    page,
    backend,
    cashier,
  }) => {
    const many = [...'abcdefgh'].map((letter, index) => ({
      id: letter,
      name: ['Maximiliane Oberhuber-Katz', 'نور', 'Li', 'José', 'Fatima', 'Igor', 'Zoë', 'Sam'][index] ?? '',
      role: 'cashier' as const,
      isHere: true,
    }))
    await page.setViewportSize({ width: 1024, height: 600 })
    await cashier.opened({
      till: { people: [...PEOPLE, ...many], session: { kind: 'locked', person: 'maria' } },
      settings: { theme, language },
      payments: { current: aView(aPayment({ status: 'seen' })) },
    })
    await page.clock.resume()
    await page.getByRole('radiogroup').waitFor()
    backend.answer('people.signIn', err({ code: 'pinLocked', seconds: 3600 }))
    await page.keyboard.type(PIN)
    await page.keyboard.press('Enter')
    await cashier.alert.waitFor()
    await shoot(page, `lock-1024-${theme}-${language}`)
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(sideways).toBe(false)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
    await page.getByRole('button').last().click()
    await page.locator('#recovery-title').waitFor()
    await shoot(page, `recovery-1024-${theme}-${language}`)
  })
}

test('people who cannot be read are no empty list: the screen says what happened and what to do', async ({
  page,
  cashier,
}) => {
  await cashier.opened({ till: { people: [], session: NOBODY } })
  await page.clock.resume()
  const said = page.getByRole('region', { name: 'The journal of the people cannot be read' })
  await expect(said.getByRole('heading')).toBeVisible()
  await expect(said.getByRole('listitem')).toHaveCount(3)
  await expect(said).toContainText('Put back the last good copy of journal/people.sqlite')
  // Nobody is asked for a name that there is none of, or for a PIN.
  await expect(page.getByText('Choose your name')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Sign in' })).toHaveCount(0)
  await shoot(page, 'unreadable')
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
})

test('people who cannot be read: dark, Arabic, small', async ({ page, cashier }) => {
  await page.setViewportSize({ width: 1024, height: 600 })
  await cashier.opened({ till: { people: [], session: NOBODY }, settings: { theme: 'dark', language: 'ar' } })
  await page.clock.resume()
  await expect(page.getByRole('listitem').filter({ hasText: 'journal/people.sqlite' })).toBeInViewport()
  await shoot(page, 'unreadable-1024-dark-ar')
})

test('a till without people knows no lock', async ({ page, cashier }) => {
  await cashier.opened()
  await expect(cashier.today).toBeVisible()
  await page.keyboard.press('F4')
  await expect(page.getByRole('button', { name: /Lock/ })).toHaveCount(0)
})
