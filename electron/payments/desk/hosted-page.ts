import type { PaymentView } from '../../../shared/contract/payments.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { hasLivePage } from '../../../shared/payment/questions.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { PageGate } from '../../gateways/page-gate.ts'

/** Where the page is shown. */
export type PagePlace = {
  open(url: string, gate: PageGate): void
  close(): void
  onClosed(listener: () => void): void
}

/** The gateway's own page of the payment on the screens: there while the customer can pay, and no longer. */
export type HostedPage = {
  /** The payment whose page is open. */
  shown(): string | null
  /** Errors: `notNow` for a payment that is not on the screens, cannot be paid any more, or has no page. */
  open(id: string): Result<null>
  close(): void
  /** Something about the payments changed: the page goes when its payment can no longer be paid. */
  follow(): void
}

type Dependencies = {
  readonly place: PagePlace
  /** What both screens are about. */
  readonly current: () => PaymentView | null
  /** Where the page of a gateway's may lead; null for what is none. */
  readonly gateOf: (gateway: string, url: string) => PageGate | null
  readonly onChange: () => void
}

export function createHostedPage({ place, current, gateOf, onChange }: Dependencies): HostedPage {
  let shown: string | null = null

  function payable(id: string): Payment | undefined {
    const payment = current()?.payment
    return payment?.id === id && hasLivePage(payment) ? payment : undefined
  }

  function put(id: string | null): void {
    shown = id
    onChange()
  }

  place.onClosed(() => put(null))

  return {
    shown: () => shown,
    open(id) {
      const payment = payable(id)
      const charge = payment && isCharged(payment) ? payment.charge : undefined
      if (charge?.invoice === undefined) return err({ code: 'notNow' })
      const gate = gateOf(charge.gateway, charge.invoice.url)
      if (gate === null) return err({ code: 'notNow' })
      place.open(charge.invoice.url, gate)
      put(id)
      return ok(null)
    },
    close() {
      if (shown === null) return
      place.close()
      put(null)
    },
    follow() {
      if (shown === null || payable(shown)) return
      shown = null
      place.close()
    },
  }
}
