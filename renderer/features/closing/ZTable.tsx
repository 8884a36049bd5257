import { useTranslation } from 'react-i18next'
import type { ZRow } from '../../../shared/contract/shifts.ts'
import { money } from '../../../shared/money/money.ts'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { RowCell, RowKey, RowTable } from '../../elements/RowTable.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments } from '../../stores/app-stores.ts'
import styles from './closing.module.css'
import { formatDays } from './sheet/sheet-time.ts'

const COLUMNS = [
  { key: 'number' },
  { key: 'days' },
  { key: 'at' },
  { key: 'by' },
  { key: 'sales', isFigure: true },
  { key: 'goods', isFigure: true },
  { key: 'tip', isFigure: true },
] as const

type ZTableProps = { readonly rows: readonly ZRow[]; readonly onOpen: (number: number) => void }

/** The number is the way into the report; the whole row leads there. */
export function ZTable({ rows, onOpen }: ZTableProps) {
  const { t } = useTranslation('closing')
  return (
    <RowTable label={t('zs.table')} columns={COLUMNS} titleOf={(column) => t(`zs.column.${column}`)}>
      {rows.map((row) => (
        <Row key={row.number} row={row} onOpen={onOpen} />
      ))}
    </RowTable>
  )
}

function Row({ row, onOpen }: { readonly row: ZRow } & Pick<ZTableProps, 'onOpen'>) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  const { number, days, at, by, sales, taken } = row
  return (
    <tr data-z={number}>
      <RowKey onOpen={() => onOpen(number)}>{format.paymentNumber(number)}</RowKey>
      <RowCell>{days === null ? t('zs.noDays') : formatDays(days, format.locale, 'medium')}</RowCell>
      <RowCell tone="quiet" isName>
        {format.moment(at, today)}
      </RowCell>
      <RowCell isName>
        <bdi>{by?.name ?? '–'}</bdi>
      </RowCell>
      <RowCell isFigure>{format.count(sales)}</RowCell>
      <RowCell isFigure tone="strong">
        <Amounts taken={taken} field="goods" />
      </RowCell>
      <RowCell isFigure>
        <Amounts taken={taken} field="tip" />
      </RowCell>
    </tr>
  )
}

type AmountsProps = { readonly taken: ZRow['taken']; readonly field: 'goods' | 'tip' }

/** One below the other where there are several currencies. */
function Amounts({ taken, field }: AmountsProps) {
  if (taken.length === 0) return '–'
  return taken.map((one) => (
    <span key={one.currency} className={styles['amount']}>
      <MoneyText amount={money(one[field], one.currency)} />
    </span>
  ))
}
