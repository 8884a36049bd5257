import { useMemo } from 'react'
import { PaperButtons, PaperOutcome } from '../closing/PaperButtons.tsx'
import { usePaper, usePaperKeys } from '../closing/use-paper.ts'
import { Receipt, type ReceiptProps } from '../history/Receipt.tsx'
import styles from './paper.module.css'

/** The receipt, and the ways to give it to somebody. */
export function ReceiptOnPaper({ view, shop }: ReceiptProps) {
  const paymentId = view.payment.id
  const subject = useMemo(() => ({ kind: 'receipt', paymentId }) as const, [paymentId])
  const paper = usePaper(subject)
  usePaperKeys(paper)
  return (
    <div className={styles['receipt']}>
      <Receipt view={view} shop={shop} />
      <PaperButtons paper={paper} />
      <PaperOutcome state={paper.state} />
    </div>
  )
}
