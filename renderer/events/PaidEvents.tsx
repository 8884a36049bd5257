import { useEffect } from 'react'
import { asksCashier, isSold } from '../../shared/payment/questions.ts'
import { dismissPayment } from '../commands/payment-commands.ts'
import { useApp } from '../commands/use-command.ts'
import { usePayments } from '../stores/app-stores.ts'

/** Long enough to be seen from across the counter. */
const SHOWN_MS = 6000

/** Once the goods may go there is nothing to press, unless something is left to choose: the screen goes back by itself. */
export function PaidEvents() {
  const app = useApp()
  const soldId = usePayments(({ current }) =>
    current !== null && isSold(current.payment) && !asksCashier(current.payment) ? current.payment.id : null,
  )
  useEffect(() => {
    if (soldId === null) return
    const timer = setTimeout(() => dismissPayment(app, soldId), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [soldId, app])
  return null
}
