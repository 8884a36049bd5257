import { useTranslation } from 'react-i18next'
import type { SettingsPatch } from '../../../../shared/contract/settings.ts'
import { MOST_TIPS } from '../../../../shared/sale/limits.ts'
import { percentFromText, percentText } from '../../../lib/percent.ts'
import { useTill } from '../../../stores/app-stores.ts'
import { ChoiceSetting } from '../fields/ChoiceSetting.tsx'
import { TextSetting } from '../fields/TextSetting.tsx'
import styles from './prices.module.css'

/** What is offered before the owner says otherwise. */
const FIRST_PRESETS = [500, 1000, 1500]

export function TipSettings() {
  const { t } = useTranslation('sale')
  const tips = useTill((till) => till.settings.tips)
  return (
    <div className={styles['tips']}>
      <ChoiceSetting
        label={t('tips.ask')}
        value={tips === null ? 'off' : 'on'}
        choices={[
          { value: 'off', text: t('tips.off') },
          { value: 'on', text: t('tips.on') },
        ]}
        change={(choice) => ({
          tips: choice === 'on' ? { presets: [...(tips?.presets ?? FIRST_PRESETS)] } : null,
        })}
      />
      {tips !== null && (
        <TextSetting
          label={t('tips.presets')}
          hint={t('tips.presetsHint')}
          value={tips.presets.map((preset) => percentText(preset, 2)).join(', ')}
          read={presetsOf}
          invalid={t('tips.presetsInvalid')}
        />
      )}
    </div>
  )
}

/** "5, 10 15 %": by commas or blanks. A decimal has a point then. */
export function presetsOf(text: string): SettingsPatch | undefined {
  const presets = text
    .split(/[,;،\s%٪]+/)
    .filter((part) => part !== '')
    .map((part) => percentFromText(part, 2))
  const isFit = presets.length >= 1 && presets.length <= MOST_TIPS && new Set(presets).size === presets.length
  const known = presets.filter((preset) => preset !== undefined && preset > 0)
  return isFit && known.length === presets.length ? { tips: { presets: known as number[] } } : undefined
}
