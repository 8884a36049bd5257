import { bannerIn, customerShows, park, paymentsState, qrIn, typePrice } from '../../../support/till-hands.ts'
import { expect, picture, test } from './fixtures.ts'

test('outage: said above both sides, charges refused with the reason, and everything checked on return', async ({
  openCase,
}) => {
  const till = await openCase()
  const { cashier, customer, gateway } = till
  const parked = await till.charge('18.25')
  await park(cashier, customer)
  const live = await till.charge('7.00')

  await gateway.failNext({ as: '502-html', times: 10_000 })
  await till.aMoment()
  await expect(bannerIn(cashier, /The gateway is out of order.*Not checked since 15:0\d/)).toBeVisible()
  await expect(qrIn(customer)).toBeVisible() // the address is as good as before
  await picture(cashier, 'outage')
  for (const sale of [parked, live]) {
    await gateway.pay({ paymentId: sale.chargeId, kind: 'exact' })
    await gateway.finish({ paymentId: sale.chargeId })
  }
  await park(cashier, customer)
  await typePrice(cashier, '5.00')
  await cashier.keyboard.press('Enter')
  await expect(cashier.getByRole('alert')).toContainText('The gateway is out of order')
  await expect(cashier.getByRole('alert')).toContainText('take another kind of payment')
  await expect(cashier.getByRole('status', { name: 'Amount' })).toHaveText('EUR 5.00')
  expect((await gateway.charges()).charges).toHaveLength(2)
  expect((await paymentsState(cashier)).today.paid).toBe(0)

  await gateway.clearFaults()
  await till.minutes(1)
  await expect(bannerIn(cashier, /out of order.*Not checked since/)).toHaveCount(0)
  await expect(bannerIn(cashier, /^Practice: no real money/)).toBeVisible()
  expect((await paymentsState(cashier)).today).toMatchObject({ paid: 2, paidMinor: 2525 })
  for (const sale of [parked, live]) {
    expect(await till.trail(sale)).toEqual(['intended', 'charged', 'observed'])
  }
  await cashier.keyboard.press('Enter')
  await expect(customerShows(customer, 'due')).toContainText('5.00')
  expect(await till.rows()).toMatchObject([{ status: 'paid' }, { status: 'paid' }, { status: 'awaiting' }])
})
