import type { PaymentView } from '../../../shared/contract/payments.ts'
import { formatUsdt } from '../../../shared/money/usdt.ts'
import { excessOf, missingOf } from '../../../shared/payment/evidence.ts'
import { owedOf } from '../../../shared/payment/matters.ts'
import { isInProgress, isSold } from '../../../shared/payment/questions.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import type { TextKey } from '../../elements/Sentence.tsx'
import { standingOf } from '../../lib/payment-standing.ts'
import type { Problem } from './payment-screen.ts'

/** The amounts that the sentences of problems speak of. */
export function problemValues({ payment, rest }: PaymentView): Readonly<Record<string, string>> {
  if (!isCharged(payment)) return {}
  return {
    asked: payment.charge.asked,
    received: payment.received,
    missing: formatUsdt(missingOf(payment)),
    excess: formatUsdt(excessOf(payment)),
    owed: formatUsdt(owedOf(payment)),
    minimum: rest?.minimumUsdt ?? '',
  }
}

/** What to do now: it depends on what was decided already, and on what can be chosen. */
export function nextOf(view: PaymentView, problem: Problem): TextKey {
  const standing = standingOf(view.payment)
  if (standing === 'handed' && isSold(view.payment)) return 'cashier:standing.handedSold'
  if (standing !== null) return `cashier:standing.${standing}`
  if (problem === 'short') return `cashier:problem.short.${nextOfShort(view)}`
  if (problem === 'late') return `cashier:problem.late.${nextOfLate(view)}`
  return `cashier:problem.${problem}.next`
}

function nextOfShort({ payment, rest, sale }: PaymentView): 'next' | 'nextSmall' | 'nextAsked' | 'nextOwner' {
  const isAskedFor = sale.others.some((other) => other.topUpOf === payment.id && isInProgress(other))
  if (isAskedFor) return 'nextAsked'
  if (rest === null) return 'nextOwner'
  return rest.minimumUsdt === null ? 'next' : 'nextSmall'
}

function nextOfLate({ choices }: PaymentView): 'next' | 'nextFull' | 'nextPart' {
  if (choices.includes('delivered')) return 'nextFull'
  return choices.includes('accepted') ? 'nextPart' : 'next'
}
