import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerView } from '../../../shared/contract/customer.ts'
import { setLanguage } from '../../i18n.ts'

/** Puts the shop's language and theme on the window. True once its texts are here. */
export function useViewLook(view: CustomerView | null): boolean {
  const { i18n } = useTranslation()
  const [failed, setFailed] = useState(false)
  const language = view?.language
  const theme = view?.theme

  useEffect(() => {
    if (theme === undefined || theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])

  useEffect(() => {
    if (language === undefined || language === i18n.language) return
    // A payment in the wrong language is better than none at all.
    setLanguage(i18n, language).catch(() => setFailed(true))
  }, [language, i18n])

  return language === undefined || language === i18n.language || failed
}
