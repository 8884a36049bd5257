import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { microUsdt } from '../../../shared/money/usdt.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { isCharged } from '../../../shared/payment/transition.ts'
import { GoodsText } from '../../elements/GoodsText.tsx'
import { CutText, RowAside, RowCell, RowKey, RowTable } from '../../elements/RowTable.tsx'
import { StatusChip } from '../../elements/StatusChip.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments } from '../../stores/app-stores.ts'

const COLUMNS = [
  { key: 'payment' },
  { key: 'reference', isRest: true },
  { key: 'price', isFigure: true },
  { key: 'usdt', isFigure: true },
  { key: 'status', isFigure: true },
] as const

type FoundTableProps = {
  readonly rows: readonly Payment[]
  readonly onOpen: (paymentId: string) => void
}

/** Newest first. The number is the way into a payment's history; the whole row leads there. */
export function FoundTable({ rows, onOpen }: FoundTableProps) {
  const { t } = useTranslation('search')
  return (
    <RowTable label={t('table')} columns={COLUMNS} titleOf={(column) => t(`column.${column}`)}>
      {rows.map((payment) => (
        <Row key={payment.id} payment={payment} onOpen={onOpen} />
      ))}
    </RowTable>
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
      <RowKey
        onOpen={() => onOpen(payment.id)}
        payment={payment.id}
        aside={<time dateTime={payment.createdAt}>{format.moment(payment.createdAt, today)}</time>}
      >
        {format.paymentNumber(payment.number)}
      </RowKey>
      <RowCell isRest>
        <CutText>{payment.reference}</CutText>
        <RowAside>
          <CutText dir="auto">{payment.cashier?.name}</CutText>
        </RowAside>
      </RowCell>
      <RowCell isFigure tone="strong">
        <GoodsText payment={payment} />
      </RowCell>
      <RowCell isFigure tone="quiet">
        <Amount payment={payment} />
      </RowCell>
      <RowCell isFigure>
        <StatusChip payment={payment} />
      </RowCell>
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
