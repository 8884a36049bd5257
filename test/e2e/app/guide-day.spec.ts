import type { Report } from '../../../shared/contract/shifts.ts'
import { wholeOf } from '../../../shared/shift/cells.ts'
import { told } from '../../support/till-hands.ts'
import { expect, test } from './cases/fixtures.ts'
import {
  chargeWithoutTip,
  closeShift,
  leaveOneOpen,
  openShift,
  sellShort,
  sellWithDiscountAndTip,
} from './guide/cashiers-day.ts'
import { allTills, closeDay, exportDay, overview, searching } from './guide/owners-day.ts'
import { ANA, firstRun, handOver, MARIA, OPENS_AT, SHOP, zOfTheBar } from './guide/shop.ts'

// The day of docs/user-guide.md, from the owner's first start to all tills in one report: what the guide says of it
// holds here, and the guide's pictures of it are taken here.

test('one day at the shop: the cashier’s, the owner’s, and every figure of it adds up', async ({
  openCase,
}) => {
  test.setTimeout(240_000) // a whole day with two tills; people's PINs are hashed, on purpose slowly
  const fromBar = await zOfTheBar()
  const till = await openCase(SHOP, OPENS_AT)
  const { cashier } = till
  await firstRun(cashier)

  await handOver(till, ANA)
  await openShift(cashier)
  await sellWithDiscountAndTip(till)
  await till.minutes(95)
  await sellShort(till)
  await till.minutes(290)
  await till.send(await chargeWithoutTip(till, '6.40'))
  await cashier.keyboard.press('Escape')
  const left = await leaveOneOpen(till)
  await closeShift(cashier)

  await handOver(till, MARIA)
  await closeDay(till)
  await exportDay(till)
  await overview(cashier)
  await searching(cashier)
  await allTills(till, fromBar)

  // What was open at the Z is in the next one.
  await till.send(left)
  const next = await told<Report>(cashier, 'shifts.x')
  expect(wholeOf(next.totals.cells)).toMatchObject({ sales: 1, currencies: [{ goods: 990, tip: 0 }] })
})
