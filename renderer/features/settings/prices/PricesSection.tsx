import { useTranslation } from 'react-i18next'
import type { SettingsPatch } from '../../../../shared/contract/settings.ts'
import { percentFromText, percentText } from '../../../lib/percent.ts'
import { useTill } from '../../../stores/app-stores.ts'
import { TextSetting } from '../fields/TextSetting.tsx'
import styles from '../settings.module.css'
import { TaxForm } from './TaxForm.tsx'
import { TipSettings } from './TipSettings.tsx'

/** What is added to a typed price, and taken off it. */
export function PricesSection() {
  const { t } = useTranslation('sale')
  const limit = useTill((till) => till.settings.discountLimitBasisPoints)
  return (
    <div className={styles['fields']}>
      <section className={styles['block']} aria-labelledby="taxes">
        <h3 className={styles['blockTitle']} id="taxes">
          {t('taxes.title')}
        </h3>
        <p className={styles['blockText']}>{t('taxes.text')}</p>
        <TaxForm />
      </section>
      <section className={styles['block']} aria-labelledby="tips">
        <h3 className={styles['blockTitle']} id="tips">
          {t('tips.title')}
        </h3>
        <p className={styles['blockText']}>{t('tips.text')}</p>
        <TipSettings />
      </section>
      <section className={styles['block']} aria-labelledby="discounts">
        <h3 className={styles['blockTitle']} id="discounts">
          {t('limit.title')}
        </h3>
        <TextSetting
          label={t('limit.field')}
          hint={t('limit.hint')}
          value={percentText(limit, 2)}
          read={limitOf}
          invalid={t('limit.invalid')}
          inputMode="decimal"
        />
      </section>
    </div>
  )
}

function limitOf(text: string): SettingsPatch | undefined {
  const discountLimitBasisPoints = percentFromText(text, 2)
  return discountLimitBasisPoints === undefined ? undefined : { discountLimitBasisPoints }
}
