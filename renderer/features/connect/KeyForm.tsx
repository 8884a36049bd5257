import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Field } from '../../elements/Field.tsx'
import styles from './connect.module.css'

type KeyFormProps = {
  readonly isTesting: boolean
  /** Resolves to true when the key was stored: only then the fields are emptied. */
  readonly onSubmit: (apiKey: string, ipnSecret: string | null) => Promise<boolean>
  readonly onCancel: (() => void) | undefined
}

/** Password fields: what is pasted is never readable on the screen, and gone once it is in the keychain. */
export function KeyForm({ isTesting, onSubmit, onCancel }: KeyFormProps) {
  const { t } = useTranslation('settings')
  const [apiKey, setApiKey] = useState('')
  const [ipnSecret, setIpnSecret] = useState('')
  const [isChecked, setChecked] = useState(false)
  const hasSecret = ipnSecret.trim() !== ''
  const keyError = isChecked && !isSecret(apiKey)
  const secretError = isChecked && hasSecret && !isSecret(ipnSecret)

  const submit = async (): Promise<void> => {
    setChecked(true)
    if (isTesting || !isSecret(apiKey) || (hasSecret && !isSecret(ipnSecret))) return
    const stored = await onSubmit(apiKey.trim(), hasSecret ? ipnSecret.trim() : null)
    if (!stored) return
    setApiKey('')
    setIpnSecret('')
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
        label={t('connect.apiKey')}
        type="password"
        value={apiKey}
        onChange={setApiKey}
        description={t('connect.apiKeyHint')}
        error={keyError ? t('connect.apiKeyInvalid') : undefined}
        maxLength={220}
        isCode
      />
      <Field
        label={t('connect.ipnSecret')}
        type="password"
        value={ipnSecret}
        onChange={setIpnSecret}
        description={t('connect.ipnSecretHint')}
        error={secretError ? t('connect.ipnSecretInvalid') : undefined}
        maxLength={220}
        isCode
      />
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" isDisabled={isTesting}>
          {isTesting ? t('connect.testing') : t('connect.submit')}
        </Button>
        {onCancel && <Button onPress={onCancel}>{t('cancel')}</Button>}
      </div>
    </form>
  )
}

/** What main takes as a key: printable ASCII without blanks inside; those around it are cut. */
export function isSecret(text: string): boolean {
  return /^[\x21-\x7e]{8,200}$/.test(text.trim())
}
