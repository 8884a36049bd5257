import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { formatDuration } from '../latency/duration.ts'
import { Chart } from './Chart.tsx'
import styles from './dashboard.module.css'
import { dayLabels, type OfDaysProps, shownDays } from './day-labels.ts'
import { PictureCard } from './PictureCard.tsx'

/** As people count time. */
const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21_600, 86_400].map(
  (seconds) => seconds * 1000,
)

/** How long customers took from the press of the key until paid, on each day. */
export function TimeCard({ figures, today }: OfDaysProps) {
  const { t } = useTranslation('dashboard')
  const format = useFormat()
  const { locale } = format
  const days = shownDays(figures, today)
  if (figures.whole.timeToPaid === null) return null
  const title = t('time')
  const picture = (
    <div>
      <Chart
        label={t('pictureOf', { title })}
        labels={dayLabels(days, locale)}
        lines={[
          { look: 'line', values: days.map(({ timeToPaid }) => timeToPaid?.medianMs ?? null) },
          { look: 'dashes', values: days.map(({ timeToPaid }) => timeToPaid?.p95Ms ?? null) },
        ]}
        steps={STEPS_MS}
        format={(ms) => formatDuration(ms, locale)}
      />
      <ul className={styles['legend']}>
        <li data-look="line">{t('half')}</li>
        <li data-look="dashes">{t('most')}</li>
      </ul>
    </div>
  )
  return (
    <PictureCard
      title={title}
      {...(days.length > 1 && { picture })}
      columns={[
        { key: 'day', text: t('column.day') },
        { key: 'half', text: t('column.half') },
        { key: 'most', text: t('column.most') },
      ]}
    >
      {days.map(({ day, timeToPaid }) => (
        <tr key={day}>
          <th scope="row">{format.shortDay(day)}</th>
          <td>{timeToPaid === null ? '–' : formatDuration(timeToPaid.medianMs, locale)}</td>
          <td>{timeToPaid === null ? '–' : formatDuration(timeToPaid.p95Ms, locale)}</td>
        </tr>
      ))}
    </PictureCard>
  )
}
