import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Sections } from '../../elements/Sections.tsx'
import { SETTINGS_ABILITIES } from '../../lib/permission.ts'
import { useSections } from '../../lib/use-may.ts'
import { useScreen, useStores } from '../../stores/app-stores.ts'
import { type SettingsSection, showScreen } from '../../stores/screen-store.ts'
import { AccountSection } from '../account/AccountSection.tsx'
import { BooksSection } from '../books/BooksSection.tsx'
import { CallbacksSection } from '../callbacks/CallbacksSection.tsx'
import { ChainSection } from '../chain/ChainSection.tsx'
import { GatewaySection } from '../gateways/GatewaySection.tsx'
import { LatencySection } from '../latency/LatencySection.tsx'
import { PeopleSection } from '../people/PeopleSection.tsx'
import { RelaySection } from '../relays/RelaySection.tsx'
import { AboutSection } from './AboutSection.tsx'
import { OwnerSection } from './OwnerSection.tsx'
import { PricesSection } from './prices/PricesSection.tsx'
import { ReceiptSection } from './prices/ReceiptSection.tsx'
import { SellingSection } from './SellingSection.tsx'
import { ShopSection } from './ShopSection.tsx'
import styles from './settings.module.css'

const SECTIONS = {
  shop: ShopSection,
  selling: SellingSection,
  prices: PricesSection,
  receipt: ReceiptSection,
  gateway: GatewaySection,
  relay: RelaySection,
  callbacks: CallbacksSection,
  account: AccountSection,
  reconciliation: BooksSection,
  latency: LatencySection,
  chain: ChainSection,
  people: PeopleSection,
  owner: OwnerSection,
  about: AboutSection,
} as const satisfies Record<SettingsSection, () => ReactNode>

/** Everything the owner sets; of it, as much as whoever is signed in may change. */
export function SettingsScreen() {
  const { t } = useTranslation('settings')
  const { screen } = useStores()
  const sections = useSections(SETTINGS_ABILITIES)
  const wanted = useScreen((shown) => (shown.kind === 'settings' ? shown.section : 'shop'))
  const current = sections.includes(wanted) ? wanted : sections[0]
  if (current === undefined) return null
  const Section = SECTIONS[current]
  return (
    <Sections
      label={t('sections')}
      sections={sections.map((key) => ({ key, title: t(`section.${key}`) }))}
      current={current}
      onChoose={(section) => showScreen(screen, { kind: 'settings', section })}
    >
      <section className={styles['body']} key={current} aria-labelledby="section-title">
        <h2 className={styles['title']} id="section-title">
          {t(`section.${current}`)}
        </h2>
        <p className={styles['lead']}>{t(`sectionText.${current}`)}</p>
        <Section />
      </section>
    </Sections>
  )
}
