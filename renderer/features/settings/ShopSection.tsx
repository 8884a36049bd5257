import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsPatch } from '../../../shared/contract/settings.ts'
import { CURRENCY_CODES } from '../../../shared/money/currency.ts'
import { MOST_SHOP_NAME } from '../../../shared/sale/limits.ts'
import { useLocale } from '../../lib/use-format.ts'
import { useTill } from '../../stores/app-stores.ts'
import { ChoiceSetting } from './fields/ChoiceSetting.tsx'
import { MaySet } from './fields/MaySet.tsx'
import { SearchSetting } from './fields/SearchSetting.tsx'
import { TextSetting } from './fields/TextSetting.tsx'
import { currencyOptions, languageChoices, timeZoneOptions } from './setting-options.ts'
import styles from './settings.module.css'
import { tillNumberFromText } from './tolerance.ts'

const TILL_NAME_MAX = 30

/** What stands on screens and receipts. */
export function ShopSection() {
  const { t } = useTranslation('settings')
  const locale = useLocale()
  const settings = useTill((till) => till.settings)
  const zones = useMemo(timeZoneOptions, [])
  const currencies = useMemo(() => currencyOptions(locale), [locale])

  return (
    <div className={styles['grid']}>
      <MaySet setting="shopName">
        <TextSetting
          label={t('field.shopName')}
          hint={t('field.shopNameHint')}
          value={settings.shopName}
          read={(text) => named('shopName', text, MOST_SHOP_NAME)}
          invalid={t('invalid.name', { max: MOST_SHOP_NAME })}
        />
      </MaySet>
      <MaySet setting="tillName">
        <TextSetting
          label={t('field.tillName')}
          hint={t('field.tillNameHint')}
          value={settings.tillName}
          read={(text) => named('tillName', text, TILL_NAME_MAX)}
          invalid={t('invalid.name', { max: TILL_NAME_MAX })}
        />
      </MaySet>
      <MaySet setting="tillNumber">
        <TextSetting
          label={t('field.tillNumber')}
          hint={t('field.tillNumberHint')}
          value={String(settings.tillNumber)}
          read={numbered}
          invalid={t('invalid.tillNumber')}
          inputMode="numeric"
          isShort
        />
      </MaySet>
      <MaySet setting="currency">
        <SearchSetting
          label={t('field.currency')}
          hint={t('field.currencyHint')}
          value={settings.currency}
          options={currencies}
          change={currencyPatch}
          invalid={t('invalid.currency')}
        />
      </MaySet>
      <MaySet setting="timeZone">
        <SearchSetting
          label={t('field.timeZone')}
          hint={t('field.timeZoneHint')}
          value={settings.timeZone}
          options={zones}
          change={(id) => ({ timeZone: id })}
          invalid={t('invalid.timeZone')}
        />
      </MaySet>
      <MaySet setting="weekStart">
        <ChoiceSetting
          label={t('field.weekStart')}
          value={settings.weekStart}
          choices={(['monday', 'sunday', 'saturday', 'friday'] as const).map((value) => ({
            value,
            text: t(`weekStart.${value}`),
          }))}
          change={(weekStart) => ({ weekStart })}
        />
      </MaySet>
      <MaySet setting="language">
        <ChoiceSetting
          label={t('field.language')}
          value={settings.language}
          choices={languageChoices(settings.language).map((value) => ({
            value,
            text: t(`language.${value}`),
          }))}
          change={(language) => ({ language })}
        />
      </MaySet>
      <MaySet setting="theme">
        <ChoiceSetting
          label={t('field.theme')}
          value={settings.theme}
          choices={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            text: t(`theme.${value}`),
          }))}
          change={(theme) => ({ theme })}
        />
      </MaySet>
    </div>
  )
}

function named(field: 'shopName' | 'tillName', text: string, max: number): SettingsPatch | undefined {
  const name = text.trim()
  if (name === '' || name.length > max) return undefined
  return field === 'shopName' ? { shopName: name } : { tillName: name }
}

function numbered(text: string): SettingsPatch | undefined {
  const tillNumber = tillNumberFromText(text)
  return tillNumber === undefined ? undefined : { tillNumber }
}

function currencyPatch(id: string): SettingsPatch {
  const currency = CURRENCY_CODES.find((code) => code === id)
  return currency ? { currency } : {}
}
