import { useTranslation } from 'react-i18next'
import type { ReconciliationReport } from '../../../shared/contract/reconciliation.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import styles from './books.module.css'

/** What was compared, of which days, and what was not. */
export function ComparedText({ report }: { readonly report: ReconciliationReport }) {
  const { t } = useTranslation('books')
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  const gateways = useTill((till) => till.gateways)
  const { days, compared, asOf, complete, elsewhere, isKept } = report
  const { log } = compared
  const counted = (what: 'payments' | 'listed' | 'callbacks', count: number) =>
    t(`result.${what}`, { count, value: format.count(count) })
  const counts = {
    payments: counted('payments', compared.payments),
    listed: counted('listed', compared.listed),
  }
  const isHeard = log.state === 'read' && log.callbacks > 0
  return (
    <div className={styles['compared']}>
      <p>
        <strong>{daysText()}</strong>{' '}
        {isHeard
          ? t('result.compared', { ...counts, callbacks: counted('callbacks', log.callbacks) })
          : t('result.comparedTwo', counts)}{' '}
        {t('result.readAt', { time: format.moment(asOf, today) })}
      </p>
      {!isHeard && <p>{t(WITHOUT_LOG[log.state])}</p>}
      {!complete && <p className={styles['warning']}>{t('result.notWhole')}</p>}
      {!isKept && <p className={styles['warning']}>{t('result.notKept')}</p>}
      {elsewhere.map(({ gateway, payments: count }) => (
        <p key={gateway}>
          {t('result.elsewhere', {
            ...{ count, value: format.count(count) },
            gateway: gateways.find(({ id }) => id === gateway)?.title ?? gateway,
          })}
        </p>
      ))}
    </div>
  )

  function daysText(): string {
    if (days.from === days.to) return format.day(days.from)
    return t('days.span', { from: format.day(days.from), to: format.day(days.to) })
  }
}

const WITHOUT_LOG = {
  none: 'result.logNone',
  read: 'result.logEmpty',
  unreadable: 'result.logUnreadable',
} as const
