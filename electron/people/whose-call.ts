import type { RequestChannel } from '../../shared/contract/channels.ts'

/** The payments that a call is about: by their own ids, or by those of their refunds. */
export type Subjects = { readonly payments: readonly string[]; readonly refunds: readonly string[] }

type Named = {
  readonly id: string
  readonly attempt: string
  readonly paymentId: string
  readonly kind: string
}

const byId = ({ id }: Named): Subjects => ({ payments: [id], refunds: [] })
const byPayment = ({ paymentId }: Named): Subjects => ({ payments: [paymentId], refunds: [] })
const byRefund = ({ id }: Named): Subjects => ({ payments: [], refunds: [id] })
/** An attempt that is known already answers with its payment. */
const byAttempt = ({ attempt }: Named): Subjects => ({ payments: [attempt], refunds: [] })
/** The same of an attempt at a refund. */
const byPaymentAndRefund = ({ paymentId, attempt }: Named): Subjects => ({
  payments: [paymentId],
  refunds: [attempt],
})
const byBoth = ({ id, attempt }: Named): Subjects => ({ payments: [id, attempt], refunds: [] })
const onPaper = (named: Named): Subjects => (named.kind === 'receipt' ? byPayment(named) : NONE)

const NONE: Subjects = { payments: [], refunds: [] }

/** Every call that names a payment or a refund; a test walks the contract for one that is missing. */
const ABOUT: Readonly<Partial<Record<RequestChannel, (input: Named) => Subjects>>> = {
  'payments.start': byAttempt,
  'payments.cancel': byId,
  'payments.retry': byBoth,
  'payments.topUp': byBoth,
  'payments.decide': byId,
  'payments.park': byId,
  'payments.open': byId,
  'payments.bringBack': byId,
  'payments.openPage': byId,
  'payments.check': byId,
  'payments.dismiss': byId,
  'payments.history': byId,
  'practice.pay': byId,
  'refunds.of': byPayment,
  'refunds.begin': byPaymentAndRefund,
  'refunds.confirm': byRefund,
  'refunds.record': byRefund,
  'refunds.abandon': byRefund,
  'refunds.dealWith': byRefund,
  'refunds.look': byRefund,
  'paper.print': onPaper,
  'paper.savePdf': onPaper,
}

/** `input` is what the contract's schema made of it. */
export function subjectsOf(channel: RequestChannel, input: unknown): Subjects {
  return ABOUT[channel]?.(input as Named) ?? NONE
}

/** What somebody does for a customer who comes back. Nothing that puts a payment on the counter, where everybody sees it. */
const BY_RECEIPT: readonly RequestChannel[] = [
  'payments.history',
  'payments.check',
  'refunds.of',
  'refunds.begin',
  'refunds.record',
  'refunds.abandon',
  'refunds.dealWith',
  'refunds.look',
  'paper.print',
  'paper.savePdf',
]

/** Whether this call may be about a payment that its receipt alone has opened. */
export function opensByReceipt(channel: RequestChannel): boolean {
  return BY_RECEIPT.includes(channel)
}
