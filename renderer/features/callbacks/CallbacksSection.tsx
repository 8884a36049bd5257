import { useEffect, useRef, useState } from 'react'
import { useScreen, useTill } from '../../stores/app-stores.ts'
import { HistoryView } from '../history/HistoryView.tsx'
import { CallbackList } from './CallbackList.tsx'
import { CallbackSearch } from './CallbackSearch.tsx'
import { type CallbackFilter, callbackQuery } from './callback-query.ts'
import styles from './callbacks.module.css'
import { useCallbacks } from './use-callbacks.ts'

/** Every callback that reached this till, with its verdict and what it changed. */
export function CallbacksSection() {
  // Each mode has a log of its own: what was asked of one is no question to another.
  const mode = useTill((till) => till.mode)
  return <CallbackLog key={mode} />
}

function CallbackLog() {
  const refusedOnly = useScreen((screen) => screen.kind === 'settings' && screen.refusedOnly === true)
  const [text, setText] = useState('')
  const [filter, setFilter] = useState<CallbackFilter>(refusedOnly ? 'refused' : 'all')
  const callbacks = useCallbacks(callbackQuery(text, filter))
  const [looked, setLooked] = useState<{ readonly callback: number; readonly payment: string } | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const came = useRef<number | null>(null)
  // Back where one came from: the keyboard goes on at the row it left.
  useEffect(() => {
    if (looked !== null) came.current = looked.callback
    else list.current?.querySelector<HTMLElement>(`[data-callback="${came.current}"]`)?.focus()
  }, [looked])

  if (looked !== null) {
    return (
      <div className={styles['payment']}>
        <HistoryView
          paymentId={looked.payment}
          onBack={() => setLooked(null)}
          backText="settings:callbacks.back"
        />
      </div>
    )
  }
  return (
    <div className={styles['section']} ref={list}>
      <CallbackSearch
        text={text}
        onText={setText}
        filter={filter}
        onFilter={setFilter}
        news={callbacks.shown?.ok ? callbacks.shown.value.news.length : 0}
        onShowNews={callbacks.showNews}
      />
      <CallbackList
        callbacks={callbacks}
        isNarrowed={text !== '' || filter !== 'all'}
        onOpen={(callback, payment) => setLooked({ callback, payment })}
      />
    </div>
  )
}
