import { Suspense, useDeferredValue } from 'react'
import { useScreen } from '../../stores/app-stores.ts'
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
            <RightSide />
          </>
        )}
      </div>
    </main>
  )
}
