import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { CallbackRow } from '../../../shared/contract/relay.ts'
import { err, ok } from '../../../shared/result.ts'
import { aPayment, aPaymentsState, aView } from '../../support/views.ts'
import { expect, test } from './fixtures.ts'
import {
  aCallback,
  answerWith,
  aRefusal,
  changedRow,
  EVERYTHING,
  notOurs,
  PAYMENT_ID,
  WITH_ADDRESS,
  WITH_RELAY,
} from './relay-till.ts'
import { aTill, openSettings } from './settings-till.ts'

const SHOTS = 'out/screenshots/relay'

const table = (page: Page) => page.getByRole('table', { name: 'Callbacks' })
const rows = (page: Page) => table(page).locator('tbody tr')
const search = (page: Page) => page.getByLabel('Search')

/** So many verified ones, newest first, down to an id. */
function many(from: number, downTo: number): readonly CallbackRow[] {
  return Array.from({ length: from - downTo + 1 }, (_, index) => aCallback({ id: from - index }))
}

test.describe('the log', () => {
  test('says of each when, about what, with which verdict and what it changed', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, WITH_RELAY, WITH_ADDRESS)
    answerWith(backend, EVERYTHING)
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(rows(page)).toHaveText([
      /^14:02:00From 198\.51\.100\.70118NOWPaymentsVerifiedfinished · Gateway’s id 5077125051Confirmed → Paid$/,
      /Verifiedconfirming.*Looking…$/,
      /Same news as before$/,
      /^Nov 20, 23:59:07.*The gateway did not answer; the till goes on asking$/,
      /^14:02:00.*–NOWPaymentsVerifiedconfirming · Gateway’s id 4944856743Not a payment of this till$/,
      /USDT PaymentsIgnoredAbout no payment.*Nothing$/,
      /^14:02:00From 2001:db8:85a3::8a2e:370:7334–NOWPaymentsRefusedNot signed with your IPN secret: a forgery, or the secret in the till is not the one in the dashboard\.Nothing$/,
      /RefusedRightly signed, but too long ago.*Nothing$/,
      /^Dec 31, 2025, 10:00:00.*No change$/,
    ])
    await expect(page.getByText('There are no older ones.')).toBeVisible()
  })

  test('goes by the shop’s time zone', async ({ page, backend, open }) => {
    aTill(backend, WITH_RELAY, { ...WITH_ADDRESS, timeZone: 'Asia/Tokyo' })
    answerWith(backend, [aCallback({ id: 1 })])
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(rows(page)).toContainText('23:02:00')
  })

  for (const [reason, words] of [
    ['tooLarge', 'Larger than anything the gateway sends'],
    ['notJson', 'Not readable'],
    ['tooDeep', 'Built as nothing that the gateway sends'],
    ['forbiddenKey', 'a field that is there to do harm'],
    ['noSecret', 'There is no IPN secret in the till'],
    ['noSignature', 'Not signed at all'],
    ['noTimestamp', 'Signed without a time'],
    ['wrongSignature', 'Not signed with your IPN secret'],
    ['tooOld', 'too long ago'],
    ['tooNew', 'in the future'],
  ] as const) {
    test(`says why one was turned away: ${reason}`, async ({ page, backend, open }) => {
      aTill(backend, WITH_RELAY, WITH_ADDRESS)
      answerWith(backend, [aRefusal(1, reason)])
      await open('cashier.html')
      await openSettings(page, 'Callbacks')
      await expect(rows(page)).toContainText(words)
    })
  }

  test('a payment’s number opens its history, and the way back ends at its row', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, WITH_RELAY, WITH_ADDRESS)
    answerWith(backend, [changedRow, notOurs])
    const entry = { vendorStatus: 'finished', received: '19.874210', raw: null }
    backend.answer('payments.history', ({ id }) =>
      ok({
        view: aView(aPayment({ id, status: 'paid' })),
        entries: [{ seq: 1, at: changedRow.receivedAt, kind: 'observed', detail: 'callback', ...entry }],
      }),
    )
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(table(page).getByRole('button')).toHaveCount(1)
    await table(page).getByRole('button', { name: '0118' }).press('Enter')
    await expect(page.getByText('Looked up after a callback')).toBeVisible()
    mkdirSync(SHOTS, { recursive: true })
    await page.screenshot({ path: `${SHOTS}/callbacks-history.png` })
    expect(backend.calls('payments.history')).toEqual([{ id: PAYMENT_ID }])
    await page.getByRole('button', { name: 'Back to the callbacks' }).click()
    await expect(table(page).getByRole('button', { name: '0118' })).toBeFocused()
    expect(backend.calls('relay.callbacks')).toHaveLength(1)
  })

  test('says that there is none yet, and why there is none in practice', async ({ page, backend, open }) => {
    const till = aTill(backend, WITH_RELAY, WITH_ADDRESS)
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(page.getByText('No callbacks yet')).toBeVisible()
    mkdirSync(SHOTS, { recursive: true })
    await page.screenshot({ path: `${SHOTS}/callbacks-none.png` })
    await expect(page.getByText('What comes through the relay stands here')).toBeVisible()
    await till.next({ mode: 'practice' })
    await expect(page.getByText('Practice needs no relay')).toBeVisible()
  })

  test('waits, says why it cannot be had, and tries again', async ({ page, backend, open }) => {
    aTill(backend, WITH_RELAY, WITH_ADDRESS)
    const answer = backend.hold('relay.callbacks')
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(page.getByText('One moment…')).toBeVisible()
    answer(err({ code: 'internal', reference: 'r-118' }))
    await expect(page.getByRole('alert')).toContainText('r-118')
    answerWith(backend, [changedRow])
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(rows(page)).toHaveCount(1)
  })
})

