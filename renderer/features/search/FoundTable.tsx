import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { microUsdt } from '../../../shared/money/usdt.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { GoodsText } from '../../elements/GoodsText.tsx'
import { StatusChip } from '../../elements/StatusChip.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments } from '../../stores/app-stores.ts'
import styles from './search.module.css'

const COLUMNS = ['payment', 'reference', 'price', 'usdt', 'status'] as const

type FoundTableProps = {
  readonly rows: readonly Payment[]
  readonly onOpen: (paymentId: string) => void
}

/** Newest first. The number is the way into a payment's history; the whole row leads there. */
export function FoundTable({ rows, onOpen }: FoundTableProps) {
  const { t } = useTranslation('search')
  return (
    <div className={styles['tableBox']}>
      <table className={styles['table']} aria-label={t('table')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((payment) => (
            <Row key={payment.id} payment={payment} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = { readonly payment: Payment; readonly onOpen: FoundTableProps['onOpen'] }

/** Drawn again only when it changes: there may be hundreds, at every letter. */
const Row = memo(PlainRow, (before, after) => before.payment === after.payment)

function PlainRow({ payment, onOpen }: RowProps): ReactNode {
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  return (
    <tr>
      <th scope="row" data-column="payment">
        <button
          type="button"
          className={styles['open']}
          data-payment={payment.id}
          onClick={() => onOpen(payment.id)}
        >
          {format.paymentNumber(payment.number)}
        </button>
        <p className={styles['aside']}>
          <time dateTime={payment.createdAt}>{format.moment(payment.createdAt, today)}</time>
        </p>
      </th>
      <td data-column="reference">
        <bdi dir="ltr" className={styles['reference']}>
          {payment.reference}
        </bdi>
        <p className={styles['aside']}>
          <bdi>{payment.cashier?.name}</bdi>
        </p>
      </td>
      <td data-column="price">
        <GoodsText payment={payment} />
      </td>
      <td data-column="usdt">
        <Amount payment={payment} />
      </td>
      <td data-column="status">
        <StatusChip payment={payment} />
      </td>
    </tr>
  )
}

/** What came, or what was asked while nothing has. */
function Amount({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('search')
  if (!isCharged(payment)) return t('notCharged')
  const hasReceived = microUsdt(payment.received) > 0n
  return <UsdtText amount={hasReceived ? payment.received : payment.charge.asked} />
}
