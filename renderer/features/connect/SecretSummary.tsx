import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SecretView } from '../../../shared/contract/gateways.ts'
import type { Word } from '../../../shared/contract/pin.ts'
import type { Gateway } from '../../../shared/relay-protocol.ts'
import type { Result } from '../../../shared/result.ts'
import { Button } from '../../elements/Button.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { OwnerForm } from '../owner/OwnerForm.tsx'
import styles from './connect.module.css'
import { secretText } from './secret-text.ts'

type SecretSummaryProps = {
  readonly gateway: Gateway
  readonly secrets: readonly SecretView[]
  readonly isTesting: boolean
  readonly onTest: () => void
  readonly onReplace: () => void
  /** With the word of whoever is signed in; null at a till without people. */
  readonly onForget: (word: Word | null) => Promise<Result<null>>
}

/** What is known of what is stored: the last four characters of each. */
export function SecretSummary({
  gateway,
  secrets,
  isTesting,
  onTest,
  onReplace,
  onForget,
}: SecretSummaryProps) {
  const { t } = useTranslation(['gateways', 'settings'])
  const [isAsking, setAsking] = useState(false)
  const hasPeople = useTill(({ people }) => people.length > 0)
  return (
    <>
      <dl className={styles['stored']}>
        {secrets.map(
          ({ name, ending }) =>
            ending !== null && (
              <Fragment key={name}>
                <dt>{t('ending', { label: t(secretText(gateway, name, 'label')) })}</dt>
                <dd>
                  <Ending text={ending} />
                </dd>
              </Fragment>
            ),
        )}
      </dl>
      {isAsking && hasPeople && (
        <OwnerForm
          label={t('settings:connect.forget')}
          ability="self"
          meaning={t('settings:connect.forgetAsk')}
          asksReason={false}
          onConfirm={({ word }) => onForget(word)}
          onBack={() => setAsking(false)}
        />
      )}
      {isAsking && !hasPeople && (
        <div className={styles['ask']} role="alert">
          <p>{t('settings:connect.forgetAsk')}</p>
          <div className={styles['actions']}>
            <Button variant="danger" onPress={() => void onForget(null)}>
              {t('settings:connect.forgetYes')}
            </Button>
            <Button onPress={() => setAsking(false)}>{t('settings:connect.forgetNo')}</Button>
          </div>
        </div>
      )}
      {!isAsking && (
        <div className={styles['actions']}>
          <Button onPress={onTest} isDisabled={isTesting}>
            {isTesting ? t('settings:connect.testing') : t('settings:connect.again')}
          </Button>
          <Button onPress={onReplace} isDisabled={isTesting}>
            {t('settings:connect.replace')}
          </Button>
          <Button variant="danger" onPress={() => setAsking(true)} isDisabled={isTesting}>
            {t('settings:connect.forget')}
          </Button>
        </div>
      )}
    </>
  )
}

function Ending({ text }: { readonly text: string }) {
  return (
    <bdi dir="ltr" className={styles['ending']}>
      ••••{text}
    </bdi>
  )
}
