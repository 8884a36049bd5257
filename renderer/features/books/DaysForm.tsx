import { useTranslation } from 'react-i18next'
import { useBooks, usePayments, useStores, useTill } from '../../stores/app-stores.ts'
import { changeBooks, type DaysChoice } from '../../stores/books-store.ts'
import styles from './books.module.css'
import { daysOf, PRESETS, wrongDays } from './chosen-days.ts'
import { DayField } from './DayField.tsx'

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
      <fieldset className={styles['presets']} aria-label={t('days.label')}>
        {[...PRESETS, 'custom' as const].map((kind) => (
          <button
            key={kind}
            type="button"
            className={styles['preset']}
            aria-pressed={kind === choice.kind}
            onClick={() => choose(kind === 'custom' ? { kind, ...daysOf(choice, today) } : { kind })}
          >
            {t(`days.${kind}`)}
          </button>
        ))}
      </fieldset>
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
    <div className={styles['otherDays']}>
      <DayField label={t('days.from')} day={choice.from} onChange={(from) => onChoose({ ...choice, from })} />
      <DayField label={t('days.to')} day={choice.to} onChange={(to) => onChoose({ ...choice, to })} />
      <p className={styles['wrong']} role="status">
        {wrong !== null && t(`days.${wrong}`)}
      </p>
    </div>
  )
}
