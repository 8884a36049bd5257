import { assertNever } from '../../shared/assert-never.ts'
import { formatUsdt } from '../../shared/money/usdt.ts'
import { excessOf, missingOf } from '../../shared/payment/evidence.ts'
import { type Matter, openMatters, owedOf, undecidedMatters } from '../../shared/payment/matters.ts'
import type { ChargedPayment, Payment } from '../../shared/payment/payment.ts'
import { isPaid, isReleased, isSeenOnChain, isSold } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { Tone } from '../elements/Chip.tsx'
import type cashierTexts from '../locales/en/cashier.json'
import { standingOf } from './payment-standing.ts'

export type ChipWord = keyof (typeof cashierTexts)['chip']
export type ChipText = {
  readonly word: ChipWord
  readonly tone: Tone
  readonly values: Readonly<Record<string, string>>
}

/** The word for where a payment stands, in lists. What a person has to look at comes before the status. */
export function chipOf(payment: Payment): ChipText {
  return (isCharged(payment) ? peopleChip(payment) : undefined) ?? statusChip(payment)
}

/** What people have to decide about it, or have decided; undefined where the status says it all. */
function peopleChip(payment: ChargedPayment): ChipText | undefined {
  const [undecided] = undecidedMatters(payment)
  if (undecided) return matterChip(payment, undecided.kind)
  if (isSeenOnChain(payment)) return chip('onChain', 'seen')
  const standing = standingOf(payment)
  if (standing === 'owed') return chip('owed', 'warning', { owed: formatUsdt(owedOf(payment)) })
  if (standing === 'handed') return chip('handed', 'warning')
  if (isPaid(payment)) {
    const isOver = openMatters(payment).length === 0
    return isOver ? undefined : chip('overpaid', 'paid', { excess: formatUsdt(excessOf(payment)) })
  }
  if (isReleased(payment)) return chip('early', 'seen')
  if (isSold(payment) && payment.settlement) return chip(payment.settlement.how, 'seen')
  return standing === 'closed' ? chip('closed', 'neutral') : undefined
}

function matterChip(payment: ChargedPayment, kind: Matter['kind']): ChipText {
  switch (kind) {
    case 'short':
      return chip('short', 'warning', { missing: formatUsdt(missingOf(payment)) })
    case 'reversed':
    case 'mismatch':
    case 'failed':
      return chip(kind, 'danger')
    case 'refunded':
    case 'late':
    case 'wrongAsset':
    case 'repeated':
      return chip(kind, 'warning')
    case 'overpaid':
      return chip('overpaid', 'paid', { excess: formatUsdt(excessOf(payment)) })
    case 'untold':
      return chip('onChain', 'seen')
    default:
      return assertNever(kind)
  }
}

function statusChip(payment: Payment): ChipText {
  switch (payment.status) {
    case 'created':
      return chip('opening', 'neutral')
    case 'awaiting':
      return chip('waiting', 'seen')
    case 'seen':
      return chip('seen', 'seen')
    case 'confirmed':
    case 'sending':
      return chip('confirmed', 'seen')
    case 'short':
      return chip('short', 'warning', { missing: formatUsdt(missingOf(payment)) })
    case 'paid':
      return chip('paid', 'paid')
    case 'expired':
    case 'cancelled':
    case 'abandoned':
      return chip(payment.status, 'neutral')
    case 'failed':
      return chip('failed', 'danger')
    case 'refunded':
      return chip('refunded', 'warning')
    default:
      return assertNever(payment)
  }
}

function chip(word: ChipWord, tone: Tone, values: ChipText['values'] = {}): ChipText {
  return { word, tone, values }
}
