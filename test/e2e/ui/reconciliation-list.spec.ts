import { err, ok } from '../../../shared/result.ts'
import { aPayment, aView } from '../../support/views.ts'
import {
  aDifference,
  answerRun,
  compareButton as compare,
  linesOf as lines,
  MISSED,
  MORE_GATEWAYS,
  openBooks,
  SIGNED_IN,
  SOME,
} from './books-till.ts'
import { expect, test } from './fixtures.ts'
import { PAYMENT_ID } from './relay-till.ts'
import { aTill } from './settings-till.ts'

// What the owner is shown of a comparison, and what each line leads to.

test.describe('what it found', () => {
  test('nothing: calmly, and with what was compared', async ({ page, backend, open }) => {
    aTill(backend, SIGNED_IN)
    answerRun(backend)
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    const result = page.getByRole('region', { name: 'Differences' })
    await expect(result).toContainText('Nothing differs')
    await expect(result).toContainText(
      'Compared: 128 payments of this till, 131 rows of the gateway’s list, 402 callbacks.',
    )
    await expect(result).toContainText('Sunday, November 15, 2026 to Saturday, November 21, 2026')
    await expect(result.getByRole('button')).toHaveCount(0)
  })

  for (const [log, sentence] of [
    [{ state: 'none' }, 'Callbacks were not compared: this till has no relay.'],
    [{ state: 'read', callbacks: 0 }, 'Callbacks were not compared: none of these days is in the log.'],
    [{ state: 'unreadable' }, 'Callbacks were not compared: their log on this computer cannot be read.'],
  ] as const) {
    test(`says so where callbacks could not be compared: ${sentence}`, async ({ page, backend, open }) => {
      aTill(backend, SIGNED_IN)
      answerRun(backend, { compared: { payments: 1, listed: 1, log } })
      await open('cashier.html')
      await openBooks(page)
      await compare(page).click()
      const result = page.getByRole('region', { name: 'Differences' })
      await expect(result).toContainText(sentence)
      await expect(result).toContainText('Compared: 1 payment of this till, 1 row of the gateway’s list.')
    })
  }

  test('more than is shown, a list with holes, and payments that are not in it', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, { ...SIGNED_IN, ...MORE_GATEWAYS })
    answerRun(backend, {
      ...{ differences: [...SOME], found: 1234, complete: false },
      elsewhere: [{ gateway: 'usdt-payments', payments: 12 }],
    })
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    const result = page.getByRole('region', { name: 'Differences' })
    await expect(result.getByRole('heading', { name: '1,234 differences' })).toBeVisible()
    await expect(result).toContainText('The 6 gravest are shown. The file has all 1,234.')
    await expect(result).toContainText('The gateway’s list is not whole')
    await expect(result).toContainText('12 payments of these days went through USDT Payments')
  })

  test('a line has the payment, both amounts, the likely cause and what to do', async ({
    page,
    backend,
    open,
  }) => {
    aTill(backend, SIGNED_IN)
    answerRun(backend, { differences: [MISSED] })
    const entries = { view: aView(aPayment({ status: 'expired' })), entries: [] }
    backend.answer('payments.history', ok(entries))
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    const line = lines(page).first()
    await expect(line.getByRole('heading')).toHaveText('Paid at the gateway, not here')
    await expect(line).toContainText('Likely: the till was closed or offline when it happened')
    await expect(line).toContainText('Charge 5077125051')
    await expect(line.getByRole('definition')).toHaveText(['0.000000 USDT', '19.874210 USDT'])
    await line.getByRole('button', { name: 'Open payment 0118' }).click()
    await expect(page.getByRole('heading', { name: /0118/ })).toBeVisible()
    await page.getByRole('button', { name: 'Back to the differences' }).click()
    await expect(line.getByRole('button', { name: 'Open payment 0118' })).toBeFocused()
  })

  test('is saved as a file, all of it', async ({ page, backend, open }) => {
    aTill(backend, SIGNED_IN)
    answerRun(backend, { differences: [...SOME] })
    backend.answer('reconciliation.exportCsv', ok({ file: '/home/owner/differences.csv', rows: 6 }))
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    await page.getByRole('button', { name: 'Export CSV' }).click()
    await expect(page.getByText('Saved: /home/owner/differences.csv')).toBeVisible()
    backend.answer('reconciliation.exportCsv', err({ code: 'exportFailed', reason: 'full' }))
    await page.getByRole('button', { name: 'Export CSV' }).click()
    await expect(page.getByRole('alert')).toContainText('exportFailed')
  })
})

