import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import type { ChargedPayment, SeenOnChain } from '../../../shared/payment/payment.ts'
import { isInProgress } from '../../../shared/payment/questions.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { checkPayment, dismissOutcome, openHistory } from '../../commands/payment-commands.ts'
import { AddressText } from '../../elements/AddressText.tsx'
import { Card } from '../../elements/Card.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useNow } from '../../lib/use-now.ts'
import { DecisionForm, useDecision } from './DecisionForm.tsx'
import outcome from './outcome.module.css'
import { PaymentStatusLine } from './PaymentStatusLine.tsx'
import { PaymentSteps } from './PaymentSteps.tsx'
import { PriceLine } from './PriceLine.tsx'
import styles from './payment.module.css'
import { ByHandButton } from './QuietRow.tsx'

/** A gateway follows the chain within a minute or two. After this its silence is told. */
const UNTOLD_MS = 5 * 60_000

type OnChainCardProps = {
  readonly view: PaymentView
  readonly payment: ChargedPayment & { readonly onChain: SeenOnChain }
}

/** The customer has paid, as far as the chain shows; the gateway has not told of it, so nothing may be handed over. */
export function OnChainCard({ view, payment }: OnChainCardProps) {
  const decision = useDecision(view)
  const now = useNow()
  const sinceMs = now - Date.parse(payment.onChain.at)
  return (
    <>
      {sinceMs >= UNTOLD_MS && <Untold onChain={payment.onChain} sinceMs={sinceMs} />}
      <Card className={styles['card']}>
        <div className={styles['due']}>
          <div className={styles['ring']} aria-hidden="true" />
          <Details view={view} payment={payment} />
        </div>
        {decision === null && (
          <div className={styles['steps']}>
            <PaymentSteps payment={payment} />
          </div>
        )}
      </Card>
      {decision === null ? (
        <PaymentStatusLine view={view} expiresAt={null}>
          <Sentence text="cashier:onChain.status" />
        </PaymentStatusLine>
      ) : (
        <DecisionForm view={view} decision={decision} />
      )}
    </>
  )
}

function Details({ view, payment }: OnChainCardProps) {
  const { t } = useTranslation('cashier')
  const { onChain, charge } = payment
  return (
    <div className={styles['details']}>
      <p className={styles['price']}>
        <PriceLine view={view} />
      </p>
      <p className={styles['amount']}>
        <UsdtText amount={charge.asked} isDisplay />
      </p>
      <p>
        <Sentence text="cashier:onChain.shows" values={{ amount: onChain.amount }} />
      </p>
      <p className={styles['hint']}>{t('onChain.hint')}</p>
      <div className={styles['actions']}>
        <CommandButton command={checkPayment} />
        <CommandButton command={openHistory} variant="quiet" />
        {!isInProgress(payment) && <CommandButton command={dismissOutcome} variant="quiet" />}
        <ByHandButton view={view} isShort />
      </div>
    </div>
  )
}

/** The gateway does not follow: what that means, and what its support needs to find the money. */
function Untold({ onChain, sinceMs }: { readonly onChain: SeenOnChain; readonly sinceMs: number }) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const minutes = format.count(Math.floor(sinceMs / 60_000))
  return (
    <Card tone="warning" className={outcome['notice']}>
      <h3 className={outcome['noticeTitle']}>{t('onChain.untold.title')}</h3>
      <p>{t('onChain.untold.text', { age: t('estimate.minutes', { value: minutes }) })}</p>
      <p className={outcome['next']}>{t('onChain.untold.next')}</p>
      <p>
        {t('onChain.transaction')}: <AddressText address={onChain.transactionId} />
      </p>
    </Card>
  )
}
