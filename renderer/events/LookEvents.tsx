import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { setLanguage } from '../i18n.ts'
import { useTill } from '../stores/app-stores.ts'

/** The document follows the settings: language, direction and theme. */
export function LookEvents() {
  const { i18n } = useTranslation()
  const language = useTill((till) => till.settings.language)
  const theme = useTill((till) => till.settings.theme)
  useEffect(() => {
    if (i18n.language !== language) void setLanguage(i18n, language)
  }, [i18n, language])
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  return null
}
