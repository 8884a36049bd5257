import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useStores, useTill } from '../../stores/app-stores.ts'
import { showScreen } from '../../stores/screen-store.ts'
import styles from './relays.module.css'

/** How many callbacks of the last 24 hours were not what they said they are, and the way to them. */
export function RefusedCount() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const { screen } = useStores()
  const refused = useTill((till) => till.relay.refused)
  if (refused === 0) return t('relay.refusedNone')
  return (
    <div className={styles['standing']}>
      <strong className={styles['refused']}>{format.count(refused)}</strong>
      <Button
        onPress={() => showScreen(screen, { kind: 'settings', section: 'callbacks', refusedOnly: true })}
      >
        {t('relay.showRefused')}
      </Button>
    </div>
  )
}
