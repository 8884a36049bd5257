import { useTranslation } from 'react-i18next'
import { isLive } from '../../../shared/payment/questions.ts'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { bringBack, closeParked, goesOn } from '../../commands/parking-commands.ts'
import { useAppState } from '../../commands/use-command.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments } from '../../stores/app-stores.ts'
import styles from './parking.module.css'

/** Under a parked payment that is looked at: where it is, the way back, and the way onto the screens. */
export function LookedBar() {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const canGoOn = useAppState(goesOn)
  const codeUp = usePayments(({ current }) =>
    current !== null && isLive(current.payment) ? current.payment.number : null,
  )
  const isBlocked = canGoOn && codeUp !== null
  return (
    <div className={styles['looked']}>
      <p className={styles['lookedText']} role="status">
        {isBlocked ? t('parking.blocked', { number: format.paymentNumber(codeUp) }) : t('parking.looked')}
      </p>
      {canGoOn && <CommandButton command={bringBack} />}
      <CommandButton command={closeParked} />
    </div>
  )
}
