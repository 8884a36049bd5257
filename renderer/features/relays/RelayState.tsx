import { useTranslation } from 'react-i18next'
import { Chip } from '../../elements/Chip.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import styles from './relays.module.css'

const TONES = { off: 'neutral', connecting: 'neutral', open: 'seen', lost: 'warning' } as const

/** How the relay of the open mode is now: the word, since when, and why. */
export function RelayState() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const connection = useTill((till) => till.relay.connection)
  const today = usePayments((payments) => payments.today.day)
  return (
    <div className={styles['state']} role="status">
      <p className={styles['standing']}>
        <Chip tone={TONES[connection.state]}>{t(`relay.states.${connection.state}`)}</Chip>
        {connection.state === 'lost' && t('relay.since', { time: format.moment(connection.since, today) })}
      </p>
      {connection.state === 'lost' && (
        <>
          <p className={styles['reason']}>{t(`relay.loss.${connection.reason}.title`)}</p>
          <p className={styles['quiet']}>{t(`relay.loss.${connection.reason}.next`)}</p>
        </>
      )}
    </div>
  )
}
