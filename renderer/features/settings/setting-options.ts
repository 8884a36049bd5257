import type { Language } from '../../../shared/contract/settings.ts'
import { CURRENCY_CODES } from '../../../shared/money/currency.ts'
import type { SearchOption } from './fields/SearchSetting.tsx'

/** "EUR · Euro", with the name in the window's language. */
export function currencyOptions(locale: string): readonly SearchOption[] {
  const names = new Intl.DisplayNames([locale], { type: 'currency' })
  return CURRENCY_CODES.map((code) => ({ id: code, text: `${code} · ${names.of(code) ?? code}` }))
}

/** Every zone this computer knows; UTC is not in the browser's own list. */
export function timeZoneOptions(): readonly SearchOption[] {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])
  return [...zones].map((id) => ({ id, text: id.replaceAll('_', ' ') }))
}

/** The shipped languages; the pseudo one only in development, or while it is on. */
export function languageChoices(current: Language): readonly Language[] {
  return import.meta.env.DEV || current === 'pseudo' ? ['en', 'ar', 'pseudo'] : ['en', 'ar']
}
