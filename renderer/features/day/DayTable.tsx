import { useTranslation } from 'react-i18next'
import type { Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { Chip } from '../../elements/Chip.tsx'
import { GoodsText } from '../../elements/GoodsText.tsx'
import { StatusChip } from '../../elements/StatusChip.tsx'
import { formatTime } from '../../lib/format.ts'
import { chipOf } from '../../lib/payment-chip.ts'
import { useFormat } from '../../lib/use-format.ts'
import styles from './day.module.css'

const COLUMNS = ['time', 'number', 'reference', 'price', 'asked', 'received', 'status'] as const

type DayTableProps = {
  readonly payments: readonly Payment[]
  readonly onOpen: (paymentId: string) => void
}

/** Every payment of the day, oldest first. The number is the way into its history; the whole row leads there. */
export function DayTable({ payments, onOpen }: DayTableProps) {
  const { t } = useTranslation('day')
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
          {payments.map((payment) => (
            <Row key={payment.id} payment={payment} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ payment, onOpen }: { readonly payment: Payment } & Pick<DayTableProps, 'onOpen'>) {
  const { t } = useTranslation('day')
  const format = useFormat()
  const charged = isCharged(payment) ? payment : null
  return (
    <tr>
      <td data-column="time">{formatTime(payment.createdAt, format.locale, payment.timeZone)}</td>
      <th scope="row" data-column="number">
        <button type="button" className={styles['open']} onClick={() => onOpen(payment.id)}>
          {format.paymentNumber(payment.number)}
        </button>
      </th>
      <td data-column="reference">
        <bdi dir="ltr">{payment.reference}</bdi>
      </td>
      <td data-column="price">
        <GoodsText payment={payment} />
      </td>
      <td data-column="asked">
        {charged ? <bdi dir="ltr">{charged.charge.asked}</bdi> : <span>{t('notCharged')}</span>}
      </td>
      <td data-column="received">
        <bdi dir="ltr">{charged?.received}</bdi>
      </td>
      <td data-column="status">
        <span className={styles['chips']}>
          <SettledChip payment={payment} />
          <StatusChip payment={payment} />
        </span>
      </td>
    </tr>
  )
}

/** How a person settled it, where its chip is about something that is still open. */
function SettledChip({ payment }: { readonly payment: Payment }) {
  const { t } = useTranslation('cashier')
  const how = isCharged(payment) ? payment.settlement?.how : undefined
  if (how === undefined || chipOf(payment).word === how) return null
  return <Chip tone="seen">{t(`chip.${how}`)}</Chip>
}
