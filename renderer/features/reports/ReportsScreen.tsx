import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Sections } from '../../elements/Sections.tsx'
import { REPORTS_ABILITIES } from '../../lib/permission.ts'
import { useSections } from '../../lib/use-may.ts'
import { useScreen, useStores } from '../../stores/app-stores.ts'
import { type ReportsSection, showScreen } from '../../stores/screen-store.ts'
import { CloseSection } from '../closing/CloseSection.tsx'
import { ZsSection } from '../closing/ZsSection.tsx'
import { OverviewSection } from '../dashboard/OverviewSection.tsx'
import { DayScreen } from '../day/DayScreen.tsx'
import { ExportSection } from '../exports/ExportSection.tsx'
import { AllPayments } from '../search/AllPayments.tsx'
import { TillsSection } from '../tills/TillsSection.tsx'

const SECTIONS = {
  day: DayScreen,
  picture: OverviewSection,
  payments: AllPayments,
  close: CloseSection,
  zs: ZsSection,
  export: ExportSection,
  tills: TillsSection,
} as const satisfies Record<ReportsSection, () => ReactNode>

/** What was sold, and how it adds up: as much of it as whoever is signed in may see. */
export function ReportsScreen() {
  const { t } = useTranslation('reports')
  const { screen } = useStores()
  const sections = useSections(REPORTS_ABILITIES)
  const wanted = useScreen((shown) => (shown.kind === 'reports' ? shown.section : 'day'))
  const current = sections.includes(wanted) ? wanted : sections[0]
  if (current === undefined) return null
  const Section = SECTIONS[current]
  return (
    <Sections
      label={t('sections')}
      sections={sections.map((key) => ({ key, title: t(`section.${key}`) }))}
      current={current}
      onChoose={(section) => showScreen(screen, { kind: 'reports', section })}
    >
      <Section key={current} />
    </Sections>
  )
}
