import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import { Button } from '../../elements/Button.tsx'
import { ErrorText } from '../../elements/ErrorText.tsx'
import { Field } from '../../elements/Field.tsx'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import styles from './shift.module.css'

type ShiftFormProps = {
  readonly onOpened: () => void
  readonly onClosed: (number: number) => void
  readonly onBack: () => void
}

/** As main takes it (`ShiftNote`). */
const LONGEST_NOTE = 200

/** Opens the shift of whoever is signed in, or closes it. Enter does it, Escape goes back; a note may be left. */
export function ShiftForm({ onOpened, onClosed, onBack }: ShiftFormProps) {
  const { t } = useTranslation(['closing', 'common'])
  const format = useFormat()
  const backend = useBackend()
  const mine = useTill((till) => till.shifts.mine)
  const [note, setNote] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [isAsking, setAsking] = useState(false)
  const isPressed = useRef(false)

  async function submit(): Promise<void> {
    if (isPressed.current) return
    isPressed.current = true
    setAsking(true)
    setError(null)
    const said = note.trim() === '' ? null : note.trim()
    const number = mine?.number ?? null
    const result =
      number === null
        ? await backend.shifts.open({ note: said })
        : await backend.shifts.close({ number, note: said })
    isPressed.current = false
    setAsking(false)
    if (!result.ok) setError(result.error)
    else if (number === null) onOpened()
    else onClosed(number)
  }

  const number = mine === null ? '' : format.paymentNumber(mine.number)
  const title = mine === null ? t('shift.openTitle') : t('shift.closeTitle', { number })
  return (
    <form
      className={styles['form']}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onBack()
      }}
    >
      <h2 className={styles['title']}>{title}</h2>
      <p className={styles['text']}>{t(mine === null ? 'shift.openText' : 'shift.closeText')}</p>
      <Field
        label={t('shift.note')}
        description={t('shift.noteHint')}
        value={note}
        onChange={setNote}
        maxLength={LONGEST_NOTE}
        hasFocus
      />
      {error !== null && (
        <div className={styles['failed']} role="alert">
          <ErrorText error={error} />
        </div>
      )}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" keyCap={t('common:key.enter')} isDisabled={isAsking}>
          {isAsking ? t('shift.working') : t(mine === null ? 'shift.open' : 'shift.close')}
        </Button>
        <Button onPress={onBack} keyCap={t('common:key.escape')}>
          {t('common:back')}
        </Button>
      </div>
    </form>
  )
}
