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

/** Pictures of a second payment, due and paid: each look, the customer's window in the two sizes people have. */
export async function takeLooks(till: TillApp, folder: string): Promise<void> {
  const { cashier, customer } = till
  await cashier.keyboard.press('Escape')
  await customerShows(customer, 'idle').waitFor()
  await takeLook(till, folder, 'idle')
  await typePrice(cashier, '124.90')
  await cashier.keyboard.press('Enter')
  await qrIn(customer).waitFor()
  await takeLook(till, folder, 'due')
  const gateway = await practiceGateway(cashier)
  const open = (await gateway.charges()).charges.find(({ status }) => status === 'waiting')
  await gateway.finish({ paymentId: open?.paymentId ?? '' })
  await customerShows(customer, 'paid').waitFor()
  await takeLook(till, folder, 'paid')
}

async function takeLook(till: TillApp, folder: string, stage: string): Promise<void> {
  const { cashier, customer } = till
  for (const [name, settings] of looks) {
    await saveSettings(cashier, settings)
    const [lang = '', theme = ''] = [settings.language, settings.theme]
    for (const page of [cashier, customer]) {
      await page.locator(`html[lang^="${lang}"][data-theme="${theme}"]`).waitFor()
    }
    await cashier.screenshot({ path: join(folder, `look-${stage}-${name}-cashier.png`) })
    for (const size of sizes) {
      await customer.setViewportSize(size)
      const path = join(folder, `look-${stage}-${name}-customer-${size.width}x${size.height}.png`)
      await customer.screenshot({ path })
    }
  }
}
