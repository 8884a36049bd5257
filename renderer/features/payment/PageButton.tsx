import type { PaymentView } from '../../../shared/contract/payments.ts'
import { hasLivePage } from '../../../shared/payment/questions.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { closePage, openPage } from '../../commands/page-commands.ts'
import { useTill } from '../../stores/app-stores.ts'

/** Opens the gateway's own page before the customer, or closes it; not there for a charge without one. */
export function PageButton({ view }: { readonly view: PaymentView }) {
  const isOpen = useTill((till) => till.openPage === view.payment.id)
  if (!hasLivePage(view.payment)) return null
  return <CommandButton command={isOpen ? closePage : openPage} variant="quiet" />
}
