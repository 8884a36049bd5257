import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/use-format.ts'
import { Chart } from './Chart.tsx'
import { dayLabels, type OfDaysProps, shownDays } from './day-labels.ts'
import { lengthOf, type Measure } from './measure.ts'
import { PictureCard } from './PictureCard.tsx'
import { SoldCells } from './SoldCells.tsx'
import { useAxis } from './use-axis.ts'
import { useDrawnCurrency } from './use-drawn-currency.ts'

/** What was sold on each day. */
export function DaysCard({ figures, today, measure }: OfDaysProps & { readonly measure: Measure }) {
  const { t } = useTranslation('dashboard')
  const format = useFormat()
  const currency = useDrawnCurrency(figures)
  const unit = measure === 'money' ? currency : t('measure.sales')
  const axis = useAxis(measure)
  const days = shownDays(figures, today)
  const title = t('days')
  return (
    <PictureCard
      title={title}
      unit={unit}
      picture={
        <Chart
          label={t('pictureOf', { title })}
          labels={dayLabels(days, format.locale)}
          lines={[{ look: 'bars', values: days.map(({ sold }) => lengthOf(sold, measure, currency)) }]}
          format={axis}
        />
      }
      columns={[
        { key: 'day', text: t('column.day') },
        { key: 'sales', text: t('column.sales') },
        { key: 'money', text: t('column.money') },
      ]}
    >
      {days.map(({ day, sold }) => (
        <tr key={day}>
          <th scope="row">{format.shortDay(day)}</th>
          <SoldCells sold={sold} />
        </tr>
      ))}
    </PictureCard>
  )
}
