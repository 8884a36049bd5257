import { useTranslation } from 'react-i18next'
import { relayStanding } from '../../lib/relay-standing.ts'
import { useNow } from '../../lib/use-now.ts'
import { useTill } from '../../stores/app-stores.ts'
import styles from './shell.module.css'

/** Whether callbacks reach this till; nothing where there is no relay. */
export function RelayMark() {
  const isOff = useTill((till) => till.relay.connection.state === 'off')
  return isOff ? null : <Mark />
}

function Mark() {
  const { t } = useTranslation('cashier')
  const connection = useTill((till) => till.relay.connection)
  const { state } = relayStanding(connection, useNow())
  if (state === 'off') return null
  return (
    <p className={styles['health']} data-state={STATES[state]}>
      {t(`top.relay.${state}`)}
    </p>
  )
}

/** The signs are those of the gateway. */
const STATES = { connecting: 'unknown', open: 'ok', lost: 'failing' } as const
