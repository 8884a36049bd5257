import { join } from 'node:path'
import type { Settings } from '../shared/contract/settings.ts'
import type { TillApp } from '../test/support/app-driver.ts'
import { customerShows, practiceGateway, qrIn, saveSettings, typePrice } from '../test/support/till-hands.ts'

const looks: readonly (readonly [name: string, settings: Partial<Settings>])[] = [
  ['light', { theme: 'light', language: 'en' }],
  ['dark', { theme: 'dark', language: 'en' }],
  ['arabic', { theme: 'light', language: 'ar' }],
]

const sizes = [
  { width: 1024, height: 600 },
  { width: 1920, height: 1080 },
] as const

/** Pictures of further payments in each look, idle, due and paid, the customer's window in the two sizes people have. */
export async function takeLooks(till: TillApp, folder: string): Promise<void> {
  const { cashier, customer } = till
  await cashier.keyboard.press('Escape')
  for (const [name, settings] of looks) {
    await backToIdle(till)
    await saveSettings(cashier, settings)
    for (const page of [cashier, customer]) {
      await page.locator(`html[lang^="${settings.language}"][data-theme="${settings.theme}"]`).waitFor()
    }
    const shoot = (stage: string) => shootSizes(till, join(folder, `look-${name}-${stage}`))
    await shoot('idle')
    await typePrice(cashier, '124.90')
    await cashier.keyboard.press('Enter')
    await qrIn(customer).waitFor()
    await shoot('due')
    await payAtOnce(till)
    await shoot('paid')
  }
}

async function backToIdle({ cashier, customer }: TillApp): Promise<void> {
  await cashier.keyboard.press('Escape')
  await customerShows(customer, 'idle').waitFor()
}

async function payAtOnce({ cashier, customer }: TillApp): Promise<void> {
  const gateway = await practiceGateway(cashier)
  const open = (await gateway.charges()).charges.find(({ status }) => status === 'waiting')
  await gateway.finish({ paymentId: open?.paymentId ?? '' })
  await customerShows(customer, 'paid').waitFor()
}

async function shootSizes({ cashier, customer }: TillApp, name: string): Promise<void> {
  await cashier.screenshot({ path: `${name}-cashier.png`, animations: 'disabled' })
  for (const size of sizes) {
    await customer.setViewportSize(size)
    const path = `${name}-customer-${size.width}x${size.height}.png`
    await customer.screenshot({ path, animations: 'disabled' })
  }
}
