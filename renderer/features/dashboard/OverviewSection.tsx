import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { prepared } from '../shell/prepared.tsx'
import styles from './dashboard.module.css'

/** The library that draws is fetched with the first picture, and by nobody else. */
const { Part: Overview } = prepared(async () => (await import('./Overview.tsx')).Overview)

/** Sales in pictures. */
export function OverviewSection() {
  const { t } = useTranslation('dashboard')
  return (
    <Suspense fallback={<p className={styles['screen']}>{t('loading')}</p>}>
      <Overview />
    </Suspense>
  )
}
