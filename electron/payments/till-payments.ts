import type { Mode } from '../../shared/mode.ts'
import type { PaymentEvent } from '../../shared/payment/event.ts'
import type { NowPaymentsAccount } from '../gateways/nowpayments/account/account.ts'
import type { Journal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import type { SteadyClock } from '../time/steady-clock.ts'
import { type CurrentPayment, createCurrentPayment } from './desk/current-payment.ts'
import { createDesk, type Desk } from './desk/desk.ts'
import { createParking } from './desk/parking.ts'
import type { Lineup } from './lineup.ts'
import { createPaymentRepository, type PaymentRepository } from './payment-repository.ts'
import { createInvoiceSearch } from './watching/invoice-search.ts'
import { createPaymentWatcher, type PaymentWatcher } from './watching/payment-watcher.ts'
import { createSiblingCheck, type SiblingCheck } from './watching/sibling-check.ts'
import { PRACTICE_PACE, REAL_PACE } from './watching/watch-schedule.ts'

/** The payments of one mode: on record, on the screens, and watched. */
export type TillPayments = {
  readonly repository: PaymentRepository
  readonly current: CurrentPayment
  readonly desk: Desk
  readonly watcher: PaymentWatcher
  readonly lookAtSibling: SiblingCheck
  /** Looks for what else was paid on the gateway's page of a payment, and at the payment where anything was. */
  searchInvoice(paymentId: string): Promise<void>
  /** The chain shows a transfer. */
  seenOnChain(paymentId: string, event: PaymentEvent): void
  stop(): void
}

type Dependencies = {
  readonly journal: Journal
  readonly mode: Mode
  readonly lineup: Lineup
  /** Null where the gateway's account is not set up. */
  readonly account: NowPaymentsAccount | null
  readonly clock: SteadyClock
  readonly random: () => number
  readonly log: Log
  /** An event is on disk. */
  readonly onRecorded: () => void
  readonly onChange: () => void
}

export function createTillPayments(dependencies: Dependencies): TillPayments {
  const { journal, mode, lineup, clock, log, onRecorded, onChange } = dependencies
  const repository = createPaymentRepository(journal, (recorded) => {
    const { number, status } = recorded.after
    log.info({ mode, number, event: recorded.event.kind, status }, 'payment: recorded')
    desk.noted(recorded)
    onRecorded()
  })
  const current = createCurrentPayment(clock, onChange)
  const desk = createDesk({ repository, current, parking: createParking(), onChange })
  const watcher = createPaymentWatcher({
    ...{ repository, lineup, clock, random: dependencies.random },
    pace: mode === 'practice' ? PRACTICE_PACE : REAL_PACE,
    onScreen: current.id,
    onChange(id) {
      const payment = repository.find(id)
      if (payment) current.update(payment)
      onChange()
    },
  })
  const lookAtSibling = createSiblingCheck({ repository, lineup, clock })
  const searchInvoice = createInvoiceSearch({ ...dependencies, repository, lookAtSibling })

  return {
    ...{ repository, current, desk, watcher, lookAtSibling },
    async searchInvoice(paymentId) {
      if (await searchInvoice(paymentId)) await watcher.check(paymentId)
    },
    seenOnChain(id, event) {
      const recorded = repository.record(id, event)
      if (!recorded.ok) return
      current.update(recorded.value)
      onChange()
      // The gateway may know by now: its word is the one that counts.
      void watcher.check(id)
    },
    stop() {
      void watcher.stop()
      current.stop()
    },
  }
}
