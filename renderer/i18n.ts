import { createInstance, type i18n, type Resource, type ResourceLanguage } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../shared/contract/settings.ts'
import type { Catalogue } from './locales/catalogue.ts'

const NAMESPACES = [
  'common',
  'error',
  'cashier',
  'customer',
  'settings',
  'day',
  'gateways',
  'refund',
  'account',
  'books',
  'latency',
] as const

/** English is in the window from the start; the others are fetched when they are chosen. */
const english = byNamespace(
  import.meta.glob<Catalogue>('./locales/en/*.json', { eager: true, import: 'default' }),
)

/** The texts of one window, in the given language; sets `lang` and `dir` of the document. */
export async function createI18n(language: Language): Promise<i18n> {
  const instance = createInstance()
  const resources: Resource = { en: english }
  instance.use(initReactI18next)
  await instance.init({
    resources,
    lng: 'en',
    fallbackLng: 'en',
    ns: NAMESPACES,
    defaultNS: 'common',
    // React escapes; a second time would show entities.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  })
  await setLanguage(instance, language)
  return instance
}

/** Fetches the language's texts when they are not here yet, and switches the whole window over. */
export async function setLanguage(instance: i18n, language: Language): Promise<void> {
  if (!instance.hasResourceBundle(language, 'common')) {
    for (const [namespace, texts] of Object.entries(await load(language))) {
      instance.addResourceBundle(language, namespace, texts)
    }
  }
  await instance.changeLanguage(language)
  document.documentElement.lang = localeOf(language)
  document.documentElement.dir = directionOf(language)
}

/** The BCP 47 locale that formats numbers and dates. */
export function localeOf(language: string): string {
  return language === 'pseudo' ? 'en' : language
}

export function directionOf(language: string): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}

async function load(language: Language): Promise<ResourceLanguage> {
  switch (language) {
    case 'en':
      return english
    case 'ar':
      return byNamespace((await import('./locales/arabic.ts')).arabic)
    case 'pseudo': {
      const { pseudoCatalogue } = await import('./lib/pseudo-locale.ts')
      return pseudoCatalogue(english)
    }
  }
}

/** "./locales/en/cashier.json" → "cashier". */
function byNamespace(files: Readonly<Record<string, Catalogue>>): ResourceLanguage {
  return Object.fromEntries(
    Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ''), texts]),
  )
}
