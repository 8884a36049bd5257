import { assertNever } from '../../shared/assert-never.ts'
import { formatUsdt } from '../../shared/money/usdt.ts'
import { excessOf, missingOf } from '../../shared/payment/evidence.ts'
import type { Payment } from '../../shared/payment/payment.ts'
import { isPaid } from '../../shared/payment/questions.ts'
import { isCharged } from '../../shared/payment/transition.ts'
import type { Tone } from '../elements/Chip.tsx'
import type cashierTexts from '../locales/en/cashier.json'

export type ChipWord = keyof (typeof cashierTexts)['chip']
export type ChipText = {
  readonly word: ChipWord
  readonly tone: Tone
  readonly values: Readonly<Record<string, string>>
}

/** The word for where a payment stands, in lists. What a person has to look at comes before the status. */
export function chipOf(payment: Payment): ChipText {
  if (isCharged(payment)) {
    const remark = (['reversed', 'mismatch', 'wrongAsset', 'late', 'repeated'] as const).find((one) =>
      payment.remarks.includes(one),
    )
    if (remark !== undefined)
      return chip(remark, remark === 'reversed' || remark === 'mismatch' ? 'danger' : 'warning')
    if (isPaid(payment) && excessOf(payment) > 0n) {
      return chip('overpaid', 'paid', { excess: formatUsdt(excessOf(payment)) })
    }
  }
  return statusChip(payment)
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
