import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { canMarkByHand, markPaidByHand } from '../../commands/decision-commands.ts'
import { checkPayment, dismissOutcome, openHistory } from '../../commands/payment-commands.ts'
import { useScreen } from '../../stores/app-stores.ts'
import { RefundButton } from '../refund/RefundButton.tsx'
import styles from './decision.module.css'

/** What can always be done with a payment that is over: nothing here decides about money but the owner's last resort. */
export function QuietRow({ view }: { readonly view: PaymentView }) {
  // A parked payment that is looked at has its way back below.
  const isParked = useScreen((screen) => screen.kind === 'parked')
  return (
    <div className={styles['row']}>
      {!isParked && <CommandButton command={dismissOutcome} variant="quiet" />}
      <CommandButton command={openHistory} variant="quiet" />
      {isCharged(view.payment) && <CommandButton command={checkPayment} variant="quiet" />}
      <span className={styles['roomy']}>
        <RefundButton payment={view.payment} variant="quiet" />
      </span>
      <ByHandButton view={view} />
    </div>
  )
}

type ByHandButtonProps = {
  readonly view: PaymentView
  /** Beside other actions there is less room. */
  readonly isShort?: boolean
}

/** The owner's word instead of the gateway's. It stands back, and is not there where it cannot be. */
export function ByHandButton({ view, isShort = false }: ByHandButtonProps) {
  const { t } = useTranslation('cashier')
  if (!canMarkByHand(view)) return null
  return (
    <CommandButton command={markPaidByHand} variant="quiet" className={styles['last']}>
      {isShort ? t('act.byHandShort') : undefined}
    </CommandButton>
  )
}
