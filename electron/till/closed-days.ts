import { join } from 'node:path'
import { ok } from '../../shared/result.ts'
import { createDayFiles, type DayFiles, type DayFilesDependencies } from '../exports/day-files/day-files.ts'
import { recordFileAt } from '../exports/day-files/day-files-record.ts'
import type { Log } from '../log.ts'
import type { OpenTill } from '../open-till.ts'
import { businessDay } from '../payments/opening/intent.ts'
import type { Keychain } from '../settings/keychain.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { writeOwnBundle } from '../tills/own-bundle.ts'
import { tillIdOf } from '../tills/till-id.ts'

type Dependencies = Pick<DayFilesDependencies, 'clock' | 'service' | 'draw' | 'onChange'> & {
  readonly folder: string
  readonly settings: SettingsStore
  readonly keychain: Keychain
  readonly log: Log
  readonly till: () => OpenTill
}

/** The files that the open till writes of each closed day, its bundle for the shop's other tills among them. */
export function createClosedDays({
  folder,
  settings,
  keychain,
  log,
  till,
  ...parts
}: Dependencies): DayFiles {
  return createDayFiles({
    ...parts,
    settings: settings.read,
    tillId: () => tillIdOf(settings),
    till() {
      const { timeZone } = settings.read()
      const { mode, shifts } = till()
      if (shifts === null) return null
      const { lastZ, upTo } = shifts.closed()
      const today = businessDay(parts.clock.now(), timeZone)
      return { mode, lastZ, lastZDay: upTo, today, isBeyondZ: shifts.isBeyondZ }
    },
    recordOf: (mode) => recordFileAt(join(folder, 'day-files', `${mode}.json`)),
    async writeBundle(z, place) {
      const written = await writeOwnBundle({ settings, keychain, open: till }, z, async (name) =>
        ok(join(place, name)),
      )
      return written.ok ? null : written.error
    },
    onFailed: (of, error) => log.warn({ of, error }, 'day file: not written'),
    onCrash: (reference, error) => log.error({ reference, err: error }, 'day file: unexpected'),
  })
}
