import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Gateway } from '../../electron/gateways/gateway.ts'
import { createNowPaymentsAccount } from '../../electron/gateways/nowpayments/account/account.ts'
import { createNowPayments } from '../../electron/gateways/nowpayments/adapter.ts'
import { createRequestQueue } from '../../electron/gateways/request-queue.ts'
import type { CheckpointSigner } from '../../electron/journal/checkpoint.ts'
import { type OpenTill, openTill } from '../../electron/open-till.ts'
import type { PaymentService } from '../../electron/payments/payment-service.ts'
import type { PaymentView } from '../../shared/contract/payments.ts'
import { defaultSettings, type Settings } from '../../shared/contract/settings.ts'
import type { Mode } from '../../shared/mode.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import { NO_PEOPLE } from '../../shared/people/caller.ts'
import { createManualClock } from '../../simulator/clock.ts'
import { practiceApiKey, practiceIpnSecret } from '../../simulator/nowpayments/settings.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import { createFakeClock, type FakeClock } from './fake-clock.ts'

/** Real services over real HTTP to the practice gateway, with both clocks in the test's hand. */
export type TillBench = {
  readonly clock: FakeClock
  readonly simulator: Simulator
  readonly folder: string
  settings: Settings
  signer: CheckpointSigner | null
  /** Where the app pushes to its windows. */
  onChange: () => void
  /** Whether that person still works there. */
  worksHere: (person: string) => boolean
  till(): OpenTill
  payments(): PaymentService
  /** Closes and opens again on the same folder, as after a crash or at the next start. */
  restart(): void
  /** Puts a copy in the place of the journal while the till is closed, and opens it again. */
  restoreJournal(copy: string): void
  /** Moves both clocks. */
  advance(ms: number): Promise<void>
  start(minor?: number, attempt?: string): Promise<PaymentView>
  chargeIdOf(view: PaymentView): string
  close(): Promise<void>
}

/** Further gateways after NOWPayments. */
type BenchGateways = {
  readonly others?: (world: {
    readonly clock: FakeClock
    readonly simulator: Simulator
  }) => readonly Gateway[]
}

export async function createTillBench(
  mode: Mode = 'practice',
  change: Partial<Settings> = {},
  startsAt = '2026-11-21T14:02:00.000Z',
  { others = () => [] }: BenchGateways = {},
): Promise<TillBench> {
  const folder = mkdtempSync(join(tmpdir(), 'usdtill-'))
  const clock = createFakeClock(Date.parse(startsAt))
  const simulatorClock = createManualClock(clock.now())
  const simulator = await startSimulator({ seed: 7, clock: simulatorClock })
  let till: OpenTill | undefined

  const bench: TillBench = {
    clock,
    simulator,
    folder,
    signer: null,
    onChange: () => undefined,
    worksHere: () => true,
    settings: { ...defaultSettings('Europe/Madrid'), mode, ...change },
    till: () => till ?? open(),
    payments() {
      const { payments } = bench.till()
      if (!payments) throw new Error('the journal is not open')
      return payments
    },
    restart() {
      till?.close()
      open()
    },
    restoreJournal(copy) {
      const file = bench.till().journalFile
      till?.close()
      for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true })
      copyFileSync(copy, file)
      open()
    },
    async advance(ms) {
      clock.advance(ms)
      await simulatorClock.advance(ms)
    },
    async start(minor = 1825, attempt = crypto.randomUUID()) {
      const price = { minor, currency: bench.settings.currency }
      const started = await bench
        .payments()
        .start({ attempt, price, reference: null, evenIfSame: true }, NO_PEOPLE)
      if (!started.ok) throw new Error(`start: ${JSON.stringify(started.error)}`)
      return started.value
    },
    chargeIdOf(view) {
      if (!isCharged(view.payment)) throw new Error('no charge')
      return view.payment.charge.chargeId
    },
    async close() {
      till?.close()
      await simulator.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }

  function open(): OpenTill {
    const queue = createRequestQueue({ everyMs: 1, burst: 1000, concurrency: 8 })
    const baseUrl = simulator.nowpaymentsUrl
    const parts = { baseUrl, apiKey: practiceApiKey, mode, clock, queue, version: 'test' }
    const gateway = createNowPayments(parts)
    const opened = openTill(mode, {
      folder,
      gateways: [gateway, ...others({ clock, simulator })],
      account: createNowPaymentsAccount(parts),
      clock,
      random: () => 0.5,
      log: pino({ level: 'silent' }),
      signer: bench.signer,
      settings: () => bench.settings,
      tillId: () => bench.settings.tillId,
      callbackSecret: async () => practiceIpnSecret,
      worksHere: (person) => bench.worksHere(person),
      onChange: () => bench.onChange(),
    })
    till = opened
    opened.start()
    return opened
  }

  open()
  return bench
}