test.describe('what to do about it', () => {
  for (const [now, told] of [
    [aPayment({ status: 'paid', received: '19.874210' }), 'It is now: Paid.'],
    [aPayment({ status: 'expired', received: '5.000000' }), 'Received by now: 5.000000 USDT.'],
    [aPayment({ status: 'expired' }), 'Nothing new: the gateway says what the till knows.'],
  ] as const) {
    test(`look now, and it says what it found: ${told}`, async ({ page, backend, open }) => {
      aTill(backend, SIGNED_IN)
      answerRun(backend, { differences: [MISSED] })
      backend.answer('payments.check', ok(aView(now)))
      await open('cashier.html')
      await openBooks(page)
      await compare(page).click()
      await lines(page).getByRole('button', { name: 'Look now' }).click()
      await expect(lines(page).getByRole('status')).toHaveText(told)
      expect(backend.calls('payments.check')).toEqual([{ id: PAYMENT_ID }])
    })
  }

  test('a look without an answer is said to be one', async ({ page, backend, open }) => {
    aTill(backend, SIGNED_IN)
    const deposit = aDifference({ kind: 'depositUnknown', cause: 'furtherDeposit', chargeId: '5077125099' })
    answerRun(backend, { differences: [deposit] })
    const view = aView(aPayment({ status: 'expired' }), { checkError: { code: 'gatewayTimeout' } })
    backend.answer('payments.check', ok(view))
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    const look = lines(page).getByRole('button', { name: 'Look now' })
    await look.click()
    await expect(lines(page).getByRole('status')).toContainText('No answer from the gateway.')
    const found = aPayment({ status: 'expired', childChargeIds: ['5077125099'] })
    backend.answer('payments.check', ok(aView(found)))
    await look.click()
    await expect(lines(page).getByRole('status')).toHaveText('The till knows the deposit now.')
  })

  test('read again compares the same days', async ({ page, backend, open }) => {
    aTill(backend, SIGNED_IN)
    answerRun(backend, { differences: [aDifference({ kind: 'listBehind', cause: 'listOld' })] })
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    await lines(page).getByRole('button', { name: 'Read the list again' }).click()
    await backend.called('reconciliation.run', 2)
    expect(backend.calls('reconciliation.run')[1]).toEqual({ from: '2026-11-15', to: '2026-11-21' })
  })

  for (const [line, button, leads] of [
    [aDifference({ kind: 'notListed', cause: 'otherKey' }), 'Open Gateway', 'Gateway'],
    [aDifference({ kind: 'callbackMissing', cause: 'callbackLost' }), 'Open Relay', 'Relay'],
    [aDifference({ kind: 'callbackRefused', cause: 'altered' }), 'Open Callbacks', 'Callbacks'],
    [aDifference({ kind: 'callbackRefused', cause: 'wrongSecret' }), 'Open Gateway', 'Gateway'],
    [aDifference({ kind: 'moneyOwed', cause: 'notPaidBack' }), 'Open “Needs attention”', 'Needs attention'],
  ] as const) {
    test(`${line.kind}, ${line.cause} leads to ${leads}`, async ({ page, backend, open }) => {
      aTill(backend, SIGNED_IN)
      answerRun(backend, { differences: [line] })
      backend.answer('reports.exceptions', ok({ rows: [], owedUsdt: '0.000000', refunds: [] }))
      await open('cashier.html')
      await openBooks(page)
      await compare(page).click()
      await lines(page).getByRole('button', { name: button }).click()
      await expect(page.getByRole('heading', { name: leads, exact: true })).toBeVisible()
    })
  }

  test('the gateway’s dashboard is opened by name', async ({ page, backend, open }) => {
    aTill(backend, SIGNED_IN)
    answerRun(backend, { differences: [aDifference({ kind: 'stuck', cause: 'held' })] })
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    await lines(page).getByRole('button', { name: 'Open dashboard' }).click()
    await backend.called('till.openLink', 1)
    expect(backend.calls('till.openLink')).toEqual([{ link: 'dashboardPayments' }])
  })
})

