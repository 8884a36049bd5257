import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { LatencyRow } from '../../../shared/contract/latency.ts'
import { INTERVALS, type Interval } from '../../../shared/latency/interval.ts'
import type { Spread } from '../../../shared/latency/spread.ts'
import { Sentence } from '../../elements/Sentence.tsx'
import { Unseen } from '../../elements/Unseen.tsx'
import { isErrorKey } from '../../lib/error-text.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useGatewayTitle } from '../../lib/use-gateway-title.ts'
import { formatDuration } from './duration.ts'
import styles from './latency.module.css'
import { byDay, longest } from './latency-days.ts'

const COLUMNS = ['gateway', ...INTERVALS, 'failed'] as const

type LatencyTableProps = { readonly rows: readonly LatencyRow[] }

/** Days, newest first; within a day a line for each gateway. */
export function LatencyTable({ rows }: LatencyTableProps) {
  const { t } = useTranslation('latency')
  const format = useFormat()
  const most = longest(rows)
  return (
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
      {byDay(rows).map(({ day, rows: ofDay }) => (
        <tbody key={day}>
          <tr className={styles['day']}>
            <th scope="rowgroup" colSpan={COLUMNS.length}>
              {format.shortDay(day)}
            </th>
          </tr>
          {ofDay.map((row) => (
            <GatewayRow key={row.gateway} row={row} most={most} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

type GatewayRowProps = {
  readonly row: LatencyRow
  readonly most: Readonly<Record<Interval, number>>
}

function GatewayRow({ row, most }: GatewayRowProps) {
  const { t } = useTranslation('latency')
  const format = useFormat()
  return (
    <tr>
      <th scope="row">
        <GatewayName gateway={row.gateway} />
        <p className={styles['aside']}>
          {t('payments', { count: row.payments, value: format.count(row.payments) })}
        </p>
      </th>
      {INTERVALS.map((interval) => (
        <td key={interval} data-column={interval}>
          <Figure spread={row.intervals[interval]} most={most[interval]} />
        </td>
      ))}
      <td data-column="failed">
        <Failed failed={row.failed} />
      </td>
    </tr>
  )
}

function GatewayName({ gateway }: { readonly gateway: string }) {
  return <bdi>{useGatewayTitle(gateway)}</bdi>
}

type FigureProps = { readonly spread: Spread | null; readonly most: number }

/** Half and 95 of 100, with a bar as long as the figure's part of the column's longest. */
function Figure({ spread, most }: FigureProps) {
  const { t } = useTranslation('latency')
  const { locale, count } = useFormat()
  if (spread === null) {
    return (
      <p className={styles['none']}>
        <span aria-hidden="true">–</span>
        <Unseen>{t('none')}</Unseen>
      </p>
    )
  }
  const share = { '--share': most === 0 ? 0 : spread.medianMs / most } as CSSProperties
  return (
    <>
      <p className={styles['median']}>
        <Unseen>{t('median')} </Unseen>
        {formatDuration(spread.medianMs, locale)}
      </p>
      <div className={styles['track']} aria-hidden="true">
        <div className={styles['bar']} style={share} />
      </div>
      <p className={styles['aside']}>
        {t('p95', { value: formatDuration(spread.p95Ms, locale) })}
        <Unseen> {t('of', { value: count(spread.count) })}</Unseen>
      </p>
    </>
  )
}

/** How many attempts came to nothing, and why. */
function Failed({ failed }: Pick<LatencyRow, 'failed'>) {
  const format = useFormat()
  const all = failed.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <p className={styles['median']}>{format.count(all)}</p>
      {failed.map(({ reason, count }) => (
        <p key={reason} className={styles['aside']}>
          {failed.length > 1 && `${format.count(count)} · `}
          <Reason reason={reason} />
        </p>
      ))}
    </>
  )
}

function Reason({ reason }: { readonly reason: string }) {
  const { t } = useTranslation('latency')
  if (reason === 'interrupted') return t('interrupted')
  // What has no words of its own is for support.
  return isErrorKey(reason) ? <Sentence text={`error:${reason}.title`} /> : <bdi dir="ltr">{reason}</bdi>
}
