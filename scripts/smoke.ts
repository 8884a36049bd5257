// `npm run smoke`: one practice payment on the built till, from keypad to the day's file, in whatever host there is.
// One line per step with its milliseconds, a picture of each window at each stage in out/smoke/, and exit code 0 only
// if every step happened.   --built   uses the build that is there

import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { launchTill, seedSettings, type TillApp } from '../test/support/app-driver.ts'
import { readQr } from '../test/support/read-qr.ts'
import {
  addressAtGateway,
  customerShows,
  paymentsState,
  qrIn,
  typePrice,
} from '../test/support/till-hands.ts'
import { runQuietly } from './commands.ts'
import { hostLine } from './host.ts'
import { ranInVirtualDisplay } from './runner-session.ts'
import { takeLooks } from './smoke-looks.ts'

const price = '18.25'
const pictures = resolve('out/smoke')

if (!(await ranInVirtualDisplay())) await run()

async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-smoke-'))
  let till: TillApp | undefined
  try {
    await build()
    rmSync(pictures, { recursive: true, force: true })
    mkdirSync(pictures, { recursive: true })
    console.log(hostLine())
    seedSettings(folder, { shopName: 'Corner Coffee', theme: 'light' })
    till = await step('window ready', 60, 'The windows did not open', () => launchTill(folder))
    await shoot(till, '1-ready')
    await takePayment(till)
    await takeLooks(till, pictures)
    console.log(`Pictures of both windows at each stage: ${pictures}`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  } finally {
    await till?.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

async function build(): Promise<void> {
  if (process.argv.includes('--built')) return
  const { code, output } = await runQuietly('electronVite', ['build'])
  if (code !== 0) throw new Error(`The till could not be built.\n${output}`)
}

async function takePayment(till: TillApp): Promise<void> {
  const { cashier, customer } = till
  await step('charge pressed', 10, 'The keypad took no price', async () => {
    await typePrice(cashier, price)
    await cashier.getByRole('button', { name: /^Charge.*18\.25/ }).waitFor()
    await cashier.keyboard.press('Enter')
  })
  // From here both windows are waited for at once: each is timed from the key press.
  const onCashier = step('QR on cashier', 15, 'The cashier sees no QR code', () => qrIn(cashier).waitFor())
  const onCustomer = step('QR on customer', 15, 'The customer sees no QR code', () =>
    qrIn(customer).waitFor(),
  )
  await inOrder(onCashier, onCustomer)
  await shoot(till, '2-due')
  await compareQr(till)

  await step('seen', 30, 'The payment was not seen', async () => {
    await cashier.getByRole('button', { name: 'Pay exactly' }).click()
    await customerShows(customer, 'seen').waitFor()
  })
  await shoot(till, '3-seen')
  await step('paid', 60, 'The payment did not become paid', () => customerShows(customer, 'paid').waitFor())
  await shoot(till, '4-paid')
  await step('row in CSV', 30, 'The payment is not in the day’s file', () => exportDay(till))
  await shoot(till, '5-day')
}

async function compareQr({ cashier, customer }: TillApp): Promise<void> {
  const expected = `practice:${await addressAtGateway(cashier)}`
  const read = readQr(await customer.screenshot())
  if (read !== expected)
    throw new Error(`The customer’s QR code holds ${read}, the gateway gave ${expected}.`)
  console.log(`The QR code in the customer’s window holds the gateway’s address: ${read}`)
}

async function exportDay({ app, cashier, folder }: TillApp): Promise<void> {
  const file = join(folder, 'day.csv')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await cashier.keyboard.press('d')
  await cashier.getByRole('button', { name: 'Export CSV' }).click()
  await cashier.getByText('Saved 1 row').waitFor()
  const rows = parse(readFileSync(file, 'utf8'), { columns: true, bom: true }) as Record<string, string>[]
  const { paidMinor } = (await paymentsState(cashier)).today
  const isThere = rows.some((row) => row['status'] === 'paid' && row['price'] === price)
  if (!isThere || paidMinor !== 1825) throw new Error(`the file says ${JSON.stringify(rows)}`)
}

/** Runs one step within its limit and prints how long it took; its failure is a sentence. */
async function step<T>(
  name: string,
  limitSeconds: number,
  failure: string,
  act: () => Promise<T>,
): Promise<T> {
  const since = performance.now()
  let limit: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    limit = setTimeout(() => reject(new Error(`not within ${limitSeconds} s`)), limitSeconds * 1000)
  })
  try {
    const value = await Promise.race([act(), tooLong])
    console.log(`${name.padEnd(16)} ${String(Math.round(performance.now() - since)).padStart(6)} ms`)
    return value
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error)
    throw new Error(`${name}: ${failure} (${why}).`)
  } finally {
    clearTimeout(limit)
  }
}

async function inOrder(...steps: readonly Promise<unknown>[]): Promise<void> {
  const [failed] = (await Promise.allSettled(steps)).filter((settled) => settled.status === 'rejected')
  if (failed) throw failed.reason
}

async function shoot({ cashier, customer }: TillApp, stage: string): Promise<void> {
  for (const [name, page] of Object.entries({ cashier, customer })) {
    await page.screenshot({ path: join(pictures, `${stage}-${name}.png`), animations: 'disabled' })
  }
}
