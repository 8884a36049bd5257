import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/app-error.ts'
import type { Result } from '../../../shared/result.ts'
import { Button } from '../../elements/Button.tsx'
import { Failure } from '../../elements/Failure.tsx'
import { Field } from '../../elements/Field.tsx'
import styles from './shift.module.css'

type NoteFormProps = {
  readonly title: string
  readonly text: string
  readonly action: string
  /** Asks main, with the note or null. Where it says yes, the caller takes the form away. */
  readonly onSubmit: (note: string | null) => Promise<Result<unknown>>
  readonly onBack: () => void
}

/** As main takes it (`ShiftNote`). */
const LONGEST_NOTE = 200

/** A shift begins or ends. Enter does it, Escape goes back; a note may be left. */
export function NoteForm({ title, text, action, onSubmit, onBack }: NoteFormProps) {
  const { t } = useTranslation(['closing', 'common'])
  const [note, setNote] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const [isAsking, setAsking] = useState(false)
  const isPressed = useRef(false)

  async function submit(): Promise<void> {
    if (isPressed.current) return
    isPressed.current = true
    setAsking(true)
    setError(null)
    const result = await onSubmit(note.trim() === '' ? null : note.trim())
    isPressed.current = false
    setAsking(false)
    if (!result.ok) setError(result.error)
  }

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
      <p className={styles['text']}>{text}</p>
      <Field
        label={t('shift.note')}
        description={t('shift.noteHint')}
        value={note}
        onChange={setNote}
        maxLength={LONGEST_NOTE}
        hasFocus
      />
      {error !== null && <Failure error={error} />}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" keyCap={t('common:key.enter')} isDisabled={isAsking}>
          {isAsking ? t('shift.working') : action}
        </Button>
        <Button onPress={onBack} keyCap={t('common:key.escape')}>
          {t('common:back')}
        </Button>
      </div>
    </form>
  )
}
