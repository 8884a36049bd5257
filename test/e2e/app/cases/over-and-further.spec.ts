import {
  cardIn,
  chipOf,
  choicesIn,
  customerShows,
  exceptionOf,
  openRecent,
  paymentsState,
  pressKeyOf,
  qrIn,
} from '../../../support/till-hands.ts'
import { expect, picture, test } from './fixtures.ts'

test('over: paid, and what is too much is owed to the customer', async ({ openCase }) => {
  const till = await openCase()
  const { cashier, customer, gateway } = till
  const over = await till.charge('18.25')
  await pressKeyOf(cashier, 'm', 'Pay more') // the customer of the practice mode pays more
  await expect.poll(async () => (await gateway.charges()).charges[0]?.status).toBe('confirming')
  await gateway.finish({ paymentId: over.chargeId })
  await till.aMoment()
  await expect(cardIn(cashier)).toContainText('That is 1.000000 USDT more than asked')
  await expect(customerShows(customer, 'paid')).toBeVisible()
  expect((await till.view(over)).choices).toEqual([])
  await picture(cashier, 'over')

  await cashier.keyboard.press('Escape')
  await cashier.keyboard.press('n')
  await expect(exceptionOf(cashier, over.number)).toContainText('Too much')
  await expect(exceptionOf(cashier, over.number)).toContainText('1.000000 USDT owed')
  await cashier.keyboard.press('Escape')
  await openRecent(cashier, over.number)
  await expect(cashier.getByRole('article', { name: 'Receipt' })).toContainText(/1\.000000 USDT/)

  expect((await till.trail(over)).slice(0, 2)).toEqual(['intended', 'charged'])
  expect((await paymentsState(cashier)).today).toMatchObject({ paid: 1, owedUsdt: '1.000000' })
  expect(await till.rows()).toMatchObject([
    { status: 'paid', remarks: 'overpaid', sale_price: '18.25', owed_usdt: '1.000000' },
  ])
})

test('a repeated deposit: told beside the paid sale, and owed with one key', async ({ openCase }) => {
  const till = await openCase()
  const { cashier, customer, gateway } = till
  const first = await till.charge('18.25')
  await till.send(first)
  await expect(customerShows(customer, 'paid')).toBeVisible()
  await cashier.keyboard.press('Escape')
  const { count } = await till.rings()
  await gateway.pay({ paymentId: first.chargeId, kind: 'again', amount: '5.000000' })
  await till.aWhile()
  expect((await till.rings()).count).toBeGreaterThan(count)
  await expect(chipOf(cashier, first.number)).toContainText('New')
  await cashier.keyboard.press('F6')
  await expect(cardIn(cashier)).toContainText('Money came more than once')
  await expect(choicesIn(cashier)).toHaveText([/Owed to the customer/, /Leave to the owner/])
  await picture(cashier, 'again')
  await pressKeyOf(cashier, 'w', 'Owed to the customer')
  await expect(cardIn(cashier)).toContainText('5.000000 USDT is owed to the customer')

  expect(await till.trail(first)).toContain('childObserved')
  expect((await till.trail(first)).at(-1)).toBe('decided')
  expect((await paymentsState(cashier)).today).toMatchObject({
    paid: 1,
    paidMinor: 1825,
    owedUsdt: '5.000000',
  })
  expect(await till.rows()).toMatchObject([
    { status: 'paid', remarks: 'repeated', children: '1', children_usdt: '5.000000', owed_usdt: '5.000000' },
  ])
})

test('another coin: never pays for the sale, and the code can still be paid', async ({ openCase }) => {
  const till = await openCase()
  const { cashier, customer, gateway } = till
  // As a gateway does that exchanges the coin and calls it finished.
  await gateway.setAccount({ wrongAssetStatus: 'finished' })
  const sale = await till.charge('18.25')
  await pressKeyOf(cashier, 'x', 'Wrong coin')
  const child = async () =>
    (await gateway.charges()).charges.find(({ parentPaymentId }) => parentPaymentId === sale.chargeId)
  await expect.poll(child).toBeDefined()
  await gateway.finish({ paymentId: (await child())?.paymentId ?? '' })
  await till.aMoment()
  await expect(cardIn(cashier)).toContainText('Another coin came')
  await expect(cardIn(cashier)).toContainText('Do not hand over the goods on this')
  await expect(qrIn(cashier)).toBeVisible()
  await expect(qrIn(customer)).toBeVisible()
  expect((await paymentsState(cashier)).today.paid).toBe(0)

  await till.send(sale)
  await expect(customerShows(customer, 'paid')).toBeVisible()
  expect(await till.trail(sale)).toContain('childObserved')
  expect(await till.rows()).toMatchObject([
    {
      status: 'paid',
      remarks: 'wrongAsset',
      exceptions_open: 'wrongAsset',
      sale_price: '18.25',
      owed_usdt: '',
    },
  ])
})
