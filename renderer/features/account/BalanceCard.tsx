import { useTranslation } from 'react-i18next'
import type { Balance, CoinBalance } from '../../../shared/contract/account.ts'
import styles from './account.module.css'
import { AskedCard } from './asked/AskedCard.tsx'
import type { Asked } from './asked/use-asked.ts'
import { CoinAmount } from './CoinAmount.tsx'
import { isZero } from './coin-amount.ts'

/** What the account holds of each coin. Coins of which there is nothing are left out. */
export function BalanceCard({ asked }: { readonly asked: Asked<Balance> }) {
  const { t } = useTranslation('account')
  return (
    <AskedCard title={t('balance.title')} again={t('balance.refresh')} asked={asked}>
      {({ coins }) => (
        <Coins coins={coins.filter(({ amount, pending }) => !isZero(amount) || !isZero(pending))} />
      )}
    </AskedCard>
  )
}

function Coins({ coins }: { readonly coins: readonly CoinBalance[] }) {
  const { t } = useTranslation('account')
  if (coins.length === 0) return <p className={styles['quiet']}>{t('balance.empty')}</p>
  return (
    <table className={styles['table']} aria-label={t('balance.title')}>
      <thead>
        <tr>
          <th scope="col">{t('balance.available')}</th>
          <th scope="col">{t('balance.pending')}</th>
        </tr>
      </thead>
      <tbody>
        {coins.map(({ coin, amount, pending }) => (
          <tr key={coin}>
            <td>
              <strong>
                <CoinAmount amount={amount} coin={coin} />
              </strong>
            </td>
            <td>{isZero(pending) ? '–' : <CoinAmount amount={pending} coin={coin} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
