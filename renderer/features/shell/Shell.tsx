import { Suspense, useDeferredValue } from 'react'
import { isShut } from '../../lib/permission.ts'
import { useScreen, useTill } from '../../stores/app-stores.ts'
import { hasKeypad, type Screen } from '../../stores/screen-store.ts'
import { ChargePanel } from '../charge/ChargePanel.tsx'
import * as areas from './areas.ts'
import { RightSide } from './RightSide.tsx'
import styles from './shell.module.css'
import { TillBanner } from './TillBanner.tsx'
import { TopBar } from './TopBar.tsx'

// One and the same element: what comes after it does not draw it again.
const keypad = <ChargePanel />

/** The top bar, and under it the cashier's two sides or an area of the owner's; nothing of these while it is shut. */
export function Shell() {
  const screen = useScreen((shown) => shown)
  const isLocked = useTill(({ session }) => isShut(session))
  // The keypad is on the screen a moment before what stands around it.
  const isComplete = useDeferredValue(true, false)
  return (
    <div className={styles['shell']}>
      {isComplete ? <TopBar /> : <div className={styles['topBar']} />}
      <Suspense fallback={<div />}>
        <Body isLocked={isLocked} screen={screen} isComplete={isComplete} />
      </Suspense>
    </div>
  )
}

type BodyProps = { readonly isLocked: boolean; readonly screen: Screen; readonly isComplete: boolean }

function Body({ isLocked, screen, isComplete }: BodyProps) {
  if (isLocked) return <areas.lock.Part />
  return hasKeypad(screen) ? <TillScreen isComplete={isComplete} /> : <Area screen={screen} />
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
