import { type ReactNode, useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../elements/Button.tsx'
import { Field } from '../../elements/Field.tsx'
import { TillTimeContext } from '../../lib/use-now.ts'
import { useTill } from '../../stores/app-stores.ts'
import { useBackend } from '../../stores/backend-context.ts'
import { asciiDigits, isPin } from '../owner/pin-text.ts'
import { RefusalText } from '../owner/RefusalText.tsx'
import type { Refusal } from '../owner/use-owners-word.ts'
import { PinFields } from './PinFields.tsx'
import styles from './people.module.css'
import { isPersonName } from './person-name.ts'
import { useTypedPin } from './use-typed-pin.ts'

type FirstOwnerFormProps = {
  /** Beside the button that adds. */
  readonly children?: ReactNode
  /** There is an owner now, who is signed in. */
  readonly onAdded?: () => void
}

/** The first of a till's people is its owner. Where there is an owner's PIN from before, that one as well. */
export function FirstOwnerForm({ children, onAdded }: FirstOwnerFormProps) {
  const { t } = useTranslation(['people', 'cashier'])
  const hasPin = useTill(({ ownerPin }) => ownerPin === 'set')
  const form = useFirstOwner(hasPin, onAdded)
  return (
    <form
      className={styles['form']}
      aria-label={t('first.add')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Field
        label={t('first.name')}
        value={form.name}
        onChange={form.setName}
        error={form.isWrong('name') ? t('nameInvalid') : undefined}
        maxLength={40}
        hasFocus
      />
      <PinFields pin={form.pin} />
      {hasPin && (
        <div className={styles['current']}>
          <Field
            label={t('cashier:owner.pin')}
            type="password"
            inputMode="numeric"
            value={form.current}
            onChange={form.setCurrent}
            description={t('first.current')}
            error={form.isWrong('current') ? t('pin.digits') : undefined}
            maxLength={12}
            isCode
          />
        </div>
      )}
      {form.refusal !== null && <RefusalText refusal={form.refusal} />}
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" isDisabled={form.isSaving}>
          {form.isSaving ? t('saving') : t('first.add')}
        </Button>
        {children}
      </div>
    </form>
  )
}

/** Once there is an owner, whatever shows this shows something else. */
function useFirstOwner(hasPin: boolean, onAdded: FirstOwnerFormProps['onAdded']) {
  const backend = useBackend()
  const readTime = useContext(TillTimeContext)
  const pin = useTypedPin()
  const [name, setName] = useState('')
  const [current, setCurrent] = useState('')
  const [isChecked, setChecked] = useState(false)
  const [isSaving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const wrong = { name: !isPersonName(name), current: hasPin && !isPin(current) }

  async function submit(): Promise<void> {
    if (isSaving) return
    setChecked(true)
    if (!pin.check() || wrong.name || wrong.current) return
    setSaving(true)
    setRefusal(null)
    const word = hasPin ? { person: null, pin: current } : null
    const result = await backend.people.add({ name: name.trim(), role: 'owner', pin: pin.typed.pin, word })
    setSaving(false)
    setCurrent('')
    if (!result.ok) {
      setRefusal({ error: result.error, at: readTime() })
      return
    }
    pin.clear()
    onAdded?.()
  }

  return {
    ...{ name, setName, current, pin, isSaving, refusal, submit },
    setCurrent: (text: string) => setCurrent(asciiDigits(text)),
    isWrong: (field: keyof typeof wrong) => isChecked && wrong[field],
  }
}
