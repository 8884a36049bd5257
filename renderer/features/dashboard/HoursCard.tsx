import { useTranslation } from 'react-i18next'
import type { Dashboard } from '../../../shared/contract/dashboard.ts'
import { useFormat } from '../../lib/use-format.ts'
import { Chart } from './Chart.tsx'
import { lengthOf, type Measure } from './measure.ts'
import { PictureCard } from './PictureCard.tsx'
import { SoldCells } from './SoldCells.tsx'
import { useAxis } from './use-axis.ts'
import { useDrawnCurrency } from './use-drawn-currency.ts'

type HoursCardProps = { readonly figures: Dashboard; readonly measure: Measure }

/** When in the day was sold, by the shop's own clock; from the first hour with a sale to the last. */
export function HoursCard({ figures, measure }: HoursCardProps) {
  const { t } = useTranslation('dashboard')
  const { locale } = useFormat()
  const currency = useDrawnCurrency(figures)
  const unit = measure === 'money' ? currency : t('measure.sales')
  const axis = useAxis(measure)
  const isSold = ({ sold }: Dashboard['hours'][number]) => sold.length > 0
  const hours = figures.hours.slice(figures.hours.findIndex(isSold), figures.hours.findLastIndex(isSold) + 1)
  if (!hours.some(isSold)) return null
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 })
  const nameOf = (hour: number) => `${two.format(hour)}:${two.format(0)}`
  const title = t('hours')
  return (
    <PictureCard
      title={title}
      unit={unit}
      picture={
        <Chart
          label={t('pictureOf', { title })}
          labels={hours.map(({ hour }) => two.format(hour))}
          lines={[{ look: 'bars', values: hours.map(({ sold }) => lengthOf(sold, measure, currency)) }]}
          format={axis}
        />
      }
      columns={[
        { key: 'hour', text: t('column.hour') },
        { key: 'sales', text: t('column.sales') },
        { key: 'money', text: t('column.money') },
      ]}
    >
      {hours.map(({ hour, sold }) => (
        <tr key={hour}>
          <th scope="row">{nameOf(hour)}</th>
          <SoldCells sold={sold} />
        </tr>
      ))}
    </PictureCard>
  )
}
