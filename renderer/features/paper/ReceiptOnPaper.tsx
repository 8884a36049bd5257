import { useMemo } from 'react'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { PaperButtons, PaperOutcome } from '../closing/PaperButtons.tsx'
import { usePaper, usePaperKeys } from '../closing/use-paper.ts'
import { Receipt } from '../history/Receipt.tsx'
import styles from './paper.module.css'

/** The receipt, and the ways to give it to somebody. */
export function ReceiptOnPaper({ view }: { readonly view: PaymentView }) {
  const paymentId = view.payment.id
  const subject = useMemo(() => ({ kind: 'receipt', paymentId }) as const, [paymentId])
  const paper = usePaper(subject)
  usePaperKeys(paper)
  return (
    <div className={styles['receipt']}>
      <Receipt view={view} />
      <PaperButtons paper={paper} />
      <PaperOutcome state={paper.state} />
    </div>
  )
}
