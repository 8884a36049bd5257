import {
  cardIn,
  customerShows,
  exceptionOf,
  giveOwnersWord,
  ownersPinIn,
  paymentsState,
  pressKeyOf,
  qrIn,
  tillState,
} from '../../../support/till-hands.ts'
import { expect, PIN, picture, setPin, test } from './fixtures.ts'

test('early release: the owner sets the rule with the PIN, and the report tells which sales went by it', async ({
  openCase,
}) => {
  const till = await openCase()
  const { cashier, customer, gateway } = till
  await cashier.keyboard.press('s')
  await cashier.getByRole('button', { name: 'Owner', exact: true }).click()
  await cashier.getByLabel('New PIN', { exact: true }).fill(PIN)
  await cashier.getByLabel('New PIN, once more').fill(PIN)
  await cashier.keyboard.press('Enter')
  await expect.poll(async () => (await tillState(cashier)).ownerPin).toBe('set')
  await cashier.getByText('When confirmed', { exact: true }).click()
  await cashier.getByLabel(/up to/i).fill('20.00')
  await cashier.getByRole('button', { name: 'Change the rule' }).click()
  await ownersPinIn(cashier).fill(PIN)
  await picture(cashier, 'early-release')
  await cashier.keyboard.press('Enter')
  await expect
    .poll(async () => (await tillState(cashier)).settings.earlyRelease)
    .toEqual({ at: 'confirmed', upToMinor: 2000 })
  await cashier.keyboard.press('Escape')

  const early = await till.charge('18.25')
  await gateway.pay({ paymentId: early.chargeId, kind: 'exact' })
  await till.aMoment()
  await expect(customerShows(customer, 'seen')).toBeVisible()
  await gateway.step({ paymentId: early.chargeId })
  await till.aMoment()
  await expect(cardIn(cashier)).toContainText('You may hand over')
  await expect(cardIn(cashier)).toContainText('The owner’s rule for early release')
  await expect(customerShows(customer, 'accepted')).toBeVisible()
  await picture(cashier, 'released')
  expect((await paymentsState(cashier)).today).toMatchObject({
    paid: 1,
    releasedEarly: { count: 1, minor: 1825 },
  })
  expect(await till.rows()).toMatchObject([
    { status: 'confirmed', sale_price: '18.25', released_utc: expect.stringMatching(/^2026-11-21T14:/) },
  ])

  await cashier.keyboard.press('Escape')
  await cashier.keyboard.press('d')
  await expect(cashier.getByRole('row').filter({ hasText: early.number })).toContainText('Given early')
  await expect(cashier.locator('body')).toContainText(/Given early\s*1 · EUR.18\.25/)
  await cashier.keyboard.press('Escape')
  const dear = await till.charge('20.01')
  await gateway.pay({ paymentId: dear.chargeId, kind: 'exact' })
  await gateway.step({ paymentId: dear.chargeId })
  await till.aMoment()
  await expect(cardIn(cashier)).toContainText('Wait for “Paid” before handing over')
  await expect(customerShows(customer, 'seen')).toBeVisible()
  await gateway.finish({ paymentId: early.chargeId })
  await till.aMoment()
  expect((await paymentsState(cashier)).today).toMatchObject({
    paid: 1,
    releasedEarly: { count: 0, minor: 0 },
  })
})

test('by hand: on the owner’s word with a reason, and it stands out in the day', async ({ openCase }) => {
  const till = await openCase({ expiryMinutes: 1 })
  const { cashier, customer } = till
  await setPin(cashier)
  const sale = await till.charge('18.25')
  await till.minutes(1)
  await expect(cardIn(cashier)).toContainText('Expired before anything came')
  await pressKeyOf(cashier, 'b', 'Mark as paid by hand')
  await expect(cardIn(cashier)).toContainText('every report says so')
  await giveOwnersWord(cashier, { pin: PIN })
  await expect(cardIn(cashier)).toContainText('Say why')
  await giveOwnersWord(cashier, { reason: 'Seen in the wallet of the shop', pin: PIN })
  await expect(cardIn(cashier)).toContainText('Marked paid by hand')
  await expect(cardIn(cashier)).toContainText('the gateway has not said that it is paid')
  await expect(cardIn(cashier)).toContainText('Seen in the wallet of the shop')
  await picture(cashier, 'by-hand')
  await expect(customerShows(customer, 'accepted')).toBeVisible()

  expect(await till.trail(sale)).toEqual(['intended', 'charged', 'expired', 'decided'])
  expect((await paymentsState(cashier)).today).toMatchObject({ paid: 1, byHand: { count: 1, minor: 1825 } })
  expect(await till.rows()).toMatchObject([
    {
      status: 'expired',
      settlement: 'byHand',
      settled_by: 'owner',
      settled_reason: 'Seen in the wallet of the shop',
      sale_price: '18.25',
      received_usdt: '0.000000',
    },
  ])
  await cashier.keyboard.press('Escape')
  await cashier.keyboard.press('d')
  await expect(cashier.getByRole('row').filter({ hasText: sale.number })).toContainText('By hand')
  await expect(cashier.locator('body')).toContainText(/By hand\s*1 · EUR.18\.25/)
})

// Five sales, one after another: longer than any other here.
test('a day with everything in it: the list of what needs attention, and the report', async ({
  openCase,
}) => {
  test.slow()
  const till = await openCase({ expiryMinutes: 5 })
  const { cashier, gateway } = till
  await setPin(cashier)
  const again = async (price: string, amount?: string) => {
    const sale = await till.charge(price)
    await till.send(sale, amount)
    return sale
  }
  await again('4.20')
  await cashier.keyboard.press('Escape')
  const over = await again('18.25', '25.000000')
  await cashier.keyboard.press('Escape')
  const short = await again('50.00', '53.000000')
  await pressKeyOf(cashier, 'o', 'Leave to the owner')
  await cashier.keyboard.press('Escape')
  const failed = await till.charge('12.00')
  await gateway.fail({ paymentId: failed.chargeId })
  await till.aMoment()
  await pressKeyOf(cashier, 'o', 'Leave to the owner')
  await cashier.keyboard.press('Escape')
  const late = await till.charge('9.90')
  await cashier.keyboard.press('Escape')
  await till.aMoment()
  await till.send(late)
  await cashier.keyboard.press('n')
  for (const [sale, word] of [
    [over, 'Too much'],
    [short, 'Short'],
    [failed, 'Failed'],
    [late, 'Late money'],
  ] as const) {
    await expect(exceptionOf(cashier, sale.number)).toContainText(word)
  }
  await exceptionOf(cashier, failed.number).getByRole('button', { name: 'Dealt with' }).click()
  await picture(cashier, 'exceptions')
  await giveOwnersWord(cashier, { reason: 'Support sent it back', pin: PIN })
  await expect(exceptionOf(cashier, failed.number)).toHaveCount(0)
  await exceptionOf(cashier, late.number).getByRole('button', { name: late.number }).click()
  await pressKeyOf(cashier, 'g', 'Give the goods')
  await expect(cardIn(cashier)).toContainText('Given although late')
  expect((await till.rows()).map(({ settlement }) => settlement)).toEqual(['', '', '', '', 'delivered'])
  await cashier.keyboard.press('Escape')
  await cashier.keyboard.press('Escape')
  await cashier.keyboard.press('d')
  await expect(cashier.getByRole('row').filter({ hasText: late.number })).toContainText('Given late')
  await picture(cashier, 'day')
  await expect(qrIn(cashier)).toHaveCount(0)
  expect((await paymentsState(cashier)).today).toMatchObject({ payments: 5, paid: 3, paidMinor: 3235 })
})
