import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Sections } from '../../elements/Sections.tsx'
import { useScreen, useStores } from '../../stores/app-stores.ts'
import { type ReportsSection, showScreen } from '../../stores/screen-store.ts'
import { DayScreen } from '../day/DayScreen.tsx'

const SECTIONS = {
  day: DayScreen,
} as const satisfies Record<ReportsSection, () => ReactNode>

const KEYS = Object.keys(SECTIONS) as ReportsSection[]

/** What was sold, and how it adds up. */
export function ReportsScreen() {
  const { t } = useTranslation('reports')
  const { screen } = useStores()
  const current = useScreen((shown) => (shown.kind === 'reports' ? shown.section : 'day'))
  const Section = SECTIONS[current]
  return (
    <Sections
      label={t('sections')}
      sections={KEYS.map((key) => ({ key, title: t(`section.${key}`) }))}
      current={current}
      onChoose={(section) => showScreen(screen, { kind: 'reports', section })}
    >
      <Section key={current} />
    </Sections>
  )
}
