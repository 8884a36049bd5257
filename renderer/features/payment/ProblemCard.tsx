import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import { canRetry } from '../../../shared/payment/questions.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { checkPayment, dismissOutcome, openHistory, retryPayment } from '../../commands/payment-commands.ts'
import { Card } from '../../elements/Card.tsx'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { StatusChip } from '../../elements/StatusChip.tsx'
import { AbandonedReason } from './AbandonedReason.tsx'
import { Facts } from './Facts.tsx'
import styles from './outcome.module.css'
import { PaymentStatusLine } from './PaymentStatusLine.tsx'
import type { Problem } from './payment-screen.ts'
import { problemValues } from './problem-text.ts'

type ProblemCardProps = { readonly view: PaymentView; readonly problem: Problem }

/** Something ended otherwise than paid: what happened, where the money is, what to do, at most three choices. */
export function ProblemCard({ view, problem }: ProblemCardProps) {
  const { t } = useTranslation('cashier')
  const { payment } = view
  const values = problemValues(payment)
  return (
    <>
      <Card className={styles['problem']}>
        <p className={styles['problemHead']}>
          <StatusChip payment={payment} />
          <MoneyText amount={payment.price} />
        </p>
        <div role="status" className={styles['problemText']}>
          <h3 className={styles['problemTitle']}>
            <Sentence text={`cashier:problem.${problem}.title`} values={values} />
          </h3>
          <p>
            <Sentence text={`cashier:problem.${problem}.text`} values={values} />
          </p>
          {payment.status === 'abandoned' && <AbandonedReason reason={payment.reason} />}
          <p className={styles['next']}>
            <Sentence text={`cashier:problem.${problem}.next`} values={values} />
          </p>
        </div>
        {isCharged(payment) && <Facts payment={payment} />}
        {isCharged(payment) && (
          <p className={styles['support']}>
            {t('payment.code')}: <bdi dir="ltr">{payment.charge.chargeId}</bdi>
          </p>
        )}
        <div className={styles['choices']}>
          {canRetry(payment) && <CommandButton command={retryPayment} variant="primary" size="large" />}
          {canRetry(payment) ? null : <CommandButton command={openHistory} />}
          {isCharged(payment) && <CommandButton command={checkPayment} />}
          <CommandButton command={dismissOutcome} />
        </div>
      </Card>
      {isCharged(payment) && (
        <PaymentStatusLine view={view} expiresAt={null}>
          {t('payment.watched')}
        </PaymentStatusLine>
      )}
    </>
  )
}
