import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RefundView } from '../../../shared/contract/refunds.ts'
import { AddressText } from '../../elements/AddressText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments } from '../../stores/app-stores.ts'
import styles from './refund.module.css'

/** Where it goes, why, and what it can be looked up by. */
export function RefundFacts({ view: { refund } }: { readonly view: RefundView }) {
  const { t } = useTranslation('refund')
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  return (
    <dl className={styles['facts']}>
      <Fact name={t('fact.to')}>
        <AddressText address={refund.address} />
      </Fact>
      {refund.transactionId !== null && (
        <Fact name={t('fact.transaction')}>
          <AddressText address={refund.transactionId} />
        </Fact>
      )}
      <Fact name={t('fact.reason')}>
        <bdi>{refund.reason}</bdi>
      </Fact>
      <Fact name={t('fact.begun')}>
        <time dateTime={refund.createdAt}>{format.moment(refund.createdAt, today)}</time>
      </Fact>
      {refund.way === 'payout' && (
        <Fact name={t('fact.name')}>
          <bdi dir="ltr" className={styles['code']}>
            {refund.externalId}
          </bdi>
        </Fact>
      )}
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
