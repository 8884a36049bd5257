import { mkdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { AppError } from '../../../shared/app-error.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { TillState } from '../../../shared/contract/till.ts'
import { err, ok } from '../../../shared/result.ts'
import type { FakeBackend } from '../../support/fake-backend.ts'
import { aPayment, aPaymentsState, aView, totals } from '../../support/views.ts'
import { expect, test } from './fixtures.ts'
import { SHORT } from './payment-cards.ts'
import { AS_CASHIER, AS_MANAGER, AS_OWNER, PEOPLE, PIN } from './people-till.ts'
import { aTill, openSettings } from './settings-till.ts'

const SHOTS = 'out/screenshots/people'
const OLD = '111222'

async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true })
  await page.screenshot({ path: `${SHOTS}/${name}.png`, animations: 'disabled' })
}

/** A till with Maria, Omar and Ana, that changes them as main does. */
function aShop(backend: FakeBackend, change: Partial<TillState> = {}, settings: Partial<Settings> = {}) {
  const till = aTill(backend, { people: PEOPLE, session: AS_OWNER, ...change }, settings)
  backend.answer('people.setPin', () => ok(till.state()))
  backend.answer('people.change', async ({ id, change: to }) => {
    const people = till.state().people.map((person) => {
      if (person.id !== id) return person
      if (to.kind === 'rename') return { ...person, name: to.name }
      if (to.kind === 'role') return { ...person, role: to.role }
      return { ...person, isHere: to.kind === 'return' }
    })
    return ok(await till.next({ people }))
  })
  return till
}

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })
const act = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true })

async function giveWord(page: Page, who: string, pin: string): Promise<void> {
  await page.getByLabel(`PIN of ${who}`, { exact: true }).fill(pin)
  await page.keyboard.press('Enter')
}

test.describe('a till without people', () => {
  test('says who may do what, and its first is the owner', async ({ page, backend, open }) => {
    aShop(backend, { people: [], session: { kind: 'open' }, ownerPin: 'none' })
    await open('cashier.html')
    await openSettings(page, 'People')
    await expect(page.getByRole('heading', { name: 'Nobody is set up' })).toBeVisible()
    await expect(page.getByText('Whoever stands at this till may do everything.')).toBeVisible()
    await act(page, 'Add the owner').click()
    await expect(page.getByText('Write a name of 1 to 40 characters.')).toBeVisible()
    await expect(page.getByText('6 to 12 digits')).toBeVisible()
    await shoot(page, 'empty-errors')
    await page.getByLabel('Owner’s name').fill(' Maria ')
    await page.getByLabel('New PIN', { exact: true }).fill(PIN)
    await page.getByLabel('New PIN, once more').fill(PIN)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Lock the till: Maria' })).toBeVisible()
    await expect(row(page, 'Maria')).toContainText('You')
    expect(backend.calls('people.add')).toEqual([{ name: 'Maria', role: 'owner', pin: PIN, word: null }])
    expect(await page.content()).not.toContain(PIN)
  })

  test('with an owner’s PIN asks for that one, and says when it is wrong', async ({
    page,
    backend,
    open,
  }) => {
    aShop(backend, { people: [], session: { kind: 'open' } })
    backend.answer('people.add', err({ code: 'pinWrong', left: 4 }))
    await open('cashier.html')
    await openSettings(page, 'People')
    await page.getByLabel('Owner’s name').fill('Maria')
    await page.getByLabel('New PIN', { exact: true }).fill(PIN)
    await page.getByLabel('New PIN, once more').fill(PIN)
    await page.getByLabel('Owner’s PIN').fill(OLD)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Tries left: 4')
    await expect(page.getByLabel('Owner’s PIN')).toHaveValue('')
    await expect(page.getByLabel('New PIN', { exact: true })).toHaveValue(PIN)
    await shoot(page, 'empty-pin-wrong')
    expect(backend.calls('people.add')).toMatchObject([{ word: { person: null, pin: OLD } }])
  })
})

