import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChargedPayment } from '../../../shared/payment/payment.ts'
import { AddressText } from '../../elements/AddressText.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useLocale } from '../../lib/use-format.ts'
import { ReceiptLine } from './ReceiptLine.tsx'
import { formatReceiptTime } from './receipt-time.ts'

/** What the customer has back: how much, when, where to and with which transaction. */
export function ReceiptRefunds({ payment }: { readonly payment: ChargedPayment }): ReactNode {
  const { t } = useTranslation('day')
  const locale = useLocale()
  return payment.refunds
    .filter(({ standing }) => standing === 'sent')
    .map(({ id, amount, address, transactionId, sentAt }) => (
      <Fragment key={id}>
        <ReceiptLine name={t('receipt.refunded')}>
          <strong>
            <UsdtText amount={amount} />
          </strong>
        </ReceiptLine>
        {sentAt !== null && (
          <ReceiptLine name={t('receipt.refundedAt')}>
            {formatReceiptTime(sentAt, locale, payment.timeZone)}
          </ReceiptLine>
        )}
        <ReceiptLine name={t('receipt.refundedTo')}>
          <AddressText address={address} />
        </ReceiptLine>
        <ReceiptLine name={t('receipt.transaction')}>
          {transactionId === null ? t('receipt.none') : <AddressText address={transactionId} />}
        </ReceiptLine>
      </Fragment>
    ))
}
