import { useTranslation } from 'react-i18next'
import type { DayTotals } from '../../../shared/contract/payments.ts'
import { money } from '../../../shared/money/money.ts'
import { microUsdt } from '../../../shared/money/usdt.ts'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import styles from './day.module.css'

/** The gravest first: on the owner's word alone, then with money that fell short, then with all of it. */
const TALLIES = ['byHand', 'acceptedShort', 'releasedEarly', 'deliveredLate'] as const

/** What is the customers', and what they have back. */
const AMOUNTS = ['owed', 'refunding', 'refunded'] as const

/** Goods that went although the gateway alone did not say so, and what is the customers'. What is zero is not there. */
export function DecidedTotals({ totals }: { readonly totals: DayTotals }) {
  const { t } = useTranslation('day')
  const format = useFormat()
  const shown = TALLIES.filter((key) => totals[key].count > 0)
  const amounts = AMOUNTS.filter((key) => microUsdt(totals[`${key}Usdt`]) > 0n)
  if (shown.length === 0 && amounts.length === 0) return null
  return (
    <dl className={styles['decided']} aria-label={t('decided')}>
      {shown.map((key) => (
        <div key={key} className={styles['tally']} data-kind={key}>
          <dt>{t(`total.${key}`)}</dt>
          <dd>
            {format.count(totals[key].count)} ·{' '}
            <MoneyText amount={money(totals[key].minor, totals.currency)} />
          </dd>
        </div>
      ))}
      {amounts.map((key) => (
        <div key={key} className={styles['tally']} data-kind={key}>
          <dt>{t(`total.${key}`)}</dt>
          <dd>
            <UsdtText amount={totals[`${key}Usdt`]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
