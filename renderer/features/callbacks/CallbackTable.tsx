import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallbackRow } from '../../../shared/contract/relay.ts'
import { Unseen } from '../../elements/Unseen.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useGatewayTitle } from '../../lib/use-gateway-title.ts'
import { usePayments } from '../../stores/app-stores.ts'
import { CallbackOutcomeText } from './CallbackOutcomeText.tsx'
import { CallbackVerdictText } from './CallbackVerdictText.tsx'
import styles from './callbacks.module.css'

const COLUMNS = ['time', 'payment', 'verdict', 'change'] as const

type CallbackTableProps = {
  readonly rows: readonly CallbackRow[]
  readonly onOpen: (callback: number, payment: string) => void
}

/** Newest first. The number of a payment of this till is the way to its history. */
export function CallbackTable({ rows, onOpen }: CallbackTableProps) {
  const { t } = useTranslation('settings')
  return (
    <table className={styles['table']} aria-label={t('callbacks.table')}>
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" data-column={column}>
              {t(`callbacks.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  )
}

type RowProps = { readonly row: CallbackRow; readonly onOpen: CallbackTableProps['onOpen'] }

/** Drawn again only when it changes: there may be hundreds. */
const Row = memo(PlainRow, (before, after) => before.row === after.row)

function PlainRow({ row, onOpen }: RowProps): ReactNode {
  const { t } = useTranslation('settings')
  const title = useGatewayTitle(row.gateway)
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  const { payment } = row
  return (
    <tr>
      <td data-column="time">
        <time dateTime={row.receivedAt}>{format.moment(row.receivedAt, today)}</time>
        <p className={styles['aside']}>
          <Unseen>{t('callbacks.source')} </Unseen>
          <bdi dir="ltr" className={styles['source']}>
            {row.source}
          </bdi>
        </p>
      </td>
      <td data-column="payment">
        {payment === null ? (
          <span className={styles['number']} aria-hidden="true">
            –
          </span>
        ) : (
          <button
            type="button"
            className={styles['open']}
            data-callback={row.id}
            onClick={() => onOpen(row.id, payment.id)}
          >
            {format.paymentNumber(payment.number)}
          </button>
        )}
        <p className={styles['aside']}>{title}</p>
      </td>
      <td data-column="verdict">
        <CallbackVerdictText verdict={row.verdict} chargeId={row.chargeId} />
      </td>
      <td data-column="change">
        <CallbackOutcomeText outcome={row.outcome} />
      </td>
    </tr>
  )
}
