import { defaultSettings, Settings } from '../../shared/contract/settings.ts'

/** Whatever was on disk, made whole: each field is taken if it fits and defaulted if not. */
export function restoreSettings(stored: Record<string, unknown>, timeZone: string): Settings {
  const defaults = defaultSettings(timeZone)
  const entries = Object.entries(Settings.shape).flatMap(([key, schema]) => {
    const parsed = schema.safeParse(stored[key])
    return parsed.success ? [[key, parsed.data]] : []
  })
  return { ...defaults, ...Object.fromEntries(entries) }
}
