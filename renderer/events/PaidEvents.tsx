import { useEffect } from 'react'
import { isPaid } from '../../shared/payment/questions.ts'
import { dismissPayment } from '../commands/payment-commands.ts'
import { useApp } from '../commands/use-command.ts'
import { usePayments } from '../stores/app-stores.ts'

/** Long enough to be seen from across the counter. */
const SHOWN_MS = 6000

/** After "paid" there is nothing to press: the screen goes back by itself. */
export function PaidEvents() {
  const app = useApp()
  const paidId = usePayments(({ current }) =>
    current !== null && isPaid(current.payment) ? current.payment.id : null,
  )
  useEffect(() => {
    if (paidId === null) return
    const timer = setTimeout(() => dismissPayment(app, paidId), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [paidId, app])
  return null
}
