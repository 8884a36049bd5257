import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayTotals } from '../../../shared/contract/payments.ts'
import { type Money, money } from '../../../shared/money/money.ts'
import { microUsdt } from '../../../shared/money/usdt.ts'
import { MoneyText } from '../../elements/MoneyText.tsx'
import { UsdtText } from '../../elements/UsdtText.tsx'
import { useFormat } from '../../lib/use-format.ts'
import styles from './day.module.css'

/** The gravest first: on the owner's word alone, then with money that fell short, then with all of it. */
const TALLIES = ['byHand', 'acceptedShort', 'releasedEarly', 'deliveredLate'] as const

/** What is the customers', and what they have back. */
const AMOUNTS = ['owed', 'refunding', 'refunded'] as const

/**
 * Tips, which are no part of what was taken; goods that went although the gateway alone did not say so; and what is the
 * customers'. What is zero is not there.
 */
export function DecidedTotals({ totals }: { readonly totals: DayTotals }) {
  const { t } = useTranslation('day')
  const format = useFormat()
  const shown = TALLIES.filter((key) => totals[key].count > 0)
  const amounts = AMOUNTS.filter((key) => microUsdt(totals[`${key}Usdt`]) > 0n)
  const tips = tipsOf(totals)
  if (shown.length === 0 && amounts.length === 0 && tips.length === 0) return null
  return (
    <dl className={styles['decided']} aria-label={t('decided')}>
      {tips.length > 0 && (
        <div className={styles['tally']} data-kind="tips">
          <dt>{t('total.tips')}</dt>
          <dd>
            {tips.map((tip, index) => (
              <Fragment key={tip.currency}>
                {index > 0 && ' + '}
                <MoneyText amount={tip} />
              </Fragment>
            ))}
          </dd>
        </div>
      )}
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

/** In each currency in which there were any; two are never added. */
function tipsOf({ currency, tipsMinor, others = [] }: DayTotals): readonly Money[] {
  const all = [{ currency, tipsMinor }, ...others]
  return all.filter((one) => one.tipsMinor > 0).map((one) => money(one.tipsMinor, one.currency))
}
