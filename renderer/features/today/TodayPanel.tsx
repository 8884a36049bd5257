import { ReceiptText } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../elements/EmptyState.tsx'
import { permissionIn } from '../../lib/permission.ts'
import { useFormat } from '../../lib/use-format.ts'
import { usePayments, useStores, useTill } from '../../stores/app-stores.ts'
import { showScreen } from '../../stores/screen-store.ts'
import { ownerNote, shiftBar } from '../shell/areas.ts'
import { PaymentRow } from './PaymentRow.tsx'
import { TotalsCards } from './TotalsCards.tsx'
import styles from './today.module.css'

/** The right side while nothing is live: the day so far, or the shift of whoever sees no more, and the latest payments. */
export function TodayPanel() {
  const { t } = useTranslation('cashier')
  const format = useFormat()
  const { screen } = useStores()
  const isOwn = useShowsOwnShift()
  const recent = usePayments((state) => state.recent)
  const day = usePayments((state) => state.today.day)
  return (
    <section className={styles['panel']} aria-labelledby="today-title">
      <div className={styles['head']}>
        <h2 id="today-title" className={styles['title']}>
          {t(isOwn ? 'today.ownShift' : 'today.title')}
        </h2>
        <p className={styles['day']}>{format.shortDay(day)}</p>
      </div>
      <div>
        <AboutPeople />
        <TotalsCards />
      </div>
      {recent.length === 0 ? (
        <EmptyState title={t('today.none')} icon={<ReceiptText size={40} strokeWidth={1.5} />}>
          {t('today.noneHint')}
        </EmptyState>
      ) : (
        <ul className={styles['list']} aria-label={t('today.recent')}>
          {recent.map((payment) => (
            <li key={payment.id}>
              <PaymentRow
                payment={payment}
                onOpen={() => showScreen(screen, { kind: 'history', paymentId: payment.id })}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** What main tells a cashier is about their own shift alone. */
function useShowsOwnShift(): boolean {
  return useTill(
    ({ session }) => session.kind === 'signedIn' && permissionIn(session, 'seeTill') !== 'always',
  )
}

/** Only where people sign in is there a shift; before that, once, that they can. */
function AboutPeople() {
  const isSignedIn = useTill((till) => till.session.kind === 'signedIn')
  const isToBeTold = useTill(
    ({ mode, session, settings }) => mode === 'live' && session.kind === 'open' && !settings.ownerOffered,
  )
  if (!isSignedIn && !isToBeTold) return null
  return <Suspense fallback={null}>{isSignedIn ? <shiftBar.Part /> : <ownerNote.Part />}</Suspense>
}
