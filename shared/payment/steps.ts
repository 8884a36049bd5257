import type { Payment } from './payment.ts'

/** The four steps both screens show; the nine statuses of the gateway map onto them. */
export const STEPS = ['waiting', 'seen', 'confirmed', 'paid'] as const
export type Step = (typeof STEPS)[number]

/** How many of the four steps are behind this payment, 0 to 4. 4 only when paid. */
export function stepsDone(payment: Pick<Payment, 'status'>): number {
  switch (payment.status) {
    case 'seen':
      return 1
    case 'confirmed':
    case 'sending':
    case 'short':
      return 2
    case 'paid':
      return 4
    default:
      return 0
  }
}
