import type { ReactNode } from 'react'
import type { SettingsPatch } from '../../../../shared/contract/settings.ts'
import { SETTING_ABILITIES } from '../../../../shared/people/abilities.ts'
import { useMay } from '../../../lib/use-may.ts'

type MaySetProps = { readonly setting: keyof SettingsPatch; readonly children: ReactNode }

/** A setting, for those who may change it. */
export function MaySet({ setting, children }: MaySetProps) {
  return useMay(SETTING_ABILITIES[setting]) === 'always' ? children : null
}
