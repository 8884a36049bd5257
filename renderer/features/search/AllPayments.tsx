import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTill } from '../../stores/app-stores.ts'
import { HistoryView } from '../history/HistoryView.tsx'
import { SearchField } from './SearchField.tsx'
import { SearchResult } from './SearchResult.tsx'
import styles from './search.module.css'
import { useSearch } from './use-search.ts'

/** Every payment there ever was, by whatever somebody knows of it. */
export function AllPayments() {
  // Each mode has a journal of its own: what was typed for one is no question to another.
  const mode = useTill((till) => till.mode)
  return <PaymentSearch key={mode} />
}

function PaymentSearch() {
  const { t } = useTranslation('search')
  const [typed, setTyped] = useState('')
  const searching = useSearch(typed.trim())
  const [opened, setOpened] = useState<string | null>(null)
  const screen = useRef<HTMLDivElement>(null)
  const came = useRef<string | null>(null)
  // Back where one came from: the keyboard goes on at the row it left.
  useEffect(() => {
    if (opened !== null) came.current = opened
    else if (came.current !== null)
      screen.current?.querySelector<HTMLElement>(`[data-payment="${came.current}"]`)?.focus()
  }, [opened])

  if (opened !== null) {
    return (
      <div className={styles['screen']}>
        <HistoryView paymentId={opened} onBack={() => setOpened(null)} />
      </div>
    )
  }
  const found = searching.search?.found
  const first = found?.ok === true ? found.value.rows[0] : undefined
  return (
    <div className={styles['screen']} ref={screen}>
      <h2 className={styles['title']}>{t('title')}</h2>
      <SearchField
        text={typed}
        onText={setTyped}
        hasFocus={came.current === null}
        onEnter={() => first !== undefined && !searching.isAsking && setOpened(first.id)}
      />
      <SearchResult searching={searching} onOpen={setOpened} />
    </div>
  )
}
