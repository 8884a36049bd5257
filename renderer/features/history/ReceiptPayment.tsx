import { useTranslation } from 'react-i18next'
import type { ChargedPayment, Payment } from '../../../shared/payment/payment.ts'
import { rateOf } from '../../../shared/payment/rate.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { AddressText } from '../../elements/AddressText.tsx'
import { GoodsText } from '../../elements/GoodsText.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { StatusChip } from '../../elements/StatusChip.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useLocale } from '../../lib/use-format.ts'
import { useGatewayTitle, useRateSource } from '../../lib/use-gateway-title.ts'
import { useTill } from '../../stores/app-stores.ts'
import styles from './history.module.css'
import { ReceiptLine } from './ReceiptLine.tsx'
import { ReceiptRefunds } from './ReceiptRefunds.tsx'
import { formatReceiptTime } from './receipt-time.ts'

/** As in the QR: nobody copies a practice address as one to pay. */
const PRACTICE_MARK = 'practice:'

type ReceiptPaymentProps = {
  readonly payment: Payment
  /** One of several of the sale: then it says its own price and time. */
  readonly isPart: boolean
}

/** One payment of the sale: what was asked, what came, and where it can be looked up. */
export function ReceiptPayment({ payment, isPart }: ReceiptPaymentProps) {
  const { t } = useTranslation('day')
  const locale = useLocale()
  return (
    <dl className={styles['part']} data-part={isPart}>
      <ReceiptLine name={t('receipt.number')}>{String(payment.number).padStart(4, '0')}</ReceiptLine>
      <ReceiptLine name={t('receipt.order')}>
        <bdi dir="ltr">{payment.orderId}</bdi>
      </ReceiptLine>
      <ReceiptLine name={t('receipt.status')}>
        <StatusChip payment={payment} />
      </ReceiptLine>
      {isPart && (
        <>
          <ReceiptLine name={t('receipt.for')}>
            <GoodsText payment={payment} />
          </ReceiptLine>
          <ReceiptLine name={t('receipt.date')}>
            {formatReceiptTime(timeOf(payment), locale, payment.timeZone)}
          </ReceiptLine>
        </>
      )}
      {isCharged(payment) && <Money payment={payment} />}
    </dl>
  )
}

/** When its money was there: at its end, or when it was first seen. */
function timeOf(payment: Payment): string {
  return isCharged(payment) ? (payment.paidAt ?? payment.seenAt ?? payment.createdAt) : payment.createdAt
}

function Money({ payment }: { readonly payment: ChargedPayment }) {
  const { t } = useTranslation(['day', 'gateways'])
  const locale = useLocale()
  const isPractice = useTill((till) => till.mode === 'practice')
  const rate = rateOf(payment)
  const source = useRateSource(payment.quote.source)
  const gateway = useGatewayTitle(payment.charge.gateway)
  return (
    <>
      <ReceiptLine name={t('receipt.asked')}>
        <UsdtText amount={payment.charge.asked} />
      </ReceiptLine>
      <ReceiptLine name={t('receipt.received')}>
        <strong>
          <UsdtText amount={payment.received} />
        </strong>
      </ReceiptLine>
      {rate !== undefined && (
        <ReceiptLine name={t('receipt.rate')}>
          <bdi dir="ltr">{t('receipt.rateText', { price: `${rate} ${payment.price.currency}` })}</bdi>
          <small className={styles['small']}>
            <Sentence
              text="day:receipt.rateFrom"
              values={{
                source,
                time: formatReceiptTime(payment.quote.at, locale, payment.timeZone),
              }}
            />
          </small>
        </ReceiptLine>
      )}
      <ReceiptLine name={t('receipt.method')}>{t('receipt.methodText')}</ReceiptLine>
      <ReceiptLine name={t('gateways:receipt')}>
        <bdi>{gateway}</bdi>
      </ReceiptLine>
      <ReceiptLine name={t('receipt.address')}>
        <AddressText address={payment.charge.address} prefix={isPractice ? PRACTICE_MARK : ''} />
      </ReceiptLine>
      <ReceiptLine name={t('receipt.transaction')}>
        {payment.transactionId === null ? t('receipt.none') : <AddressText address={payment.transactionId} />}
      </ReceiptLine>
      <ReceiptRefunds payment={payment} />
    </>
  )
}
