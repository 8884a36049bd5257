import type { TillHandlers } from '../../../shared/contract/contract.ts'
import { err, ok } from '../../../shared/result.ts'
import { writeFileWhole } from '../../reports/write-file.ts'
import type { TillControl } from '../../till-control.ts'
import { mergedCsv } from '../../tills/merged-csv.ts'
import type { TillsDesk } from '../../tills/tills-desk.ts'

type Dependencies = {
  readonly desk: TillsDesk
  /** Asks a person which files to open; none when they gave up. */
  readonly askFiles: () => Promise<readonly string[]>
  /** Asks a person where to save; null when they gave up. */
  readonly askWhere: (fileName: string) => Promise<string | null>
}

export function tillsHandlers(
  control: TillControl,
  { desk, askFiles, askWhere }: Dependencies,
): TillHandlers['tills'] {
  return {
    list: () => desk.list(),
    async import() {
      const { mode } = control.till()
      const files = await askFiles()
      // Another mode was opened meanwhile: they were meant for the one before.
      if (control.till().mode !== mode) return err({ code: 'notNow' })
      const taken = files.length === 0 ? ok([]) : await desk.importFiles(files)
      const view = desk.list()
      if (!taken.ok) return taken
      return view.ok ? ok({ files: [...taken.value], view: view.value }) : view
    },
    merged: (period) => desk.merged(period),
    choose: ({ bundle }) => desk.choose(bundle),
    async saveBundle({ z }) {
      const written = await desk.writeBundle(z, askWhere)
      return written.ok ? ok(written.value ?? { file: null, isSigned: false }) : written
    },
    async saveCsv(period) {
      const merged = desk.merged(period)
      if (!merged.ok) return merged
      const { text, rows } = mergedCsv(merged.value)
      const file = await askWhere(`usdtill-${control.till().mode}-all-tills-${period.from}-${period.to}.csv`)
      if (file === null) return ok({ file, rows: 0 })
      const written = await writeFileWhole(file, text)
      return written.ok ? ok({ file, rows }) : written
    },
  }
}
