import { useTranslation } from 'react-i18next'
import type { SettingsPatch } from '../../../shared/contract/settings.ts'
import { useFormat } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { ChoiceSetting } from './fields/ChoiceSetting.tsx'
import { MaySet } from './fields/MaySet.tsx'
import { TextSetting } from './fields/TextSetting.tsx'
import styles from './settings.module.css'
import { minutesFromText, toleranceFromText, toleranceText } from './tolerance.ts'

/** How prices are typed, and when a payment counts. */
export function SellingSection() {
  const { t } = useTranslation('settings')
  const format = useFormat()
  const settings = useTill((till) => till.settings)
  const example = format.money({ minor: 1825, currency: 'EUR' })

  return (
    <div className={styles['fields']}>
      <MaySet setting="entryStyle">
        <ChoiceSetting
          label={t('field.entryStyle')}
          value={settings.entryStyle}
          choices={[
            { value: 'cents', text: t('entryStyle.cents'), hint: t('entryStyle.centsHint', { example }) },
            { value: 'units', text: t('entryStyle.units'), hint: t('entryStyle.unitsHint', { example }) },
          ]}
          change={(entryStyle) => ({ entryStyle })}
        />
      </MaySet>
      <MaySet setting="expiryMinutes">
        <TextSetting
          label={t('field.expiryMinutes')}
          hint={t('field.expiryMinutesHint')}
          value={String(settings.expiryMinutes)}
          read={minutes}
          invalid={t('invalid.expiryMinutes')}
          inputMode="numeric"
          isShort
        />
      </MaySet>
      <MaySet setting="toleranceBasisPoints">
        <TextSetting
          label={t('field.tolerance')}
          hint={t('field.toleranceHint')}
          value={toleranceText(settings.toleranceBasisPoints)}
          read={tolerance}
          invalid={t('invalid.tolerance')}
          inputMode="decimal"
          isShort
        />
      </MaySet>
      <MaySet setting="sound">
        <ChoiceSetting
          label={t('field.sound')}
          value={settings.sound ? 'on' : 'off'}
          choices={[
            { value: 'on', text: t('sound.on'), hint: t('sound.hint') },
            { value: 'off', text: t('sound.off') },
          ]}
          change={(sound) => ({ sound: sound === 'on' })}
        />
      </MaySet>
    </div>
  )
}

function minutes(text: string): SettingsPatch | undefined {
  const expiryMinutes = minutesFromText(text)
  return expiryMinutes === undefined ? undefined : { expiryMinutes }
}

function tolerance(text: string): SettingsPatch | undefined {
  const toleranceBasisPoints = toleranceFromText(text)
  return toleranceBasisPoints === undefined ? undefined : { toleranceBasisPoints }
}
