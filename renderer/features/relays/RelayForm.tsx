import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { relayOrigin } from '../../../shared/relay-address.ts'
import { Button } from '../../elements/Button.tsx'
import { Field } from '../../elements/Field.tsx'
import { isSecret } from '../connect/SecretForm.tsx'
import styles from './relays.module.css'

type RelayFormProps = {
  /** The one so far; null where there is none. */
  readonly address: string | null
  /** There is one in the keychain, which stays when none is typed. */
  readonly hasToken: boolean
  readonly isBusy: boolean
  /** Resolves to true when the relay greeted: only then the fields are emptied. */
  readonly onSubmit: (address: string, token: string | null) => Promise<boolean>
  readonly onCancel: (() => void) | undefined
}

/** Where the relay is and what opens it; the token is never readable on the screen. */
export function RelayForm({ address, hasToken, isBusy, onSubmit, onCancel }: RelayFormProps) {
  const { t } = useTranslation('settings')
  const [typed, setTyped] = useState(address ?? '')
  const [token, setToken] = useState('')
  const [isChecked, setChecked] = useState(false)
  const origin = relayOrigin(typed)
  // The token that is kept opens the relay it was given for, and is sent nowhere else.
  const canKeepToken = hasToken && (origin === undefined || origin === address)
  const keepsToken = canKeepToken && token.trim() === ''
  const isTokenFit = keepsToken || isSecret(token)

  const submit = async (): Promise<void> => {
    setChecked(true)
    if (isBusy || origin === undefined || !isTokenFit) return
    if (!(await onSubmit(origin, keepsToken ? null : token.trim()))) return
    setToken('')
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
        label={t('relay.address')}
        value={typed}
        onChange={setTyped}
        description={t('relay.addressHint')}
        error={isChecked && origin === undefined ? t('relay.addressInvalid') : undefined}
        maxLength={220}
        isCode
      />
      <Field
        label={t('relay.token')}
        type="password"
        value={token}
        onChange={setToken}
        description={canKeepToken ? t('relay.tokenKeptHint') : t('relay.tokenHint')}
        error={isChecked && !isTokenFit ? t('relay.tokenInvalid') : undefined}
        maxLength={220}
        isCode
      />
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" isDisabled={isBusy}>
          {isBusy ? t('relay.connecting') : t('relay.connect')}
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
