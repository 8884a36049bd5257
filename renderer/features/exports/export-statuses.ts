import type { PaymentStatus } from '../../../shared/payment/payment.ts'

/** Every status, in the order of docs/exports.md; a missing one does not compile. */
export const STATUSES = Object.keys({
  paid: true,
  short: true,
  expired: true,
  cancelled: true,
  failed: true,
  refunded: true,
  abandoned: true,
  created: true,
  awaiting: true,
  seen: true,
  confirmed: true,
  sending: true,
} satisfies Record<PaymentStatus, true>) as PaymentStatus[]
