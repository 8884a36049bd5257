import { useTranslation } from 'react-i18next'
import type { ZRow } from '../../../shared/contract/shifts.ts'
import { money } from '../../../shared/money/money.ts'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments } from '../../stores/app-stores.ts'
import styles from './closing.module.css'
import { formatDays } from './sheet/sheet-time.ts'

const COLUMNS = ['number', 'days', 'at', 'by', 'sales', 'goods', 'tip'] as const

type ZTableProps = { readonly rows: readonly ZRow[]; readonly onOpen: (number: number) => void }

/** The number is the way into the report; the whole row leads there. */
export function ZTable({ rows, onOpen }: ZTableProps) {
  const { t } = useTranslation('closing')
  return (
    <div className={styles['tableBox']}>
      <table className={styles['table']} aria-label={t('zs.table')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" data-column={column}>
                {t(`zs.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.number} row={row} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row, onOpen }: { readonly row: ZRow } & Pick<ZTableProps, 'onOpen'>) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  const { number, days, at, by, sales, taken } = row
  return (
    <tr>
      <th scope="row" data-column="number">
        <button type="button" className={styles['open']} onClick={() => onOpen(number)}>
          {format.paymentNumber(number)}
        </button>
      </th>
      <td data-column="days">{days === null ? t('zs.noDays') : formatDays(days, format.locale, 'medium')}</td>
      <td data-column="at">{format.moment(at, today)}</td>
      <td data-column="by">
        <bdi>{by?.name ?? '–'}</bdi>
      </td>
      <td data-column="sales">{format.count(sales)}</td>
      <td data-column="goods">
        <Amounts taken={taken} field="goods" />
      </td>
      <td data-column="tip">
        <Amounts taken={taken} field="tip" />
      </td>
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
