import { useTranslation } from 'react-i18next'
import type { Role } from '../../../shared/people/person.ts'
import { ChoiceGroup } from '../settings/fields/ChoiceGroup.tsx'

const ROLES = ['cashier', 'manager', 'owner'] as const satisfies readonly Role[]

type RoleChoiceProps = { readonly value: Role; readonly onChange: (role: Role) => void }

/** What somebody is in the shop, each with what it lets them do. */
export function RoleChoice({ value, onChange }: RoleChoiceProps) {
  const { t } = useTranslation(['people', 'lock'])
  return (
    <ChoiceGroup
      label={t('role')}
      value={value}
      choices={ROLES.map((role) => ({
        value: role,
        text: t(`lock:role.${role}`),
        hint: t(`roleText.${role}`),
      }))}
      onChange={onChange}
    />
  )
}
