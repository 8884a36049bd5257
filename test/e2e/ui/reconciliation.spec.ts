import { err, ok } from '../../../shared/result.ts'
import {
  answerRun,
  aReport,
  compareButton as compare,
  linesOf as lines,
  MISSED,
  openBooks,
  SIGNED_IN,
  SIGNED_OUT,
  SOME,
} from './books-till.ts'
import { expect, test } from './fixtures.ts'
import { aTill, PRACTICE } from './settings-till.ts'

// How the owner asks for a comparison, and what is said while it runs.

test.describe('which days', () => {
  for (const [name, days] of [
    ['Today', { from: '2026-11-21', to: '2026-11-21' }],
    ['Yesterday', { from: '2026-11-20', to: '2026-11-20' }],
    ['Last 7 days', { from: '2026-11-15', to: '2026-11-21' }],
    ['This month', { from: '2026-11-01', to: '2026-11-21' }],
  ] as const) {
    test(`${name} are the shop’s own`, async ({ page, backend, open }) => {
      aTill(backend, SIGNED_IN)
      answerRun(backend)
      await open('cashier.html')
      await openBooks(page)
      await page.getByRole('button', { name, exact: true }).click()
      await compare(page).click()
      await backend.called('reconciliation.run', 1)
      expect(backend.calls('reconciliation.run')).toEqual([days])
    })
  }

  test('others are typed; what cannot be is said, and not asked for', async ({ page, backend, open }) => {
    aTill(backend, SIGNED_IN)
    answerRun(backend)
    await open('cashier.html')
    await openBooks(page)
    await page.getByRole('button', { name: 'Yesterday' }).click()
    await page.getByRole('button', { name: 'Other days' }).click()
    const from = page.getByRole('group', { name: 'From' })
    await from.getByRole('spinbutton', { name: /^day/ }).fill('22')
    await expect(page.getByText('The first day comes after the last.')).toBeVisible()
    await expect(compare(page)).toBeDisabled()
    await from.getByRole('spinbutton', { name: /^day/ }).fill('03')
    await compare(page).click()
    await backend.called('reconciliation.run', 1)
    expect(backend.calls('reconciliation.run')).toEqual([{ from: '2026-11-03', to: '2026-11-20' }])
  })
})

test.describe('who may ask', () => {
  test('signed out, the sign-in stands there, and then the comparison is possible', async ({
    page,
    backend,
    open,
  }) => {
    const till = aTill(backend, SIGNED_OUT)
    await open('cashier.html')
    await openBooks(page)
    await expect(
      page.getByText('The gateway shows its list only to somebody who is signed in.'),
    ).toBeVisible()
    await expect(page.getByRole('form', { name: 'Sign in to the gateway account' })).toBeVisible()
    await expect(compare(page)).toBeDisabled()
    await till.next(SIGNED_IN)
    await expect(compare(page)).toBeEnabled()
  })

  test('a sign-in that ends half-way is said, with what helps', async ({ page, backend, open }) => {
    const till = aTill(backend, SIGNED_IN)
    const answer = backend.hold('reconciliation.run')
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    await backend.called('reconciliation.run', 1)
    await backend.emit('reconciliation.progressed', { step: 'reading', rows: 500, of: 90_000 })
    await till.next(SIGNED_OUT)
    answer(err({ code: 'signInAgain' }))
    await expect(page.getByText('The sign-in ended before the list was read.')).toBeVisible()
    await expect(page.getByRole('form', { name: 'Sign in to the gateway account' })).toBeVisible()
  })

  test('without a NOWPayments key there is a sentence, and the way to the gateways', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, { account: { ...SIGNED_OUT.account, isThere: false } })
    await open('cashier.html')
    await openBooks(page)
    await expect(page.getByText('There is no NOWPayments key for this mode')).toBeVisible()
    await expect(compare(page)).toBeHidden()
    await page.getByRole('button', { name: 'Open Gateway' }).click()
    await expect(page.getByRole('heading', { name: 'Gateway', exact: true })).toBeVisible()
  })
})

test.describe('while it runs', () => {
  test('how far it is stands there, and Cancel ends it', async ({ page, backend, open }) => {
    aTill(backend, SIGNED_IN)
    answerRun(backend)
    const answer = backend.hold('reconciliation.run')
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    const status = page.getByRole('status').filter({ hasText: 'list' })
    await expect(status).toHaveText('Asking the gateway for its list…')
    await backend.emit('reconciliation.progressed', { step: 'reading', rows: 500, of: null })
    await expect(status).toHaveText('Reading the gateway’s list: 500 rows so far.')
    await backend.emit('reconciliation.progressed', { step: 'reading', rows: 1500, of: 6200 })
    await expect(status).toHaveText('Reading the gateway’s list: 1,500 of 6,200 rows.')
    await expect(page.getByRole('progressbar', { name: 'Progress' })).toHaveAttribute('value', '1500')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await backend.called('reconciliation.cancel', 1)
    await expect(compare(page)).toBeEnabled()
    // What comes all the same is no longer asked for.
    answer(ok(aReport({ differences: [MISSED] })))
    await backend.emit('reconciliation.progressed', { step: 'comparing' })
    await expect(page.getByText('Comparing…')).toBeHidden()
    await expect(lines(page)).toHaveCount(0)
  })

  test('it goes on elsewhere, and its list is there on coming back', async ({ page, backend, open }) => {
    aTill(backend, SIGNED_IN)
    const answer = backend.hold('reconciliation.run')
    await open('cashier.html')
    await openBooks(page)
    await page.getByRole('button', { name: 'Last 7 days' }).click()
    await compare(page).click()
    await backend.called('reconciliation.run', 1)
    await page.getByRole('button', { name: 'Relay', exact: true }).click()
    answer(ok(aReport({ differences: [...SOME] })))
    await page.getByRole('button', { name: 'Reconciliation', exact: true }).click()
    await expect(lines(page)).toHaveCount(SOME.length)
    await expect(page.getByRole('button', { name: 'Last 7 days' })).toHaveAttribute('aria-pressed', 'true')
  })

  test('another mode has other books', async ({ page, backend, open }) => {
    const till = aTill(backend, SIGNED_IN)
    answerRun(backend, { differences: [MISSED] })
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    await expect(lines(page)).toHaveCount(1)
    await till.next({ ...PRACTICE, ...SIGNED_IN })
    await expect(lines(page)).toHaveCount(0)
  })

  test('a failure is said where it arose', async ({ page, backend, open }) => {
    aTill(backend, SIGNED_IN)
    backend.answer('reconciliation.run', err({ code: 'gatewayTimeout' }))
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    await expect(page.getByRole('alert')).toContainText('gatewayTimeout')
    answerRun(backend)
    await compare(page).click()
    await expect(page.getByRole('alert')).toBeHidden()
    await expect(page.getByRole('status').filter({ hasText: 'Nothing differs' })).toBeVisible()
  })
})
