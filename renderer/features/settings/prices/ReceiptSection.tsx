import { useTranslation } from 'react-i18next'
import type { SettingsPatch } from '../../../../shared/contract/settings.ts'
import { MOST_ADDRESS, MOST_CONTACT, MOST_TAX_NUMBER } from '../../../../shared/sale/limits.ts'
import { useTill } from '../../../stores/app-stores.ts'
import { ChoiceSetting } from '../fields/ChoiceSetting.tsx'
import { TextSetting } from '../fields/TextSetting.tsx'
import styles from '../settings.module.css'

const TEXTS = [
  ['address', MOST_ADDRESS],
  ['taxNumber', MOST_TAX_NUMBER],
  ['contact', MOST_CONTACT],
] as const

/** What stands on a receipt beside the shop's name. */
export function ReceiptSection() {
  const { t } = useTranslation('sale')
  const receipt = useTill((till) => till.settings.receipt)
  const read = (key: (typeof TEXTS)[number][0], text: string, max: number): SettingsPatch | undefined =>
    text.trim().length > max ? undefined : { receipt: { ...receipt, [key]: text.trim() } }
  return (
    <div className={styles['fields']}>
      {TEXTS.map(([key, max]) => (
        <TextSetting
          key={key}
          label={t(`receipt.${key}`)}
          hint={t(`receipt.${key}Hint`)}
          value={receipt[key]}
          read={(text) => read(key, text, max)}
          invalid={t(`receipt.${key}Invalid`, { max })}
        />
      ))}
      <ChoiceSetting
        label={t('receipt.fiscal')}
        value={receipt.isFiscal ? 'isFiscal' : 'notFiscal'}
        choices={(['notFiscal', 'isFiscal'] as const).map((value) => ({
          value,
          text: t(`receipt.${value}`),
          hint: t(`receipt.${value}Hint`),
        }))}
        change={(value) => ({ receipt: { ...receipt, isFiscal: value === 'isFiscal' } })}
      />
    </div>
  )
}
