import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PaymentView } from '../../../shared/contract/payments.ts'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { isInProgress } from '../../../shared/payment/questions.ts'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { NoticeCard } from './NoticeCard.tsx'
import { PaymentSteps } from './PaymentSteps.tsx'
import type { Problem, Settled } from './payment-screen.ts'
import { problemValues } from './problem-text.ts'
import { QuietRow } from './QuietRow.tsx'
import styles from './settled.module.css'
import { settledBy } from './settled-by.ts'

type SettledCardProps = {
  readonly view: PaymentView
  readonly payment: ChargedPayment
  readonly settled: Settled
  readonly notice: Problem | null
}

/** The goods may go, and it is not the gateway that says so: large and calm, and never the green of paid. */
export function SettledCard({ view, payment, settled, notice }: SettledCardProps) {
  const isOnItsWay = isInProgress(payment)
  return (
    <>
      <div className={styles['settled']} data-beside={notice !== null} role="status">
        <span className={styles['tick']} aria-hidden="true">
          <Check size={64} strokeWidth={2.5} />
        </span>
        <p className={styles['title']}>
          <Sentence text={`cashier:settled.${settled}.title`} />
        </p>
        <p className={styles['price']}>
          <MoneyText amount={view.sale.price} />
        </p>
        <p className={styles['text']}>
          <Sentence text={`cashier:settled.${settled}.text`} values={useValues(view)} />
        </p>
        <Why payment={payment} />
        {isOnItsWay && (
          <div className={styles['steps']}>
            <PaymentSteps payment={payment} />
          </div>
        )}
      </div>
      {notice !== null && <NoticeCard view={view} problem={notice} />}
      <QuietRow view={view} />
    </>
  )
}

/** Who said so, when, and why. A reason is what somebody typed: it is shown as text and nothing else. */
function Why({ payment }: { readonly payment: ChargedPayment }) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const word = settledBy(payment)
  if (word === null) return null
  return (
    <p className={styles['why']}>
      {t(`settled.by.${word.by}`, { time: format.time(word.at) })}
      {word.reason !== null && (
        <>
          {' · '}
          <bdi>{t('settled.reason', { reason: word.reason })}</bdi>
        </>
      )}
    </p>
  )
}

function useValues(view: PaymentView): Readonly<Record<string, string>> {
  const format = useFormat()
  const rest = view.sale.others.find(({ topUpOf }) => topUpOf === view.payment.id)
  return {
    ...problemValues(view),
    number: format.paymentNumber(view.payment.number),
    other: rest ? format.paymentNumber(rest.number) : '',
  }
}
