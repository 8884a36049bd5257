import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { err, ok } from '../../../shared/result.ts'
import { createExportDesk, type ExportDeskDependencies } from '../../exports/export-desk.ts'
import { businessDay } from '../../payments/opening/intent.ts'
import type { TillControl } from '../../till-control.ts'
import { type Clock, isoNow } from '../../time/clock.ts'
import { answeredBy } from '../answered-by.ts'

type Dependencies = Pick<ExportDeskDependencies, 'draw' | 'onProgress'> & {
  readonly clock: Clock
  /** Asks a person where to save; null when they gave up. */
  readonly askWhere: (fileName: string) => Promise<string | null>
  /** Asks a person for a folder; null when they gave up. */
  readonly askFolder: () => Promise<string | null>
}

/** Files for the accountant, each written in a thread: the till goes on charging meanwhile. */
export function exportsHandlers(
  control: TillControl,
  { clock, askWhere, askFolder, ...parts }: Dependencies,
): TillHandlers['exports'] {
  const desk = createExportDesk({
    ...parts,
    now: () => isoNow(clock),
    service: control.exports.service,
    till() {
      const { mode, people } = control.state()
      const settings = control.settings()
      return { mode, settings, people, today: businessDay(clock.now(), settings.timeZone) }
    },
  })
  return {
    start: (asked, caller) => desk.start(asked, caller.person, answeredBy(caller, control, askWhere)),
    cancel() {
      desk.cancel()
      return ok(null)
    },
    async chooseFolder(_, caller) {
      const asked = await answeredBy(caller, control, askFolder)()
      if (!asked.ok) return asked
      const folder = asked.value
      if (folder === null) return ok(control.state())
      const formats = control.settings().dayFiles?.formats ?? ['xlsx']
      return control.saveSettings({ dayFiles: { folder, formats } })
    },
    setDayFormats({ formats }) {
      const { dayFiles } = control.settings()
      if (dayFiles === null) return err({ code: 'notNow' })
      return control.saveSettings({
        dayFiles: formats.length === 0 ? null : { ...dayFiles, formats: [...new Set(formats)] },
      })
    },
  }
}
