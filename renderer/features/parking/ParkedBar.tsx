import { UserRoundPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { lookAtParked, parkPayment } from '../../commands/parking-commands.ts'
import { useAppState } from '../../commands/use-command.ts'
import { usePayments } from '../../stores/app-stores.ts'
import { MoreButton } from './MoreButton.tsx'
import { ParkedChip } from './ParkedChip.tsx'
import styles from './parking.module.css'

/**
 * The parked payments, and the key that parks another. The oldest stands at the end, so that a new one moves none of
 * those that are there.
 */
export function ParkedBar() {
  const { t } = useTranslation('cashier')
  const parked = usePayments((state) => state.parked)
  const canPark = useAppState(parkPayment.isAvailable)
  const others = parked.slice(lookAtParked.length)
  const chips = lookAtParked.flatMap((command, index) => {
    const one = parked[index]
    return one === undefined ? [] : [{ command, ...one }]
  })
  return (
    <div className={styles['bar']} data-chips={chips.length}>
      {canPark && (
        <CommandButton command={parkPayment} className={styles['park']}>
          <UserRoundPlus size={18} aria-hidden="true" className={styles['parkIcon']} />
          <span className={styles['parkText']}>{t('parking.park')}</span>
        </CommandButton>
      )}
      {others.length > 0 && <MoreButton others={others} />}
      {chips.length > 0 && (
        <ul className={styles['chips']} aria-label={t('parking.title')}>
          {chips.reverse().map(({ command, view, moved }) => (
            <li key={view.payment.id} className={styles['place']}>
              <ParkedChip command={command} payment={view.payment} moved={moved} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
