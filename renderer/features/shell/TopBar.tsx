import { useTranslation } from 'react-i18next'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { closeScreen, openReports, openSettings } from '../../commands/screen-commands.ts'
import { openDayClose } from '../../commands/shift-commands.ts'
import { Chip } from '../../elements/Chip.tsx'
import { isShut, REPORTS_ABILITIES, SETTINGS_ABILITIES } from '../../lib/permission.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useMay, useSections } from '../../lib/use-may.ts'
import { useNow } from '../../lib/use-now.ts'
import { useScreen, useTill } from '../../stores/app-stores.ts'
import { hasKeypad } from '../../stores/screen-store.ts'
import { GatewayMark } from './GatewayMark.tsx'
import { PersonButton } from './PersonButton.tsx'
import { RelayMark } from './RelayMark.tsx'
import styles from './shell.module.css'

/** Whose till this is, whether it is real, whether the gateway answers and the relay is heard, the time, who is signed in, and the other areas. */
export function TopBar() {
  const { t } = useTranslation(['cashier', 'common'])
  const mode = useTill((till) => till.mode)
  const shopName = useTill((till) => till.settings.shopName)
  const tillName = useTill((till) => till.settings.tillName)
  return (
    <header className={styles['topBar']}>
      <h1 className={styles['shop']}>
        <bdi>{shopName}</bdi>
      </h1>
      <p className={styles['till']}>
        <bdi>{tillName}</bdi>
      </p>
      {mode !== 'live' && <Chip tone="warning">{t(`common:mode.${mode}`)}</Chip>}
      <div className={styles['state']}>
        <div className={styles['marks']}>
          <GatewayMark />
          <RelayMark />
        </div>
        <Clock />
      </div>
      <PersonButton />
      <Areas />
    </header>
  )
}

function Clock() {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const now = useNow()
  return (
    <p className={styles['clock']}>
      <span className={styles['unseen']}>{t('top.clock')}: </span>
      <time>{format.time(now)}</time>
    </p>
  )
}

function Areas() {
  const { t } = useTranslation('cashier')
  const isOnTill = useScreen(hasKeypad)
  const welcomed = useTill((till) => till.settings.welcomed)
  const isLocked = useTill(({ session }) => isShut(session))
  const hasReports = useSections(REPORTS_ABILITIES).length > 0
  const hasSettings = useSections(SETTINGS_ABILITIES).length > 0
  const closesDay = useMay('closeDay') === 'always'
  if (isLocked) return null
  return (
    <nav className={styles['areas']} aria-label={t('top.areas')}>
      {!isOnTill && <CommandButton command={closeScreen} />}
      {isOnTill && welcomed && closesDay && (
        <CommandButton command={openDayClose} variant="quiet" className={styles['dayClose']} />
      )}
      {welcomed && hasReports && <CommandButton command={openReports} variant="quiet" />}
      {welcomed && hasSettings && <CommandButton command={openSettings} variant="quiet" />}
    </nav>
  )
}
