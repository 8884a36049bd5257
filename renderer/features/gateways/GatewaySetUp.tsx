import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { GatewayView } from '../../../shared/contract/gateways.ts'
import type { Gateway } from '../../../shared/relay-protocol.ts'
import { BackButton } from '../../commands/BackButton.tsx'
import { ConnectPanel } from '../connect/ConnectPanel.tsx'
import styles from './gateways.module.css'
import { ShortCallbacks } from './ShortCallbacks.tsx'

/** What one vendor alone has to set. */
const EXTRAS: Partial<Record<Gateway, () => ReactNode>> = { paystablecoin: ShortCallbacks }

type GatewaySetUpProps = { readonly gateway: GatewayView; readonly onBack: () => void }

/** One gateway: what it is able to do, and its secrets for each of its environments. */
export function GatewaySetUp({ gateway, onBack }: GatewaySetUpProps) {
  const { t } = useTranslation('gateways')
  const Extra = EXTRAS[gateway.id]
  return (
    <div className={styles['setUp']}>
      <div className={styles['begin']}>
        <BackButton onBack={onBack}>{t('back')}</BackButton>
      </div>
      <h3 className={styles['setUpTitle']} ref={intoView} tabIndex={-1}>
        {gateway.title}
      </h3>
      <p className={styles['about']}>{t(`about.${gateway.id}`)}</p>
      {(['live', 'sandbox'] as const).map((mode) => (
        <section
          key={mode}
          className={styles['block']}
          aria-label={`${gateway.title}: ${t(`modes.${mode}`)}`}
        >
          <h4 className={styles['blockTitle']}>{t(`modes.${mode}`)}</h4>
          {gateway.secrets[mode] === null ? (
            <p className={styles['blockText']}>{t('noSandbox')}</p>
          ) : (
            <>
              <p className={styles['blockText']}>{t(`${mode}Text`)}</p>
              <ConnectPanel gateway={gateway} mode={mode} />
            </>
          )}
        </section>
      ))}
      {Extra && <Extra />}
    </div>
  )
}

/** The list before may have been scrolled: this begins at its name, for readers of screens too. */
function intoView(title: HTMLElement | null): void {
  title?.focus({ preventScroll: true })
  title?.parentElement?.firstElementChild?.scrollIntoView({ block: 'nearest' })
}
