import { Suspense, useDeferredValue } from 'react'
import { useScreen } from '../../stores/app-stores.ts'
import { hasKeypad, type Screen } from '../../stores/screen-store.ts'
import { ChargePanel } from '../charge/ChargePanel.tsx'
import * as areas from './areas.ts'
import { RightSide } from './RightSide.tsx'
import styles from './shell.module.css'
import { TillBanner } from './TillBanner.tsx'
import { TopBar } from './TopBar.tsx'

// One and the same element: what comes after it does not draw it again.
const keypad = <ChargePanel />

/** The top bar, and under it the cashier's two sides or an area of the owner's. */
export function Shell() {
  const screen = useScreen((shown) => shown)
  // The keypad is on the screen a moment before what stands around it.
  const isComplete = useDeferredValue(true, false)
  return (
    <div className={styles['shell']}>
      {isComplete ? <TopBar /> : <div className={styles['topBar']} />}
      <Suspense fallback={<div />}>
        {hasKeypad(screen) ? <TillScreen isComplete={isComplete} /> : <Area screen={screen} />}
      </Suspense>
    </div>
  )
}

function Area({ screen }: { readonly screen: Screen }) {
  return (
    <main className={styles['area']}>
      <TillBanner />
      {screen.kind === 'reports' && <areas.reports.Part />}
      {screen.kind === 'settings' && <areas.settings.Part />}
      {screen.kind === 'refund' && <areas.refund.Part paymentId={screen.paymentId} />}
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
            <RightSide />
          </>
        )}
      </div>
    </main>
  )
}
