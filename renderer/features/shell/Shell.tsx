import { lazy, Suspense } from 'react'
import { usePayments, useScreen, useStores, useTill } from '../../stores/app-stores.ts'
import { showScreen } from '../../stores/screen-store.ts'
import { ChargePanel } from '../charge/ChargePanel.tsx'
import { PaymentPanel } from '../payment/PaymentPanel.tsx'
import { TodayPanel } from '../today/TodayPanel.tsx'
import { ErrorCard } from './ErrorCard.tsx'
import styles from './shell.module.css'
import { TillBanner } from './TillBanner.tsx'
import { TopBar } from './TopBar.tsx'

// Loaded when they are asked for: the first screen is the keypad.
const Welcome = lazy(async () => ({ default: (await import('../welcome/Welcome.tsx')).Welcome }))
const HistoryView = lazy(async () => ({ default: (await import('../history/HistoryView.tsx')).HistoryView }))
const DayScreen = lazy(async () => ({ default: (await import('../day/DayScreen.tsx')).DayScreen }))
const SettingsScreen = lazy(async () => ({
  default: (await import('../settings/SettingsScreen.tsx')).SettingsScreen,
}))

/** The top bar, and under it the cashier's two sides or an area of the owner's. */
export function Shell() {
  const kind = useScreen((screen) => screen.kind)
  return (
    <div className={styles['shell']}>
      <TopBar />
      <Suspense fallback={<div />}>
        {kind === 'day' || kind === 'settings' ? <Area kind={kind} /> : <TillScreen />}
      </Suspense>
    </div>
  )
}

function Area({ kind }: { readonly kind: 'day' | 'settings' }) {
  return (
    <main className={styles['area']}>
      <TillBanner />
      {kind === 'day' ? <DayScreen /> : <SettingsScreen />}
    </main>
  )
}

function TillScreen() {
  return (
    <main className={styles['body']}>
      <ChargePanel />
      <div className={styles['right']}>
        <TillBanner />
        <div className={styles['rightBody']}>
          <Suspense fallback={null}>
            <ErrorCard />
            <RightSide />
          </Suspense>
        </div>
      </div>
    </main>
  )
}

/** What is happening: one thing at a time. */
function RightSide() {
  const { screen } = useStores()
  const historyId = useScreen((shown) => (shown.kind === 'history' ? shown.paymentId : null))
  const welcomed = useTill((till) => till.settings.welcomed)
  const current = usePayments((state) => state.current)
  if (historyId !== null) {
    return <HistoryView paymentId={historyId} onBack={() => showScreen(screen, { kind: 'till' })} />
  }
  // A payment comes before everything, the first choice included: the keypad works from the start.
  if (current !== null) return <PaymentPanel view={current} />
  return welcomed ? <TodayPanel /> : <Welcome />
}
