import { Suspense, useDeferredValue } from 'react'
import { usePayments, useScreen, useStores, useTill } from '../../stores/app-stores.ts'
import { showScreen } from '../../stores/screen-store.ts'
import { ChargePanel } from '../charge/ChargePanel.tsx'
import { PaymentPanel } from '../payment/PaymentPanel.tsx'
import { TodayPanel } from '../today/TodayPanel.tsx'
import * as areas from './areas.ts'
import { ErrorCard } from './ErrorCard.tsx'
import styles from './shell.module.css'
import { TillBanner } from './TillBanner.tsx'
import { TopBar } from './TopBar.tsx'

// One and the same element: what comes after it does not draw it again.
const keypad = <ChargePanel />

/** The top bar, and under it the cashier's two sides or an area of the owner's. */
export function Shell() {
  const kind = useScreen((screen) => screen.kind)
  // The keypad is on the screen a moment before what stands around it.
  const isComplete = useDeferredValue(true, false)
  return (
    <div className={styles['shell']}>
      {isComplete ? <TopBar /> : <div className={styles['topBar']} />}
      <Suspense fallback={<div />}>
        {kind === 'day' || kind === 'settings' ? (
          <Area kind={kind} />
        ) : (
          <TillScreen isComplete={isComplete} />
        )}
      </Suspense>
    </div>
  )
}

function Area({ kind }: { readonly kind: 'day' | 'settings' }) {
  return (
    <main className={styles['area']}>
      <TillBanner />
      {kind === 'day' ? <areas.day.Part /> : <areas.settings.Part />}
    </main>
  )
}

function TillScreen({ isComplete }: { readonly isComplete: boolean }) {
  return (
    <main className={styles['body']}>
      {keypad}
      <div className={styles['right']}>
        {isComplete && (
          <>
            <TillBanner />
            <div className={styles['rightBody']}>
              <Suspense fallback={null}>
                <ErrorCard />
                <RightSide />
              </Suspense>
            </div>
          </>
        )}
      </div>
    </main>
  )
}

/** What is happening: one thing at a time. */
function RightSide() {
  const { screen } = useStores()
  const historyId = useScreen((shown) => (shown.kind === 'history' ? shown.paymentId : null))
  const welcomed = useTill((till) => till.settings.welcomed)
  const parkedId = useScreen((shown) => (shown.kind === 'parked' ? shown.paymentId : null))
  const parked = usePayments(
    (state) => state.parked.find(({ view }) => view.payment.id === parkedId)?.view ?? null,
  )
  const current = usePayments((state) => state.current)
  if (historyId !== null) {
    return <areas.history.Part paymentId={historyId} onBack={() => showScreen(screen, { kind: 'till' })} />
  }
  if (parked !== null) return <PaymentPanel view={parked} />
  // A payment comes before everything, the first choice included: the keypad works from the start.
  if (current !== null) return <PaymentPanel view={current} />
  return welcomed ? <TodayPanel /> : <areas.welcome.Part />
}
