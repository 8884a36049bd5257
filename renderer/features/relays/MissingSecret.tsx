import { useTranslation } from 'react-i18next'
import type { RealMode } from '../../../shared/contract/secret.ts'
import { Button } from '../../elements/Button.tsx'
import { lacksCallbackSecret } from '../../lib/gateway-standing.ts'
import { useStores, useTill } from '../../stores/app-stores.ts'
import { showScreen } from '../../stores/screen-store.ts'
import styles from './relays.module.css'

/** Without the IPN secret nothing that comes can be verified: where to enter it. */
export function MissingSecret({ mode }: { readonly mode: RealMode }) {
  const { t } = useTranslation('settings')
  const { screen } = useStores()
  const isMissing = useTill((till) => lacksCallbackSecret(till, mode))
  const hasRelay = useTill((till) => till.settings.relays[mode] !== null)
  if (!isMissing) return null
  return (
    <div className={styles['secret']} data-warning={hasRelay}>
      <p>{hasRelay ? t('relay.noSecret') : t('relay.needsSecret')}</p>
      <Button onPress={() => showScreen(screen, { kind: 'settings', section: 'gateway' })}>
        {t('relay.openGateway')}
      </Button>
    </div>
  )
}
