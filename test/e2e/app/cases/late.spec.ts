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

test('late after cancel: it rings beside the next sale, and the goods are given with one key', async ({
  openCase,
}) => {
  const till = await openCase()
  const { cashier, customer } = till
  const first = await till.charge('18.25')
  await cashier.keyboard.press('Escape')
  await expect(cardIn(cashier)).toContainText('Cancelled')
  await cashier.keyboard.press('Escape')
  await till.minutes(1)
  const next = await till.charge('7.00')
  const { count } = await till.rings()
  await till.send(first)

  expect(await till.rings()).toEqual({ count: count + 1, for: 'attention' })
  await expect(chipOf(cashier, first.number)).toContainText('New')
  await expect(chipOf(cashier, first.number)).toContainText('18.25')
  await expect(customerShows(customer, 'due')).toContainText('7.00')
  expect((await till.current()).id).toBe(next.id)
  await cashier.keyboard.press('F6')
  await expect(cardIn(cashier)).toContainText('Money came after the code was withdrawn')
  await expect(cardIn(cashier)).toContainText(/EUR.18\.25/)
  await expect(choicesIn(cashier)).toHaveText([
    /Give the goods/,
    /Owed to the customer/,
    /Leave to the owner/,
  ])
  await picture(cashier, 'late')
  await pressKeyOf(cashier, 'g', 'Give the goods')
  await expect(cardIn(cashier)).toContainText('Given although late')
  await expect(customerShows(customer, 'due')).toContainText('7.00')

  expect(await till.trail(first)).toEqual(['intended', 'charged', 'cancelled', 'observed', 'decided'])
  expect((await paymentsState(cashier)).today).toMatchObject({ paid: 1, deliveredLate: { count: 1 } })
  expect(await till.rows()).toMatchObject([
    {
      status: 'cancelled',
      remarks: 'late',
      settlement: 'delivered',
      settled_by: 'cashier',
      sale_price: '18.25',
    },
    { status: 'awaiting', sale_price: '' },
  ])
})

test('late after the time is over: owed to the customer, and still to be given', async ({ openCase }) => {
  const till = await openCase({ expiryMinutes: 1 })
  const { cashier, customer } = till
  const first = await till.charge('18.25')
  await till.minutes(5)
  await expect(customerShows(customer, 'idle')).toBeVisible()
  await till.send(first)
  await expect(chipOf(cashier, first.number)).toContainText('New')
  await cashier.keyboard.press('F6')
  await expect(cardIn(cashier)).toContainText('Money came after the code was withdrawn')
  await pressKeyOf(cashier, 'w', 'Owed to the customer')
  await expect(cardIn(cashier)).toContainText(/\d+\.\d{6} USDT is owed to the customer/)
  await expect(choicesIn(cashier)).toHaveText([/Give the goods/])

  const { received_usdt, owed_usdt, ...row } = (await till.rows())[0] ?? {}
  expect(row).toMatchObject({ status: 'expired', remarks: 'late', sale_price: '', settlement: '' })
  expect(owed_usdt).toBe(received_usdt)
  expect(await till.trail(first)).toEqual(['intended', 'charged', 'expired', 'observed', 'decided'])
})

test('late for a sale that was charged again and paid: no goods a second time', async ({ openCase }) => {
  const till = await openCase({ expiryMinutes: 1 })
  const { cashier, customer } = till
  const first = await till.charge('18.25')
  await till.minutes(1)
  await expect(customerShows(customer, 'expired')).toBeVisible()
  await pressKeyOf(cashier, 'Enter', 'New code')
  await qrIn(customer).waitFor()
  const again = await till.current()
  await till.send(again)
  await expect(customerShows(customer, 'paid')).toBeVisible()
  await cashier.keyboard.press('Escape')
  await till.minutes(5)
  await till.send(first)
  await till.aWhile()
  await expect(chipOf(cashier, first.number)).toContainText('New')
  await cashier.keyboard.press('F6')
  await expect(choicesIn(cashier)).toHaveText([/Owed to the customer/, /Leave to the owner/])
  await pressKeyOf(cashier, 'o', 'Leave to the owner')
  await expect(cardIn(cashier)).toContainText('The owner decides')
  expect((await paymentsState(cashier)).today).toMatchObject({ paid: 1, paidMinor: 1825 })
  expect(await till.rows()).toMatchObject([
    {
      status: 'cancelled',
      exceptions_open: 'late',
      sale_price: '',
      sale_id: (await till.view(again)).payment.saleId,
    },
    { status: 'paid', sale_price: '18.25' },
  ])
})
