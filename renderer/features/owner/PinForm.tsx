import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Field } from '../../elements/Field.tsx'
import { useTill } from '../../stores/app-stores.ts'
import styles from './owner.module.css'
import { RefusalText } from './RefusalText.tsx'
import { type PinField, useNewPin } from './use-new-pin.ts'

type PinFormProps = {
  readonly onSet: () => void
  readonly onCancel?: () => void
}

/** The owner's PIN, typed twice; where there is one already, that one as well. */
export function PinForm({ onSet, onCancel }: PinFormProps) {
  const { t } = useTranslation('settings')
  const isChange = useTill((till) => till.ownerPin === 'set')
  const form = useNewPin(isChange, onSet)
  const fields: readonly PinField[] = isChange ? ['current', 'pin', 'again'] : ['pin', 'again']
  return (
    <form
      className={styles['form']}
      aria-label={t(isChange ? 'owner.change' : 'owner.set')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <div className={styles['pins']}>
        {fields.map((field) => (
          <Field
            key={field}
            label={t(`owner.field.${field}`)}
            type="password"
            inputMode="numeric"
            value={form.typed[field]}
            onChange={(text) => form.type(field, text)}
            description={field === 'pin' ? t('owner.digits') : undefined}
            error={form.isWrong(field) ? t(field === 'again' ? 'owner.notSame' : 'owner.digits') : undefined}
            maxLength={12}
            isCode
          />
        ))}
      </div>
      {form.refusal !== null && <RefusalText refusal={form.refusal} />}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" isDisabled={form.isSaving}>
          {form.isSaving ? t('saving') : t(isChange ? 'owner.change' : 'owner.set')}
        </Button>
        {onCancel && <Button onPress={onCancel}>{t('cancel')}</Button>}
      </div>
    </form>
  )
}
