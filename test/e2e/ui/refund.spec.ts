import { err, ok } from '../../../shared/result.ts'
import { expect, test } from './fixtures.ts'
import {
  aRefundTill,
  aRefundView,
  CUSTOMER,
  moved,
  openRefund,
  PAYMENT,
  someRefunds,
  TRANSACTION,
} from './refund-till.ts'

const WAITING = { triesLeft: 10, until: '2026-11-21T15:02:00.000Z' }

test('from the receipt to the request: amount preset to what is owed, address scanned, why, PIN', async ({
  page,
  backend,
  open,
}) => {
  aRefundTill(backend, someRefunds())
  await open('cashier.html')
  await openRefund(page)
  const form = page.getByRole('form', { name: 'Begin a refund' })
  await expect(form.getByLabel('Amount in USDT')).toHaveValue('1')
  // The scanner types into what has the keyboard, and ends with Enter: that begins nothing.
  await expect(form.getByLabel('The customer’s address')).toBeFocused()
  await page.keyboard.type(`tron:${CUSTOMER}`)
  await page.keyboard.press('Enter')
  await expect(form).toContainText('Goes to TGfS8KjbY8UtJH64AikRxiUfrARdUbR22S')
  await expect(form.getByLabel('Why')).toBeFocused()
  await page.keyboard.type('paid too much')
  await form.getByLabel('Owner’s PIN').fill('482915')
  backend.answer('refunds.begin', err({ code: 'pinWrong', left: 4 }))
  await form.getByRole('button', { name: 'Refund 1 USDT' }).click()
  await expect(form).toContainText('Tries left: 4')
  await expect(form.getByLabel('Owner’s PIN')).toHaveValue('')
  await expect(form.getByLabel('Why')).toHaveValue('paid too much')

  await form.getByLabel('Owner’s PIN').fill('482916')
  const asked = aRefundView({}, { code: WAITING })
  backend.answer('refunds.begin', ok(asked))
  backend.answer('refunds.of', ok(someRefunds({ refundable: '19.874210', refunds: [asked] })))
  await form.getByRole('button', { name: 'Refund 1 USDT' }).click()
  await moved(backend, someRefunds({ refundable: '19.874210', refunds: [asked] }), 2)
  await expect(page.getByRole('heading', { name: 'Type the code' })).toBeVisible()
  const [first, second] = backend.calls('refunds.begin')
  expect(first?.attempt).not.toBe(second?.attempt)
  expect(second).toMatchObject({
    ...{ paymentId: PAYMENT.id, way: 'payout', amount: '1.000000', reason: 'paid too much' },
    ...{ address: `tron:${CUSTOMER}`, word: { person: null, pin: '482916' } },
  })
})

test('what does not fit is said beside it, and nothing is asked for', async ({ page, backend, open }) => {
  aRefundTill(backend, someRefunds())
  await open('cashier.html')
  await openRefund(page)
  const form = page.getByRole('form', { name: 'Begin a refund' })
  await form.getByLabel('The customer’s address').fill(PAYMENT.charge.address)
  await expect(form).toContainText('This address belongs to your shop')
  await form.getByLabel('The customer’s address').fill(`${CUSTOMER.slice(0, -1)}x`)
  await expect(form).toContainText('This is no TRON address')
  for (const amount of ['', '0', '1.0000001', '20.874211', '1e1', '-1']) {
    await form.getByLabel('Amount in USDT').fill(amount)
    await form.getByRole('button', { name: /^Refund/ }).click()
    await expect(form).toContainText('at most 20.87421, with at most six decimals')
  }
  await form.getByRole('button', { name: 'All of it' }).click()
  await expect(form.getByLabel('Amount in USDT')).toHaveValue('20.87421')
  await expect(form).toContainText('Write at least three characters.')
  await expect(form).toContainText('6 to 12 digits.')
  expect(backend.calls('refunds.begin')).toEqual([])
})

test('a payout waits for the sign-in, which is beside it; by hand needs none', async ({
  page,
  backend,
  open,
}) => {
  aRefundTill(backend, someRefunds(), { isSignedIn: false })
  await open('cashier.html')
  await openRefund(page)
  const form = page.getByRole('form', { name: 'Begin a refund' })
  await expect(form.getByRole('button', { name: /^Refund/ })).toBeDisabled()
  await expect(page.getByRole('region', { name: 'Sign in first' }).getByRole('form')).toBeVisible()
  await form.getByText('I send it from a wallet').click()
  await expect(form.getByRole('button', { name: 'Record this refund' })).toBeEnabled()
})

