import { useTranslation } from 'react-i18next'
import { CommandButton } from '../../commands/CommandButton.tsx'
import { lookAtOwnShift, openOwnShift } from '../../commands/shift-commands.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import styles from './shift.module.css'

/** Whether whoever is signed in has a shift, the key for it, and the one for its report. */
export function ShiftBar() {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  const mine = useTill((till) => till.shifts.mine)
  const hasReport = useTill(({ shifts }) => shifts.mine !== null || shifts.lastMine !== null)
  return (
    <div className={styles['bar']}>
      {mine === null ? (
        <p className={styles['none']}>{t('shift.none')}</p>
      ) : (
        <p>
          <strong>{t('shift.number', { number: format.paymentNumber(mine.number) })}</strong>{' '}
          <span className={styles['since']}>
            {t('shift.since', {
              time: mine.day === today ? format.time(mine.openedAt) : format.moment(mine.openedAt, today),
            })}
          </span>
        </p>
      )}
      <div className={styles['keys']}>
        {hasReport && (
          <CommandButton command={lookAtOwnShift}>
            {mine === null ? t('shift.last') : t('shift.soFar')}
          </CommandButton>
        )}
        <CommandButton command={openOwnShift}>
          {mine === null ? t('shift.open') : t('shift.close')}
        </CommandButton>
      </div>
    </div>
  )
}
