import type { CustomerView } from '../../shared/contract/customer.ts'
import type { PaymentsState } from '../../shared/contract/payments.ts'
import type { TillState } from '../../shared/contract/till.ts'
import type { OpenTill } from '../open-till.ts'
import { businessDay } from '../payments/opening/intent.ts'
import { toCustomerView } from '../payments/payment-view.ts'
import type { Seen } from '../people/seen.ts'
import { dayTotals } from '../reports/day-report.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import type { Clock } from '../time/clock.ts'

export type Publish = {
  till(state: TillState): void
  payments(state: PaymentsState): void
  customer(view: CustomerView): void
}

/** What the windows are told, each time with a revision: they drop what is older than what they have. */
export type WindowNews = {
  revision(): number
  paymentsState(): PaymentsState
  customerView(): CustomerView
  /** The windows learn of every change; the customer's only when its own record changed. */
  tell(): void
}

type Dependencies = {
  readonly clock: Clock
  readonly settings: SettingsStore
  readonly till: () => OpenTill
  /** Which payments whoever stands there is told of. */
  readonly seen: () => Seen
  readonly state: () => TillState
  readonly publish: Publish
}

export function createWindowNews(dependencies: Dependencies): WindowNews {
  const { clock, settings, till, publish } = dependencies
  let revision = 0
  let lastCustomer = ''

  function paymentsState(): PaymentsState {
    const { payments, refunds } = till()
    if (payments) {
      const seen = dependencies.seen()
      const state = payments.state(revision, seen)
      const seesAll = seen.kind === 'everything' || seen.kind === 'day'
      const asking = seesAll ? (refunds?.asking().length ?? 0) : 0
      return { ...state, exceptions: state.exceptions + asking }
    }
    const { timeZone, currency } = settings.read()
    const day = businessDay(clock.now(), timeZone)
    const today = dayTotals([], day, currency)
    const rings = { count: 0, for: 'paid' } as const
    return { revision, current: null, tip: null, parked: [], recent: [], today, exceptions: 0, rings }
  }

  function customerView(): CustomerView {
    const { payments, mode } = till()
    const current = payments?.current() ?? null
    return toCustomerView(current, settings.read(), mode, revision, clock.now(), payments?.tipAsked() ?? null)
  }

  return {
    revision: () => revision,
    paymentsState,
    customerView,
    tell() {
      revision += 1
      const view = customerView()
      // That time goes on is no news: the window counts by itself.
      const content = JSON.stringify({ ...view, revision: 0, leftMs: 0 })
      if (content !== lastCustomer) publish.customer(view)
      lastCustomer = content
      publish.payments(paymentsState())
      publish.till(dependencies.state())
    },
  }
}
