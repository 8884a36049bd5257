import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SecretView } from '../../../shared/contract/gateways.ts'
import type { Word } from '../../../shared/contract/pin.ts'
import type { Gateway } from '../../../shared/relay-protocol.ts'
import type { Result } from '../../../shared/result.ts'
import { Button } from '../../elements/Button.tsx'
import { Field } from '../../elements/Field.tsx'
import { useTill } from '../../stores/app-stores.ts'
import { OwnerForm } from '../owner/OwnerForm.tsx'
import styles from './connect.module.css'
import { secretText } from './secret-text.ts'
import type { TypedSecrets } from './use-connection.ts'

type SecretFormProps = {
  readonly gateway: Gateway
  readonly secrets: readonly SecretView[]
  readonly isTesting: boolean
  /** True when they were stored: only then the fields are emptied. The word is that of whoever is signed in. */
  readonly onSubmit: (typed: TypedSecrets, word: Word | null) => Promise<Result<boolean>>
  readonly onCancel: (() => void) | undefined
}

/**
 * Password fields: what is pasted is never readable on the screen, and gone once it is in the keychain. Where there are people, their
 * PIN comes after: whose key it is, is whose the money is.
 */
export function SecretForm({ gateway, secrets, isTesting, onSubmit, onCancel }: SecretFormProps) {
  const { t } = useTranslation(['gateways', 'settings'])
  const [typed, setTyped] = useState<TypedSecrets>({})
  const [isChecked, setChecked] = useState(false)
  const [isAskingPin, setAskingPin] = useState(false)
  const hasPeople = useTill(({ people }) => people.length > 0)
  const given = Object.fromEntries(
    Object.entries(typed).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])),
  )
  const isWrong = ({ name, isNeeded }: SecretView) =>
    given[name] === undefined ? isNeeded : !isSecret(given[name])

  const submit = (): void => {
    setChecked(true)
    if (isTesting || secrets.some(isWrong)) return
    if (hasPeople) setAskingPin(true)
    else void send(null)
  }

  const send = async (word: Word | null): Promise<Result<boolean>> => {
    const tested = await onSubmit(given, word)
    if (!tested.ok) return tested
    setAskingPin(false)
    if (tested.value) {
      setTyped({})
      setChecked(false)
    }
    return tested
  }
  if (isAskingPin) {
    return (
      <OwnerForm
        label={t('settings:connect.submit')}
        ability="self"
        meaning={t('pin.connect')}
        asksReason={false}
        onConfirm={({ word }) => send(word)}
        onBack={() => setAskingPin(false)}
      />
    )
  }
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {secrets.map((secret) => {
        const label = t(secretText(gateway, secret.name, 'label'))
        return (
          <Field
            key={secret.name}
            label={secret.isNeeded ? label : t('optional', { label })}
            type="password"
            value={typed[secret.name] ?? ''}
            onChange={(text) => setTyped((before) => ({ ...before, [secret.name]: text }))}
            description={t(secretText(gateway, secret.name, 'hint'))}
            error={
              isChecked && isWrong(secret)
                ? t(secret.isNeeded ? 'secretInvalid' : 'secretInvalidOptional')
                : undefined
            }
            maxLength={220}
            isCode
          />
        )
      })}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" isDisabled={isTesting}>
          {isTesting ? t('settings:connect.testing') : t('settings:connect.submit')}
        </Button>
        {onCancel && <Button onPress={onCancel}>{t('settings:cancel')}</Button>}
      </div>
    </form>
  )
}

/** What main takes as a secret: printable ASCII without blanks inside; those around it are cut. */
export function isSecret(text: string): boolean {
  return /^[\x21-\x7e]{8,200}$/.test(text.trim())
}
