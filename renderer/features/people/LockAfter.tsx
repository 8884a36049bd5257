import { useTranslation } from 'react-i18next'
import type { SettingsPatch } from '../../../shared/contract/settings.ts'
import { asciiDigits } from '../../lib/ascii-digits.ts'
import { useTill } from '../../stores/app-stores.ts'
import { TextSetting } from '../settings/fields/TextSetting.tsx'
import styles from './people.module.css'

const MOST_MINUTES = 240

/** After how long without a touch the till locks by itself. */
export function LockAfter() {
  const { t } = useTranslation('people')
  const minutes = useTill(({ settings }) => settings.lockAfterMinutes)
  return (
    <section className={styles['block']} aria-labelledby="lock-after">
      <h3 className={styles['blockTitle']} id="lock-after">
        {t('lockAfter.title')}
      </h3>
      <p className={styles['blockText']}>{t('lockAfter.text')}</p>
      <TextSetting
        label={t('lockAfter.label')}
        hint={t('lockAfter.hint')}
        value={String(minutes)}
        read={minutesPatch}
        invalid={t('lockAfter.invalid')}
        inputMode="numeric"
        isShort
      />
    </section>
  )
}

function minutesPatch(text: string): SettingsPatch | undefined {
  const typed = asciiDigits(text.trim())
  const lockAfterMinutes = /^\d{1,3}$/.test(typed) ? Number(typed) : MOST_MINUTES + 1
  return lockAfterMinutes > MOST_MINUTES ? undefined : { lockAfterMinutes }
}
