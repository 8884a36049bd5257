import type { TillHandlers } from '../../../shared/contract/contract.ts'
import type { ExportProgress } from '../../../shared/contract/exports.ts'
import { err, ok } from '../../../shared/result.ts'
import type { Log } from '../../log.ts'
import type { TillControl } from '../../till-control.ts'
import type { Clock } from '../../time/clock.ts'

type Dependencies = {
  readonly workerUrl: URL
  readonly clock: Clock
  readonly log: Log
  readonly onProgress: (progress: ExportProgress) => void
  /** Asks a person where to save; null when they gave up. */
  readonly askWhere: (fileName: string) => Promise<string | null>
}

export function exportsHandlers(control: TillControl, _dependencies: Dependencies): TillHandlers['exports'] {
  return {
    start: () => err({ code: 'notNow' }),
    cancel: () => ok(null),
    chooseFolder: () => ok(control.state()),
    setDayFormats: () => ok(control.state()),
  }
}
