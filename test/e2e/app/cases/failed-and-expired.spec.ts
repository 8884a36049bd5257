import {
  cardIn,
  chipOf,
  choicesIn,
  customerShows,
  paymentsState,
  pressKeyOf,
  qrIn,
} from '../../../support/till-hands.ts'
import { expect, picture, test } from './fixtures.ts'

test('failed: charged again with one key, and the failed one is the owner’s', async ({ openCase }) => {
  const till = await openCase()
  const { cashier, customer, gateway } = till
  const failed = await till.charge('18.25')
  await gateway.fail({ paymentId: failed.chargeId })
  await till.aMoment()
  await expect(cardIn(cashier)).toContainText('The gateway could not process the deposit')
  await expect(cardIn(cashier)).toContainText(failed.chargeId)
  await expect(choicesIn(cashier)).toHaveText([/New code/, /Leave to the owner/])
  await expect(customerShows(customer, 'trouble')).toBeVisible()
  await picture(cashier, 'failed')
  await pressKeyOf(cashier, 'r', 'New code')
  await qrIn(customer).waitFor()
  await till.send(await till.current())
  await expect(customerShows(customer, 'paid')).toBeVisible()

  expect(await till.trail(failed)).toEqual(['intended', 'charged', 'observed'])
  expect(await paymentsState(cashier)).toMatchObject({ exceptions: 1, today: { paid: 1, paidMinor: 1825 } })
  const rows = await till.rows()
  expect(rows).toMatchObject([
    { status: 'failed', exceptions_open: 'failed', sale_price: '' },
    { status: 'paid', sale_price: '18.25' },
  ])
  expect(rows[0]?.['sale_id']).toBe(rows[1]?.['sale_id'])
})

test('sent back after paid: it rings, and leaves the sums', async ({ openCase }) => {
  const till = await openCase()
  const { cashier, customer, gateway } = till
  const sale = await till.charge('18.25')
  await till.send(sale)
  await expect(customerShows(customer, 'paid')).toBeVisible()
  await cashier.keyboard.press('Escape')
  expect((await paymentsState(cashier)).today.paid).toBe(1)
  const { count } = await till.rings()
  await gateway.refund({ paymentId: sale.chargeId })
  await till.aWhile()
  expect(await till.rings()).toEqual({ count: count + 1, for: 'attention' })
  await expect(chipOf(cashier, sale.number)).toContainText('New')
  await cashier.keyboard.press('F6')
  await expect(cardIn(cashier)).toContainText('The gateway took the payment back')
  await expect(cardIn(cashier)).toContainText('Tell the owner at once')
  expect(await paymentsState(cashier)).toMatchObject({ exceptions: 1, today: { paid: 0 } })
  expect(await till.rows()).toMatchObject([{ status: 'refunded', remarks: 'reversed', sale_price: '' }])
})

test('sent back before it was paid: a new code, or the owner', async ({ openCase }) => {
  const till = await openCase()
  const { cashier, customer, gateway } = till
  const sale = await till.charge('18.25')
  await gateway.pay({ paymentId: sale.chargeId, kind: 'exact' })
  await till.aMoment()
  await expect(customerShows(customer, 'seen')).toBeVisible()
  await gateway.refund({ paymentId: sale.chargeId })
  await till.aMoment()
  await expect(cardIn(cashier)).toContainText('The gateway sent the money back')
  await expect(choicesIn(cashier)).toHaveText([/New code/, /Leave to the owner/])
  await expect(customerShows(customer, 'trouble')).toBeVisible()
  expect(await till.rows()).toMatchObject([
    { status: 'refunded', exceptions_open: 'refunded', sale_price: '' },
  ])
})

test('expired: the code leaves both screens at once, one key makes a new one, and the old one stays watched', async ({
  openCase,
}) => {
  const till = await openCase({ expiryMinutes: 1 })
  const { cashier, customer, gateway } = till
  const first = await till.charge('18.25')
  const oldCode = await qrIn(customer).innerHTML()
  await till.minutes(1)
  await expect(customerShows(customer, 'expired')).toBeVisible()
  await expect(qrIn(customer)).toHaveCount(0)
  await expect(qrIn(cashier)).toHaveCount(0)
  await expect(cardIn(cashier)).toContainText('Expired before anything came')
  await expect(choicesIn(cashier)).toHaveText([/New code/])
  await picture(cashier, 'expired')
  await picture(customer, 'expired-customer')
  await expect.poll(() => till.trail(first)).toEqual(['intended', 'charged', 'expired'])

  await pressKeyOf(cashier, 'Enter', 'New code')
  await qrIn(customer).waitFor()
  expect(await qrIn(customer).innerHTML()).not.toBe(oldCode)
  const again = await till.current()
  const looks = async () =>
    (await gateway.calls()).calls.filter(({ path }) => path.endsWith(`/payment/${first.chargeId}`)).length
  const before = await looks()
  await till.aMoment()
  expect(await looks()).toBeGreaterThan(before)
  expect(await till.rows()).toMatchObject([{ status: 'cancelled' }, { status: 'awaiting' }])
  expect((await till.view(again)).payment.saleId).toBe((await till.view(first)).payment.saleId)
})
