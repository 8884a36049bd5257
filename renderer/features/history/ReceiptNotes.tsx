import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatUsdt } from '../../../shared/money/usdt.ts'
import { excessOf, missingOf } from '../../../shared/payment/evidence.ts'
import { owedOf } from '../../../shared/payment/matters.ts'
import type { ChargedPayment, Payment, Remark } from '../../../shared/payment/payment.ts'
import { isSold } from '../../../shared/payment/questions.ts'
import { refundSum } from '../../../shared/payment/refunds.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { Sentence } from '../../elements/Sentence.tsx'
import { useLocale } from '../../lib/use-format.ts'
import styles from './history.module.css'
import { formatReceiptTime } from './receipt-time.ts'

/** What people decided about the sale, what is owed to the customer, and what else came to light. */
export function ReceiptNotes({ sale }: { readonly sale: readonly Payment[] }) {
  const charged = sale.filter(isCharged)
  const owed = charged.reduce((sum, payment) => sum + owedOf(payment), 0n)
  const refunding = charged.reduce((sum, payment) => sum + refundSum(payment, 'open'), 0n)
  const remarks = charged.flatMap((payment) => remarksOf(payment).map((remark) => ({ payment, remark })))
  const isPlain = charged.every(({ settlement, releasedAt }) => settlement === null && releasedAt === null)
  if (isPlain && owed === 0n && refunding === 0n && remarks.length === 0) return null
  return (
    <ul className={styles['remarks']}>
      {charged.map((payment) => (
        <Settled key={payment.id} payment={payment} sale={sale} />
      ))}
      {owed > 0n && (
        <li>
          <Sentence text="day:receipt.owed" values={{ amount: formatUsdt(owed) }} />
        </li>
      )}
      {refunding > 0n && (
        <li>
          <Sentence text="day:receipt.refunding" values={{ amount: formatUsdt(refunding) }} />
        </li>
      )}
      {remarks.map(({ payment, remark }) => (
        <li key={`${payment.id} ${remark}`}>
          <Sentence text={`day:receipt.remark.${remark}`} values={{ amount: amountOf(remark, payment) }} />
        </li>
      ))}
    </ul>
  )
}

type SettledProps = { readonly payment: ChargedPayment; readonly sale: readonly Payment[] }

/** Why the goods went although the gateway alone did not say so. */
function Settled({ payment, sale }: SettledProps): ReactNode {
  const { t } = useTranslation('day')
  const locale = useLocale()
  const { settlement, releasedAt } = payment
  const rest = sale.find((other) => other.topUpOf === payment.id && isSold(other))
  return (
    <>
      {settlement && (
        <li>
          <Sentence
            text={`day:receipt.settled.${settlement.how}`}
            values={{
              missing: formatUsdt(missingOf(payment)),
              number: rest === undefined ? '' : String(rest.number).padStart(4, '0'),
            }}
          />{' '}
          {settlement.reason !== null && <q>{settlement.reason}</q>}{' '}
          {settlement.person && t('history.by.person', { name: settlement.person.name })}{' '}
          {settlement.approvedBy && t('history.by.approved', { name: settlement.approvedBy.name })}
        </li>
      )}
      {releasedAt !== null && (
        <li>{t('receipt.released', { time: formatReceiptTime(releasedAt, locale, payment.timeZone) })}</li>
      )}
    </>
  )
}

/** Those that nothing else on the receipt says. */
function remarksOf(payment: ChargedPayment): readonly Remark[] {
  const isSaid = (remark: Remark) =>
    (remark === 'underpaid' && payment.settlement !== null) ||
    (remark === 'overpaid' && owedOf(payment) > 0n) ||
    (remark === 'late' && payment.settlement?.how === 'delivered')
  return payment.remarks.filter((remark) => !isSaid(remark))
}

function amountOf(remark: Remark, payment: ChargedPayment): string {
  if (remark === 'underpaid') return formatUsdt(missingOf(payment))
  if (remark === 'overpaid') return formatUsdt(excessOf(payment))
  return ''
}
