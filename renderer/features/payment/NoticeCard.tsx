import type { PaymentView } from '../../../shared/contract/payments.ts'
import { isPaid } from '../../../shared/payment/questions.ts'
import { Card } from '../../elements/Card.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { RefundButton } from '../refund/RefundButton.tsx'
import { Choices } from './Choices.tsx'
import styles from './outcome.module.css'
import type { Problem } from './payment-screen.ts'
import { nextOf, problemValues } from './problem-text.ts'

/**
 * A problem beside a payment that goes on or is over, with what can be chosen about it. Of a paid one it leads to a refund
 * as well, once nothing is to be chosen; of others the row below does.
 */
export function NoticeCard({ view, problem }: { readonly view: PaymentView; readonly problem: Problem }) {
  const values = problemValues(view)
  return (
    <Card tone="warning" className={styles['notice']}>
      <h3 className={styles['noticeTitle']}>
        <Sentence text={`cashier:problem.${problem}.title`} values={values} />
      </h3>
      <p>
        <Sentence text={`cashier:problem.${problem}.text`} values={values} />
      </p>
      <p className={styles['next']}>
        <Sentence text={nextOf(view, problem)} values={values} />
      </p>
      <Choices view={view} isBeside />
      {isPaid(view.payment) && view.choices.length === 0 && (
        <div>
          <RefundButton payment={view.payment} />
        </div>
      )}
    </Card>
  )
}
