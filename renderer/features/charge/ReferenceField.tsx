import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { charge } from '../../commands/charge-commands.ts'
import { useCommand } from '../../commands/use-command.ts'
import { Field } from '../../elements/Field.tsx'
import { useCharge, useStores } from '../../stores/app-stores.ts'
import { typeReference } from '../../stores/charge-store.ts'
import styles from './charge.module.css'

/** The contract's limit for an order reference. */
const MAX_LENGTH = 40

/** Optional: Enter in it charges, Escape gives the keyboard back to the keypad. */
export function ReferenceField() {
  const { t } = useTranslation('cashier')
  const { charge: draft } = useStores()
  const reference = useCharge((state) => state.reference)
  const command = useCommand(charge)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    if (event.target instanceof HTMLElement) event.target.blur()
    if (event.key === 'Enter' && command.isAvailable) command.run()
  }
  return (
    <div className={styles['reference']}>
      <Field
        label={t('keypad.reference')}
        isLabelInside
        value={reference}
        onChange={(value) => typeReference(draft, value)}
        onKeyDown={onKeyDown}
        maxLength={MAX_LENGTH}
        {...(!/^[\x20-\x7e]*$/.test(reference) && { error: t('keypad.referenceInvalid') })}
      />
    </div>
  )
}
