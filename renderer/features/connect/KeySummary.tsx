import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CredentialsView } from '../../../shared/contract/till.ts'
import { Button } from '../../elements/Button.tsx'
import styles from './connect.module.css'

type KeySummaryProps = {
  readonly stored: CredentialsView
  readonly isTesting: boolean
  readonly onTest: () => void
  readonly onReplace: () => void
  readonly onForget: () => void
}

/** What is known of a stored key: its last four characters. */
export function KeySummary({ stored, isTesting, onTest, onReplace, onForget }: KeySummaryProps) {
  const { t } = useTranslation('settings')
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <dl className={styles['stored']}>
        <dt>{t('connect.stored')}</dt>
        <dd>
          <Ending text={stored.apiKeyEnding} />
        </dd>
        {stored.ipnSecretEnding !== null && (
          <>
            <dt>{t('connect.storedSecret')}</dt>
            <dd>
              <Ending text={stored.ipnSecretEnding} />
            </dd>
          </>
        )}
      </dl>
      {isAsking ? (
        <div className={styles['ask']} role="alert">
          <p>{t('connect.forgetAsk')}</p>
          <div className={styles['actions']}>
            <Button variant="danger" onPress={onForget}>
              {t('connect.forgetYes')}
            </Button>
            <Button onPress={() => setAsking(false)}>{t('connect.forgetNo')}</Button>
          </div>
        </div>
      ) : (
        <div className={styles['actions']}>
          <Button onPress={onTest} isDisabled={isTesting}>
            {isTesting ? t('connect.testing') : t('connect.again')}
          </Button>
          <Button onPress={onReplace} isDisabled={isTesting}>
            {t('connect.replace')}
          </Button>
          <Button variant="danger" onPress={() => setAsking(true)} isDisabled={isTesting}>
            {t('connect.forget')}
          </Button>
        </div>
      )}
    </>
  )
}

function Ending({ text }: { readonly text: string | null }) {
  return (
    <bdi dir="ltr" className={styles['ending']}>
      ••••{text}
    </bdi>
  )
}
