import { useTranslation } from 'react-i18next'
import { CommandButton } from '../../../commands/CommandButton.tsx'
import { closeDayHere } from '../../../commands/shift-commands.ts'
import { Button } from '../../../elements/Button.tsx'
import { useFormat } from '../../../lib/use-format.ts'
import { useMay } from '../../../lib/use-may.ts'
import { useStores, useTill } from '../../../stores/app-stores.ts'
import { showScreen } from '../../../stores/screen-store.ts'
import styles from '../shift.module.css'

/** For whoever may not close the day alone: that somebody's word does it, and the Z that they took so. */
export function DayCloseOffer() {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const { screen } = useStores()
  const isForThem = useMay('closeDay') === 'approved'
  const myZ = useTill(({ shifts }) => shifts.myZ)
  if (!isForThem) return null
  return (
    <div className={styles['offer']}>
      <p className={styles['since']}>{t('dayClose.offer')}</p>
      <div className={styles['keys']}>
        {myZ !== null && (
          <Button onPress={() => showScreen(screen, { kind: 'dayClose', z: myZ })}>
            {t('sheet.kind.z', { number: format.paymentNumber(myZ) })}
          </Button>
        )}
        <CommandButton command={closeDayHere} />
      </div>
    </div>
  )
}
