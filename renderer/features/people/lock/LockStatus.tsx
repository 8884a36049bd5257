import { Check, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../../shared/assert-never.ts'
import type { PaymentView } from '../../../../shared/contract/payments.ts'
import { microUsdt } from '../../../../shared/money/usdt.ts'
import { stepsDone } from '../../../../shared/payment/steps.ts'
import { isCharged } from '../../../../shared/payment/transition.ts'
import { MoneyText } from '../../../elements/MoneyText.tsx'
import { Sentence, type TextKey } from '../../../elements/Sentence.tsx'
import { StatusChip } from '../../../elements/StatusChip.tsx'
import { useFormat } from '../../../lib/use-format.ts'
import { useNow } from '../../../lib/use-now.ts'
import { usePayments } from '../../../stores/app-stores.ts'
import { type PaymentScreen, screenOf } from '../../payment/payment-screen.ts'
import { problemValues } from '../../payment/problem-text.ts'
import styles from './lock.module.css'

/** What goes on while nobody is signed in: the payment on the customer's screen, and the parked ones. */
export function LockStatus() {
  const { t } = useTranslation(['cashier', 'lock'])
  const format = useFormat()
  const current = usePayments((state) => state.current)
  const parked = usePayments((state) => state.parked)
  return (
    <>
      {current !== null && <Current view={current} />}
      {parked.length > 0 && (
        <ul className={styles['parked']} aria-label={t('parking.title')}>
          {parked.map(({ view: { payment } }) => (
            <li key={payment.id} className={styles['parkedOne']}>
              {format.paymentNumber(payment.number)} <StatusChip payment={payment} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Readable from across the counter: whoever has paid never looks unpaid. */
function Current({ view }: { readonly view: PaymentView }) {
  const { t } = useTranslation('lock')
  const format = useFormat()
  const { payment, sale } = view
  const screen = screenOf(payment)
  const { tone, text, notice } = lineOf(view, screen)
  const values = problemValues(view)
  return (
    <section
      className={styles['status']}
      data-tone={tone}
      aria-label={t('status', { number: format.paymentNumber(payment.number) })}
    >
      <span className={styles['sign']} aria-hidden="true">
        {tone === 'paid' && <Check size={28} strokeWidth={3} />}
        {tone === 'warning' && <TriangleAlert size={28} strokeWidth={2.25} />}
      </span>
      <div className={styles['statusText']}>
        <p className={styles['statusLine']} role="status" aria-live="polite">
          <Sentence text={text} values={values} />
          {notice !== null && (
            <>
              {' · '}
              <Sentence text={notice} values={values} />
            </>
          )}
        </p>
        <p className={styles['statusSale']}>
          {format.paymentNumber(payment.number)} · <MoneyText amount={sale.price} />
          {screen.kind === 'due' && isCharged(payment) && <TimeLeft until={payment.expiresAt} />}
        </p>
      </div>
    </section>
  )
}

function TimeLeft({ until }: { readonly until: string }) {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const now = useNow()
  return <> · {t('payment.left', { time: format.countdown(Date.parse(until) - now) })}</>
}

type Line = {
  readonly tone: 'plain' | 'seen' | 'paid' | 'warning'
  readonly text: TextKey
  /** What has to be dealt with beside it. */
  readonly notice: TextKey | null
}

function lineOf({ payment }: PaymentView, screen: PaymentScreen): Line {
  const beside = 'notice' in screen && screen.notice !== null ? screen.notice : null
  const notice: TextKey | null = beside === null ? null : `cashier:problem.${beside}.title`
  switch (screen.kind) {
    case 'opening':
      return { tone: 'plain', text: 'cashier:payment.status.opening', notice }
    case 'due': {
      const isPart = isCharged(payment) && microUsdt(payment.received) > 0n
      return { tone: 'plain', text: `cashier:payment.status.${isPart ? 'waitingPart' : 'waiting'}`, notice }
    }
    case 'onChain':
      return { tone: 'seen', text: 'cashier:onChain.status', notice }
    case 'confirming': {
      const isConfirmed = isCharged(payment) && stepsDone(payment) > 1
      return { tone: 'seen', text: `cashier:payment.status.${isConfirmed ? 'confirmed' : 'seen'}`, notice }
    }
    case 'paid':
      return { tone: 'paid', text: 'cashier:paid.title', notice }
    case 'settled':
      return { tone: 'seen', text: `cashier:settled.${screen.as}.title`, notice }
    case 'problem':
      return { tone: 'warning', text: `cashier:problem.${screen.problem}.title`, notice }
    default:
      return assertNever(screen)
  }
}
