import type { PaymentView } from '../../../shared/contract/payments.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { Card } from '../../elements/Card.tsx'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { StatusChip } from '../../elements/StatusChip.tsx'
import { AbandonedReason } from './AbandonedReason.tsx'
import { Choices } from './Choices.tsx'
import { DecisionForm, useDecision } from './DecisionForm.tsx'
import { Facts } from './Facts.tsx'
import { GatewayLine } from './GatewayLine.tsx'
import styles from './outcome.module.css'
import type { Problem } from './payment-screen.ts'
import { nextOf, problemValues } from './problem-text.ts'
import { QuietRow } from './QuietRow.tsx'

type ProblemCardProps = {
  readonly view: PaymentView
  readonly problem: Problem
  readonly also: Problem | null
}

/** Something ended otherwise than paid: what happened, where the money is, what to do, at most three choices. */
export function ProblemCard({ view, problem, also }: ProblemCardProps) {
  const { payment } = view
  const decision = useDecision(view)
  return (
    <>
      <Card className={styles['problem']}>
        <p className={styles['problemHead']}>
          <StatusChip payment={payment} />
          <MoneyText amount={payment.price} />
        </p>
        <ProblemText view={view} problem={problem} also={also} isShort={decision !== null} />
        {isCharged(payment) && decision === null && <Facts payment={payment} />}
        {decision === null ? <Choices view={view} /> : <DecisionForm view={view} decision={decision} />}
      </Card>
      {decision === null && <QuietRow view={view} />}
      {isCharged(payment) && decision === null && <GatewayLine view={view} payment={payment} />}
    </>
  )
}

/** `isShort`: the title alone, while the owner reads what their word means. */
function ProblemText({ view, problem, also, isShort }: ProblemCardProps & { readonly isShort: boolean }) {
  const { payment } = view
  const values = problemValues(view)
  return (
    <div role="status" className={styles['problemText']}>
      <h3 className={styles['problemTitle']}>
        <Sentence text={`cashier:problem.${problem}.title`} values={values} />
      </h3>
      {!isShort && (
        <>
          <p>
            <Sentence text={`cashier:problem.${problem}.text`} values={values} />
          </p>
          {payment.status === 'abandoned' && <AbandonedReason reason={payment.reason} />}
          {also !== null && (
            <p className={styles['also']}>
              <Sentence text={`cashier:problem.${also}.title`} values={values} />
            </p>
          )}
          <p className={styles['next']}>
            <Sentence text={nextOf(view, problem)} values={values} />
          </p>
        </>
      )}
    </div>
  )
}
