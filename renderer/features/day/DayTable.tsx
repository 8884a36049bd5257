import { useTranslation } from 'react-i18next'
import type { Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { Chip } from '../../elements/Chip.tsx'
import { GoodsText } from '../../elements/GoodsText.tsx'
import { CutText, RowCell, RowKey, RowTable } from '../../elements/RowTable.tsx'
import { StatusChip } from '../../elements/StatusChip.tsx'
import { formatTime } from '../../lib/format.ts'
import { chipOf } from '../../lib/payment-chip.ts'
import { useFormat } from '../../lib/use-format.ts'
import styles from './day.module.css'

const COLUMNS = [
  { key: 'time' },
  { key: 'number' },
  { key: 'reference', isRest: true },
  { key: 'price', isFigure: true },
  { key: 'asked', isFigure: true },
  { key: 'received', isFigure: true },
  { key: 'status', isFigure: true },
] as const

type DayTableProps = {
  readonly payments: readonly Payment[]
  readonly onOpen: (paymentId: string) => void
}

/** Every payment of the day, oldest first. The number is the way into its history; the whole row leads there. */
export function DayTable({ payments, onOpen }: DayTableProps) {
  const { t } = useTranslation('day')
  return (
    <RowTable label={t('table')} columns={COLUMNS} titleOf={(column) => t(`column.${column}`)}>
      {payments.map((payment) => (
        <Row key={payment.id} payment={payment} onOpen={onOpen} />
      ))}
    </RowTable>
  )
}

function Row({ payment, onOpen }: { readonly payment: Payment } & Pick<DayTableProps, 'onOpen'>) {
  const { t } = useTranslation('day')
  const format = useFormat()
  const charged = isCharged(payment) ? payment : null
  return (
    <tr>
      <RowCell tone="quiet">{formatTime(payment.createdAt, format.locale, payment.timeZone)}</RowCell>
      <RowKey onOpen={() => onOpen(payment.id)} payment={payment.id}>
        {format.paymentNumber(payment.number)}
      </RowKey>
      <RowCell isRest>
        <CutText>{payment.reference}</CutText>
      </RowCell>
      <RowCell isFigure tone="strong">
        <GoodsText payment={payment} />
      </RowCell>
      <RowCell isFigure tone="quiet">
        {charged ? <bdi dir="ltr">{charged.charge.asked}</bdi> : t('notCharged')}
      </RowCell>
      <RowCell isFigure tone="quiet">
        <bdi dir="ltr">{charged?.received}</bdi>
      </RowCell>
      <RowCell isFigure>
        <span className={styles['chips']}>
          <SettledChip payment={payment} />
          <StatusChip payment={payment} />
        </span>
      </RowCell>
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
