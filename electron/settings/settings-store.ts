import Store from 'electron-store'
import { Settings } from '../../shared/contract/settings.ts'
import { restoreSettings } from './restore-settings.ts'

/** Everything the owner set. Nothing else touches the file, and no secret is ever in it. */
export type SettingsStore = {
  read(): Settings
  /** Writes to disk before it returns. @throws when the disk refuses. */
  save(change: SettingsChange): Settings
}

/** Fields to change; an undefined one is left as it was. */
export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined }

/** `folder`: the app's user data. A field that no longer fits (hand-edited, from another version) falls back alone. */
export function createSettingsStore(folder: string, timeZone: string): SettingsStore {
  const store = new Store<Record<string, unknown>>({
    name: 'settings',
    cwd: folder,
    clearInvalidConfig: true,
  })
  let settings = restoreSettings(store.store, timeZone)
  return {
    read: () => settings,
    save(change) {
      const given = Object.entries(change).filter(([, value]) => value !== undefined)
      const next = Settings.parse({ ...settings, ...Object.fromEntries(given) })
      store.store = next
      settings = next
      return next
    },
  }
}
