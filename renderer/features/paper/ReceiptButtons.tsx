import { useMemo } from 'react'
import { PaperButtons } from '../closing/PaperButtons.tsx'
import { usePaper, usePaperKeys } from '../closing/use-paper.ts'

/** The receipt of a payment, on paper. */
export function useReceiptPaper(paymentId: string) {
  return usePaper(useMemo(() => ({ kind: 'receipt', paymentId }) as const, [paymentId]))
}

/** The ways to give it to somebody, and their keys: there with the receipt itself. */
export function ReceiptButtons({ paper }: { readonly paper: ReturnType<typeof useReceiptPaper> }) {
  usePaperKeys(paper)
  return <PaperButtons paper={paper} />
}
