import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import type { PaymentRefunds } from '../../../shared/contract/refunds.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { practiceCode } from '../../../simulator/nowpayments/account/desk.ts'
import { defaultAccounts } from '../../../simulator/nowpayments/settings.ts'
import type { TillApp } from '../../support/app-driver.ts'
import { openShopWithGateways } from '../../support/shop-with-gateways.ts'
import { ask, charge, customerShows, openRecent, paymentsState, told } from '../../support/till-hands.ts'
import { picture } from './cases/fixtures.ts'
import { expect, test } from './fixtures.ts'

// A refund from the customer's money to their own wallet, in a real till, and the worst moment for a power cut.

const PIN = '48291375'
const CUSTOMER = 'TGfS8KjbY8UtJH64AikRxiUfrARdUbR22S'
const [OWNER] = defaultAccounts()

async function setPin(cashier: Page): Promise<void> {
  await told(cashier, 'owner.setPin', { current: null, pin: PIN })
}

/** The newest payment's refunds, as main tells them. */
async function refundsOf(cashier: Page): Promise<PaymentRefunds> {
  const [payment] = (await paymentsState(cashier)).recent
  return told<PaymentRefunds>(cashier, 'refunds.of', { paymentId: payment?.id })
}

const statusOf = async (cashier: Page) => (await refundsOf(cashier)).refunds.at(-1)?.refund.status

/** From the list of recent payments to the form, with what the customer showed. */
async function fillForm(cashier: Page): Promise<Locator> {
  await cashier.getByRole('button', { name: 'Refund…' }).click()
  const form = cashier.getByRole('form', { name: 'Begin a refund' })
  await form.getByLabel('The customer’s address').fill(`tron:${CUSTOMER}`)
  await form.getByLabel('Why').fill('paid too much')
  await form.getByLabel('Owner’s PIN').fill(PIN)
  return form
}

async function signIn(cashier: Page): Promise<void> {
  const account = cashier.getByRole('region', { name: 'Sign in first' })
  await account.getByLabel('E-mail').fill(OWNER?.email ?? '')
  await account.getByLabel('Password').fill(OWNER?.password ?? '')
  await cashier.keyboard.press('Enter')
  await expect(account.getByText('Signed in')).toBeVisible()
}

async function typeCode(cashier: Page): Promise<void> {
  await cashier.getByLabel('Code of the second factor').fill(practiceCode)
  await cashier.keyboard.press('Enter')
}

/** The day's file, as the owner saves it. */
async function savedDay({ app, cashier, folder }: TillApp): Promise<Record<string, string>[]> {
  const file = join(folder, 'day.csv')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  const { today } = await paymentsState(cashier)
  await told(cashier, 'reports.exportCsv', { day: today.day })
  return parse(await readFile(file, 'utf8'), { columns: true, bom: true })
}

test('too much came: it goes back after a code, and screen, receipt, day and file say the same', async ({
  open,
}) => {
  test.setTimeout(120_000) // the practice gateway takes its time for a payment and for a payout
  // Its keychain is the test's own: the PIN goes with it.
  const till = await open({ shopName: 'Corner Coffee' }, { preload: 'test/support/own-computer.cjs' })
  const { cashier, customer } = till
  await setPin(cashier)
  await charge(cashier, customer, '18.25')
  await cashier.keyboard.press('m') // pays more than asked
  await expect(customerShows(customer, 'paid')).toBeVisible({ timeout: 40_000 })
  await expect(cashier.getByRole('heading', { name: 'Today' })).toBeVisible({ timeout: 40_000 })
  const owed = (await refundsOf(cashier)).owed
  expect(Number(owed)).toBeGreaterThan(0)

  await openRecent(cashier, '0001')
  const form = await fillForm(cashier)
  await signIn(cashier)
  await picture(cashier, 'refund-form')
  await form.getByRole('button', { name: /^Refund [\d.]+ USDT/ }).click()
  await expect(cashier.getByRole('heading', { name: 'Type the code' })).toBeVisible()
  await picture(cashier, 'refund-code')
  await typeCode(cashier)
  // From here on nobody does anything.
  await expect.poll(() => statusOf(cashier), { timeout: 60_000 }).toBe('finished')

  const refunds = await refundsOf(cashier)
  const refund = refunds.refunds.at(-1)?.refund
  expect(refunds.owed).toBe('0.000000')
  expect(refund).toMatchObject({ amount: owed, address: CUSTOMER, remarks: [] })
  await cashier.getByRole('region', { name: 'Refunds of this payment' }).getByRole('button').click()
  await expect(cashier.getByRole('heading', { name: 'Refunded' })).toBeVisible()
  await picture(cashier, 'refund-finished')
  await cashier.getByRole('button', { name: 'Back to the payment' }).click()
  const receipt = cashier.getByRole('article', { name: 'Receipt' })
  await expect(receipt).toContainText(`Refunded${owed}`)
  await expect(receipt).toContainText(refund?.transactionId ?? '?')
  await expect(receipt).toContainText(CUSTOMER)
  await expect(receipt).not.toContainText('Owed to the customer')
  await picture(cashier, 'refund-receipt')

  expect((await paymentsState(cashier)).today).toMatchObject({ refundedUsdt: owed, owedUsdt: '0.000000' })
  const [row] = await savedDay(till)
  expect(row).toMatchObject({
    ...{ refunded_usdt: owed, refund_addresses: CUSTOMER, owed_usdt: '', exceptions_open: '' },
    refund_transaction_ids: refund?.transactionId,
  })
})

