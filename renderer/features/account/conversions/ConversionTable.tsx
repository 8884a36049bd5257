import { useTranslation } from 'react-i18next'
import type { Conversion } from '../../../../shared/contract/account.ts'
import { Chip, type Tone } from '../../../elements/Chip.tsx'
import styles from '../account.module.css'
import { MomentText } from '../asked/MomentText.tsx'
import { CoinAmount } from '../CoinAmount.tsx'

const TONES: Readonly<Record<Conversion['status'], Tone>> = {
  waiting: 'neutral',
  processing: 'neutral',
  finished: 'seen',
  rejected: 'warning',
  unknown: 'warning',
}

/** Newest first. */
export function ConversionTable({ rows }: { readonly rows: readonly Conversion[] }) {
  const { t } = useTranslation('account')
  if (rows.length === 0) return <p className={styles['quiet']}>{t('conversion.none')}</p>
  return (
    <table className={styles['table']} aria-label={t('conversion.title')}>
      <thead>
        <tr>
          <th scope="col">{t('column.time')}</th>
          <th scope="col">{t('conversion.from')}</th>
          <th scope="col">{t('conversion.to')}</th>
          <th scope="col">{t('column.status')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ conversionId, createdAt, from, to, status, vendorStatus }) => (
          <tr key={conversionId}>
            <td>
              <MomentText at={createdAt} />
            </td>
            <td>
              <CoinAmount amount={from.amount} coin={from.coin} />
            </td>
            <td>
              <CoinAmount amount={to.amount ?? '–'} coin={to.coin} />
            </td>
            <td>
              <Chip tone={TONES[status]}>
                {status === 'unknown' ? vendorStatus : t(`conversion.status.${status}`)}
              </Chip>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
