import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RealMode } from '../../../shared/contract/secret.ts'
import { Button } from '../../elements/Button.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { RefusedCount } from './RefusedCount.tsx'
import { RelayState } from './RelayState.tsx'
import styles from './relays.module.css'

type RelaySummaryProps = {
  readonly mode: RealMode
  readonly address: string
  readonly tokenEnding: string | null
  readonly isBusy: boolean
  readonly onTest: () => void
  readonly onChange: () => void
  readonly onForget: () => void
}

/** A relay that is set up: where, how it is now, and what it brought that was refused. */
export function RelaySummary(props: RelaySummaryProps) {
  const { t } = useTranslation('settings')
  const { mode, address, tokenEnding } = props
  const isOpenMode = useTill((till) => till.mode === mode)
  return (
    <>
      <dl className={styles['facts']}>
        <dt>{t('relay.state')}</dt>
        <dd>{isOpenMode ? <RelayState /> : t(`relay.resting_${mode}`)}</dd>
        <dt>{t('relay.address')}</dt>
        <dd>
          <bdi dir="ltr" className={styles['code']}>
            {address}
          </bdi>
        </dd>
        <dt>{t('relay.storedToken')}</dt>
        <dd>
          {tokenEnding === null ? (
            <span className={styles['missing']}>{t('relay.tokenMissing')}</span>
          ) : (
            <bdi dir="ltr" className={styles['code']}>
              ••••{tokenEnding}
            </bdi>
          )}
        </dd>
        {isOpenMode && (
          <>
            <dt>{t('relay.refused')}</dt>
            <dd>
              <RefusedCount />
            </dd>
          </>
        )}
      </dl>
      <Actions {...props} />
    </>
  )
}

function Actions({ tokenEnding, isBusy, onTest, onChange, onForget }: RelaySummaryProps) {
  const { t } = useTranslation('settings')
  const [isAsking, setAsking] = useState(false)
  if (isAsking) {
    return (
      <div className={styles['ask']} role="alert">
        <p>{t('relay.disconnectAsk')}</p>
        <div className={styles['actions']}>
          <Button variant="danger" onPress={onForget} isDisabled={isBusy}>
            {t('relay.disconnectYes')}
          </Button>
          <Button onPress={() => setAsking(false)} isDisabled={isBusy}>
            {t('relay.disconnectNo')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className={styles['actions']}>
      <Button onPress={onTest} isDisabled={isBusy || tokenEnding === null}>
        {isBusy ? t('relay.connecting') : t('relay.again')}
      </Button>
      <Button onPress={onChange} isDisabled={isBusy}>
        {t('relay.change')}
      </Button>
      <Button variant="danger" onPress={() => setAsking(true)} isDisabled={isBusy}>
        {t('relay.disconnect')}
      </Button>
    </div>
  )
}
