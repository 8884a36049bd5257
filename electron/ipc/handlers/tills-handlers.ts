import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { byWhom } from '../../../shared/people/caller.ts'
import { ok } from '../../../shared/result.ts'
import { writeFileWhole } from '../../reports/write-file.ts'
import type { TillControl } from '../../till-control.ts'
import type { TillsDesk } from '../../tills/tills-desk.ts'
import { answeredBy } from '../answered-by.ts'

type Dependencies = {
  readonly desk: TillsDesk
  /** Asks a person which files to open; none when they gave up. */
  readonly askFiles: () => Promise<readonly string[]>
  /** Asks a person for a folder; null when they gave up. */
  readonly askFolder: () => Promise<string | null>
  /** Asks a person where to save; null when they gave up. */
  readonly askWhere: (fileName: string) => Promise<string | null>
}

export function tillsHandlers(
  control: TillControl,
  { desk, askFiles, askFolder, askWhere }: Dependencies,
): TillHandlers['tills'] {
  return {
    list: () => desk.list(),
    async import(_, caller) {
      const files = await answeredBy(caller, control, askFiles)()
      if (!files.ok) return files
      const taken = files.value.length === 0 ? ok([]) : await desk.importFiles(files.value)
      const view = await desk.list()
      if (!taken.ok) return taken
      return view.ok ? ok({ files: [...taken.value], view: view.value }) : view
    },
    async chooseFolder(_, caller) {
      const asked = await answeredBy(caller, control, askFolder)()
      if (!asked.ok) return asked
      return asked.value === null ? ok(control.state()) : control.saveSettings({ bundleFolder: asked.value })
    },
    forgetFolder: () => control.saveSettings({ bundleFolder: null }),
    lookInFolder: () => desk.lookInFolder(),
    merged: (period) => desk.merged(period),
    choose: ({ bundle }, caller) => desk.choose(bundle, byWhom(caller)),
    async saveBundle({ z }, caller) {
      const written = await desk.writeBundle(z, answeredBy(caller, control, askWhere))
      return written.ok ? ok(written.value ?? { file: null, isSigned: false }) : written
    },
    async saveCsv(period, caller) {
      const ask = answeredBy(caller, control, askWhere)
      const asked = await ask(`usdtill-${control.till().mode}-all-tills-${period.from}-${period.to}.csv`)
      if (!asked.ok) return asked
      const file = asked.value
      if (file === null) return ok({ file, rows: 0 })
      const csv = await desk.mergedCsv(period)
      if (!csv.ok) return csv
      const written = await writeFileWhole(file, csv.value.text)
      return written.ok ? ok({ file, rows: csv.value.rows }) : written
    },
  }
}
