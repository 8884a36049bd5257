import { useTranslation } from 'react-i18next'
import type { Dashboard } from '../../../shared/contract/dashboard.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Bar } from './PartsCard.tsx'
import { PictureCard } from './PictureCard.tsx'

/** What somebody had to look at, by kind. */
export function ExceptionsCard({ figures }: { readonly figures: Dashboard }) {
  const { t } = useTranslation('dashboard')
  const format = useFormat()
  const { exceptions } = figures
  if (exceptions.length === 0) return null
  const most = Math.max(...exceptions.map(({ count }) => count))
  return (
    <PictureCard
      title={t('exceptions')}
      columns={[
        { key: 'name', text: t('column.exception') },
        { key: 'count', text: t('column.count') },
        { key: 'open', text: t('column.open') },
      ]}
    >
      {exceptions.map(({ kind, count, open }) => (
        <tr key={kind}>
          <th scope="row" data-column="name">
            {t(`exception.${kind}`)}
            <Bar share={count / most} />
          </th>
          <td>{format.count(count)}</td>
          <td data-warning={open > 0}>{format.count(open)}</td>
        </tr>
      ))}
    </PictureCard>
  )
}
