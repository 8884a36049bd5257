import { bannerIn, customerShows, paymentsState, qrIn, tillState } from '../../../support/till-hands.ts'
import { expect, picture, test } from './fixtures.ts'

const HOUR = 3_600_000

test('midnight: a sale belongs to the day it began on, whenever it is paid', async ({ openCase }) => {
  const till = await openCase({ timeZone: 'Europe/Madrid' }, '2026-11-21T22:58:00Z')
  const { cashier, customer } = till
  const before = await till.charge('18.25')
  await till.minutes(3)
  await till.send(before)
  await expect(customerShows(customer, 'paid')).toBeVisible()
  await cashier.keyboard.press('Escape')
  expect((await till.view(before)).payment).toMatchObject({ day: '2026-11-21', status: 'paid' })
  const after = await till.charge('7.00')
  expect((await till.view(after)).payment.day).toBe('2026-11-22')
  expect((await paymentsState(cashier)).today).toMatchObject({ day: '2026-11-22', payments: 1, paid: 0 })
  expect(await till.rows()).toMatchObject([{ day: '2026-11-22', number: '2' }])
})

test('sleep: who paid in time has paid, and a code whose time ran out is gone', async ({ openCase }) => {
  const till = await openCase()
  const { cashier, customer, gateway } = till
  const paid = await till.charge('18.25')
  await gateway.pay({ paymentId: paid.chargeId, kind: 'exact' })
  await gateway.finish({ paymentId: paid.chargeId })
  await till.sleep(2 * HOUR)
  await expect(bannerIn(cashier, 'The computer was asleep for 2 h')).toBeVisible()
  await expect(customerShows(customer, 'paid')).toBeVisible()
  await till.minutes(1)
  await expect(bannerIn(cashier, 'The computer was asleep')).toHaveCount(0)
  expect((await till.view(paid)).payment).toMatchObject({ status: 'paid', remarks: [] })

  const unpaid = await till.charge('7.00')
  await till.sleep(2 * HOUR)
  await expect(customerShows(customer, 'expired')).toBeVisible()
  await expect(qrIn(cashier)).toHaveCount(0)
  // The code goes at once; that its time ran out is recorded after a look that was answered.
  await expect.poll(() => till.trail(unpaid)).toEqual(['intended', 'charged', 'expired'])
})

test('a wrong clock: said as long as it is wrong, and no code ends by it', async ({ openCase }) => {
  const till = await openCase()
  const { cashier, customer } = till
  const sale = await till.charge('18.25')
  const before = Date.parse((await tillState(cashier)).now)
  await till.setClock(HOUR)
  await till.minutes(1)
  await expect(bannerIn(cashier, 'This computer’s clock is ahead')).toBeVisible()
  await picture(cashier, 'clock')
  await expect(qrIn(customer)).toBeVisible()
  expect(Date.parse((await tillState(cashier)).now) - before).toBeLessThan(HOUR / 2)
  expect(await till.trail(sale)).toEqual(['intended', 'charged'])
  await till.setClock(-HOUR)
  await till.minutes(2)
  await expect(bannerIn(cashier, 'This computer’s clock')).toHaveCount(0)
  await till.send(sale)
  await expect(customerShows(customer, 'paid')).toBeVisible()
})
