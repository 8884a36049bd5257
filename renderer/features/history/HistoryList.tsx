import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '../../../shared/contract/payments.ts'
import type { Payment } from '../../../shared/payment/payment.ts'
import { AddressText } from '../../elements/AddressText.tsx'
import { Sentence } from '../../elements/Sentence.tsx'
import { formatTimeWithSeconds } from '../../lib/format.ts'
import { useFormat, useLocale } from '../../lib/use-format.ts'
import { useGatewayTitle } from '../../lib/use-gateway-title.ts'
import styles from './history.module.css'

type HistoryListProps = {
  readonly entries: readonly HistoryEntry[]
  readonly timeZone: string
  /** Whose words are told. */
  readonly gateway: string
  /** Every payment of the sale: one entry may be about another. */
  readonly sale: readonly Payment[]
}

/** Every observation in time order, with the gateway's own words behind it. */
export function HistoryList({ entries, timeZone, gateway, sale }: HistoryListProps) {
  const { t } = useTranslation('day')
  return (
    <section className={styles['record']} aria-label={t('history.record')}>
      <h3 className={styles['subtitle']}>{t('history.record')}</h3>
      <ol className={styles['entries']}>
        {entries.map((entry) => (
          <Entry key={entry.seq} entry={entry} timeZone={timeZone} gateway={gateway} sale={sale} />
        ))}
      </ol>
    </section>
  )
}

type EntryProps = Omit<HistoryListProps, 'entries'> & { readonly entry: HistoryEntry }

function Entry({ entry, timeZone, gateway, sale }: EntryProps) {
  const { t } = useTranslation(['day', 'gateways'])
  const title = useGatewayTitle(gateway)
  const locale = useLocale()
  return (
    <li className={styles['entry']} data-kind={entry.kind}>
      <time className={styles['time']} dateTime={entry.at}>
        {formatTimeWithSeconds(entry.at, locale, timeZone)}
      </time>
      <div className={styles['what']}>
        <p className={styles['kind']}>
          <Kind entry={entry} />
        </p>
        {entry.decided && <Decided decided={entry.decided} />}
        {entry.approval && <Approved entry={entry} approval={entry.approval} />}
        {entry.refund && <Refunded refund={entry.refund} />}
        {entry.vendorStatus !== null && (
          <p>
            {t('gateways:says', { title })}{' '}
            <bdi dir="ltr" className={styles['word']}>
              {entry.vendorStatus}
            </bdi>
          </p>
        )}
        {entry.received !== null && (
          <p>
            <Sentence text="day:history.received" values={{ amount: entry.received, coin: coinOf(entry) }} />
          </p>
        )}
        <Detail entry={entry} sale={sale} />
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

function Kind({ entry: { kind, decided, refund } }: Pick<EntryProps, 'entry'>) {
  const { t } = useTranslation('day')
  if (decided) return t(`history.decision.${decided.decision}`)
  if (refund) return t(`history.refund.${refund.standing}`)
  return kind === 'refund' ? null : t(`history.kind.${kind}`)
}

function Refunded({ refund }: { readonly refund: NonNullable<HistoryEntry['refund']> }) {
  return (
    <p>
      <Sentence text="day:history.refund.amount" values={{ amount: refund.amount }} />{' '}
      <AddressText address={refund.address} />
    </p>
  )
}

function Decided({ decided }: { readonly decided: NonNullable<HistoryEntry['decided']> }) {
  const { t } = useTranslation('day')
  return (
    <p>
      {decided.person ? t('history.by.person', { name: decided.person.name }) : t(`history.by.${decided.by}`)}
      {decided.reason !== null && (
        <>
          {' '}
          <q>{decided.reason}</q>
        </>
      )}
    </p>
  )
}

type ApprovedProps = Pick<EntryProps, 'entry'> & { readonly approval: NonNullable<HistoryEntry['approval']> }

/** Who let them, and why; a decision says that reason already. */
function Approved({ entry: { decided }, approval: { by, reason } }: ApprovedProps) {
  const { t } = useTranslation('day')
  return (
    <p>
      {t('history.by.approved', { name: by.name })}
      {decided?.reason !== reason && (
        <>
          {' '}
          <q>{reason}</q>
        </>
      )}
    </p>
  )
}

/** What else is known of the event: numbers that people use, ids that support uses. */
function Detail({ entry, sale }: Pick<EntryProps, 'entry' | 'sale'>) {
  const { t } = useTranslation('day')
  const format = useFormat()
  if (entry.detail === null) return null
  const other = sale.find(({ id }) => id === entry.detail)
  if (entry.kind === 'observed' && isSource(entry.detail)) return <p>{t(`history.source.${entry.detail}`)}</p>
  if (other) return <p>{t('history.title', { number: format.paymentNumber(other.number) })}</p>
  return (
    <p>
      <bdi>{entry.detail}</bdi>
    </p>
  )
}

const SOURCES = ['poll', 'start', 'person', 'callback'] as const

function isSource(detail: string): detail is (typeof SOURCES)[number] {
  return (SOURCES as readonly string[]).includes(detail)
}

/** The gateway's coin codes, in the form people know: what comes to these addresses is USDT unless it says otherwise. */
function coinOf({ coin }: HistoryEntry): string {
  return coin === undefined || coin === 'usdttrc20' ? 'USDT' : coin.toUpperCase()
}
