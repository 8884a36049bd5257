import { useTranslation } from 'react-i18next'
import type { PayoutList, PayoutRow } from '../../../shared/contract/account.ts'
import type { PayoutStatus } from '../../../shared/refund/payout.ts'
import { Chip, type Tone } from '../../elements/Chip.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useBackend } from '../../stores/backend-context.ts'
import styles from './account.module.css'
import { AskedCard } from './asked/AskedCard.tsx'
import { ListNote } from './asked/ListNote.tsx'
import { MomentText } from './asked/MomentText.tsx'
import { useAsked } from './asked/use-asked.ts'
import { CoinAmount } from './CoinAmount.tsx'

/** What left the account, by this till and otherwise; only for somebody who is signed in. */
export function PayoutsCard({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const { t } = useTranslation('account')
  const backend = useBackend()
  const payouts = useAsked(() => backend.account.payouts(), isSignedIn)
  if (!isSignedIn) {
    return (
      <section className={styles['block']} aria-label={t('payout.title')}>
        <h3 className={styles['blockTitle']}>{t('payout.title')}</h3>
        <p className={styles['quiet']}>{t('payout.signedOut')}</p>
      </section>
    )
  }
  return (
    <AskedCard title={t('payout.title')} again={t('payout.refresh')} asked={payouts}>
      {(list) => (
        <>
          <PayoutTable list={list} />
          <ListNote list={list} />
        </>
      )}
    </AskedCard>
  )
}

function PayoutTable({ list: { rows, days } }: { readonly list: PayoutList }) {
  const { t } = useTranslation('account')
  const format = useFormat()
  if (rows.length === 0) {
    return <p className={styles['quiet']}>{t('payout.none', { days: format.count(days) })}</p>
  }
  return (
    <table className={styles['table']} aria-label={t('payout.title')}>
      <thead>
        <tr>
          <th scope="col">{t('column.time')}</th>
          <th scope="col">{t('payout.what')}</th>
          <th scope="col">{t('column.status')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.payout.payoutId} row={row} />
        ))}
      </tbody>
    </table>
  )
}

const TONES: Readonly<Record<PayoutStatus, Tone>> = {
  creating: 'neutral',
  waiting: 'neutral',
  processing: 'neutral',
  sending: 'neutral',
  finished: 'seen',
  failed: 'warning',
  rejected: 'warning',
  cancelled: 'warning',
  unknown: 'warning',
}

function Row({ row: { payout, isOurs } }: { readonly row: PayoutRow }) {
  const { t } = useTranslation('account')
  const { status, externalId } = payout
  return (
    <tr>
      <td>
        <MomentText at={payout.createdAt} />
        <p className={styles['quiet']}>{t(isOurs ? 'payout.ours' : 'payout.others')}</p>
      </td>
      <td>
        <CoinAmount amount={payout.amount} coin={payout.coin} />
        <p className={styles['quiet']}>
          <bdi dir="ltr" className={styles['code']}>
            {payout.address}
          </bdi>
        </p>
        {externalId !== null && (
          <p className={styles['quiet']}>
            <bdi dir="ltr" className={styles['code']}>
              {externalId}
            </bdi>
          </p>
        )}
      </td>
      <td>
        <Chip tone={TONES[status]}>
          {status === 'unknown' ? payout.vendorStatus : t(`payout.status.${status}`)}
        </Chip>
        {payout.error !== null && <p className={styles['quiet']}>{payout.error}</p>}
      </td>
    </tr>
  )
}
