import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatUsdt } from '../../../shared/money/usdt.ts'
import { excessOf, missingOf } from '../../../shared/payment/evidence.ts'
import type { ChargedPayment, Payment, Remark } from '../../../shared/payment/payment.ts'
import { isPaid } from '../../../shared/payment/questions.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { AddressText } from '../../elements/AddressText.tsx'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { StatusChip } from '../../elements/StatusChip.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useLocale } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import styles from './history.module.css'
import { priceOfOneUsdt } from './rate.ts'
import { formatReceiptTime } from './receipt-time.ts'

/** As in the QR: nobody copies a practice address as one to pay. */
const PRACTICE_MARK = 'practice:'

/** What a customer may see and a bookkeeper needs. Marked top and bottom when the money was not real. */
export function Receipt({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('day')
  const mode = useTill((till) => till.mode)
  const shopName = useTill((till) => till.settings.shopName)
  const mark = mode === 'live' ? null : <p className={styles['mark']}>{t(`receipt.${mode}`)}</p>
  return (
    <article className={styles['receipt']} aria-label={t('history.receipt')}>
      {mark}
      <h3 className={styles['shop']}>
        <bdi>{shopName}</bdi>
      </h3>
      {!isPaid(payment) && <p className={styles['notPaid']}>{t('receipt.notPaid')}</p>}
      <dl className={styles['lines']}>
        <Sale payment={payment} />
        {isCharged(payment) && <Money payment={payment} />}
      </dl>
      {isCharged(payment) && <Remarks payment={payment} />}
      <p className={styles['footnote']}>{t('receipt.note')}</p>
      {mark}
    </article>
  )
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles['line']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Sale({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('day')
  const locale = useLocale()
  return (
    <>
      <Line name={t('receipt.till')}>
        <bdi>{payment.till}</bdi>
      </Line>
      <Line name={t('receipt.number')}>{String(payment.number).padStart(4, '0')}</Line>
      <Line name={t('receipt.date')}>{formatReceiptTime(payment.createdAt, locale, payment.timeZone)}</Line>
      {payment.reference !== null && (
        <Line name={t('receipt.reference')}>
          <bdi dir="ltr">{payment.reference}</bdi>
        </Line>
      )}
      <Line name={t('receipt.status')}>
        <StatusChip payment={payment} />
      </Line>
      <Line name={t('receipt.price')}>
        <strong>
          <MoneyText amount={payment.price} />
        </strong>
      </Line>
    </>
  )
}

function Money({ payment }: { readonly payment: ChargedPayment }) {
  const { t } = useTranslation('day')
  const locale = useLocale()
  const isPractice = useTill((till) => till.mode === 'practice')
  const rate = priceOfOneUsdt(payment.price, payment.quote.usdt)
  return (
    <>
      <Line name={t('receipt.asked')}>
        <UsdtText amount={payment.charge.asked} />
      </Line>
      <Line name={t('receipt.received')}>
        <strong>
          <UsdtText amount={payment.received} />
        </strong>
      </Line>
      {rate !== undefined && (
        <Line name={t('receipt.rate')}>
          <bdi dir="ltr">{t('receipt.rateText', { price: `${rate} ${payment.price.currency}` })}</bdi>
          <small className={styles['small']}>
            <Sentence
              text="day:receipt.rateFrom"
              values={{
                source: gatewayName(payment.quote.source),
                time: formatReceiptTime(payment.quote.at, locale, payment.timeZone),
              }}
            />
          </small>
        </Line>
      )}
      <Line name={t('receipt.method')}>{t('receipt.methodText')}</Line>
      <Line name={t('receipt.address')}>
        <AddressText address={payment.charge.address} prefix={isPractice ? PRACTICE_MARK : ''} />
      </Line>
      <Line name={t('receipt.transaction')}>
        {payment.transactionId === null ? t('receipt.none') : <AddressText address={payment.transactionId} />}
      </Line>
    </>
  )
}

function Remarks({ payment }: { readonly payment: ChargedPayment }) {
  if (payment.remarks.length === 0) return null
  return (
    <ul className={styles['remarks']}>
      {payment.remarks.map((remark) => (
        <li key={remark}>
          <Sentence text={`day:receipt.remark.${remark}`} values={{ amount: amountOf(remark, payment) }} />
        </li>
      ))}
    </ul>
  )
}

function amountOf(remark: Remark, payment: ChargedPayment): string {
  if (remark === 'underpaid') return formatUsdt(missingOf(payment))
  if (remark === 'overpaid') return formatUsdt(excessOf(payment))
  return ''
}

/** The gateway's own name; a name is the same in every language. */
function gatewayName(source: string): string {
  return source === 'nowpayments' ? 'NOWPayments' : source
}
