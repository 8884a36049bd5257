import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../lib/use-format.ts'
import { usePayments, useStores, useTill } from '../../../stores/app-stores.ts'
import { useBackend } from '../../../stores/backend-context.ts'
import { showScreen } from '../../../stores/screen-store.ts'
import { OwnerForm } from '../../owner/OwnerForm.tsx'
import { SideReport } from '../SideReport.tsx'
import styles from '../shift.module.css'

/** The day, closed by somebody who may not do so alone: whoever may gives their word, then there is that Z's report. */
export function DayCloseScreen({ z }: { readonly z: number | null }) {
  const { screen } = useStores()
  const [taken, setTaken] = useState<number | null>(null)
  const toTill = () => showScreen(screen, { kind: 'till' })
  if (z !== null) return <TakenZ number={z} isNew={z === taken} onBack={toTill} />
  return (
    <div>
      <WordForIt
        onClosed={(number) => {
          setTaken(number)
          showScreen(screen, { kind: 'dayClose', z: number })
        }}
        onBack={toTill}
      />
    </div>
  )
}

type WordForItProps = { readonly onClosed: (number: number) => void; readonly onBack: () => void }

/** One time on the screen is one attempt: whatever became of a try before, there is one Z. */
function WordForIt({ onClosed, onBack }: WordForItProps) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const backend = useBackend()
  const [attempt] = useState(() => crypto.randomUUID())
  const today = usePayments((payments) => payments.today.day)
  const { lastZ, lastZAt } = useTill(({ shifts }) => shifts)
  const number = format.paymentNumber(lastZ + 1)
  return (
    <section className={styles['form']} aria-labelledby="day-close-title">
      <h2 id="day-close-title" className={styles['title']}>
        {t('close.confirmTitle', { number })}
      </h2>
      <OwnerForm
        label={t('close.label')}
        ability="closeDay"
        meaning={
          lastZAt === null
            ? t('dayClose.meaningFirst')
            : t('dayClose.meaning', { time: format.moment(lastZAt, today) })
        }
        onConfirm={async ({ word, reason }) => {
          const result = await backend.shifts.closeDay({ attempt, word, reason })
          if (result.ok) onClosed(result.value.number)
          return result
        }}
        onBack={onBack}
      />
    </section>
  )
}

type TakenZProps = { readonly number: number; readonly isNew: boolean; readonly onBack: () => void }

function TakenZ({ number, isNew, onBack }: TakenZProps) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const news = isNew ? t('close.done', { number: format.paymentNumber(number) }) : undefined
  return <SideReport kind="z" number={number} news={news} onBack={onBack} />
}
