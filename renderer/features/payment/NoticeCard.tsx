import type { Payment } from '../../../shared/payment/payment.ts'
import { Card } from '../../elements/Card.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import styles from './outcome.module.css'
import type { Problem } from './payment-screen.ts'
import { problemValues } from './problem-text.ts'

/** A problem beside a payment that goes on. */
export function NoticeCard({ payment, problem }: { readonly payment: Payment; readonly problem: Problem }) {
  const values = problemValues(payment)
  return (
    <Card tone="warning" className={styles['notice']}>
      <h3 className={styles['noticeTitle']}>
        <Sentence text={`cashier:problem.${problem}.title`} values={values} />
      </h3>
      <p>
        <Sentence text={`cashier:problem.${problem}.text`} values={values} />
      </p>
      <p className={styles['next']}>
        <Sentence text={`cashier:problem.${problem}.next`} values={values} />
      </p>
    </Card>
  )
}
