import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { stepsDone } from '../../../shared/payment/steps.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { checkPayment, openHistory } from '../../commands/payment-commands.ts'
import { Card } from '../../elements/Card.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { DecisionForm, useDecision } from './DecisionForm.tsx'
import { Facts } from './Facts.tsx'
import { NoticeCard } from './NoticeCard.tsx'
import { PaymentStatusLine } from './PaymentStatusLine.tsx'
import { PaymentSteps } from './PaymentSteps.tsx'
import { PracticeRow } from './PracticeRow.tsx'
import { PriceLine } from './PriceLine.tsx'
import styles from './payment.module.css'
import type { Problem } from './payment-screen.ts'
import { ByHandButton } from './QuietRow.tsx'

type ConfirmingCardProps = {
  readonly view: PaymentView
  readonly payment: ChargedPayment
  readonly notice: Problem | null
}

/** A deposit is on its way: the code is gone, so that nobody pays twice, and there is nothing to do but wait. */
export function ConfirmingCard({ view, payment, notice }: ConfirmingCardProps) {
  const { t } = useTranslation('cashier')
  const decision = useDecision(view)
  const word = stepsDone(payment) > 1 ? 'confirmed' : 'seen'
  return (
    <>
      {/* What went wrong is read first, on the smallest screen too. */}
      {notice !== null && <NoticeCard view={view} problem={notice} />}
      <Card className={styles['card']}>
        <div className={styles['due']}>
          <div className={styles['ring']} aria-hidden="true" />
          <div className={styles['details']}>
            <p className={styles['price']}>
              <PriceLine view={view} />
            </p>
            <p className={styles['amount']}>
              <UsdtText amount={payment.charge.asked} isDisplay />
            </p>
            <Facts payment={payment} />
            <p className={styles['hint']}>{t('payment.confirmingHint')}</p>
            <div className={styles['actions']}>
              <CommandButton command={checkPayment} />
              <CommandButton command={openHistory} variant="quiet" />
              <ByHandButton view={view} isShort />
            </div>
          </div>
        </div>
        {decision === null && (
          <div className={styles['steps']}>
            <PaymentSteps payment={payment} />
          </div>
        )}
      </Card>
      {decision === null ? (
        <>
          <PaymentStatusLine view={view} expiresAt={null}>
            <Sentence text={`cashier:payment.status.${word}`} />
          </PaymentStatusLine>
          <PracticeRow view={view} />
        </>
      ) : (
        <DecisionForm view={view} decision={decision} />
      )}
    </>
  )
}
