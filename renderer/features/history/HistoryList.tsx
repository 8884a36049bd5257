import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '../../../shared/contract/payments.ts'
import { Sentence } from '../../elements/Sentence.tsx'
import { formatTimeWithSeconds } from '../../lib/format.ts'
import { useLocale } from '../../lib/use-format.ts'
import styles from './history.module.css'

type HistoryListProps = {
  readonly entries: readonly HistoryEntry[]
  readonly timeZone: string
}

/** Every observation in time order, with the gateway's own words behind it. */
export function HistoryList({ entries, timeZone }: HistoryListProps) {
  const { t } = useTranslation('day')
  return (
    <section className={styles['record']} aria-label={t('history.record')}>
      <h3 className={styles['subtitle']}>{t('history.record')}</h3>
      <ol className={styles['entries']}>
        {entries.map((entry) => (
          <Entry key={entry.seq} entry={entry} timeZone={timeZone} />
        ))}
      </ol>
    </section>
  )
}

function Entry({ entry, timeZone }: { readonly entry: HistoryEntry; readonly timeZone: string }) {
  const { t } = useTranslation('day')
  const locale = useLocale()
  return (
    <li className={styles['entry']} data-kind={entry.kind}>
      <time className={styles['time']} dateTime={entry.at}>
        {formatTimeWithSeconds(entry.at, locale, timeZone)}
      </time>
      <div className={styles['what']}>
        <p className={styles['kind']}>{t(`history.kind.${entry.kind}`)}</p>
        {entry.vendorStatus !== null && (
          <p>
            {t('history.word')}{' '}
            <bdi dir="ltr" className={styles['word']}>
              {entry.vendorStatus}
            </bdi>
          </p>
        )}
        {entry.received !== null && (
          <p>
            <Sentence text="day:history.received" values={{ amount: entry.received }} />
          </p>
        )}
        {entry.detail !== null && (
          <p>
            <bdi>{entry.detail}</bdi>
          </p>
        )}
        {entry.raw !== null && (
          <details className={styles['details']}>
            <summary className={styles['summary']}>{t('history.raw')}</summary>
            <pre className={styles['raw']} dir="ltr">
              {entry.raw}
            </pre>
          </details>
        )}
      </div>
    </li>
  )
}