test('killed between the request and its reply: one payout, found again after the next sign-in', async ({
  open,
}) => {
  test.setTimeout(120_000) // two starts, at the real pace of one request a second
  const shop = await openShopWithGateways(['nowpayments'])
  const gateway = shop.simulator.control
  const posts = async () =>
    (await gateway.calls()).calls.filter(({ method, path }) => method === 'POST' && path.endsWith('/payout'))
  try {
    const till = await open(shop.settings, shop.launch)
    const { cashier, customer } = till
    await setPin(cashier)
    await charge(cashier, customer, '18.25')
    const { payment } = (await paymentsState(cashier)).current ?? {}
    const { chargeId, asked } = (payment as ChargedPayment).charge
    const more = `${Number(asked.split('.')[0]) + 1}.${asked.split('.')[1]}`
    await gateway.pay({ paymentId: chargeId, kind: 'amount', amount: more })
    await gateway.finish({ paymentId: chargeId })
    await cashier.keyboard.press('c')
    await expect(customerShows(customer, 'paid')).toBeVisible()
    // The other window may be a moment behind, and leaves the result by itself.
    await expect(cashier.getByRole('heading', { name: 'Today' })).toBeVisible()
    await openRecent(cashier, '0001')
    const form = await fillForm(cashier)
    await signIn(cashier)
    await gateway.delayNext({ ms: 600_000, when: 'after', match: { method: 'POST', path: '/payout' } })
    await form.getByRole('button', { name: /^Refund [\d.]+ USDT/ }).click()
    await expect.poll(async () => (await posts()).map(({ state }) => state)).toEqual(['held'])
    expect(await statusOf(cashier)).toBe('intended')
    await till.kill()

    const { cashier: again } = await open({}, shop.launch)
    await setPin(again)
    expect((await refundsOf(again)).refunds).toMatchObject([
      { refund: { status: 'unsure', payout: null }, checkError: { code: 'signInAgain' } },
    ])
    await again.keyboard.press('n')
    await again.getByRole('region', { name: 'Refunds that wait for somebody' }).getByRole('button').click()
    await expect(
      again.getByRole('heading', { name: 'It is not known yet whether NOWPayments has it' }),
    ).toBeVisible()
    await picture(again, 'refund-unsure')
    await signIn(again)
    await expect(again.getByRole('heading', { name: 'Type the code' })).toBeVisible({ timeout: 30_000 })
    expect(await posts()).toHaveLength(1)
    // Asked for by hand as well, it is still the one.
    const id = (await refundsOf(again)).refunds[0]?.refund.id ?? ''
    await ask(again, 'refunds.look', { id })
    await typeCode(again)
    await expect.poll(() => statusOf(again), { timeout: 60_000 }).toBe('finished')
    expect([(await posts()).length, (await refundsOf(again)).refunds.length]).toEqual([1, 1])
  } finally {
    await shop.simulator.close()
  }
})
