import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useScreen, useStores } from '../../stores/app-stores.ts'
import { type SettingsSection, showScreen } from '../../stores/screen-store.ts'
import { AccountSection } from '../account/AccountSection.tsx'
import { BooksSection } from '../books/BooksSection.tsx'
import { CallbacksSection } from '../callbacks/CallbacksSection.tsx'
import { ChainSection } from '../chain/ChainSection.tsx'
import { GatewaySection } from '../gateways/GatewaySection.tsx'
import { LatencySection } from '../latency/LatencySection.tsx'
import { RelaySection } from '../relays/RelaySection.tsx'
import { AboutSection } from './AboutSection.tsx'
import { OwnerSection } from './OwnerSection.tsx'
import { SellingSection } from './SellingSection.tsx'
import { ShopSection } from './ShopSection.tsx'
import styles from './settings.module.css'

const SECTIONS = {
  shop: ShopSection,
  selling: SellingSection,
  gateway: GatewaySection,
  relay: RelaySection,
  callbacks: CallbacksSection,
  account: AccountSection,
  reconciliation: BooksSection,
  latency: LatencySection,
  chain: ChainSection,
  owner: OwnerSection,
  about: AboutSection,
} as const satisfies Record<SettingsSection, () => ReactNode>

/** The whole body under the top bar: a plain list of sections at the start, one section beside it. */
export function SettingsScreen() {
  const { t } = useTranslation('settings')
  const { screen } = useStores()
  const current = useScreen((shown) => (shown.kind === 'settings' ? shown.section : 'shop'))
  const Section = SECTIONS[current]
  return (
    <div className={styles['screen']}>
      <nav className={styles['nav']} aria-label={t('sections')}>
        <ul>
          {Object.keys(SECTIONS).map((key) => {
            const section = key as SettingsSection
            return (
              <li key={section}>
                <button
                  type="button"
                  className={styles['navItem']}
                  data-section={section}
                  aria-current={section === current ? 'page' : undefined}
                  onClick={() => showScreen(screen, { kind: 'settings', section })}
                >
                  {t(`section.${section}`)}
                </button>
              </li>
            )
          })}
        </ul>
      </nav>
      <section className={styles['body']} key={current} aria-labelledby="section-title">
        <h2 className={styles['title']} id="section-title">
          {t(`section.${current}`)}
        </h2>
        <p className={styles['lead']}>{t(`sectionText.${current}`)}</p>
        <Section />
      </section>
    </div>
  )
}
