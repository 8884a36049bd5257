import { randomInt } from 'node:crypto'
import { DateTime } from 'luxon'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { Mode } from '../../../shared/mode.ts'
import type { Money } from '../../../shared/money/money.ts'
import type { PaymentBase, Quote, ReleaseAt } from '../../../shared/payment/payment.ts'
import type { NamedPerson } from '../../../shared/people/named.ts'
import { orderNameOf } from '../../../shared/reconciliation/order-id.ts'
import type { SaleDetails } from '../../../shared/sale/details.ts'

type IntentInput = {
  /** The window's attempt key: a repeated request is the same payment. */
  readonly id: string
  readonly saleId: string
  readonly number: number
  readonly price: Money
  readonly reference: string | null
  readonly quote: Quote
  /** The short payment whose rest this one collects. */
  readonly topUpOf: string | null
  readonly cashier: NamedPerson | null
  readonly shift: number | null
  readonly sale: SaleDetails | null
  readonly now: number
}

/** Everything about a payment that is decided before the gateway is asked, and never again. */
export function makeIntent(input: IntentInput, settings: Settings, mode: Mode): PaymentBase {
  const { now, ...given } = input
  return {
    ...given,
    orderId: makeOrderId(settings, input.number),
    createdAt: new Date(now).toISOString(),
    day: businessDay(now, settings.timeZone),
    timeZone: settings.timeZone,
    till: settings.tillName,
    tillNumber: settings.tillNumber,
    toleranceBasisPoints: settings.toleranceBasisPoints,
    receivedIsReported: mode !== 'sandbox',
    releaseAt: releaseRule(input.price, settings),
  }
}

/** The owner's early-release rule, where the price is within it. */
function releaseRule(price: Money, { earlyRelease, currency }: Settings): ReleaseAt | null {
  if (earlyRelease === null || price.currency !== currency) return null
  return price.minor <= earlyRelease.upToMinor ? earlyRelease.at : null
}

/** The shop's calendar day ("2026-11-21") at a moment, in its time zone. */
export function businessDay(now: number, timeZone: string): string {
  return DateTime.fromMillis(now, { zone: timeZone }).toFormat('yyyy-MM-dd')
}

/** No 0/o or 1/l: someone will read it over the phone. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/**
 * Unique at the gateway, printable ASCII: till with its number, the payment's number, and eight random characters, since several tills and a fresh journal may share one
 * account and the gateway does not refuse a repeated order id.
 */
function makeOrderId({ tillName, tillNumber }: Settings, number: number): string {
  const till = orderNameOf(tillName, tillNumber)
  const random = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `${till}-${String(number).padStart(4, '0')}-${random}`
}
