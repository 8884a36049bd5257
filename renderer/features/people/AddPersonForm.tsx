import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../shared/people/person.ts'
import { Field } from '../../elements/Field.tsx'
import { useBackend } from '../../stores/backend-context.ts'
import { OwnerForm } from '../owner/OwnerForm.tsx'
import { PinFields } from './PinFields.tsx'
import { isPersonName } from './person-name.ts'
import { RoleChoice } from './RoleChoice.tsx'
import { useTypedPin } from './use-typed-pin.ts'

/** Somebody new: their name, what they are, their PIN, and an owner's word for it. */
export function AddPersonForm({ onEnd }: { readonly onEnd: (added: string | null) => void }) {
  const { t } = useTranslation('people')
  const backend = useBackend()
  const pin = useTypedPin()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('cashier')
  const [isChecked, setChecked] = useState(false)
  const isNamed = isPersonName(name)
  return (
    <OwnerForm
      label={t('add.label')}
      ability="changePeople"
      meaning={t('add.meaning')}
      asksReason={false}
      check={() => {
        setChecked(true)
        return pin.check() && isNamed
      }}
      onConfirm={async ({ word }) => {
        const result = await backend.people.add({ name: name.trim(), role, pin: pin.typed.pin, word })
        if (result.ok) onEnd(name.trim())
        return result
      }}
      onBack={() => onEnd(null)}
    >
      <Field
        label={t('name')}
        value={name}
        onChange={setName}
        error={isChecked && !isNamed ? t('nameInvalid') : undefined}
        maxLength={40}
        hasFocus
      />
      <RoleChoice value={role} onChange={setRole} />
      <PinFields pin={pin} />
    </OwnerForm>
  )
}
