import { useTranslation } from 'react-i18next'
import { Segments } from '../../elements/Segments.tsx'
import { useBooks, usePayments, useStores, useTill } from '../../stores/app-stores.ts'
import { changeBooks, type DaysChoice } from '../../stores/books-store.ts'
import { FromUntil } from '../period/FromUntil.tsx'
import styles from './books.module.css'
import { daysOf, PRESETS, wrongDays } from './chosen-days.ts'

/** Which days are compared. */
export function DaysForm() {
  const { t } = useTranslation('books')
  const { books } = useStores()
  const mode = useTill((till) => till.mode)
  const today = usePayments((payments) => payments.today.day)
  const choice = useBooks((state) => state.choice)
  const choose = (to: DaysChoice) => changeBooks(books, mode, { choice: to })
  return (
    <div className={styles['days']}>
      <Segments
        label={t('days.label')}
        options={[...PRESETS, 'custom' as const].map((key) => ({ key, text: t(`days.${key}`) }))}
        current={choice.kind}
        onChoose={(kind) => choose(kind === 'custom' ? { kind, ...daysOf(choice, today) } : { kind })}
      />
      {choice.kind === 'custom' && <OtherDays choice={choice} today={today} onChoose={choose} />}
    </div>
  )
}

type OtherDaysProps = {
  readonly choice: Extract<DaysChoice, { kind: 'custom' }>
  readonly today: string
  readonly onChoose: (choice: DaysChoice) => void
}

function OtherDays({ choice, today, onChoose }: OtherDaysProps) {
  const { t } = useTranslation('books')
  const wrong = wrongDays(choice, today)
  return (
    <FromUntil
      days={choice}
      onChange={(days) => onChoose({ kind: 'custom', ...days })}
      wrong={wrong === null ? null : t(`days.${wrong}`)}
    />
  )
}