test('without an account it is by hand alone; without a PIN the owner is told where to set one', async ({
  page,
  backend,
  open,
}) => {
  aRefundTill(backend, someRefunds({ noPayout: { code: 'notSetUp' } }))
  await open('cashier.html')
  await openRefund(page)
  await expect(page.getByText('NOWPayments is not set up here, so it is sent by hand.')).toBeVisible()
  await expect(page.getByRole('radio')).toHaveCount(0)
  aRefundTill(backend, someRefunds(), { ownerPin: 'none' })
  await page.reload()
  await openRefund(page)
  await expect(page.getByRole('button', { name: /Settings/ }).first()).toBeVisible()
  await expect(page.getByLabel('Owner’s PIN')).toHaveCount(0)
})

test('the code: tries and time, a wrong one, and then it goes by itself', async ({ page, backend, open }) => {
  const asked = aRefundView({}, { code: { ...WAITING, triesLeft: 9 } })
  aRefundTill(backend, someRefunds({ refunds: [asked] }))
  await open('cashier.html')
  await openRefund(page)
  const form = page.getByRole('form', { name: 'Code' })
  await expect(form).toContainText('Tries left: 9')
  await expect(form).toContainText(/Time left: (1:00:00|60:00|59:5\d)/)
  backend.answer('refunds.confirm', err({ code: 'codeWrong', triesLeft: 8 }))
  await page.keyboard.type('000000')
  await page.keyboard.press('Enter')
  await expect(form).toContainText('The code did not pass')
  await expect(form.getByLabel('Code of the second factor')).toHaveValue('')
  const confirmed = aRefundView({ status: 'confirmed' }, { asksPerson: false })
  backend.answer('refunds.confirm', ok(confirmed))
  await form.getByLabel('Code of the second factor').fill('123 456')
  await page.keyboard.press('Enter')
  await moved(backend, someRefunds({ refunds: [confirmed] }), 2)
  await expect(page.getByRole('heading', { name: 'The code was right' })).toBeVisible()
  expect(backend.calls('refunds.confirm').map(({ code }) => code)).toEqual(['000000', '123456'])

  const done = { status: 'finished', transactionId: TRANSACTION } as const
  await moved(backend, someRefunds({ refunds: [aRefundView({ status: 'sending' })] }), 3)
  await expect(page.getByRole('heading', { name: 'The money is on its way' })).toBeVisible()
  await moved(backend, someRefunds({ owed: '0.000000', refunds: [aRefundView(done)] }), 4)
  await expect(page.getByRole('heading', { name: 'Refunded' })).toBeVisible()
  await expect(page.getByText(TRANSACTION.slice(0, 4)).first()).toBeVisible()
  await page.getByRole('button', { name: 'Another refund' }).click()
  await expect(page.getByRole('form', { name: 'Begin a refund' })).toBeVisible()
})

test('a lost reply is told calmly, and only a person ends the doubt', async ({ page, backend, open }) => {
  const unsure = aRefundView({ status: 'unsure', payout: null })
  aRefundTill(backend, someRefunds({ refundable: '19.874210', refunds: [unsure] }))
  await open('cashier.html')
  await openRefund(page)
  await expect(
    page.getByRole('heading', { name: 'It is not known yet whether NOWPayments has it' }),
  ).toBeVisible()
  await expect(page.getByText('the till never asks a second time')).toBeVisible()
  // The till can find out by itself: nobody is asked before it has looked.
  await expect(page.getByRole('button', { name: 'Nothing was sent…' })).toHaveCount(0)
  const searched = aRefundView({ status: 'unsure', payout: null, searchedAt: '2026-11-21T14:02:00.000Z' })
  backend.answer('refunds.look', ok(searched))
  await page.getByRole('button', { name: 'Look now' }).click()
  await moved(backend, someRefunds({ refundable: '19.874210', refunds: [searched] }), 2)
  await expect(page.getByText('Looked through at 14:02')).toBeVisible()

  await page.getByRole('button', { name: 'Nothing was sent…' }).click()
  const form = page.getByRole('form', { name: 'Nothing was sent' })
  await form.getByLabel('Reason').fill('not in the dashboard')
  await form.getByLabel('Owner’s PIN').fill('482915')
  const ended = aRefundView({ status: 'abandoned', payout: null })
  backend.answer('refunds.abandon', ok(ended))
  await page.keyboard.press('Enter')
  await moved(backend, someRefunds({ refunds: [ended] }), 3)
  expect(backend.calls('refunds.abandon')).toMatchObject([
    { word: { person: null, pin: '482915' }, reason: 'not in the dashboard' },
  ])
  await expect(page.getByRole('heading', { name: 'Given up' })).toBeVisible()
})

