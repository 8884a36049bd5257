import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonChange } from '../../../shared/contract/people.ts'
import type { Person, Role } from '../../../shared/people/person.ts'
import { Field } from '../../elements/Field.tsx'
import { useBackend } from '../../stores/backend-context.ts'
import { OwnerForm } from '../owner/OwnerForm.tsx'
import { PinFields } from './PinFields.tsx'
import { isPersonName } from './person-name.ts'
import { RoleChoice } from './RoleChoice.tsx'
import { useTypedPin } from './use-typed-pin.ts'

/** What can be done about somebody. */
export type PersonAct = PersonChange['kind'] | 'pin'

type ChangePersonFormProps = {
  readonly person: Person
  readonly act: PersonAct
  /** It is whoever is signed in. */
  readonly isSelf: boolean
  readonly onEnd: (isDone: boolean) => void
}

/** One change of one person, with an owner's word; one's own PIN with the one so far. */
export function ChangePersonForm({ person, act, isSelf, onEnd }: ChangePersonFormProps) {
  const { t } = useTranslation('people')
  const backend = useBackend()
  const pin = useTypedPin()
  const [name, setName] = useState(person.name)
  const [role, setRole] = useState<Role>(person.role)
  const [isChecked, setChecked] = useState(false)
  const { id } = person
  const isNamed = isPersonName(name)

  const check = (): boolean => {
    setChecked(true)
    if (act === 'pin') return pin.check()
    return act !== 'rename' || isNamed
  }
  return (
    <OwnerForm
      label={t(`change.${act}.label`, { name: person.name })}
      ability={act === 'pin' && isSelf ? 'self' : 'changePeople'}
      meaning={t(`change.${act}.meaning`, { name: person.name })}
      asksReason={false}
      check={check}
      onConfirm={async ({ word }) => {
        const result =
          act === 'pin'
            ? await backend.people.setPin({ id, pin: pin.typed.pin, word })
            : await backend.people.change({ id, change: changeOf(act, name, role), word })
        if (result.ok) onEnd(true)
        return result
      }}
      onBack={() => onEnd(false)}
    >
      {act === 'rename' && (
        <Field
          label={t('name')}
          value={name}
          onChange={setName}
          error={isChecked && !isNamed ? t('nameInvalid') : undefined}
          maxLength={40}
          hasFocus
        />
      )}
      {act === 'role' && <RoleChoice value={role} onChange={setRole} />}
      {act === 'pin' && <PinFields pin={pin} hasFocus />}
    </OwnerForm>
  )
}

function changeOf(act: PersonChange['kind'], name: string, role: Role): PersonChange {
  switch (act) {
    case 'rename':
      return { kind: 'rename', name: name.trim() }
    case 'role':
      return { kind: 'role', role }
    case 'leave':
    case 'return':
      return { kind: act }
  }
}
