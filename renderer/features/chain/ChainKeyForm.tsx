import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Field } from '../../elements/Field.tsx'
import { isSecret } from '../connect/SecretForm.tsx'
import styles from './chain.module.css'

type ChainKeyFormProps = {
  readonly isBusy: boolean
  /** Resolves to true when the key was kept: only then the field is emptied. */
  readonly onSubmit: (key: string) => Promise<boolean>
  readonly onCancel: (() => void) | undefined
}

/** A password field: what is pasted is never readable on the screen, and gone once it is in the keychain. */
export function ChainKeyForm({ isBusy, onSubmit, onCancel }: ChainKeyFormProps) {
  const { t } = useTranslation('settings')
  const [typed, setTyped] = useState('')
  const [isChecked, setChecked] = useState(false)
  const isFit = isSecret(typed)

  const submit = async (): Promise<void> => {
    setChecked(true)
    if (isBusy || !isFit || !(await onSubmit(typed.trim()))) return
    setTyped('')
    setChecked(false)
  }
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Field
        label={t('chain.key')}
        type="password"
        value={typed}
        onChange={setTyped}
        description={t('chain.keyHint')}
        error={isChecked && !isFit ? t('chain.keyInvalid') : undefined}
        maxLength={220}
        isCode
      />
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" isDisabled={isBusy}>
          {isBusy ? t('chain.testing') : t('chain.submit')}
        </Button>
        {onCancel && (
          <Button onPress={onCancel} isDisabled={isBusy}>
            {t('cancel')}
          </Button>
        )}
      </div>
    </form>
  )
}