test.describe('what the owner says about a line', () => {
  const record = { key: 'finishMissed 1 5077125051', decided: null }
  const line = { ...MISSED, record }
  const SAID = {
    decision: 'settledElsewhere',
    reason: 'Paid back in cash',
    at: '2026-11-21T14:02:00.000Z',
    person: null,
  } as const

  test('is kept with the owner’s PIN, and stands there', async ({ page, backend, open }) => {
    aTill(backend, { ...SIGNED_IN, ownerPin: 'set' })
    answerRun(backend, { differences: [line, aDifference({ kind: 'orphan', cause: 'lostReply' })] })
    backend.answer('reconciliation.decide', ok(SAID))
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    // About what needs nothing, nothing is to be said.
    await expect(lines(page)).toHaveCount(2)
    await page.getByRole('button', { name: 'Say what it was' }).click()
    const form = page.getByRole('form', { name: 'What it was' })
    await expect(form.getByRole('button', { name: 'Explained' })).toHaveAttribute('aria-pressed', 'true')
    await form.getByRole('button', { name: 'Settled elsewhere' }).click()
    await form.getByLabel('Reason').fill('Paid back in cash')
    await form.getByLabel('Owner’s PIN').fill('11235813')
    await form.getByRole('button', { name: 'Confirm' }).click()
    await expect(lines(page).first()).toContainText('Settled elsewhere Paid back in cash')
    await expect(form).toBeHidden()
    expect(backend.calls('reconciliation.decide')).toEqual([
      {
        ...{ key: record.key, decision: 'settledElsewhere', reason: 'Paid back in cash' },
        word: { person: null, pin: '11235813' },
      },
    ])
  })

  test('stands at the line in the next comparison, with who said it', async ({ page, backend, open }) => {
    aTill(backend, SIGNED_IN)
    const decided = { ...SAID, person: { id: 'p1', name: 'Ana' } }
    answerRun(backend, { differences: [{ ...line, record: { ...record, decided } }] })
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    await expect(lines(page).first()).toContainText('Settled elsewhere Paid back in cash Ana,')
    await expect(page.getByRole('button', { name: 'Say what it was' })).toBeHidden()
  })

  test('a list that could not be kept is said to be none of the exports', async ({ page, backend, open }) => {
    aTill(backend, SIGNED_IN)
    answerRun(backend, { differences: [MISSED], isKept: false })
    await open('cashier.html')
    await openBooks(page)
    await compare(page).click()
    await expect(page.getByText('exports will not know of this list')).toBeVisible()
  })
})

test.describe('gateways without a list', () => {
  test('are named, and what is open is looked at again', async ({ page, backend, open }) => {
    aTill(backend, { ...SIGNED_IN, ...MORE_GATEWAYS })
    answerRun(backend)
    const answer = backend.hold('reconciliation.lookAtOpen')
    await open('cashier.html')
    await openBooks(page)
    const block = page.getByRole('region', { name: 'Gateways without a list' })
    await expect(block).toContainText('PayStablecoin and USDT Payments offer the till no list of payments.')
    await block.getByRole('button', { name: 'Look at all open payments again' }).click()
    await expect(compare(page)).toBeDisabled()
    await backend.emit('reconciliation.progressed', { step: 'looking', looked: 3, of: 12 })
    await expect(block.getByRole('status')).toHaveText('Looked at 3 of 12.')
    answer(ok({ looked: 12, changed: 2, unanswered: 1 }))
    await expect(block.getByRole('status')).toHaveText('Looked at: 12. With news: 2. Without an answer: 1.')
  })

  test('are not mentioned where there are none', async ({ page, backend, open }) => {
    aTill(backend, SIGNED_IN)
    await open('cashier.html')
    await openBooks(page)
    await expect(page.getByRole('region', { name: 'Gateways without a list' })).toBeHidden()
  })
})
