import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readQr } from '../../../support/read-qr.ts'
import {
  charge,
  chipOf,
  customerShows,
  park,
  paymentsState,
  practiceGateway,
  qrIn,
  typePrice,
} from '../../../support/till-hands.ts'
import { expect, picture, test } from './fixtures.ts'

// Whatever is lost, pressed twice or cut off: never two codes, and no address on a screen that is not in the journal.

const RECORD_SHOWN = { preload: 'test/support/record-shown.cjs' }
const CREATE = { method: 'POST', path: '/payment' } as const

/** Every address that crossed to a window, and whether the journal held it then. */
function addressesShown(folder: string) {
  const lines = readFileSync(join(folder, 'shown.jsonl'), 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line) as { window: string; address: string; wasRecorded: boolean })
}

test('the reply to a charge is lost: nothing is shown, and charging again is safe', async ({
  open,
  folder,
}) => {
  const { cashier, customer } = await open({}, RECORD_SHOWN)
  const gateway = await practiceGateway(cashier)
  await gateway.cutNext({ when: 'after', match: CREATE })
  await typePrice(cashier, '18.25')
  await cashier.keyboard.press('Enter')
  await expect(cashier.getByRole('alert')).toContainText('The gateway’s answer was lost')
  await expect(cashier.getByRole('alert')).toContainText('Charge again: it is safe')
  await expect(qrIn(cashier)).toHaveCount(0)
  await expect(qrIn(customer)).toHaveCount(0)
  await cashier.keyboard.press('Enter')
  await qrIn(cashier).waitFor()
  await qrIn(customer).waitFor()

  const { charges } = await gateway.charges()
  expect(charges).toHaveLength(2)
  const current = (await paymentsState(cashier)).current?.qr
  const [lost] = charges.map(({ address }) => address).filter((address) => current !== `practice:${address}`)
  const shown = addressesShown(folder)
  expect(shown.map(({ address }) => address)).not.toContain(lost)
  expect(new Set(shown.map(({ address }) => address)).size).toBe(1)
  expect(shown.every(({ wasRecorded }) => wasRecorded)).toBe(true)
})

test('two Enter keys and a click at once make one charge', async ({ open, folder }) => {
  const { cashier, customer } = await open({}, RECORD_SHOWN)
  const gateway = await practiceGateway(cashier)
  // Slow enough for the second press to come before the answer.
  await gateway.delayNext({ ms: 500, match: CREATE })
  await typePrice(cashier, '18.25')
  await cashier.evaluate(() => {
    for (let press = 0; press < 2; press += 1) {
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }),
      )
    }
    const charge = [...document.querySelectorAll('button')].find((one) => one.textContent?.includes('Charge'))
    charge?.click()
  })
  await qrIn(customer).waitFor()
  await cashier.keyboard.press('Enter')
  expect((await gateway.charges()).charges).toHaveLength(1)
  expect((await paymentsState(cashier)).recent).toHaveLength(1)
  expect(addressesShown(folder).every(({ wasRecorded }) => wasRecorded)).toBe(true)
})

test('a power cut while the gateway is asked: the lost address is never shown', async ({ open, folder }) => {
  const first = await open({}, RECORD_SHOWN)
  const gateway = await practiceGateway(first.cashier)
  await gateway.delayNext({ ms: 60_000, match: CREATE })
  await typePrice(first.cashier, '18.25')
  await first.cashier.keyboard.press('Enter')
  await expect.poll(async () => (await gateway.charges()).charges.length).toBe(1)
  const lost = (await gateway.charges()).charges[0]?.address
  await first.kill()

  const { cashier, customer } = await open({}, RECORD_SHOWN)
  await expect(customerShows(customer, 'idle')).toBeVisible()
  await expect(qrIn(cashier)).toHaveCount(0)
  await expect(cashier.getByRole('list', { name: 'Recent payments' })).toContainText('Not charged')
  await charge(cashier, customer, '18.25')
  const shown = addressesShown(folder)
  expect(new Set(shown.map(({ address }) => address)).size).toBe(1)
  expect(shown.map(({ address }) => address)).not.toContain(lost)
  expect(shown.every(({ wasRecorded }) => wasRecorded)).toBe(true)
})

test('a power cut with one code up and one payment parked: the same code is back, and only that', async ({
  open,
  folder,
}) => {
  const first = await open({}, RECORD_SHOWN)
  await charge(first.cashier, first.customer, '18.25')
  await park(first.cashier, first.customer)
  await charge(first.cashier, first.customer, '7.00')
  const code = readQr(await first.customer.screenshot())
  await first.kill()

  const { cashier, customer } = await open({}, RECORD_SHOWN)
  await expect(customerShows(customer, 'due')).toContainText('7.00')
  expect(readQr(await customer.screenshot())).toBe(code)
  expect(readQr(await cashier.screenshot())).toBe(code)
  await expect(chipOf(cashier, '0001')).toBeVisible()
  expect((await (await practiceGateway(cashier)).charges()).charges).toHaveLength(2)
  expect(addressesShown(folder).every(({ wasRecorded }) => wasRecorded)).toBe(true)
})

test('the same amount again is asked about, and Enter passes it', async ({ openCase }) => {
  const till = await openCase()
  const { cashier, customer, gateway } = till
  const first = await till.charge('18.25')
  await park(cashier, customer)
  await typePrice(cashier, '18.25')
  await cashier.keyboard.press('Enter')
  await expect(cashier.getByRole('alert')).toContainText(`${first.number} is for the same amount`)
  await expect(qrIn(customer)).toHaveCount(0)
  expect((await gateway.charges()).charges).toHaveLength(1)
  await picture(cashier, 'same-amount')
  await cashier.keyboard.press('Enter')
  await expect(customerShows(customer, 'due')).toContainText('18.25')
  expect((await gateway.charges()).charges).toHaveLength(2)
  expect(await till.rows()).toMatchObject([{ status: 'awaiting' }, { status: 'awaiting' }])
})
