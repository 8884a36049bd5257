import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Page, Wait } from '../../elements/Page.tsx'
import { prepared } from '../shell/prepared.tsx'

/** The library that draws is fetched with the first picture, and by nobody else. */
const { Part: Overview } = prepared(async () => (await import('./Overview.tsx')).Overview)

/** Sales in pictures. */
export function OverviewSection() {
  const { t } = useTranslation('dashboard')
  return (
    <Suspense
      fallback={
        <Page>
          <Wait>{t('loading')}</Wait>
        </Page>
      }
    >
      <Overview />
    </Suspense>
  )
}
