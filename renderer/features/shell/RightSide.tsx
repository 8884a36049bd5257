import { Suspense } from 'react'
import { assertNever } from '../../../shared/assert-never.ts'
import { useCharge, usePayments, useScreen, useStores, useTill } from '../../stores/app-stores.ts'
import { showScreen } from '../../stores/screen-store.ts'
import { LookedBar } from '../parking/LookedBar.tsx'
import { ParkedBar } from '../parking/ParkedBar.tsx'
import { ParkedList } from '../parking/ParkedList.tsx'
import { PaymentPanel } from '../payment/PaymentPanel.tsx'
import { TipPanel } from '../tip/TipPanel.tsx'
import { TodayPanel } from '../today/TodayPanel.tsx'
import * as areas from './areas.ts'
import { ErrorCard } from './ErrorCard.tsx'
import styles from './shell.module.css'
import { type Side, sideOf } from './side.ts'

/** They have buttons in their first row, or no such row. */
const FILLS_ITS_TITLE: readonly Side['kind'][] = ['history', 'shift', 'dayClose', 'welcome']

/** What is happening: one thing at a time, and the parked payments beside its title. */
export function RightSide() {
  const screen = useScreen((shown) => shown)
  const current = usePayments((state) => state.current)
  const parked = usePayments((state) => state.parked)
  const tip = usePayments((state) => state.tip)
  const welcomed = useTill((till) => till.settings.welcomed)
  const hasError = useCharge((draft) => draft.error !== null)
  const side = sideOf(screen, { current, parked, tip }, welcomed)
  // Beside a title there is room; what has none of its own gives way as soon as anything is parked.
  const hasChips = parked.length > 0
  const isBesideTitle = !hasError && !FILLS_ITS_TITLE.includes(side.kind)
  return (
    <>
      <div className={styles['rightBody']} data-parked={hasChips}>
        <div className={styles['parkedPlace']} data-beside={isBesideTitle} data-empty={!hasChips}>
          <ParkedBar />
        </div>
        <Suspense fallback={null}>
          <ErrorCard />
          <SideBody side={side} />
        </Suspense>
      </div>
      {side.kind === 'parked' && <LookedBar />}
    </>
  )
}

function SideBody({ side }: { readonly side: Side }) {
  const { screen } = useStores()
  switch (side.kind) {
    case 'history':
      return (
        <areas.history.Part paymentId={side.paymentId} onBack={() => showScreen(screen, { kind: 'till' })} />
      )
    case 'parkedList':
      return <ParkedList />
    case 'exceptions':
      return <areas.exceptions.Part />
    case 'shift':
      return <areas.shift.Part number={side.number} />
    case 'dayClose':
      return <areas.dayClose.Part z={side.z} />
    case 'parked':
    case 'current':
      return <PaymentPanel view={side.view} />
    case 'tip':
      return <TipPanel question={side.question} />
    case 'today':
      return <TodayPanel />
    case 'welcome':
      return <areas.welcome.Part />
    default:
      return assertNever(side)
  }
}
