import { useStores, useTill } from '../../stores/app-stores.ts'
import { showScreen } from '../../stores/screen-store.ts'
import { DayCloseOffer } from './day-close/DayCloseOffer.tsx'
import { ShiftForm } from './ShiftForm.tsx'
import { SideReport } from './SideReport.tsx'
import styles from './shift.module.css'

/** One's own shift on the till's right side: opened and closed in its place, then its report. */
export function ShiftScreen({ number }: { readonly number: number | null }) {
  const { screen } = useStores()
  const hasShift = useTill(({ shifts }) => shifts.mine !== null)
  const toTill = () => showScreen(screen, { kind: 'till' })
  if (number !== null) {
    return (
      <SideReport kind="shift" number={number} onBack={toTill}>
        {!hasShift && <DayCloseOffer />}
      </SideReport>
    )
  }
  // The right side's last part takes all of its height, which a form does not want.
  return (
    <div className={styles['forms']}>
      <ShiftForm
        onOpened={toTill}
        onClosed={(closed) => showScreen(screen, { kind: 'shift', number: closed })}
        onBack={toTill}
      />
      <DayCloseOffer />
    </div>
  )
}