test.describe('searching', () => {
  test('asks once for a typed word, at once with Enter, and Escape takes it back', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, WITH_RELAY, WITH_ADDRESS)
    answerWith(backend, EVERYTHING)
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(rows(page)).toHaveCount(9)
    backend.answer('relay.callbacks', ({ text }) =>
      ok({ rows: text === '' ? [...EVERYTHING] : [notOurs], hasMore: false }),
    )
    await search(page).pressSequentially('4944')
    await expect(rows(page)).toHaveCount(1)
    await search(page).fill('49448')
    await search(page).press('Enter')
    await backend.called('relay.callbacks', 3)
    await search(page).press('Escape')
    await expect(rows(page)).toHaveCount(9)
    await expect(search(page)).toHaveValue('')
    await search(page).press('Escape')
    await expect(search(page)).not.toBeFocused()
    expect(backend.calls('relay.callbacks').map(({ text }) => text)).toEqual(['', '4944', '49448', ''])
  })

  test('finds a number as it stands on the screen, and in Arabic digits', async ({ page, backend, open }) => {
    aTill(backend, WITH_RELAY, WITH_ADDRESS)
    answerWith(backend, [changedRow])
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(rows(page)).toHaveCount(1)
    await search(page).fill('0118')
    await search(page).press('Enter')
    await backend.called('relay.callbacks', 2)
    await search(page).fill('٥٠٧٧')
    await search(page).press('Enter')
    await backend.called('relay.callbacks', 3)
    expect(backend.calls('relay.callbacks').map(({ text }) => text)).toEqual(['', '118', '5077'])
  })

  test('says that nothing fits', async ({ page, backend, open }) => {
    aTill(backend, WITH_RELAY, WITH_ADDRESS)
    answerWith(backend, [changedRow])
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(rows(page)).toHaveCount(1)
    answerWith(backend, [])
    await search(page).fill('nothing like it')
    await expect(page.getByText('Nothing found')).toBeVisible()
  })

  test('shows the verified or the refused alone, and counts these', async ({ page, backend, open }) => {
    const till = aTill(backend, WITH_RELAY, WITH_ADDRESS)
    backend.answer('relay.callbacks', ({ verdict }) =>
      ok({ rows: EVERYTHING.filter((row) => !verdict || row.verdict.kind === verdict), hasMore: false }),
    )
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(rows(page)).toHaveCount(9)
    await expect(page.getByRole('button', { name: 'All', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await page.getByRole('button', { name: 'Verified' }).click()
    await expect(rows(page)).toHaveCount(6)
    await till.next({ relay: { connection: { state: 'open' }, refused: 2 } })
    await page.getByRole('button', { name: 'Refused 2 in 24 h' }).click()
    await expect(rows(page)).toHaveCount(2)
    await page.getByRole('button', { name: 'All', exact: true }).click()
    await expect(rows(page)).toHaveCount(9)
  })

  test('an answer to an earlier question is dropped', async ({ page, backend, open }) => {
    aTill(backend, WITH_RELAY, WITH_ADDRESS)
    answerWith(backend, EVERYTHING)
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(rows(page)).toHaveCount(9)
    const late = backend.hold('relay.callbacks')
    await page.getByRole('button', { name: 'Verified' }).click()
    await backend.called('relay.callbacks', 2)
    answerWith(backend, [aRefusal(3, 'tooNew')])
    await page.getByRole('button', { name: /^Refused/ }).click()
    await expect(rows(page)).toHaveCount(1)
    late(ok({ rows: [changedRow, notOurs], hasMore: false }))
    // The next question takes a way through the page: the late answer has arrived before it.
    const answer = backend.hold('relay.callbacks')
    await page.getByRole('button', { name: 'All', exact: true }).click()
    await backend.called('relay.callbacks', 4)
    await expect(rows(page)).toHaveCount(1)
    await expect(rows(page)).toContainText('in the future')
    answer(ok({ rows: [...EVERYTHING], hasMore: false }))
    await expect(rows(page)).toHaveCount(9)
  })
})

test.describe('more of it', () => {
  test('older ones come below, page by page', async ({ page, backend, open }) => {
    aTill(backend, WITH_RELAY, WITH_ADDRESS)
    backend.answer('relay.callbacks', ({ before }) =>
      ok(before === null ? { rows: [...many(120, 71)], hasMore: true } : page2(before)),
    )
    const page2 = (before: number) => ({ rows: [...many(before - 1, before - 50)], hasMore: before > 51 })
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(rows(page)).toHaveCount(50)
    await page.getByRole('button', { name: 'Show older' }).click()
    await expect(rows(page)).toHaveCount(100)
    backend.answer('relay.callbacks', err({ code: 'internal', reference: 'r-7' }))
    await page.getByRole('button', { name: 'Show older' }).click()
    await expect(page.getByRole('alert')).toContainText('r-7')
    await expect(rows(page)).toHaveCount(100)
    answerWith(backend, many(20, 1))
    await page.getByRole('button', { name: 'Show older' }).click()
    await expect(rows(page)).toHaveCount(120)
    await expect(page.getByRole('alert')).toHaveCount(0)
    await expect(page.getByText('There are no older ones.')).toBeVisible()
    expect(backend.calls('relay.callbacks').map(({ before }) => before)).toEqual([null, 71, 21, 21])
  })

  test('a look that ends is shown in its row; what is new waits to be asked for', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, WITH_RELAY, WITH_ADDRESS)
    answerWith(backend, [aCallback({ id: 8, outcome: { kind: 'looking' } }), notOurs])
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(rows(page)).toHaveCount(2)
    const place = await rows(page).first().boundingBox()
    const seen = aCallback({ id: 8, outcome: { kind: 'changed', from: 'awaiting', to: 'seen' } })
    answerWith(backend, [aRefusal(10, 'noSignature'), changedRow, seen, notOurs])
    await expect(rows(page).first()).toContainText('Waiting → Seen')
    await expect(rows(page)).toHaveCount(2)
    expect((await rows(page).first().boundingBox())?.y).toBe(place?.y)
    await page.getByRole('button', { name: 'Show 2 new' }).click()
    await expect(rows(page)).toHaveCount(4)
    await expect(rows(page).first()).toContainText('Not signed at all')
    await expect(page.getByRole('button', { name: /new$/ })).toHaveCount(0)
  })

  test('asks again when something happened, and not more often than every few seconds', async ({
    page,
    backend,
    open,
  }) => {
    const till = aTill(backend, WITH_RELAY, WITH_ADDRESS)
    answerWith(backend, [notOurs])
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(rows(page)).toHaveCount(1)
    const count = () => backend.calls('relay.callbacks').length
    await page.clock.pauseAt(new Date('2026-11-21T15:00:00.000Z'))
    const before = count()
    await page.clock.runFor(10_000)
    expect(count()).toBe(before)
    for (let push = 0; push < 20; push += 1) await till.next({})
    await backend.emit('payments.changed', aPaymentsState({ revision: 9 }))
    await page.clock.runFor(3_000)
    await backend.called('relay.callbacks', before + 1)
    await page.clock.runFor(3_000)
    expect(count()).toBe(before + 1)
  })

  test('news that would leave a gap stand alone, with the way to the rest', async ({
    page,
    backend,
    open,
  }) => {
    const till = aTill(backend, WITH_RELAY, WITH_ADDRESS)
    answerWith(backend, many(60, 11), true)
    await open('cashier.html')
    await openSettings(page, 'Callbacks')
    await expect(rows(page)).toHaveCount(50)
    answerWith(backend, many(200, 151), true)
    await till.next({})
    await page.getByRole('button', { name: 'Show 50 new' }).click()
    await expect(rows(page)).toHaveCount(50)
    answerWith(backend, many(150, 101), true)
    await page.getByRole('button', { name: 'Show older' }).click()
    await expect(rows(page)).toHaveCount(100)
    expect(backend.calls('relay.callbacks').at(-1)).toEqual({ text: '', verdict: null, before: 151 })
  })
})
