import type { Payment } from '../../shared/payment/payment.ts'
import { chipOf } from '../lib/payment-chip.ts'
import { Chip } from './Chip.tsx'
import { Sentence } from './Sentence.tsx'

/** Where a payment stands, in a word. */
export function StatusChip({ payment }: { readonly payment: Payment }) {
  const { word, tone, values } = chipOf(payment)
  return (
    <Chip tone={tone}>
      <Sentence text={`cashier:chip.${word}`} values={values} />
    </Chip>
  )
}
