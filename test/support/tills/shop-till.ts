import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { openJournal } from '../../../electron/journal/journal.ts'
import { createOwnerActs } from '../../../electron/journal/owner-acts.ts'
import { createPaymentRepository } from '../../../electron/payments/payment-repository.ts'
import type { Keychain } from '../../../electron/settings/keychain.ts'
import { createShiftService } from '../../../electron/shifts/shift-service.ts'
import { createShopTexts } from '../../../electron/till/shop-texts.ts'
import { createTillsReading } from '../../../electron/tills/reading/tills-reading.ts'
import { tillIdOf } from '../../../electron/tills/till-id.ts'
import { createTillsDesk } from '../../../electron/tills/tills-desk.ts'
import { createSteadyClock, thisComputer } from '../../../electron/time/steady-clock.ts'
import { defaultSettings } from '../../../shared/contract/settings.ts'
import type { Mode } from '../../../shared/mode.ts'
import type { CurrencyCode } from '../../../shared/money/currency.ts'
import { formatUsdt, microUsdt } from '../../../shared/money/usdt.ts'
import type { PaymentEvent } from '../../../shared/payment/event.ts'
import { NO_PEOPLE } from '../../../shared/people/caller.ts'
import type { NamedPerson } from '../../../shared/people/named.ts'
import { ok } from '../../../shared/result.ts'
import type { SaleDetails } from '../../../shared/sale/details.ts'
import { ADDRESS, aCharge, anId, anObservation, aPaymentBase } from '../builders.ts'
import type { FakeClock } from '../fake-clock.ts'
import { createMemorySettings } from '../memory-settings.ts'

type Parts = {
  readonly number: number
  /** A folder of its own: journal and bundles of others are kept there. */
  readonly folder: string
  readonly clock: FakeClock
  readonly keychain: Keychain
  readonly mode?: Mode
}

export type Sold = {
  readonly minor?: number
  readonly currency?: CurrencyCode
  readonly cashier?: NamedPerson | null
  readonly gateway?: 'nowpayments' | 'paystablecoin'
  /** What the price is made of; then it is the price. */
  readonly sale?: SaleDetails | null
}

/** One till of a shop as main has it, with a journal of its own; what happens at its gateway is told by the test. */
export type ShopTill = ReturnType<typeof createShopTill>

const ASKED = '19.874210'

/** The threads know nothing of a till but what they are asked: all tills of a file of tests have the same ones. */
const reading = createTillsReading({
  workerUrl: new URL('../../../electron/tills/reading/tills-worker.ts', import.meta.url),
  clock: createSteadyClock(thisComputer),
  onCrash(_reference, error) {
    throw error
  },
})

/** Before the first of them, as starting a thread takes longer than most tests. */
export async function readingIsUp(): Promise<void> {
  await reading.bundle('/no such bundle')
}

export function createShopTill({ number, folder, clock, keychain, mode = 'live' }: Parts) {
  const journalFile = join(folder, `${mode}.sqlite`)
  const opened = openJournal(journalFile, mode)
  if (!opened.ok) throw new Error(opened.error.code)
  const journal = opened.value
  const repository = createPaymentRepository(journal)
  const settings = createMemorySettings({
    ...defaultSettings('Europe/Madrid'),
    ...{ mode, shopName: 'Corner Coffee', tillName: `Till ${number}`, tillNumber: number },
  })
  const log = pino({ level: 'silent' })
  const shopTexts = createShopTexts({ journal, mode, clock, log, settings: settings.read })
  const shifts = createShiftService({
    ...{ journal, mode, clock, settings: settings.read, shopTexts, log },
    tillId: () => tillIdOf(settings),
    onDayClosed: () => undefined,
    onChange: () => undefined,
  })
  const desk = createTillsDesk({
    ...{ folder, settings, keychain, clock, log, reading },
    open: () => ({
      mode,
      journalFile,
      ownerActs: createOwnerActs(journal, clock),
      journalProblem: () => null,
    }),
  })
  const now = () => new Date(clock.now()).toISOString()

  function record(id: string, event: PaymentEvent): void {
    const recorded = repository.record(id, event)
    if (!recorded.ok) throw new Error(recorded.error.code)
  }

  return {
    desk,
    journal,
    journalFile,
    repository,
    settings,
    shifts,
    record,
    /** Charged and on its way: it ends when `paid` is told. */
    begin(sold: Sold = {}): string {
      const { currency = 'EUR', cashier = null, gateway = 'nowpayments', sale = null } = sold
      const minor = sale?.total ?? sold.minor ?? 1825
      const next = repository.nextNumber()
      const id = anId(number * 1_000_000 + next)
      const orderId = `T0${number}-Till-${next}`
      const base = aPaymentBase({
        ...{ id, saleId: anId(number * 1_000_000 + 500_000 + next), number: next, orderId, cashier, sale },
        ...{ price: { minor, currency }, createdAt: now(), till: `Till ${number}`, tillNumber: number },
      })
      record(id, { kind: 'intended', at: now(), payment: base, gateway })
      const charge = aCharge({ chargeId: `${number}00${next}`, orderId, gateway })
      record(id, { kind: 'charged', at: now(), charge, expiresAt: now(), raw: '{}' })
      return id
    },
    /** The gateway says that it is paid, and kept `fee` of it. */
    paid(id: string, received = ASKED, fee = '0.100000'): void {
      const payment = repository.find(id)
      const charge = payment && 'charge' in payment ? payment.charge : aCharge()
      const outcome = formatUsdt(microUsdt(received) - microUsdt(fee))
      const observation = anObservation({
        ...{ chargeId: charge.chargeId, orderId: charge.orderId, status: 'finished', received, outcome },
        ...{ outcomeCoin: 'usdttrc20', vendorStatus: 'finished', transactionId: charge.chargeId },
      })
      record(id, { kind: 'observed', at: now(), source: 'poll', observation, raw: `{"${received}":1}` })
    },
    /** So much of it went back to the customer. */
    sentBack(id: string, amount: string): void {
      const sent = { id: crypto.randomUUID(), amount, address: ADDRESS, standing: 'sent' as const }
      record(id, { kind: 'refund', at: now(), refund: { ...sent, transactionId: null, sentAt: now() } })
    },
    /** Takes the Z of this day; its number. */
    closeDay(): number {
      const closed = shifts.closeDay(crypto.randomUUID(), NO_PEOPLE)
      if (!closed.ok) throw new Error(closed.error.code)
      return closed.value.number
    },
    /** Writes one Z as a file into a folder. */
    async save(z: number, into: string): Promise<string> {
      const written = await desk.writeBundle(z, async (name) => ok(join(into, name)))
      if (!written.ok || written.value === null) throw new Error(`no bundle of Z ${z}`)
      return written.value.file
    },
    close() {
      desk.close()
      journal.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
