import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_NOTE } from '../../../shared/sale/limits.ts'
import { Button } from '../../elements/Button.tsx'
import { Field } from '../../elements/Field.tsx'
import { useCharge, useStores } from '../../stores/app-stores.ts'
import { keepNote, leaveExtra } from '../../stores/extras.ts'
import styles from './charge.module.css'

/** For the receipt. Enter keeps it and gives the keyboard back to the keypad, Escape leaves what was there. */
export function NoteField() {
  const { t } = useTranslation(['cashier', 'common'])
  const { charge } = useStores()
  const kept = useCharge((draft) => draft.note)
  const [note, setNote] = useState(kept)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') keepNote(charge, note)
    if (event.key === 'Escape') leaveExtra(charge)
  }
  return (
    <div className={styles['extras']}>
      <div className={styles['reference']}>
        <Field
          label={t('extras.noteLabel')}
          isLabelInside
          value={note}
          onChange={setNote}
          onKeyDown={onKeyDown}
          maxLength={MOST_NOTE}
          hasFocus
        />
      </div>
      <Button
        className={styles['extra']}
        keyCap={t('common:key.enter')}
        onPress={() => keepNote(charge, note)}
      >
        {t('extras.keep')}
      </Button>
    </div>
  )
}
