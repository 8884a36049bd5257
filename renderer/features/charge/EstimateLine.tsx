import { useTranslation } from 'react-i18next'
import type { Estimate } from '../../../shared/contract/payments.ts'
import { microUsdt } from '../../../shared/money/usdt.ts'
import { isLive } from '../../../shared/payment/questions.ts'
import { Sentence } from '../../elements/Sentence.tsx'
import { errorText } from '../../lib/error-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useNow } from '../../lib/use-now.ts'
import { useCharge, usePayments, useTill } from '../../stores/app-stores.ts'
import { priceOf } from '../../stores/charge-store.ts'
import { discountOf, isSameDiscount } from '../../stores/extras.ts'
import styles from './charge.module.css'

/** Under the amount: the estimate and how old its rate is, or why there is none. Its place is always kept. */
export function EstimateLine() {
  const { t } = useTranslation('cashier')
  return (
    <p className={styles['estimate']} role="status" aria-label={t('estimate.label')}>
      <EstimateText />
    </p>
  )
}

function EstimateText() {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const open = usePayments(({ current }) =>
    current !== null && isLive(current.payment) ? current.payment.number : null,
  )
  const draft = useCharge((whole) => whole)
  const currency = useTill((till) => till.settings.currency)
  const style = useTill((till) => till.settings.entryStyle)
  const price = priceOf(draft, { currency, style })
  if (price.minor === 0) return null
  // While this very price is being charged, the open payment is its own.
  if (open !== null && !draft.isStarting) {
    return <span data-warning>{t('estimate.open', { number: format.paymentNumber(open) })}</span>
  }
  const { estimate } = draft
  // An answer for what was typed a moment ago would be a wrong number now.
  if (estimate?.price.minor !== price.minor || estimate.price.currency !== price.currency) return null
  if (!isSameDiscount(estimate.discount, discountOf(draft, { currency, style }))) return null
  if (!estimate.result.ok) {
    const { key, values } = errorText(estimate.result.error)
    return (
      <span data-warning>
        <Sentence text={`error:${key}.title`} values={values} />
      </span>
    )
  }
  return <EstimateAmount estimate={estimate.result.value} />
}

function EstimateAmount({ estimate }: { readonly estimate: Estimate }) {
  const age = useAge(estimate.at)
  const { minimumUsdt } = estimate
  if (minimumUsdt !== null && microUsdt(estimate.usdt) < microUsdt(minimumUsdt)) {
    return (
      <span data-warning>
        <Sentence text="cashier:estimate.belowMinimum" values={{ minimum: minimumUsdt }} />
      </span>
    )
  }
  return <Sentence text="cashier:estimate.amount" values={{ usdt: estimate.usdt, age }} />
}

/** "12 s", from two minutes on "3 min", and from two hours on "5 h": the owner's own rate may be a day old. */
function useAge(at: string): string {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const seconds = Math.max(0, Math.round((useNow() - Date.parse(at)) / 1000))
  if (seconds < 120) return t('estimate.seconds', { value: format.count(seconds) })
  const minutes = Math.floor(seconds / 60)
  if (minutes < 120) return t('estimate.minutes', { value: format.count(minutes) })
  return t('estimate.hours', { value: format.count(Math.floor(minutes / 60)) })
}