test('what failed may still be sent: the owner is told whom to ask first', async ({
  page,
  backend,
  open,
}) => {
  aRefundTill(backend, someRefunds({ refunds: [aRefundView({ status: 'failed' })] }))
  await open('cashier.html')
  await openRefund(page)
  await expect(page.getByText('Do not pay it in another way yet')).toBeVisible()
  await expect(
    page.getByText('Ask NOWPayments’ support what became of it before paying again.'),
  ).toBeVisible()
  await page.getByRole('button', { name: 'It was sent…' }).click()
  await page.getByLabel('Transaction id').fill(TRANSACTION)
  const form = page.getByRole('form', { name: 'Which transaction sent it' })
  await form.getByLabel('Reason').fill('support sent it')
  await form.getByLabel('Owner’s PIN').fill('482915')
  backend.answer('refunds.record', err({ code: 'transactionInvalid', reason: 'known' }))
  await page.keyboard.press('Enter')
  await expect(form).toContainText('This transaction is another one’s')
  expect(backend.calls('refunds.record')).toMatchObject([
    { transactionId: TRANSACTION, reason: 'support sent it' },
  ])
})

test('by hand: amount and address to send to, then the transaction, without a reason', async ({
  page,
  backend,
  open,
}) => {
  const byHand = aRefundView({ way: 'byHand', status: 'intended', payout: null })
  aRefundTill(backend, someRefunds({ refunds: [byHand] }))
  await open('cashier.html')
  await openRefund(page)
  await expect(page.getByRole('heading', { name: 'Send it from your wallet now' })).toBeVisible()
  await page.getByRole('button', { name: 'Enter the transaction…' }).click()
  await page.getByLabel('Transaction id').fill(TRANSACTION)
  await page.getByLabel('Owner’s PIN').fill('482915')
  backend.answer('refunds.record', ok(aRefundView({ way: 'byHand', status: 'finished' })))
  await page.keyboard.press('Enter')
  await backend.called('refunds.record', 1)
  expect(backend.calls('refunds.record')).toMatchObject([{ transactionId: TRANSACTION, reason: null }])
})

test('what is strange stands in red, is never confirmed, and is dealt with by the owner', async ({
  page,
  backend,
  open,
}) => {
  const strange = aRefundView({ remarks: ['mismatch'] })
  aRefundTill(backend, someRefunds({ refunds: [strange] }))
  await open('cashier.html')
  await openRefund(page)
  await expect(page.getByRole('alert')).toContainText('with another address or amount')
  await expect(page.getByRole('heading', { name: 'Stopped for safety' })).toBeVisible()
  await expect(page.getByRole('form', { name: 'Code' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Dealt with…' }).click()
  await expect(page.getByRole('form', { name: 'This is dealt with' })).toBeVisible()
})

test('signed out, a refund on its way says that nobody looks', async ({ page, backend, open }) => {
  const sending = aRefundView(
    { status: 'sending' },
    { asksPerson: false, checkError: { code: 'signInAgain' } },
  )
  aRefundTill(backend, someRefunds({ refunds: [sending] }), { isSignedIn: false })
  await open('cashier.html')
  await openRefund(page)
  await expect(page.getByText('Sign in to look.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Look now' })).toBeDisabled()
})

test('refunds that wait for somebody stand above the exceptions, and open', async ({
  page,
  backend,
  open,
}) => {
  const asked = aRefundView({}, { code: WAITING })
  aRefundTill(backend, someRefunds({ refunds: [asked] }))
  backend.answer('reports.exceptions', ok({ rows: [], owedUsdt: '0.000000', refunds: [asked] }))
  await open('cashier.html')
  await page.clock.resume()
  await page.getByRole('main').waitFor()
  await page.keyboard.press('n')
  const waiting = page.getByRole('region', { name: 'Refunds that wait for somebody' })
  await expect(waiting).toContainText(/Payment 0118.*1\.000000 USDT.*Waiting for the code/)
  await waiting.getByRole('button').click()
  await expect(page.getByRole('heading', { name: 'Type the code' })).toBeVisible()
  await page.getByRole('button', { name: 'Back to the payment' }).click()
  await expect(page.getByRole('heading', { name: 'Payment 0118' })).toBeVisible()
})
