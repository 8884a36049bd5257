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
  'reports',
  'exports',
  'search',
  'tills',
  'dashboard',
  'lock',
  'people',
  'closing',
  'sale',
] as const

/** What the first screens say is in the window from the start, in English. */
const firstEnglish = byNamespace(
  import.meta.glob<Catalogue>('./locales/en/{common,error,cashier,customer,gateways,lock}.json', {
    eager: true,
    import: 'default',
  }),
)

/** The one of this window, once it is there. */
let opened: i18n | undefined

/** The texts of one window, in the given language; sets `lang` and `dir` of the document. */
export async function createI18n(language: Language): Promise<i18n> {
  const instance = createInstance()
  const resources: Resource = { en: firstEnglish }
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
  opened = instance
  return instance
}

/** The English texts of everything that is not on the first screens: there before such a part is shown. */
export async function loadLaterTexts(): Promise<void> {
  const later = await laterEnglish()
  for (const [namespace, texts] of Object.entries(later)) opened?.addResourceBundle('en', namespace, texts)
}

async function laterEnglish(): Promise<ResourceLanguage> {
  return byNamespace((await import('./locales/english-later.ts')).englishLater)
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
      return firstEnglish
    case 'ar':
      return byNamespace((await import('./locales/arabic.ts')).arabic)
    case 'pseudo': {
      const { pseudoCatalogue } = await import('./lib/pseudo-locale.ts')
      return pseudoCatalogue({ ...firstEnglish, ...(await laterEnglish()) })
    }
  }
}

/** "./locales/en/cashier.json" → "cashier". */
function byNamespace(files: Readonly<Record<string, Catalogue>>): ResourceLanguage {
  return Object.fromEntries(
    Object.entries(files).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ''), texts]),
  )
}
