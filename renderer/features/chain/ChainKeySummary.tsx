import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import styles from './chain.module.css'

type ChainKeySummaryProps = {
  readonly keyEnding: string
  readonly isBusy: boolean
  readonly onTest: () => void
  readonly onChange: () => void
  readonly onForget: () => void
}

/** A key that is kept: its end, and how the looking goes. A failure is a line here and nowhere else. */
export function ChainKeySummary(props: ChainKeySummaryProps) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  const { lookedAt, failure } = useTill((till) => till.chain)
  return (
    <>
      <dl className={styles['facts']}>
        <dt>{t('chain.stored')}</dt>
        <dd>
          <bdi dir="ltr" className={styles['code']}>
            ••••{props.keyEnding}
          </bdi>
        </dd>
        <dt>{t('chain.looked')}</dt>
        <dd>
          {lookedAt === null ? (
            t('chain.lookedNever')
          ) : (
            <time dateTime={lookedAt}>{format.moment(lookedAt, today)}</time>
          )}
        </dd>
        <dt>{t('chain.failed')}</dt>
        <dd>
          {failure === null ? (
            t('chain.failedNone')
          ) : (
            <span className={styles['passing']}>
              <time dateTime={failure.at}>{format.moment(failure.at, today)}</time>
              {' · '}
              {t(`chain.trouble.${failure.trouble}.title`)}
            </span>
          )}
        </dd>
      </dl>
      <Actions {...props} />
    </>
  )
}

function Actions({ isBusy, onTest, onChange, onForget }: ChainKeySummaryProps) {
  const { t } = useTranslation('settings')
  const [isAsking, setAsking] = useState(false)
  if (isAsking) {
    return (
      <div className={styles['ask']} role="alert">
        <p>{t('chain.forgetAsk')}</p>
        <div className={styles['actions']}>
          <Button variant="danger" onPress={onForget} isDisabled={isBusy}>
            {t('chain.forgetYes')}
          </Button>
          <Button onPress={() => setAsking(false)} isDisabled={isBusy}>
            {t('chain.forgetNo')}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <div className={styles['actions']}>
      <Button onPress={onTest} isDisabled={isBusy}>
        {isBusy ? t('chain.testing') : t('chain.again')}
      </Button>
      <Button onPress={onChange} isDisabled={isBusy}>
        {t('chain.replace')}
      </Button>
      <Button variant="danger" onPress={() => setAsking(true)} isDisabled={isBusy}>
        {t('chain.forget')}
      </Button>
    </div>
  )
}
