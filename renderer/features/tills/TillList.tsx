import { useTranslation } from 'react-i18next'
import type { TillRow } from '../../../shared/contract/tills.ts'
import { useFormat } from '../../lib/use-format.ts'
import { SheetTable } from '../closing/sheet/SheetTable.tsx'
import { tillText } from './till-text.ts'
import styles from './tills.module.css'

/** Which tills there are, and up to where each is known. */
export function TillList({ tills }: { readonly tills: readonly TillRow[] }) {
  const { t } = useTranslation('tills')
  const format = useFormat()
  const last = (row: TillRow) =>
    row.last === null
      ? t('list.none')
      : t('list.lastZ', { z: format.paymentNumber(row.last.z), day: format.shortDay(row.last.day) })
  return (
    <SheetTable
      label={t('list.title')}
      columns={[
        { key: 'till', title: t('list.till') },
        { key: 'shop', title: t('list.shop') },
        { key: 'zs', title: t('list.zs') },
        { key: 'last', title: t('list.last') },
        { key: 'key', title: t('list.key') },
      ]}
      rows={tills.map((row) => ({
        key: row.till.id,
        cells: [
          tillText(row.till, format.locale),
          <bdi key="shop">{row.shop}</bdi>,
          format.count(row.zs),
          <span key="last" className={styles['whole']}>
            {last(row)}
          </span>,
          <Key key="key" row={row} />,
        ],
      }))}
    />
  )
}

function Key({ row }: { readonly row: TillRow }) {
  const { t } = useTranslation('tills')
  if (row.isOwn) return t('list.own')
  return row.fingerprint === null ? (
    t('list.unsigned')
  ) : (
    <bdi dir="ltr" className={styles['whole']}>
      {row.fingerprint}
    </bdi>
  )
}
