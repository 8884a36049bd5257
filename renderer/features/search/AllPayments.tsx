import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, PageHead } from '../../elements/Page.tsx'
import { useScreen, useTill } from '../../stores/app-stores.ts'
import { HistoryView } from '../history/HistoryView.tsx'
import { SearchField } from './SearchField.tsx'
import { SearchResult } from './SearchResult.tsx'
import { useSearch } from './use-search.ts'

/** Every payment there ever was, by whatever somebody knows of it. */
export function AllPayments() {
  // Each mode has a journal of its own: what was typed for one is no question to another.
  const mode = useTill((till) => till.mode)
  return <PaymentSearch key={mode} />
}

function PaymentSearch() {
  const { t } = useTranslation('search')
  const inside = useScreen((shown) => (shown.kind === 'reports' ? shown.inside : undefined))
  const [typed, setTyped] = useState(inside?.typed ?? '')
  const searching = useSearch(typed.trim())
  const [opened, setOpened] = useState(inside?.paymentId ?? null)
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
      <Page>
        <HistoryView
          paymentId={opened}
          onBack={() => setOpened(null)}
          place={{ kind: 'reports', section: 'payments', inside: { paymentId: opened, typed } }}
        />
      </Page>
    )
  }
  const found = searching.search?.found
  const first = found?.ok === true && typed.trim() !== '' ? found.value.rows[0] : undefined
  return (
    <Page ref={screen}>
      <PageHead title={t('title')} />
      <SearchField
        text={typed}
        onText={setTyped}
        hasFocus={came.current === null}
        onEnter={() => first !== undefined && !searching.isAsking && setOpened(first.id)}
      />
      <SearchResult searching={searching} onOpen={setOpened} />
    </Page>
  )
}