test.describe('the owner', () => {
  test('adds somebody with a role, a PIN and their own word', async ({ page, backend, open }) => {
    aShop(backend)
    await open('cashier.html')
    await openSettings(page, 'People')
    await expect(page.getByRole('region', { name: 'Who works here' }).getByRole('listitem')).toHaveText([
      /Maria.*Owner.*You/,
      /Omar.*Manager/,
      /Ana.*Cashier/,
      /Ben.*Cashier.*Left/,
    ])
    await shoot(page, 'list')
    await act(page, 'Add somebody').click()
    const form = page.getByRole('form', { name: 'Add somebody' })
    await expect(form.getByLabel('Name')).toBeFocused()
    await form.getByLabel('Name').fill('Zoë')
    await form.getByText('Manager', { exact: true }).click()
    await form.getByLabel('New PIN', { exact: true }).fill(PIN)
    await form.getByLabel('New PIN, once more').fill('482914')
    await giveWord(page, 'Maria', OLD)
    await expect(form.getByText('The two are not the same')).toBeVisible()
    await shoot(page, 'add-errors')
    await form.getByLabel('New PIN, once more').fill(PIN)
    await page.keyboard.press('Enter')
    await expect(page.getByText('Zoë can sign in now.')).toBeVisible()
    await expect(row(page, 'Zoë')).toContainText('Manager')
    expect(backend.calls('people.add')).toEqual([
      { name: 'Zoë', role: 'manager', pin: PIN, word: { person: 'maria', pin: OLD } },
    ])
    await shoot(page, 'added')
  })

  test('renames, changes the role, lets leave and come back, each with their word', async ({
    page,
    backend,
    open,
  }) => {
    aShop(backend)
    await open('cashier.html')
    await openSettings(page, 'People')
    await act(page, 'Rename Ana').click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Ana B.')
    await giveWord(page, 'Maria', OLD)
    await expect(page.getByText('Ana: saved.')).toBeVisible()
    await act(page, 'Change role of Ana B.').click()
    await shoot(page, 'role')
    await page.getByText('Manager', { exact: true }).last().click()
    await giveWord(page, 'Maria', OLD)
    await expect(row(page, 'Ana B.')).toContainText('Manager')
    await act(page, 'Remove Omar').click()
    await expect(page.getByRole('form', { name: 'Remove Omar' })).toContainText('Nothing they did is deleted')
    await giveWord(page, 'Maria', OLD)
    await expect(row(page, 'Omar')).toContainText('Left')
    await act(page, 'Ben comes back').click()
    await giveWord(page, 'Maria', OLD)
    await expect(row(page, 'Ben')).not.toContainText('Left')
    const word = { person: 'maria', pin: OLD }
    expect(backend.calls('people.change')).toEqual([
      { id: 'ana', change: { kind: 'rename', name: 'Ana B.' }, word },
      { id: 'ana', change: { kind: 'role', role: 'manager' }, word },
      { id: 'omar', change: { kind: 'leave' }, word },
      { id: 'ben', change: { kind: 'return' }, word },
    ])
  })

  test('a form has the keyboard at once, and Escape leaves it and nothing else', async ({
    page,
    backend,
    open,
  }) => {
    aShop(backend)
    await open('cashier.html')
    await openSettings(page, 'People')
    const pin = page.getByLabel('PIN of Maria', { exact: true })
    const form = page.getByRole('form')
    await act(page, 'Change role of Ana').press('Enter')
    await expect(form.getByRole('radio', { name: 'Cashier' })).toBeFocused()
    await page.keyboard.press('ArrowRight')
    await expect(form.getByRole('radio', { name: 'Manager' })).toBeChecked()
    await shoot(page, 'role-focus')
    await page.keyboard.press('Escape')
    await expect(form).toHaveCount(0)
    await act(page, 'Remove Ana').press('Enter')
    await expect(pin).toBeFocused()
    await page.keyboard.type(OLD)
    // The focus is nowhere: the form is still what Escape leaves.
    await page.getByRole('heading', { name: 'People' }).click()
    await expect(pin).not.toBeFocused()
    await page.keyboard.press('Escape')
    await expect(form).toHaveCount(0)
    await act(page, 'Ben comes back').press('Enter')
    await expect(pin).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: 'People' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('group', { name: 'Keypad' })).toBeVisible()
    expect(backend.calls('people.change')).toEqual([])
  })

  for (const [error, words] of [
    [{ code: 'lastOwner' }, 'This is the only owner'],
    [{ code: 'nameTaken' }, 'Somebody here has this name'],
    [{ code: 'notFound' }, ''],
    [{ code: 'pinLocked', seconds: 30 }, 'Too many wrong PINs'],
  ] as const satisfies readonly (readonly [AppError, string])[]) {
    test(`what main refuses stands in the form: ${error.code}`, async ({ page, backend, open }) => {
      aShop(backend)
      backend.answer('people.change', err(error))
      await open('cashier.html')
      await openSettings(page, 'People')
      await act(page, 'Remove Maria').click()
      await giveWord(page, 'Maria', OLD)
      await expect(page.getByRole('form').getByRole('alert')).toContainText(words)
      await shoot(page, `refused-${error.code}`)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('form')).toHaveCount(0)
      await expect(page.getByRole('heading', { name: 'People' })).toBeVisible()
    })
  }

  test('sets after how long the till locks', async ({ page, backend, open }) => {
    aShop(backend)
    await open('cashier.html')
    await openSettings(page, 'People')
    await page.getByLabel('Lock after (minutes)').fill('999')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Write a whole number from 0 to 240.')).toBeVisible()
    await page.getByLabel('Lock after (minutes)').fill('١٠')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Saved')).toBeVisible()
    expect(backend.calls('till.saveSettings')).toEqual([{ lockAfterMinutes: 10 }])
  })

  test('has no second PIN beside their own', async ({ page, backend, open }) => {
    aShop(backend)
    await open('cashier.html')
    await openSettings(page, 'Owner')
    await expect(page.getByRole('region', { name: 'Early release' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Owner’s PIN' })).toHaveCount(0)
    await expect(page.getByRole('main')).not.toContainText('PIN')
  })
})

test.describe('what each role finds', () => {
  const sectionsOf = (page: Page) => page.getByRole('navigation', { name: 'Sections' }).getByRole('button')

  test('a cashier: their own look and PIN, and nothing else', async ({ page, backend, open }) => {
    aShop(backend, { session: AS_CASHIER })
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('region', { name: 'Your shift' }).waitFor()
    await expect(page.getByRole('button', { name: 'Needs attention' })).toHaveCount(0)
    await page.keyboard.press('n')
    await expect(page.getByRole('heading', { name: 'Needs attention' })).toHaveCount(0)
    await shoot(page, 'cashier-till')
    await openSettings(page)
    // Each with its key.
    await expect(sectionsOf(page)).toHaveText(['Shop1', 'Selling2', 'People3', 'About4'])
    await expect(page.getByLabel('Shop name')).toHaveCount(0)
    await expect(page.getByLabel('Shop currency')).toHaveCount(0)
    await expect(page.getByRole('radiogroup', { name: 'Language' })).toBeVisible()
    await shoot(page, 'cashier-settings')
    await page.getByRole('button', { name: 'Selling' }).click()
    await expect(page.getByRole('main').getByRole('radiogroup')).toHaveCount(1)
    await page.getByRole('button', { name: 'About' }).click()
    await expect(page.getByText('USDTill 0.1.0')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Save a copy' })).toHaveCount(0)
    await page.getByRole('button', { name: 'People', exact: true }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'Cashier' })).toHaveCount(1)
    await expect(act(page, 'Add somebody')).toHaveCount(0)
    await act(page, 'New PIN of Ana').click()
    await page.getByLabel('New PIN', { exact: true }).fill(PIN)
    await page.getByLabel('New PIN, once more').fill(PIN)
    await giveWord(page, 'Ana', OLD)
    await expect(page.getByText('Ana: saved.')).toBeVisible()
    await shoot(page, 'cashier-people')
    expect(backend.calls('people.setPin')).toEqual([
      { id: 'ana', pin: PIN, word: { person: 'ana', pin: OLD } },
    ])
  })

  test('a manager: the shop and the rate, no keys and no people', async ({ page, backend, open }) => {
    aShop(backend, { session: AS_MANAGER })
    await open('cashier.html')
    await openSettings(page)
    await expect(sectionsOf(page)).toContainText(['Shop', 'Selling', 'Gateway', 'People', 'About'])
    await expect(page.getByLabel('Shop name')).toBeVisible()
    await expect(page.getByLabel('Shop currency')).toHaveCount(0)
    for (const section of ['Relay', 'Account', 'Reconciliation', 'Owner']) {
      await expect(page.getByRole('button', { name: section, exact: true })).toHaveCount(0)
    }
    await page.getByRole('button', { name: 'Gateway', exact: true }).click()
    await expect(page.getByText('are for the owner')).toBeVisible()
    await expect(page.getByRole('button', { name: /NOWPayments/ })).toHaveCount(0)
    await shoot(page, 'manager-gateway')
    await page.keyboard.press('Escape')
    backend.answer('reports.day', ({ day }) => ok({ totals: totals({ day }), payments: [] }))
    await page.keyboard.press('d')
    await expect(page.getByRole('heading', { name: 'Saturday, November 21, 2026' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Previous day' })).toHaveCount(0)
    await page.keyboard.press('PageUp')
    await shoot(page, 'manager-day')
    expect(new Set(backend.calls('reports.day').map(({ day }) => day))).toEqual(new Set(['2026-11-21']))
  })
})

test.describe('whose word it is', () => {
  const short = aView(aPayment(SHORT))

  async function opened(
    page: Page,
    backend: FakeBackend,
    open: (page: 'cashier.html') => Promise<void>,
    change: Partial<TillState>,
  ) {
    aShop(backend, change)
    backend.answer('payments.state', ok(aPaymentsState({ current: short })))
    backend.answer('payments.decide', ok(short))
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('button', { name: 'Take it as it is…' }).waitFor()
    await page.keyboard.press('t')
  }

  test('a manager who is signed in says why, and shows no PIN', async ({ page, backend, open }) => {
    await opened(page, backend, open, { session: AS_MANAGER })
    const form = page.getByRole('form', { name: 'Take it as it is' })
    await expect(form.getByLabel('Reason')).toBeFocused()
    await expect(form.locator('input[type="password"]')).toHaveCount(0)
    await shoot(page, 'word-alone')
    await page.keyboard.type('A regular customer')
    await page.keyboard.press('Enter')
    await backend.called('payments.decide', 1)
    expect(backend.calls('payments.decide')).toMatchObject([{ word: null, reason: 'A regular customer' }])
  })

  test('a cashier needs one of those who may, chosen by name', async ({ page, backend, open }) => {
    await opened(page, backend, open, { session: AS_CASHIER })
    const form = page.getByRole('form', { name: 'Take it as it is' })
    await form.getByLabel('Reason').fill('A regular customer')
    await form.locator('input[type="password"]').fill(PIN)
    await page.keyboard.press('Enter')
    await expect(form.getByRole('alert')).toHaveText('Choose whose word it is.')
    expect(backend.calls('payments.decide')).toEqual([])
    await form.getByRole('button', { name: 'Omar' }).click()
    await shoot(page, 'word-choice')
    backend.answer('payments.decide', err({ code: 'approverMayNot' }))
    await form.getByLabel('PIN of Omar').fill(PIN)
    await page.keyboard.press('Enter')
    await expect(form.getByRole('alert')).toContainText('This PIN does not allow it')
    await shoot(page, 'word-refused')
    expect(backend.calls('payments.decide')).toMatchObject([{ word: { person: 'omar', pin: PIN } }])
  })

  test('where only one may, theirs is asked for', async ({ page, backend, open }) => {
    const people = PEOPLE.filter(({ id }) => id !== 'omar')
    await opened(page, backend, open, { session: AS_CASHIER, people })
    const form = page.getByRole('form', { name: 'Take it as it is' })
    await expect(form.getByLabel('PIN of Maria')).toBeVisible()
    await expect(form.getByRole('group', { name: 'Whose word' })).toHaveCount(0)
    await expect(form).not.toContainText('Choose')
  })
})

for (const [theme, language] of [
  ['light', 'en'],
  ['dark', 'en'],
  ['dark', 'ar'],
  ['light', 'pseudo'],
] as const) {
  test(`people fit a small screen and are accessible: ${theme}, ${language}`, async ({
    page,
    backend,
    open,
  }) => {
    aShop(backend, {}, { theme, language })
    await page.setViewportSize({ width: 1024, height: 600 })
    await open('cashier.html')
    await page.clock.resume()
    await page.getByRole('main').waitFor()
    await page.keyboard.press('s')
    await page.locator('[data-section="people"]').click()
    await shoot(page, `people-1024-${theme}-${language}`)
    const axe = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
    }
    await axe()
    await page.getByRole('listitem').filter({ hasText: 'Ana' }).getByRole('button').nth(1).click()
    await page.getByRole('form').scrollIntoViewIfNeeded()
    await shoot(page, `role-1024-${theme}-${language}`)
    await axe()
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(sideways).toBe(false)
  })
}
