import {
  cardIn,
  chipOf,
  customerShows,
  park,
  paymentsState,
  pressKeyOf,
  qrIn,
} from '../../../support/till-hands.ts'
import { expect, picture, test } from './fixtures.ts'

test('parking: the next customer pays while the first one’s money comes, and each is told apart', async ({
  openCase,
}) => {
  const till = await openCase()
  const { cashier, customer, gateway } = till
  const first = await till.charge('18.25')
  await park(cashier, customer)
  await expect(qrIn(cashier)).toHaveCount(0)
  await expect(chipOf(cashier, first.number)).toContainText('Waiting')

  const second = await till.charge('7.00')
  const { count } = await till.rings()
  await gateway.pay({ paymentId: first.chargeId, kind: 'exact' })
  await till.aMoment()
  await expect(chipOf(cashier, first.number)).toContainText('New')
  await expect(chipOf(cashier, first.number)).toContainText('Seen')
  expect((await till.rings()).count).toBeGreaterThan(count)
  await expect(customerShows(customer, 'due')).toContainText('7.00')
  await picture(cashier, 'parked')

  await cashier.keyboard.press('F6')
  await expect(cardIn(cashier)).toContainText(`Payment ${first.number}`)
  await expect(customerShows(customer, 'due')).toContainText('7.00')
  await expect(cashier.getByText(`The code of ${second.number} is up`)).toBeVisible()
  await cashier.keyboard.press('Escape')
  await gateway.finish({ paymentId: first.chargeId })
  await till.aMoment()
  await expect(chipOf(cashier, first.number)).toContainText('Paid')
  await expect(customerShows(customer, 'due')).toContainText('7.00')
  expect((await till.current()).id).toBe(second.id)

  await till.send(second)
  await expect(customerShows(customer, 'paid')).toBeVisible()
  expect((await paymentsState(cashier)).today).toMatchObject({ paid: 2, paidMinor: 2525 })
  expect(await till.trail(first)).toEqual(['intended', 'charged', 'observed'])
  expect(await till.rows()).toMatchObject([{ status: 'paid' }, { status: 'paid' }])
})

test('parking: one code at a time, and a parked one comes back with one key', async ({ openCase }) => {
  const till = await openCase()
  const { cashier, customer } = till
  const first = await till.charge('18.25')
  const code = await qrIn(customer).innerHTML()
  await park(cashier, customer)
  const second = await till.charge('7.00')
  await cashier.keyboard.press('F6')
  await expect(cashier.getByText(`The code of ${second.number} is up`)).toBeVisible()
  await cashier.keyboard.press('F3')
  await expect(customerShows(customer, 'due')).toContainText('7.00')
  await cashier.keyboard.press('Escape')
  await park(cashier, customer)
  await expect(chipOf(cashier, second.number)).toBeVisible()
  await cashier.keyboard.press('F6')
  await pressKeyOf(cashier, 'F3', 'Bring back')
  await expect(customerShows(customer, 'due')).toContainText('18.25')
  expect(await qrIn(customer).innerHTML()).toBe(code)
  expect((await till.current()).id).toBe(first.id)
  await expect(chipOf(cashier, second.number)).toBeVisible()
  await expect(chipOf(cashier, first.number)).toHaveCount(0)
})
