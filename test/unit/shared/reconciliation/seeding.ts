import { formatUsdt, microUsdt } from '../../../../shared/money/usdt.ts'
import type { ChargedPayment, Observation, Payment } from '../../../../shared/payment/payment.ts'
import type { ListedCharge } from '../../../../shared/reconciliation/books.ts'
import type {
  DifferenceAction,
  DifferenceCause,
  DifferenceKind,
} from '../../../../shared/reconciliation/difference.ts'
import { begin, expire, MINUTE, type Month, rowOf, saying, TO } from './month.ts'

// How one thing that went wrong is put into a clean month, at one of its ordinary payments.

export type Seed = {
  readonly name: string
  readonly finds: {
    readonly kind: DifferenceKind
    readonly cause: DifferenceCause
    readonly action: DifferenceAction
  }
  /** The month with it, and whose it is: the payment's number, none where it belongs to none. */
  readonly put: (
    month: Month,
    plain: ChargedPayment,
  ) => { readonly month: Month; readonly number: number | null }
  /** It would hide others, or be hidden by them. */
  readonly isAlone?: boolean
}

export const at = (payment: Payment): number => Date.parse(payment.createdAt)

/** The same payment when its QR came up. */
export const anew = (payment: ChargedPayment): ChargedPayment => begin(payment.number, at(payment))

export const isAbout = (payment: ChargedPayment) => (row: ListedCharge) =>
  row.observation.chargeId === payment.charge.chargeId

export const isCallbackOf = (payment: ChargedPayment) => (row: Month['callbacks'][number]) =>
  row.chargeId === payment.charge.chargeId

export function withPayment(month: Month, payment: Payment): Month {
  return { ...month, payments: [...month.payments.filter(({ id }) => id !== payment.id), payment] }
}

/** The gateway says this of it, and nothing else. */
export function withRow(month: Month, payment: ChargedPayment, over: Partial<Observation>): Month {
  const rows = month.rows.filter((row) => !isAbout(payment)(row))
  const word = over.status === undefined ? {} : { vendorStatus: over.status }
  return { ...month, rows: [...rows, rowOf(payment, { ...word, ...over })] }
}

export function withoutCallbacks(month: Month, payment: ChargedPayment): Month {
  return { ...month, callbacks: month.callbacks.filter((row) => !isCallbackOf(payment)(row)) }
}

/** The relay heard that a deposit was there, and no more. */
export function onlySeen(month: Month, payment: ChargedPayment): Month {
  const quiet = withoutCallbacks(month, payment)
  return { ...quiet, callbacks: [...quiet.callbacks, saying(payment, 'confirming', MINUTE)] }
}

/** The till never heard of money; the gateway says `over`. */
export function unheard(month: Month, plain: ChargedPayment, over: Partial<Observation>): Month {
  return withPayment(onlySeen(withRow(month, plain, over), plain), expire(anew(plain)))
}

export const plus = (amount: string, micro: bigint): string => formatUsdt(microUsdt(amount) + micro)

export function stranger(
  plain: ChargedPayment,
  orderId: string | null,
  over: Partial<Observation> = {},
): ListedCharge {
  return rowOf(plain, { chargeId: `4${plain.charge.chargeId}`, orderId, ...over })
}

export function adding(month: Month, ...rows: readonly ListedCharge[]): Month {
  return { ...month, rows: [...month.rows, ...rows] }
}

export const of = (kind: DifferenceKind, cause: DifferenceCause, action: DifferenceAction) => ({
  kind,
  cause,
  action,
})

export const whoseIs = ({ number }: Payment, month: Month) => ({ month, number })
export const nobodys = (month: Month) => ({ month, number: null })

/** No genuine callback comes in these days; strangers post on. */
export function silenced(month: Month, from: number, to: number = TO): Month {
  const isHeard = ({ verdict, receivedAt }: Month['callbacks'][number]) => {
    const at = Date.parse(receivedAt)
    return verdict.kind !== 'verified' || at < from || at >= to
  }
  return { ...month, callbacks: month.callbacks.filter(isHeard) }
}
