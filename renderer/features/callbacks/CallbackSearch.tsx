import { type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Field } from '../../elements/Field.tsx'
import { Segments } from '../../elements/Segments.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import type { CallbackFilter } from './callback-query.ts'
import styles from './callbacks.module.css'

/** Long enough that a typed word is asked for once. */
const PAUSE_MS = 300
const FILTERS = ['all', 'verified', 'refused'] as const

type CallbackSearchProps = {
  /** What is searched for now; what is being typed is known here alone. */
  readonly text: string
  readonly onText: (text: string) => void
  readonly filter: CallbackFilter
  readonly onFilter: (filter: CallbackFilter) => void
  /** How many came since the list was made. */
  readonly news: number
  readonly onShowNews: () => void
}

/** What is looked for, and whether anything came meanwhile. */
export function CallbackSearch({ text, onText, filter, onFilter, news, onShowNews }: CallbackSearchProps) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const [typed, setTyped] = useState(text)
  useEffect(() => {
    const pause = setTimeout(() => onText(typed), PAUSE_MS)
    return () => clearTimeout(pause)
  }, [typed, onText])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') onText(typed)
    if (event.key !== 'Escape') return
    // The first Escape takes back what was typed, the next one leaves the field.
    if (typed === '') (event.target as HTMLElement).blur()
    setTyped('')
    onText('')
  }
  return (
    <search className={styles['search']}>
      <Field
        label={t('callbacks.search')}
        isLabelInside
        value={typed}
        onChange={setTyped}
        onKeyDown={onKeyDown}
        maxLength={100}
      />
      <div className={styles['choices']}>
        <Segments
          label={t('callbacks.filters')}
          options={FILTERS.map((key) => ({
            key,
            text: (
              <>
                {t(`callbacks.filter.${key}`)} {key === 'refused' && <RefusedToday />}
              </>
            ),
          }))}
          current={filter}
          onChoose={onFilter}
        />
        <div className={styles['news']} role="status">
          {news > 0 && (
            <Button onPress={onShowNews}>{t('callbacks.showNews', { value: format.count(news) })}</Button>
          )}
        </div>
      </div>
    </search>
  )
}

function RefusedToday() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const refused = useTill((till) => till.relay.refused)
  if (refused === 0) return null
  return (
    <span className={styles['count']}>{t('callbacks.refusedToday', { value: format.count(refused) })}</span>
  )
}
