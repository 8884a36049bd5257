import {
  cardIn,
  choicesIn,
  customerShows,
  exceptionOf,
  giveOwnersWord,
  openRecent,
  paymentsState,
  pressKeyOf,
  qrIn,
} from '../../../support/till-hands.ts'
import { expect, PIN, picture, setPin, test } from './fixtures.ts'

test('short: the rest is asked for, and both payments close one sale', async ({ openCase }) => {
  const till = await openCase()
  const { cashier, customer, gateway } = till
  const short = await till.charge('100.00')
  await till.send(short, '95.000000')
  await expect(cardIn(cashier)).toContainText(/Received 95\.000000 of 108\.891000 USDT/)
  await expect(cardIn(cashier)).toContainText('13.891000 USDT is missing')
  await expect(cardIn(cashier)).toContainText('The money that came is safe')
  await expect(choicesIn(cashier)).toHaveText([/Ask for 13\.891000 more/, /Take it as it is/, /Leave to/])
  await expect(customerShows(customer, 'short')).toContainText('13.891000 USDT missing')
  await picture(cashier, 'short')

  await pressKeyOf(cashier, 'a', 'Ask for')
  await expect(customerShows(customer, 'due')).toContainText('The rest of your payment')
  await expect(qrIn(cashier)).toBeVisible()
  await expect(cardIn(cashier)).toContainText(`Rest of payment ${short.number}`)
  await picture(customer, 'rest-customer')

  const rest = await till.current()
  await till.send(rest)
  await expect(customerShows(customer, 'paid')).toBeVisible()
  await expect(cardIn(cashier)).toContainText('Payments 0001 and 0002 together close this sale')
  await expect(cardIn(cashier)).toContainText(/EUR.100\.00/)

  expect(await till.trail(short)).toEqual(['intended', 'charged', 'observed', 'toppedUp'])
  expect((await gateway.charges()).charges).toHaveLength(2)
  expect(await paymentsState(cashier)).toMatchObject({
    exceptions: 0,
    parked: [],
    today: { paid: 1, paidMinor: 10_000 },
  })
  await cashier.keyboard.press('Escape')
  await openRecent(cashier, rest.number)
  const receipt = cashier.getByRole('article', { name: 'Receipt' })
  await expect(receipt).toContainText('108.891000 USDT')
  await expect(receipt).toContainText('95.000000 USDT')
  await expect(receipt).toContainText(/EUR.100\.00/)
  await expect(receipt).not.toContainText('NOT PAID')
  expect(await till.rows()).toMatchObject([
    { status: 'short', sale_price: '100.00', settlement: 'toppedUp', settled_by: 'till' },
    { status: 'paid', sale_price: '', top_up_of: short.id },
  ])
})

test('short: the owner takes it as it is, or has it left to them', async ({ openCase }) => {
  const till = await openCase()
  const { cashier, customer } = till
  await setPin(cashier)
  const taken = await till.charge('100.00')
  await till.send(taken, '108.000000')
  await pressKeyOf(cashier, 't', 'Take it as it is')
  await expect(cardIn(cashier)).toContainText('the missing 0.891000 USDT is not asked for any more')
  await giveOwnersWord(cashier, { reason: 'A regular customer', pin: '135791' })
  await expect(cardIn(cashier)).toContainText('The PIN is wrong')
  await picture(cashier, 'owners-word')
  await giveOwnersWord(cashier, { pin: PIN })
  await expect(cardIn(cashier)).toContainText('The owner took it as it is: 108.000000 of 108.891000 USDT')
  await expect(cardIn(cashier)).toContainText('A regular customer')
  await expect(customerShows(customer, 'accepted')).toBeVisible()
  expect((await till.trail(taken)).at(-1)).toBe('decided')

  await cashier.keyboard.press('Escape')
  const left = await till.charge('50.00')
  await till.send(left, '53.000000')
  await pressKeyOf(cashier, 'o', 'Leave to the owner')
  await expect(cardIn(cashier)).toContainText('The owner decides')
  await cashier.keyboard.press('Escape')
  await cashier.keyboard.press('n')
  await expect(exceptionOf(cashier, left.number)).toContainText('With the owner')
  await expect(exceptionOf(cashier, taken.number)).toHaveCount(0)
  await exceptionOf(cashier, left.number).getByRole('button', { name: 'Dealt with' }).click()
  await giveOwnersWord(cashier, { reason: 'Sent back to the customer', pin: PIN })
  await expect(cashier.getByText('Nothing needs attention')).toBeVisible()

  expect((await paymentsState(cashier)).today).toMatchObject({
    paid: 1,
    acceptedShort: { count: 1, minor: 10_000 },
    attention: 0,
  })
  expect(await till.rows()).toMatchObject([
    {
      settlement: 'accepted',
      settled_by: 'owner',
      settled_reason: 'A regular customer',
      sale_price: '100.00',
    },
    { status: 'short', settlement: '', sale_price: '', exceptions_open: '' },
  ])
})

test('short by less than the gateway takes: said before, with other ways', async ({ openCase }) => {
  const till = await openCase()
  const { cashier, customer } = till
  const short = await till.charge('18.25')
  await till.send(short, '19.000000')
  await expect(cardIn(cashier)).toContainText(
    'below the gateway’s minimum of 1.000000 USDT, so it cannot be asked for here',
  )
  await expect(choicesIn(cashier)).toHaveText([/Take it as it is/, /Owed to the customer/, /Leave to/])
  await expect(customerShows(customer, 'short')).toBeVisible()
  await pressKeyOf(cashier, 'w', 'Owed to the customer')
  await expect(cardIn(cashier)).toContainText('19.000000 USDT is owed to the customer')
  expect(await till.trail(short)).toEqual(['intended', 'charged', 'observed', 'decided'])
  expect(await till.rows()).toMatchObject([{ status: 'short', owed_usdt: '19.000000', sale_price: '' }])
})
