import { mkdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { PNG } from 'pngjs'
import type { HistoryEntry, PaymentView } from '../../../../shared/contract/payments.ts'
import type { Settings } from '../../../../shared/contract/settings.ts'
import { isCharged } from '../../../../shared/payment/transition.ts'
import type { SimulatorControl } from '../../../../simulator/control/contract.ts'
import type { TillApp } from '../../../support/app-driver.ts'
import { charge, paymentsState, practiceGateway, told } from '../../../support/till-hands.ts'
import { test as base } from '../fixtures.ts'

// One sale after another at the real till: the built app, its practice gateway over HTTP, and a computer whose time the
// test moves, so that nothing here waits for a minute to pass.

export const PIN = '246810'
const MINUTE = 60_000
const PICTURES = 'docs/images/guide'

/** A payment as a test speaks of it. */
export type Sale = { readonly id: string; readonly number: string; readonly chargeId: string }

export type CaseTill = TillApp & {
  readonly gateway: SimulatorControl
  /** Types a price, charges it, and waits for its code in both windows. */
  charge(price: string): Promise<Sale>
  /** The payment on the screens. */
  current(): Promise<Sale>
  /** A deposit arrives and the gateway has finished with it; without an amount it is exactly what was asked. */
  send(sale: Sale, amount?: string): Promise<void>
  /** Time for the till's own look at a payment whose customer may be at the counter. */
  aMoment(): Promise<void>
  /** Time for a look at what is paid, too. */
  aWhile(): Promise<void>
  minutes(count: number): Promise<void>
  /** Somebody sets the computer's clock by so much. */
  setClock(ms: number): Promise<void>
  /** The computer sleeps for so long. */
  sleep(ms: number): Promise<void>
  /** What the journal holds about a payment, in order: news of its money once, and not that there was none yet. */
  trail(sale: Sale): Promise<string[]>
  view(sale: Sale): Promise<PaymentView>
  rings(): Promise<{ count: number; for: string }>
  /** The rows of today's file, as the owner exports it. */
  rows(): Promise<Record<string, string>[]>
}

type CaseFixtures = {
  /** Opens the till; `startsAt` is what its computer's clock says then. */
  readonly openCase: (settings?: Partial<Settings>, startsAt?: string) => Promise<CaseTill>
}

export const test = base.extend<CaseFixtures>({
  openCase: async ({ open }, use) => {
    await use(async (settings, startsAt = '2026-11-21T14:02:00Z') => {
      const till = await open(
        { theme: 'light', shopName: 'Corner Coffee', ...settings },
        {
          preload: 'test/support/own-computer.cjs',
          env: { USDTILL_TEST_STARTS: startsAt },
        },
      )
      return withHands(till)
    })
  },
})

async function withHands(till: TillApp): Promise<CaseTill> {
  const { app, cashier, customer, folder } = till
  const gateway = await practiceGateway(cashier)
  // Deposits go from stage to stage when the test says so.
  await gateway.configure({ autoAdvance: false })

  const moveTime = (ms: number) =>
    app.evaluate(
      (_electron, by) => (globalThis as unknown as { moveTime(ms: number): Promise<void> }).moveTime(by),
      ms,
    )
  const aMoment = () => moveTime(1300)

  async function current(): Promise<Sale> {
    const view = (await paymentsState(cashier)).current
    if (!view || !isCharged(view.payment)) throw new Error('no charge is on the screens')
    const { id, number, charge: atGateway } = view.payment
    return { id, number: String(number).padStart(4, '0'), chargeId: atGateway.chargeId }
  }
  const history = (sale: Sale) =>
    told<{ view: PaymentView; entries: HistoryEntry[] }>(cashier, 'payments.history', { id: sale.id })

  return {
    ...till,
    gateway,
    current,
    aMoment,
    aWhile: () => moveTime(15_000),
    async charge(price) {
      await charge(cashier, customer, price)
      return current()
    },
    async send({ chargeId: paymentId }, amount) {
      await gateway.pay(
        amount === undefined ? { paymentId, kind: 'exact' } : { paymentId, kind: 'amount', amount },
      )
      await gateway.finish({ paymentId })
      await aMoment()
    },
    minutes: (count) => moveTime(count * MINUTE),
    setClock: (ms) =>
      app.evaluate(
        (_electron, by) => (globalThis as unknown as { setClock(ms: number): void }).setClock(by),
        ms,
      ),
    sleep: (ms) =>
      app.evaluate(({ powerMonitor }, by) => {
        ;(globalThis as unknown as { setClock(ms: number): void }).setClock(by)
        powerMonitor.emit('resume')
      }, ms),
    async trail(sale) {
      const { entries } = await history(sale)
      const news = entries.filter(
        ({ kind, vendorStatus }) => kind !== 'observed' || vendorStatus !== 'waiting',
      )
      return news.map(({ kind }) => kind).filter((kind, index, all) => kind !== all[index - 1])
    },
    view: async (sale) => (await history(sale)).view,
    rings: async () => (await paymentsState(cashier)).rings,
    async rows() {
      const file = join(folder, 'day.csv')
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      }, file)
      const { day } = (await paymentsState(cashier)).today
      await told(cashier, 'reports.exportCsv', { day })
      return parse(await readFile(file, 'utf8'), { columns: true, bom: true }) as Record<string, string>[]
    },
  }
}

/** The owner has chosen a PIN. */
export async function setPin(cashier: Page): Promise<void> {
  await told(cashier, 'owner.setPin', { current: null, pin: PIN })
}

/** A picture for docs/user-guide.md, of what this test has on the screen; taken only when asked for. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env['USDTILL_GUIDE']) return
  const taken = PNG.sync.read(await page.screenshot({ animations: 'disabled' }))
  mkdirSync(PICTURES, { recursive: true })
  // A browser packs for speed; a repository keeps pictures for ever.
  writeFileSync(
    join(PICTURES, `${name}.png`),
    PNG.sync.write(taken, { colorType: 2, deflateLevel: 9, deflateStrategy: 0, filterType: 0 }),
  )
}

export { expect } from '../fixtures.ts'
