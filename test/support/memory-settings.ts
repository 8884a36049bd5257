import type { SettingsStore } from '../../electron/settings/settings-store.ts'
import { Settings } from '../../shared/contract/settings.ts'

/** The owner's settings without a disk. */
export function createMemorySettings(first: Settings): SettingsStore {
  let kept = first
  return {
    read: () => kept,
    save(change) {
      kept = Settings.parse({ ...kept, ...change })
      return kept
    },
  }
}
