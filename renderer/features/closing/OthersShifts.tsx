import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Shift } from '../../../shared/shift/shift.ts'
import { Button } from '../../elements/Button.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useMay } from '../../lib/use-may.ts'
import { usePayments, useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import closing from './closing.module.css'
import { NoteForm } from './NoteForm.tsx'
import styles from './shift.module.css'

type OthersShiftsProps = { readonly onClosed: (number: number) => void }

/** The shifts that others left open, to be ended here by whoever may. Nothing where there are none. */
export function OthersShifts({ onClosed }: OthersShiftsProps) {
  const { t } = useTranslation('closing')
  const mayClose = useMay('othersShift') === 'always'
  const { mine, open } = useTill((till) => till.shifts)
  const [asked, setAsked] = useState<number | null>(null)
  const others = open.filter(({ number }) => number !== mine?.number)
  if (!mayClose || others.length === 0) return null
  return (
    <section className={styles['others']} aria-labelledby="others-title">
      <h3 id="others-title" className={closing['subtitle']}>
        {t('shift.others')}
      </h3>
      <ul>
        {others.map((shift) => (
          <li key={shift.number} className={styles['other']}>
            {asked === shift.number ? (
              <CloseOthers shift={shift} onClosed={onClosed} onBack={() => setAsked(null)} />
            ) : (
              <Line shift={shift} onAsk={() => setAsked(shift.number)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Line({ shift, onAsk }: { readonly shift: Shift; readonly onAsk: () => void }) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const today = usePayments((payments) => payments.today.day)
  const { number, person, day, openedAt } = shift
  const time = day === today ? format.time(openedAt) : format.moment(openedAt, today)
  return (
    <div className={styles['line']}>
      <p>
        <strong>{t('shift.number', { number: format.paymentNumber(number) })}</strong>{' '}
        <bdi>{person.name}</bdi> <span className={styles['since']}>{t('shift.since', { time })}</span>
      </p>
      <Button onPress={onAsk}>{t('shift.closeThis')}</Button>
    </div>
  )
}

type CloseOthersProps = OthersShiftsProps & { readonly shift: Shift; readonly onBack: () => void }

function CloseOthers({ shift: { number, person }, onClosed, onBack }: CloseOthersProps) {
  const { t } = useTranslation('closing')
  const format = useFormat()
  const backend = useBackend()
  return (
    <NoteForm
      title={t('shift.closeOthersTitle', { number: format.paymentNumber(number), name: person.name })}
      text={t('shift.closeText')}
      action={t('shift.close')}
      onSubmit={async (note) => {
        const result = await backend.shifts.close({ number, note })
        if (result.ok) onClosed(number)
        return result
      }}
      onBack={onBack}
    />
  )
}
