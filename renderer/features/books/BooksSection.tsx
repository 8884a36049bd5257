import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { useStores, useTill } from '../../stores/app-stores.ts'
import { showScreen } from '../../stores/screen-store.ts'
import { HistoryView } from '../history/HistoryView.tsx'
import styles from './books.module.css'
import { CompareForm } from './CompareForm.tsx'
import { ComparisonResult } from './ComparisonResult.tsx'
import { LookAgain } from './LookAgain.tsx'

/** The journal, the gateway's own list and the relay's log of some days, and in what they differ. */
export function BooksSection() {
  const { t } = useTranslation('books')
  const [looked, setLooked] = useState<string | null>(null)
  const section = useRef<HTMLDivElement>(null)
  const came = useRef<string | null>(null)
  const isThere = useTill((till) => till.account.isThere)
  // Back where one came from: the keyboard goes on at the line it left.
  useEffect(() => {
    if (looked !== null) came.current = looked
    else section.current?.querySelector<HTMLElement>(`[data-payment="${came.current}"]`)?.focus()
  }, [looked])

  if (looked !== null) {
    return (
      <div className={styles['payment']}>
        <HistoryView paymentId={looked} onBack={() => setLooked(null)} backText="books:back" />
      </div>
    )
  }
  return (
    <div className={styles['section']} ref={section}>
      <p className={styles['what']}>{t('what')}</p>
      {isThere ? <CompareForm /> : <NoKey />}
      <ComparisonResult onOpen={setLooked} />
      <LookAgain />
    </div>
  )
}

function NoKey() {
  const { t } = useTranslation('books')
  const { screen } = useStores()
  return (
    <div className={styles['note']}>
      <p>{t('noKey')}</p>
      <Button onPress={() => showScreen(screen, { kind: 'settings', section: 'gateway' })}>
        {t('openGateway')}
      </Button>
    </div>
  )
}
