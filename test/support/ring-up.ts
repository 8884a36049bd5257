import type { Settings } from '../../shared/contract/settings.ts'
import type { TillApp } from './app-driver.ts'
import { customerShows, qrIn, typePrice } from './till-hands.ts'

// A sale with everything in it, at the keypad of the real till.

/** Prices without their tax, and a question to the customer before each charge. */
export const EVERYTHING_ASKED: Pick<Settings, 'taxes' | 'tips'> = {
  taxes: {
    mode: 'exclusive',
    rates: [{ name: 'VAT', milliPercent: 19_000, shareBasisPoints: 10_000 }],
  },
  tips: { presets: [500, 1000] },
}

/** Types the price and so many percent off, and lets the customer choose the tip; both windows show where to pay. */
export async function ringUp(
  { cashier, customer }: Pick<TillApp, 'cashier' | 'customer'>,
  price: string,
  { percentOff, tip }: { readonly percentOff?: string; readonly tip: '5%' | '10%' | 'No tip' },
): Promise<void> {
  await typePrice(cashier, price)
  if (percentOff !== undefined) {
    await cashier.keyboard.press('-')
    await cashier.keyboard.type(percentOff)
    await cashier.keyboard.press('Enter')
  }
  await cashier.getByRole('button', { name: /^Charge/, disabled: false }).waitFor()
  await cashier.keyboard.press('Enter')
  await customerShows(customer, 'tip').waitFor()
  await customer.getByRole('button', { name: tip }).click()
  await qrIn(cashier).waitFor()
  await qrIn(customer).waitFor()
}
