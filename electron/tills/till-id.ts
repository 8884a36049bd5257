import { randomUUID } from 'node:crypto'
import type { TillRef } from '../../shared/tills/till-ref.ts'
import type { SettingsStore } from '../settings/settings-store.ts'

/**
 * How this till is called among the others of its shop. Its id is made the first time and kept with the settings.
 * @throws when the disk refuses: an id that is another one tomorrow is worse than none.
 */
export function ownTill(settings: SettingsStore): TillRef {
  const { tillId, tillNumber, tillName } = settings.read()
  const id = tillId ?? randomUUID()
  if (tillId === null) settings.save({ tillId: id })
  return { id, number: tillNumber, name: tillName }
}

/** Of `ownTill`; null where it is still to be made and the disk refuses. */
export function tillIdOf(settings: SettingsStore): string | null {
  try {
    return ownTill(settings).id
  } catch {
    return null
  }
}
